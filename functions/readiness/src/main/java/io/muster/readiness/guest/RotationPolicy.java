package io.muster.readiness.guest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What logrotate does with the files that some patterns name, the global settings included.
 *
 * @param file the configuration file; null where it is not known
 * @param patterns shell patterns of absolute paths; none where a fault is in no block
 * @param faults the lines that logrotate does not understand; with one that makes it pass over the
 *     block, no file is rotated by this
 */
public record RotationPolicy(
        @Nullable String file,
        List<String> patterns,
        Trigger trigger,
        Retention retention,
        Procedure procedure,
        List<RotationFault> faults) {

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
     * @param elsewhere whether they are kept in another directory, or under names that do not begin
     *     as that of the log
     */
    public record Retention(int rotate, boolean compress, boolean elsewhere) {

        /** Kept beside the log. */
        public Retention(int rotate, boolean compress) {
            this(rotate, compress, false);
        }
    }

    /**
     * How a file is rotated.
     *
     * @param hardLinks whether also one that has several names
     * @param ignoreDuplicates whether it is no fault that another block names the same file
     */
    public record Procedure(
            boolean copyTruncate, boolean postRotate, boolean hardLinks, boolean ignoreDuplicates) {

        /** Without what is rarely asked for. */
        public Procedure(boolean copyTruncate, boolean postRotate) {
            this(copyTruncate, postRotate, false, false);
        }
    }

    public enum Frequency {
        HOURLY,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY
    }

    public RotationPolicy {
        patterns = List.copyOf(patterns);
        faults = List.copyOf(faults);
    }

    /** A block that logrotate understands. */
    public RotationPolicy(
            @Nullable String file,
            List<String> patterns,
            Trigger trigger,
            Retention retention,
            Procedure procedure) {
        this(file, patterns, trigger, retention, procedure, List.of());
    }

    /** Whether logrotate passes over it. */
    public boolean skipped() {
        return faults.stream()
                .anyMatch(
                        fault ->
                                switch (fault.effect()) {
                                    case BLOCK_SKIPPED, REST_OF_FILE_SKIPPED -> true;
                                    case REST_OF_BLOCK_SKIPPED, LINE_IGNORED -> false;
                                });
    }

    /** Whether one of its patterns names the file, and logrotate goes by it. */
    public boolean covers(String path) {
        return !skipped() && patterns.stream().anyMatch(pattern -> Glob.matches(pattern, path));
    }
}
