package io.muster.cli.session;

import io.muster.cli.session.ResultStream.OutputClosed;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.text.Message;
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
            say(session.text(known.whatIsWrong()), known.next());
            return known.exitCode();
        }
        if (failure instanceof OutOfMemoryError) {
            say(
                    session.text(Message.of("screen.out-of-memory")),
                    Message.of("screen.out-of-memory-next"));
            return ExitCode.ERROR;
        }
        String message = failure.getMessage();
        say(
                failure.getClass().getSimpleName() + (message == null ? "" : ": " + message),
                Message.of("screen.bug-next"));
        return ExitCode.ERROR;
    }

    /** A reader that has seen enough ({@code | head}) is no failure to talk about. */
    private int outputClosed(OutputClosed closed) {
        String why = String.valueOf(closed.getMessage());
        String words = why.toLowerCase(Locale.ROOT);
        if (words.contains("broken pipe") || words.contains("pipe closed")) {
            return ExitCode.BROKEN_PIPE;
        }
        say(
                session.text(Message.of("screen.result-not-written").with("why", why)),
                Message.of("screen.result-not-written-next"));
        return ExitCode.ERROR;
    }

    private void say(String cause, Message next) {
        PrintStream err = session.err();
        Style style = session.terminal().errorStyle();
        err.println(style.bad("muster: ") + Printable.line(cause));
        Printable.lines(session.text(next)).lines().forEach(line -> err.println("  " + line));
    }
}
