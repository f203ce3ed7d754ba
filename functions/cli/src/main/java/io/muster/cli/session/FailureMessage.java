package io.muster.cli.session;

import io.muster.cli.session.ResultStream.OutputClosed;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import java.io.PrintStream;
import java.util.Locale;

/** Says why a command failed: a message by default, the stack trace on request. */
public record FailureMessage(Session session, boolean debug) {

    /** Prints a failure and gives the exit code that it stands for. */
    public int print(Throwable failure) {
        int exitCode = printed(failure);
        if (debug) {
            failure.printStackTrace(session.err());
        }
        session.err().flush();
        return exitCode;
    }

    private int printed(Throwable failure) {
        if (failure instanceof OutputClosed closed) {
            return outputClosed(closed);
        }
        if (failure instanceof CommandFailure known) {
            say(known.whatIsWrong(), known.next());
            return known.exitCode();
        }
        if (failure instanceof OutOfMemoryError) {
            say(
                    "the memory is used up",
                    "Give Java more of it, MUSTER_JAVA_OPTS=-Xmx2g, or scan fewer regions at once.");
            return ExitCode.ERROR;
        }
        String message = failure.getMessage();
        say(
                failure.getClass().getSimpleName() + (message == null ? "" : ": " + message),
                "This is a bug in Muster. Run it again with --debug and report what it prints.");
        return ExitCode.ERROR;
    }

    /** A reader that has seen enough ({@code | head}) is no failure to talk about. */
    private int outputClosed(OutputClosed closed) {
        String message = String.valueOf(closed.getMessage());
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("broken pipe") || words.contains("pipe closed")) {
            return ExitCode.BROKEN_PIPE;
        }
        say("the result could not be written: " + message, "Look at the disk or the reader.");
        return ExitCode.ERROR;
    }

    private void say(String cause, String next) {
        PrintStream err = session.err();
        Style style = session.terminal().errorStyle();
        err.println(style.bad("muster: ") + Printable.line(cause));
        Printable.lines(next).lines().forEach(line -> err.println("  " + line));
    }
}
