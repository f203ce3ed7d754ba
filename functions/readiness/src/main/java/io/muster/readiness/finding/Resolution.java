package io.muster.readiness.finding;

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
    CHECK_RETIRED
}
