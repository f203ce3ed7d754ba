package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.EbsDisk;
import io.muster.readiness.guest.Listing;
import java.util.List;

/**
 * {@code /sys/block/nvme*}, as the probe lists it: name, serial, model. A guest without NVMe disks
 * prints nothing.
 */
public final class NvmeSerials {

    private NvmeSerials() {}

    public static Fact<Listing<EbsDisk>> parse(String output) {
        Rows<EbsDisk> rows = new Rows<>("/sys/block/nvme*", DeviceTree.MOST);
        for (String line : rows.lines(output)) {
            List<String> fields = Tabbed.fields(line, 3);
            if (fields.size() == 3 && !fields.getFirst().isEmpty()) {
                rows.add(
                        new EbsDisk(
                                Field.text(fields.get(0)),
                                EbsVolume.id(fields.get(1)),
                                Field.orNull(fields.get(2))));
            } else if (!line.isBlank()) {
                rows.unreadable();
            }
        }
        return rows.orNone(output);
    }
}
