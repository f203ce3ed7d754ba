package io.muster.readiness.finding;

import java.time.Instant;

/** What the table must learn so that it says what was last seen. */
public sealed interface FindingChange {

    /** The finding as it is after the change. */
    Finding finding();

    /** Not in the table yet. */
    record Opened(Finding finding) implements FindingChange {}

    /** Open before and after, and says something else. */
    record Changed(Finding finding, StoredFinding before) implements FindingChange {}

    /** Resolved before, open now. */
    record Reopened(Finding finding, StoredFinding before) implements FindingChange {}

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
    }
}
