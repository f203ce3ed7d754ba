package io.muster.readiness.scorecard;

import io.muster.readiness.text.Message;

/** How a row of the checklist stands in a workload, with what was decided about it. */
public enum RowState {
    /** All that was judged is ready. */
    READY,
    /** Something is not ready, and no decision accepts it. */
    NOT_READY,
    /** What is not ready or unknown is accepted for now. */
    WAIVED,
    /** A person says so, with evidence. */
    ATTESTED,
    /** It rested on a decision whose time is over. */
    EXPIRED,
    /** Something could not be evaluated, or nothing looked at it. */
    UNKNOWN,
    /** The row does not concern the workload. */
    NOT_APPLICABLE;

    /** Whether there is nothing to do about it now: it is ready, or decided. */
    public boolean settled() {
        return this == READY || this == WAIVED || this == ATTESTED || this == NOT_APPLICABLE;
    }

    /** For a person. */
    public Message title() {
        return switch (this) {
            case READY -> Message.of("decision.state-ready");
            case NOT_READY -> Message.of("decision.state-not-ready");
            case WAIVED -> Message.of("decision.state-waived");
            case ATTESTED -> Message.of("decision.state-attested");
            case EXPIRED -> Message.of("decision.state-expired");
            case UNKNOWN -> Message.of("decision.state-unknown");
            case NOT_APPLICABLE -> Message.of("decision.state-not-applicable");
        };
    }
}
