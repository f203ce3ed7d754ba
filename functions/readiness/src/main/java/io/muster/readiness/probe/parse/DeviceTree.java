package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Listing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts devices that a tool lists one by one under the devices they lie on. A device that lies on
 * several (a RAID, an LVM volume) appears under each, as lsblk prints it.
 */
final class DeviceTree {

    /** More devices than this, counted with their repetitions, are left out. */
    static final int MOST = 1_000;

    /** Deeper than any sane stack of partition, encryption, LVM and RAID; ends circles. */
    static final int DEEPEST = 12;

    private final Rows<BlockDevice> rows;
    private final List<Entry> entries = new ArrayList<>();
    private int placed;

    DeviceTree(Rows<BlockDevice> rows) {
        this.rows = rows;
    }

    private record Entry(BlockDevice device, @Nullable String parent) {}

    /** A truth as lsblk and the kernel print it. */
    static boolean isTrue(@Nullable String printed) {
        return "1".equals(printed) || "true".equals(printed);
    }

    void add(BlockDevice device, @Nullable String parent) {
        if (entries.size() < MOST) {
            entries.add(new Entry(device, parent));
        } else {
            rows.cut();
        }
    }

    Fact<Listing<BlockDevice>> some() {
        Map<String, List<Entry>> under = new HashMap<>();
        Map<String, String> names = names();
        List<Entry> roots = new ArrayList<>();
        for (Entry entry : entries) {
            String parent = entry.parent() == null ? null : names.get(entry.parent());
            if (parent == null || parent.equals(entry.device().name())) {
                roots.add(entry);
            } else {
                under.computeIfAbsent(parent, key -> new ArrayList<>()).add(entry);
            }
        }
        Set<String> seen = new HashSet<>();
        for (Entry root : roots) {
            if (seen.add(root.device().name())) {
                rows.add(grown(root.device(), under, 1));
            }
        }
        return rows.some();
    }

    /** By what a device may be called where another lies on it, its name: PKNAME is a kernel's. */
    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (Entry entry : entries) {
            String kernelName = entry.device().description().kernelName();
            if (kernelName != null) {
                names.put(kernelName, entry.device().name());
            }
        }
        entries.forEach(entry -> names.put(entry.device().name(), entry.device().name()));
        return names;
    }

    private BlockDevice grown(BlockDevice device, Map<String, List<Entry>> under, int depth) {
        List<BlockDevice> children = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Entry child : under.getOrDefault(device.name(), List.of())) {
            if (depth >= DEEPEST || placed >= MOST) {
                rows.cut();
                break;
            }
            if (seen.add(child.device().name())) {
                placed++;
                children.add(grown(child.device(), under, depth + 1));
            }
        }
        return device.withChildren(children);
    }
}
