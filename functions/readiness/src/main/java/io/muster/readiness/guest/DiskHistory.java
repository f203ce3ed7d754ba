package io.muster.readiness.guest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How full each file system was, one sample a day, oldest first: what a forecast is made from.
 *
 * <p>Bounded, because it lies in the guest's own item and a guest may mount what it likes: {@value
 * #MAX_FILE_SYSTEMS} file systems with {@value #MAX_SAMPLES} samples each.
 *
 * @param byMountPoint samples of each file system on a disk, by its mount point
 */
public record DiskHistory(Map<String, List<Sample>> byMountPoint) {

    /** A quarter of a year: longer than any forecast looks ahead. */
    public static final int MAX_SAMPLES = 90;

    public static final int MAX_FILE_SYSTEMS = 32;

    public static final DiskHistory NONE = new DiskHistory(Map.of());

    /** One day of one file system. */
    public record Sample(LocalDate date, long usedBytes, long totalBytes) {}

    public DiskHistory {
        Map<String, List<Sample>> bounded = new TreeMap<>();
        byMountPoint.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MAX_FILE_SYSTEMS)
                .forEach(entry -> bounded.put(entry.getKey(), newest(entry.getValue())));
        byMountPoint = Collections.unmodifiableMap(bounded);
    }

    /** The samples of a file system, oldest first; none where it was never seen. */
    public List<Sample> of(String mountPoint) {
        return byMountPoint.getOrDefault(mountPoint, List.of());
    }

    /**
     * This history with another day. A second sample of the same day takes the first one's place.
     * What is mounted no longer is forgotten, so that a new file system in an old place does not
     * inherit the past of the old one.
     *
     * @param observedAt when the probe ran, by AWS's clock
     */
    public DiskHistory with(Instant observedAt, List<FileSystem> fileSystems) {
        LocalDate date = LocalDate.ofInstant(observedAt, ZoneOffset.UTC);
        Map<String, List<Sample>> next = new TreeMap<>();
        for (FileSystem fileSystem : fileSystems) {
            Long used = fileSystem.space().usedBytes();
            Long total = fileSystem.space().sizeBytes();
            if (fileSystem.onDisk() && used != null && total != null) {
                List<Sample> samples = new ArrayList<>(of(fileSystem.mountPoint()));
                samples.removeIf(sample -> sample.date().equals(date));
                samples.add(new Sample(date, used, total));
                next.put(fileSystem.mountPoint(), samples);
            }
        }
        return new DiskHistory(next);
    }

    private static List<Sample> newest(List<Sample> samples) {
        List<Sample> sorted = samples.stream().sorted(Comparator.comparing(Sample::date)).toList();
        return sorted.subList(Math.max(0, sorted.size() - MAX_SAMPLES), sorted.size()).stream()
                .toList();
    }
}
