package io.muster.cli.session;

import org.jspecify.annotations.Nullable;

/** Why a command could not do what it was asked, for a person: the cause and the next step. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String next;

    private CommandFailure(
            int exitCode, String cause, String next, @Nullable Throwable underlying) {
        super(cause, underlying);
        this.exitCode = exitCode;
        this.next = next;
    }

    /**
     * Something outside is not as it must be.
     *
     * @param cause what is wrong, with the thing concerned
     * @param next what to do; several lines where there is a choice
     */
    public static CommandFailure error(String cause, String next) {
        return new CommandFailure(ExitCode.ERROR, cause, next, null);
    }

    public static CommandFailure error(String cause, String next, Throwable underlying) {
        return new CommandFailure(ExitCode.ERROR, cause, next, underlying);
    }

    /** The command line is not valid. */
    public static CommandFailure usage(String cause, String next) {
        return new CommandFailure(ExitCode.USAGE, cause, next, null);
    }

    public int exitCode() {
        return exitCode;
    }

    public String next() {
        return next;
    }

    public String whatIsWrong() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
