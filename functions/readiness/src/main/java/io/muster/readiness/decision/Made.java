package io.muster.readiness.decision;

import io.muster.readiness.text.Untrusted;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who made a decision, when, and by what way.
 *
 * @param who the ARN of the identity that wrote it; of the console, what its user said
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

        /**
         * A tag on a resource; when it was written is not known.
         *
         * @param resource its id
         * @param workload that it belongs to; null where nothing names one
         */
        record Tag(String resource, @Nullable String workload) implements Way {}

        /** {@code ./muster decide}. */
        record Command() implements Way {}

        /** The CloudWatch console, which does not tell who its user is. */
        record Console() implements Way {}

        /**
         * A reviewed file.
         *
         * @param name from the root of its repository
         * @param commit the newest commit that changed it; null where git does not tell
         * @param repository where it comes from, such as {@code github.com/acme/infra}; null where
         *     git does not tell
         */
        record File(String name, @Nullable String commit, @Nullable String repository)
                implements Way {

            /** One of which no repository is known. */
            public File(String name, @Nullable String commit) {
                this(name, commit, null);
            }

            /** Whether it is the same file, of whatever commit. */
            boolean isSameAs(File other) {
                return name.equals(other.name) && Objects.equals(repository, other.repository);
            }

            /** Its name with that of its repository. */
            public String title() {
                return repository == null ? name : repository + "/" + name;
            }
        }
    }
}
