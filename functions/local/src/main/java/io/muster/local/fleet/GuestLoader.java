package io.muster.local.fleet;

import io.muster.local.ssm.SimulatedGuest;
import io.muster.local.ssm.SimulatedNode;
import io.muster.local.ssm.SimulatedSsm;
import io.muster.local.ssm.Trouble;
import io.muster.readiness.check.Setting;
import io.muster.readiness.probe.ProbeDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts agents on the hosts that Systems Manager manages, and the probe's document beside them. */
final class GuestLoader {

    private final SimulatedSsm ssm;
    private final Keys keys;
    private final SampleRegion region;

    GuestLoader(SimulatedSsm ssm, Keys keys, SampleRegion region) {
        this.ssm = ssm;
        this.keys = keys;
        this.region = region;
    }

    void load() {
        ssm.document(Setting.PROBE_DOCUMENT.type().defaultValue(), ProbeDocument.current().json());
        for (SampleHost host : region.hosts()) {
            SampleGuest guest = host.guest();
            if (guest != null) {
                ssm.manage(region.name(), node(host, guest));
            }
        }
    }

    private SimulatedNode node(SampleHost host, SampleGuest guest) {
        String id = keys.id(HostLoader.key(host.name()));
        String recording = guest.recording();
        SimulatedNode node =
                recording == null
                        ? SimulatedNode.windows(id)
                        : SimulatedNode.linux(
                                id,
                                SimulatedGuest.recorded(recording)
                                        .withVolumes(volumes(host, guest)));
        return node.with(guest.troubles().toArray(Trouble[]::new));
    }

    private Map<String, String> volumes(SampleHost host, SampleGuest guest) {
        List<SampleVolume> own = new ArrayList<>();
        own.add(host.root());
        own.addAll(host.data());
        Map<String, String> volumes = new LinkedHashMap<>();
        for (int i = 0; i < guest.volumes().size(); i++) {
            volumes.put(
                    guest.volumes().get(i), keys.id(HostLoader.volumeKey(host.name(), own.get(i))));
        }
        return volumes;
    }
}
