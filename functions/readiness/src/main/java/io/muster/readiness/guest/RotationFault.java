package io.muster.readiness.guest;

/**
 * A line of logrotate's configuration that logrotate does not understand, and what it makes of it.
 *
 * @param line as it stands in the file, without comments
 */
public record RotationFault(Effect effect, String line) {

    /** What logrotate does about it. */
    public enum Effect {
        /** It passes over the block, so that the block's logs are not rotated. */
        BLOCK_SKIPPED,
        /** It goes by what stands in the block before the line. */
        REST_OF_BLOCK_SKIPPED,
        /** It reads no more of the file. */
        REST_OF_FILE_SKIPPED,
        /** It passes over the line and ends as if nothing was wrong. */
        LINE_IGNORED
    }
}
