package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Listing;
import java.util.List;

/**
 * {@code /sys/block}, as the probe lists it where there is no lsblk: name, kind, parent, bytes,
 * read-only. What lies on the devices is not told.
 */
public final class SysBlock {

    private SysBlock() {}

    public static Fact<Listing<BlockDevice>> parse(String output) {
        Rows<BlockDevice> rows = new Rows<>("/sys/block", DeviceTree.MOST, output);
        DeviceTree tree = new DeviceTree(rows);
        for (String line : rows.lines()) {
            List<String> fields = Field.tabbed(line, 5);
            if (fields.size() == 5 && !fields.getFirst().isEmpty()) {
                tree.add(
                        new BlockDevice(
                                Field.text(fields.get(0)),
                                Field.orNull(fields.get(1)),
                                Numbers.count(fields.get(3)),
                                new BlockDevice.Content(null, null),
                                List.of(),
                                new BlockDevice.Description(
                                        null, DeviceTree.isTrue(fields.get(4)), null, null),
                                List.of()),
                        Field.orNull(fields.get(2)));
            } else {
                rows.unreadable();
            }
        }
        return tree.some();
    }
}
