package io.muster.local.lambda;

/** How an invocation ended. */
public sealed interface Outcome {

    /** The function answered. */
    record Answered(String payload) implements Outcome {}

    /**
     * The function, or its start, threw something.
     *
     * @param type the class of what was thrown
     * @param message as the client reports it
     */
    record Failed(String type, String message) implements Outcome {}

    /**
     * The process ended before it answered.
     *
     * @param output the last that it wrote
     */
    record Exited(int status, String output) implements Outcome {}

    /** The function took longer than its timeout, and was ended as Lambda does. */
    record TimedOut() implements Outcome {}
}
