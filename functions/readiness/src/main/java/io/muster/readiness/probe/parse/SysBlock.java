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
        Rows<BlockDevice> rows = new Rows<>("/sys/block", DeviceTree.MOST);
        DeviceTree tree = new DeviceTree(rows);
        for (String line : rows.lines(output)) {
            List<String> fields = Tabbed.fields(line, 5);
            if (fields.size() == 5 && !fields.getFirst().isEmpty()) {
                tree.add(
                        new BlockDevice(
                                Field.text(fields.get(0)),
                                Field.orNull(fields.get(1)),
                                Numbers.count(fields.get(3)),
                                BlockDevice.Content.UNKNOWN,
                                Json.truth(fields.get(4)),
                                null,
                                null,
                                List.of()),
                        Field.orNull(fields.get(2)));
            } else if (!line.isBlank()) {
                rows.unreadable();
            }
        }
        return tree.some(output);
    }
}
