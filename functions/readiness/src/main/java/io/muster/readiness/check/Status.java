package io.muster.readiness.check;

import io.muster.readiness.text.Message;
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

    /** Its name for a person, in lower case. */
    public Message title() {
        return switch (this) {
            case READY -> Message.of("common.verdict-ready");
            case NOT_READY -> Message.of("common.verdict-not-ready");
            case UNKNOWN -> Message.of("common.verdict-unknown");
            case NOT_APPLICABLE -> Message.of("common.verdict-not-applicable");
        };
    }

    /** Whether a person has something to look at. */
    public boolean open() {
        return this == NOT_READY || this == UNKNOWN;
    }
}
