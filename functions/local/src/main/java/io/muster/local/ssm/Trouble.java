package io.muster.local.ssm;

/** What can be wrong with a node, so that a test or a demo can show it. */
public enum Trouble {
    /** Its agent has not been heard of: it is listed as ConnectionLost, commands do not arrive. */
    OFFLINE,
    /** It takes a command too late. */
    DELIVERY_TIMES_OUT,
    /** Its agent is gone between listing and command. */
    UNDELIVERABLE,
    /** Its commands are cancelled. */
    CANCELLED,
    /** Its steps are ended by their timeout before they print anything. */
    STEPS_TIME_OUT,
    /** Its first step fails, with what it printed by then. */
    STEP_FAILS,
    /** Its first slice comes back empty, wherever it is asked for. */
    SLICE_MISSING,
    /** Its first slice is missing in a listing and there when it is fetched by itself. */
    SLICE_LATE,
    /** A character of its first slice is another one. */
    SLICE_CORRUPT,
    /** Its commands are still at work, for ever. */
    NEVER_ENDS
}
