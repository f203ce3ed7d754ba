package io.muster.readiness.decision;

import io.muster.readiness.text.Message;

/** How a decision stands. */
public enum Standing {
    IN_FORCE,
    /** It holds, and ends within two weeks. */
    ENDING,
    /** Its last day is over. */
    EXPIRED,
    /** Its finding says something else than when it was waived. */
    CHANGED;

    /** Whether it is to be followed. */
    public boolean holds() {
        return this == IN_FORCE || this == ENDING;
    }

    /** For a person. */
    public Message title() {
        return switch (this) {
            case IN_FORCE -> Message.of("decision.standing-in-force");
            case ENDING -> Message.of("decision.standing-ending");
            case EXPIRED -> Message.of("decision.standing-expired");
            case CHANGED -> Message.of("decision.standing-changed");
        };
    }
}
