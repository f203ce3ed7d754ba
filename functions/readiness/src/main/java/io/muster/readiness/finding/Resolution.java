package io.muster.readiness.finding;

import io.muster.readiness.text.Message;

/** Why a finding is no longer open. */
public enum Resolution {
    /** The same check now says ready. */
    READY,
    /** The question no longer concerns the resource. */
    NOT_APPLICABLE,
    /** The resource does not exist any more. */
    GONE,
    /** It was unknown, and one other finding tells why for all that it hides. */
    EXPLAINED,
    /** Muster no longer has the check. */
    CHECK_RETIRED;

    /** What is true now, for a person. */
    public Message title() {
        return switch (this) {
            case READY -> Message.of("common.resolution-ready");
            case NOT_APPLICABLE -> Message.of("common.resolution-not-applicable");
            case GONE -> Message.of("common.resolution-gone");
            case EXPLAINED -> Message.of("common.resolution-explained");
            case CHECK_RETIRED -> Message.of("common.resolution-check-retired");
        };
    }
}
