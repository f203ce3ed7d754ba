package io.muster.readiness.decision;

import io.muster.readiness.text.Untrusted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who made a decision, when, and by what way.
 *
 * @param who the ARN of the identity that wrote it
 * @param at to the millisecond
 */
public record Made(String who, Instant at, Way way) {

    /** The longest identity that AWS has, in characters. */
    private static final int MAX_WHO = 2_048;

    public Made {
        who = Untrusted.line(who, MAX_WHO);
    }

    /** By what way a decision came. */
    public sealed interface Way {

        /** {@code ./muster decide}. */
        record Command() implements Way {}

        /**
         * A reviewed file.
         *
         * @param name as it was named, by which removed lines are told from those of other files
         * @param commit the newest commit that changed it; null where git does not tell
         */
        record File(String name, @Nullable String commit) implements Way {}
    }
}
