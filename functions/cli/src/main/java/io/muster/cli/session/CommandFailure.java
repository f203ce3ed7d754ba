package io.muster.cli.session;

import io.muster.readiness.text.Message;
import org.jspecify.annotations.Nullable;

/** Why a command could not do what it was asked, for a person: the cause and the next step. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient Message whatIsWrong;
    private final transient Message next;

    private CommandFailure(
            int exitCode, Message cause, Message next, @Nullable Throwable underlying) {
        super(cause.english(), underlying);
        this.exitCode = exitCode;
        this.whatIsWrong = cause;
        this.next = next;
    }

    /**
     * Something outside is not as it must be.
     *
     * @param cause what is wrong, with the thing concerned
     * @param next what to do; several lines where there is a choice
     */
    public static CommandFailure error(Message cause, Message next) {
        return new CommandFailure(ExitCode.ERROR, cause, next, null);
    }

    public static CommandFailure error(Message cause, Message next, Throwable underlying) {
        return new CommandFailure(ExitCode.ERROR, cause, next, underlying);
    }

    /** The command line is not valid. */
    public static CommandFailure usage(Message cause, Message next) {
        return new CommandFailure(ExitCode.USAGE, cause, next, null);
    }

    public int exitCode() {
        return exitCode;
    }

    public Message next() {
        return next;
    }

    public Message whatIsWrong() {
        return whatIsWrong;
    }
}
