package io.muster.readiness.guest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What logrotate does with the files that some patterns name, the global settings included.
 *
 * @param file the configuration file; null where it is not known
 * @param patterns shell patterns of absolute paths
 */
public record RotationPolicy(
        @Nullable String file,
        List<String> patterns,
        Trigger trigger,
        Retention retention,
        Procedure procedure) {

    /**
     * When a file is rotated.
     *
     * @param frequency null where the size decides
     * @param sizeBytes rotate when larger, whatever the time: 1 MiB where neither a size nor a
     *     frequency is said; null where the frequency decides
     * @param minSizeBytes rotate by frequency, but only when larger; null for none
     * @param maxSizeBytes rotate when larger, before the frequency is due; null for none
     */
    public record Trigger(
            @Nullable Frequency frequency,
            @Nullable Long sizeBytes,
            @Nullable Long minSizeBytes,
            @Nullable Long maxSizeBytes) {}

    /**
     * How many old files are kept, and how.
     *
     * @param rotate 0 where nothing is said; {@link Integer#MAX_VALUE} for all
     */
    public record Retention(int rotate, boolean compress) {}

    /** How a file is rotated. */
    public record Procedure(boolean copyTruncate, boolean postRotate) {}

    public enum Frequency {
        HOURLY,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY
    }

    public RotationPolicy {
        patterns = List.copyOf(patterns);
    }

    /** Whether one of its patterns names the file. */
    public boolean covers(String path) {
        return patterns.stream().anyMatch(pattern -> Glob.matches(pattern, path));
    }
}
