package io.muster.local.fleet;

import io.muster.local.ssm.SimulatedGuest;
import io.muster.local.ssm.SimulatedNode;
import io.muster.local.ssm.SimulatedSsm;
import io.muster.local.ssm.Trouble;
import io.muster.readiness.check.Setting;
import io.muster.readiness.probe.ProbeDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Puts agents on the hosts that Systems Manager manages, and the probe's document beside them.
 *
 * @param ids the id of what the fleet has a name for
 */
record GuestLoader(SimulatedSsm ssm, UnaryOperator<String> ids, SampleRegion region) {

    /** Of cloud-init on a host whose user data ran, in the form of version 22.4. */
    private static final String USER_DATA_RAN =
            """
            log\tread
            {"v1": {"stage": null,
             "init": {"errors": [], "start": 1.5, "finished": 2.5},
             "modules-final": {"errors": [], "start": 3.5, "finished": 4.5}}}
            """;

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
        String id = ids.apply(HostLoader.key(host.name()));
        String recording = guest.recording();
        SimulatedNode node =
                recording == null
                        ? SimulatedNode.windows(id)
                        : SimulatedNode.linux(
                                id,
                                SimulatedGuest.recorded(recording)
                                        .with("unit-restarts", "systemctl-show", "")
                                        .with("user-data", "cloud-init-status", USER_DATA_RAN)
                                        .withVolumes(volumes(host, guest)));
        return node.with(guest.troubles().toArray(Trouble[]::new));
    }

    private Map<String, String> volumes(SampleHost host, SampleGuest guest) {
        Map<String, String> volumes = new LinkedHashMap<>();
        for (int i = 0; i < guest.volumes().size(); i++) {
            volumes.put(
                    guest.volumes().get(i),
                    ids.apply(HostLoader.volumeKey(host.name(), host.volumes().get(i))));
        }
        return volumes;
    }
}
