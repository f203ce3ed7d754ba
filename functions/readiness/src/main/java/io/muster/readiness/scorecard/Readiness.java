package io.muster.readiness.scorecard;

import java.util.Locale;

/** What is known of an instance as a whole. */
public enum Readiness {
    /** Its inside was inspected, and nothing that counts is not ready or unknown. */
    READY,
    /** Something that counts is not ready. */
    NOT_READY,
    /** Nothing was found, but it was not inspected inside, or not enough. */
    NOT_INSPECTED;

    /** As it is written in JSON and tables, such as {@code not-inspected}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
