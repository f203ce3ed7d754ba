package io.muster.deployment.incident;

/**
 * What goes wrong, in the words of what it does to queues and functions. As it stands here, nothing
 * does.
 */
interface Fault {

    Fault NONE = new Fault() {};

    /** What becomes of a message or event that a function is started with. */
    enum Run {
        DONE,
        /** The function answers that it failed: for Lambda the run was good. */
        FAILS,
        /** The function throws, dies or runs out of time: a Lambda error, for the whole batch. */
        BREAKS,
        /** Lambda has no concurrency for it. */
        THROTTLED
    }

    /** What becomes of a schedule's start. */
    enum Start {
        STARTS,
        /**
         * The schedule is off, or lacks the permission to start the function and to use the
         * dead-letter queue.
         */
        NEVER,
        /** Scheduler is refused, and sends the start to the dead-letter queue in the end. */
        REFUSED
    }

    /**
     * What becomes of a run.
     *
     * @param scope which of the scopes, from 0 on; {@link SimulatedAccount#EVENT} for an event
     * @param receives how often the message has been handed out, this time included
     */
    default Run run(String function, int scope, int receives) {
        return Run.DONE;
    }

    /** Whether its queue or stream starts a function. */
    default boolean takes(String function) {
        return true;
    }

    default Start start() {
        return Start.STARTS;
    }

    /** Whether a queue refuses what is sent to it. */
    default boolean refuses(String queue) {
        return false;
    }

    /** How many scopes there are. */
    default int scopes() {
        return 2;
    }

    /** Minutes that a run takes. */
    default int minutes(String function) {
        return 1;
    }

    /** How many findings a scan of a scope changes. */
    default int changes(int usual) {
        return usual;
    }

    /** What is done once, when it begins. */
    default void begin(SimulatedAccount account) {}
}
