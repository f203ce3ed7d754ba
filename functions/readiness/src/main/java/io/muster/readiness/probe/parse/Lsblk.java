package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code lsblk -J}. Before util-linux 2.33 every value is a string, {@code "1"} for a truth; {@code
 * mountpoint} became {@code mountpoints}, a list, in 2.37.
 */
public final class Lsblk {

    private static final int MAX_MOUNT_POINTS = 100;

    private final Rows<BlockDevice> rows;
    private int placed;

    private Lsblk(String output) {
        this.rows = new Rows<>("lsblk", DeviceTree.MOST, output);
    }

    public static Fact<Listing<BlockDevice>> parse(String output) {
        return new Lsblk(output).read(output);
    }

    private Fact<Listing<BlockDevice>> read(String output) {
        Map<?, ?> root = Json.object(Json.read(output));
        if (root == null || !(root.get("blockdevices") instanceof List<?> devices)) {
            return Unreadable.of("lsblk -J", output);
        }
        for (Object device : devices) {
            BlockDevice read = device(device, 1);
            if (read != null || placed < DeviceTree.MOST) {
                rows.add(read);
            }
        }
        return rows.orNone();
    }

    private @Nullable BlockDevice device(@Nullable Object json, int depth) {
        if (placed >= DeviceTree.MOST || depth > DeviceTree.DEEPEST) {
            rows.cut();
            return null;
        }
        Map<?, ?> object = Json.object(json);
        String name = object == null ? null : Json.text(object.get("name"));
        if (object == null || name == null) {
            return null;
        }
        placed++;
        List<BlockDevice> children = new ArrayList<>();
        for (Object child : Json.list(object.get("children"))) {
            BlockDevice read = device(child, depth + 1);
            if (read != null) {
                children.add(read);
            }
        }
        return new BlockDevice(
                Field.text(name),
                Json.field(object, "type"),
                Numbers.size(Json.text(object.get("size")), 1),
                new BlockDevice.Content(Json.field(object, "fstype"), Json.field(object, "uuid")),
                mountPoints(object),
                new BlockDevice.Description(
                        Json.field(object, "kname"),
                        DeviceTree.isTrue(Json.text(object.get("ro"))),
                        Json.field(object, "model"),
                        EbsVolume.id(Json.text(object.get("serial")))),
                children);
    }

    private static List<String> mountPoints(Map<?, ?> object) {
        List<String> points = new ArrayList<>();
        String single = Json.text(object.get("mountpoint"));
        if (single != null && !single.isEmpty()) {
            points.add(Field.text(single));
        }
        for (Object each : Json.list(object.get("mountpoints"))) {
            String point = Json.text(each);
            if (point != null && !point.isEmpty() && points.size() < MAX_MOUNT_POINTS) {
                points.add(Field.text(point));
            }
        }
        return points.stream().distinct().toList();
    }
}
