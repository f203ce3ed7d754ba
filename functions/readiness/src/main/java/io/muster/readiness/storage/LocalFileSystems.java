package io.muster.readiness.storage;

import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.Listing;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file systems on a guest's own disks, as text and numbers. */
public final class LocalFileSystems {

    private LocalFileSystems() {}

    /**
     * Each once, by mount point: busybox's df repeats a device for every bind mount, of which the
     * shortest place is the one that people know.
     */
    public static List<FileSystem> distinct(Listing<FileSystem> all) {
        Map<String, FileSystem> byDevice = new LinkedHashMap<>();
        all.stream()
                .filter(FileSystem::onDisk)
                .sorted(
                        Comparator.comparingInt((FileSystem one) -> one.mountPoint().length())
                                .thenComparing(FileSystem::mountPoint))
                .forEach(one -> byDevice.putIfAbsent(one.device(), one));
        return byDevice.values().stream()
                .sorted(Comparator.comparing(FileSystem::mountPoint))
                .toList();
    }

    /** The one that holds a path: the one mounted nearest above it. */
    public static Optional<FileSystem> holding(Collection<FileSystem> all, String path) {
        return all.stream()
                .filter(one -> within(one.mountPoint(), path))
                .max(Comparator.comparingInt(one -> one.mountPoint().length()));
    }

    /** As df counts it, rounded up; null where the guest does not tell. */
    public static @Nullable Integer usedPercent(FileSystem fileSystem) {
        FileSystem.Space space = fileSystem.space();
        Integer told = space.usedPercent();
        Long used = space.usedBytes();
        Long available = space.availableBytes();
        if (told != null || used == null || available == null || used + available <= 0) {
            return told;
        }
        return (int) Math.min(100, Math.ceil(100.0 * used / ((double) used + available)));
    }

    /** {@code /data (xfs, 1 TiB)}; without what the guest does not report. */
    public static String described(FileSystem fileSystem) {
        Long size = fileSystem.space().sizeBytes();
        return with(fileSystem, fileSystem.type(), size == null ? null : Quantity.size(size));
    }

    /** {@code /data (xfs)}. */
    public static String named(FileSystem fileSystem) {
        return with(fileSystem, fileSystem.type());
    }

    private static String with(FileSystem fileSystem, @Nullable String... details) {
        String known =
                Stream.of(details).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return known.isEmpty()
                ? fileSystem.mountPoint()
                : "%s (%s)".formatted(fileSystem.mountPoint(), known);
    }

    private static boolean within(String mountPoint, String path) {
        return mountPoint.equals("/")
                || path.equals(mountPoint)
                || path.startsWith(mountPoint + "/");
    }
}
