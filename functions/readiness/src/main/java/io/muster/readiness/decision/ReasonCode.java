package io.muster.readiness.decision;

import io.muster.readiness.text.Message;

/** Why something is waived. */
public enum ReasonCode {
    /** The environment or workload is not meant for production. */
    OUT_OF_SCOPE,
    /** Other work comes first. */
    BUSINESS_PRIORITIES,
    /** The design does not allow it. */
    ARCHITECTURE_CONSTRAINTS,
    OTHER;

    /** For a person. */
    public Message title() {
        return switch (this) {
            case OUT_OF_SCOPE -> Message.of("decision.reason-out-of-scope");
            case BUSINESS_PRIORITIES -> Message.of("decision.reason-business-priorities");
            case ARCHITECTURE_CONSTRAINTS -> Message.of("decision.reason-architecture-constraints");
            case OTHER -> Message.of("decision.reason-other");
        };
    }
}
