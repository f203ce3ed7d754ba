package io.muster.handlers.change;

/** The how-manieth look at something that changed. */
enum FollowUpStage {
    /** An event has just said so. */
    FIRST,
    /** It had time to settle, and its agent to register. */
    AGAIN,
    /** Its agent had not registered by then, and no look follows. */
    LAST
}
