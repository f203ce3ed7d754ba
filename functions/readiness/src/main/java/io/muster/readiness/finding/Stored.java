package io.muster.readiness.finding;

/** What stands in the table under the key of a finding. */
public sealed interface Stored permits StoredFinding, UnreadableFinding {

    /** As {@link Finding#key}. */
    String key();
}
