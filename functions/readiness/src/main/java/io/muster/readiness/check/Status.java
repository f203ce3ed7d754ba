package io.muster.readiness.check;

import java.util.List;

/** The four answers that a check can give. */
public enum Status {
    READY,
    NOT_READY,
    /** What was needed to answer was not seen. Never shown, counted or exported as ready. */
    UNKNOWN,
    /** The question does not concern this subject. */
    NOT_APPLICABLE;

    /** From worst to best: what one of several things decides for all of them. */
    public static final List<Status> WORST_FIRST =
            List.of(NOT_READY, UNKNOWN, READY, NOT_APPLICABLE);

    /** Whether a person has something to look at. */
    public boolean open() {
        return this == NOT_READY || this == UNKNOWN;
    }
}
