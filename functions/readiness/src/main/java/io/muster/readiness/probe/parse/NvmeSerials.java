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
        Rows<EbsDisk> rows = new Rows<>("/sys/block/nvme*", DeviceTree.MOST, output);
        for (String line : rows.lines()) {
            List<String> fields = Field.tabbed(line, 3);
            if (fields.size() == 3 && !fields.getFirst().isEmpty()) {
                rows.add(
                        new EbsDisk(
                                Field.text(fields.get(0)),
                                EbsVolume.id(fields.get(1)),
                                Field.orNull(fields.get(2))));
            } else {
                rows.unreadable();
            }
        }
        return rows.orNone();
    }
}
