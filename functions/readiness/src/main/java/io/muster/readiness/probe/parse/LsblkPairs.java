package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Listing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code lsblk -P}, for versions before 2.27 that know no JSON (RHEL 7): {@code NAME="sda1"
 * PKNAME="sda" ...}, awkward characters as {@code \x22}.
 */
public final class LsblkPairs {

    private static final int MAX_PAIRS = 64;

    private LsblkPairs() {}

    public static Fact<Listing<BlockDevice>> parse(String output) {
        Rows<BlockDevice> rows = new Rows<>("lsblk -P", DeviceTree.MOST, output);
        DeviceTree tree = new DeviceTree(rows);
        String disk = null;
        for (String line : rows.lines()) {
            Map<String, String> pairs = pairs(line);
            String name = pairs.get("NAME");
            if (name == null || name.isEmpty()) {
                rows.unreadable();
                continue;
            }
            String kind = pairs.getOrDefault("TYPE", "");
            if (kind.equals("disk")) {
                disk = name;
            }
            String parent = pairs.get("PKNAME");
            if (parent == null && kind.equals("part") && disk != null && name.startsWith(disk)) {
                parent = disk;
            }
            tree.add(device(name, pairs), parent == null ? null : Field.orNull(parent));
        }
        return tree.some();
    }

    private static BlockDevice device(String name, Map<String, String> pairs) {
        return new BlockDevice(
                Field.text(name),
                Field.orNull(pairs.get("TYPE")),
                Numbers.size(pairs.get("SIZE"), 1),
                new BlockDevice.Content(
                        Field.orNull(pairs.get("FSTYPE")), Field.orNull(pairs.get("UUID"))),
                mountPoints(pairs),
                new BlockDevice.Description(
                        Field.orNull(pairs.get("KNAME")),
                        DeviceTree.isTrue(pairs.get("RO")),
                        Field.orNull(pairs.get("MODEL")),
                        EbsVolume.id(pairs.get("SERIAL"))),
                List.of());
    }

    /** Several mount points of one device stand in one value, a line break between them. */
    private static List<String> mountPoints(Map<String, String> pairs) {
        return Stream.of(pairs.get("MOUNTPOINT"), pairs.get("MOUNTPOINTS"))
                .flatMap(points -> points == null ? Stream.of() : points.lines().limit(100))
                .filter(point -> !point.isBlank())
                .map(Field::text)
                .distinct()
                .toList();
    }

    private static Map<String, String> pairs(String line) {
        Map<String, String> pairs = new HashMap<>();
        int at = 0;
        while (pairs.size() < MAX_PAIRS) {
            int open = line.indexOf("=\"", at);
            int close = open < 0 ? -1 : line.indexOf('"', open + 2);
            if (close < 0) {
                return pairs;
            }
            pairs.put(
                    line.substring(at, open).strip(),
                    Field.unescaped(line.substring(open + 2, close)));
            at = close + 1;
        }
        return pairs;
    }
}
