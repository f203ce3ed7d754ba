package io.muster.local.ssm;

/**
 * How a step ended.
 *
 * @param output what it printed to its standard output
 * @param exitCode of the shell; -1 where it was ended by its timeout
 */
record StepResult(String name, String output, int exitCode) {

    /** Characters of a step that a listing of invocations returns. */
    static final int LISTED = 2_500;

    /** Characters of a step that can be fetched by itself. */
    static final int FETCHED = 24_000;

    static final int TIMED_OUT = -1;

    String status() {
        return switch (exitCode) {
            case 0 -> "Success";
            case TIMED_OUT -> "TimedOut";
            default -> "Failed";
        };
    }

    String listed() {
        return output.substring(0, Math.min(LISTED, output.length()));
    }

    String fetched() {
        return output.substring(0, Math.min(FETCHED, output.length()));
    }

    StepResult printing(String other) {
        return new StepResult(name, other, exitCode);
    }
}
