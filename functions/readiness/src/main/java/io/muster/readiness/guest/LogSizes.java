package io.muster.readiness.guest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lies under {@code /var/log}.
 *
 * @param totalBytes with everything below; null where du did not come to an end
 * @param files the biggest, biggest first; the probe names sixty
 */
public record LogSizes(@Nullable Long totalBytes, Listing<LogFile> files) {

    /** The same, as part of an output that ended early. */
    public LogSizes asCut() {
        return new LogSizes(totalBytes, files.asCut());
    }

    /**
     * A file of the log directory.
     *
     * @param modifiedAt null where the tool prints no exact time
     */
    public record LogFile(String path, long bytes, @Nullable Instant modifiedAt) {

        /** Whether its name says that it is an old one, left by a rotation. */
        public boolean rotated() {
            String bare = path.replaceFirst("\\.(gz|xz|bz2|zst|lz4)$", "");
            return !bare.equals(path) || bare.matches(".*[.-](\\d{1,3}|\\d{8}(-\\d{1,10})?|old)");
        }
    }
}
