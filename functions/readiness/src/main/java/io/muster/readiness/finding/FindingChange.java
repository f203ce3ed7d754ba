package io.muster.readiness.finding;

import io.muster.readiness.fact.ResourceType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the table must learn so that it says what was last seen. */
public sealed interface FindingChange {

    /** The finding as it is after the change. */
    Finding finding();

    /** Not in the table yet. */
    record Opened(Finding finding) implements FindingChange {}

    /**
     * Open before and after, and says something else.
     *
     * @param course from now on
     */
    record Changed(Finding finding, StoredFinding before, Course course) implements FindingChange {

        /** One whose severity stays. */
        public Changed(Finding finding, StoredFinding before) {
            this(finding, before, before.course().at(finding.observedAt()));
        }

        /**
         * Whether it says the same in other words: those of a newer version, or with codes where an
         * older one wrote none.
         */
        public boolean reworded() {
            return before.finding().status() == finding.status()
                    && before.lastSeen() == null
                    && ((literal(before.finding()) && !literal(finding))
                            || finding.saysTheSameAs(before.finding().titled(finding.title())));
        }
    }

    private static boolean literal(Finding finding) {
        return finding.answer().says().actual().isLiteral();
    }

    /**
     * Resolved before, open now.
     *
     * @param course from now on
     */
    record Reopened(Finding finding, StoredFinding before, Course course) implements FindingChange {

        /** One whose severity is that of its check. */
        public Reopened(Finding finding, StoredFinding before) {
            this(finding, before, Course.reopened(before, finding.check(), finding.observedAt()));
        }
    }

    /**
     * Open and not ready before, and not to be seen now: it stays as it was.
     *
     * @param at as of when it was looked for
     */
    record Obscured(StoredFinding before, LastSeen lastSeen, Instant at) implements FindingChange {

        @Override
        public Finding finding() {
            return before.finding();
        }
    }

    /**
     * Written over an item that cannot be read.
     *
     * @param finding as it is now, open or not
     * @param resolution why it is not open; null where it is
     */
    record Rewritten(Finding finding, UnreadableFinding before, @Nullable Resolution resolution)
            implements FindingChange {}

    /**
     * Open, written by an older Muster, and not judged now: it is written again for what this one
     * writes beside a finding.
     */
    record Refiled(StoredFinding before) implements FindingChange {

        @Override
        public Finding finding() {
            return before.finding();
        }
    }

    /**
     * Resolved, and so for as long that its coming and going is news again.
     *
     * @param at as of when it was judged again
     */
    record Settled(StoredFinding before, Instant at) implements FindingChange {

        @Override
        public Finding finding() {
            return before.finding();
        }
    }

    /**
     * Open before, resolved now. The finding keeps the words of when it was open.
     *
     * @param at as of when the facts that resolve it hold
     */
    record Resolved(StoredFinding before, Resolution resolution, Instant at)
            implements FindingChange {

        @Override
        public Finding finding() {
            return before.finding();
        }

        /**
         * Until when this is no news; null where that is as it was. What an account's whole region
         * suffers, such as calls that are throttled, may be back within the hour.
         */
        public @Nullable Instant quietUntil() {
            Instant known = before.quietUntil();
            Instant quiet = at.plus(Course.SOON);
            return before.finding().resource().type() == ResourceType.SCOPE
                            && (known == null || known.isBefore(quiet))
                    ? quiet
                    : null;
        }
    }
}
