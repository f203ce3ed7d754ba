package io.muster.cli.option;

import io.muster.aws.client.MfaPrompt;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Session;
import io.muster.cli.text.Printable;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;

/** Asks a person on the terminal for the code of an MFA device, which is not shown. */
final class MfaQuestion implements MfaPrompt {

    private static final Pattern CODE = Pattern.compile("\\d{6}");
    private static final int MAX_LENGTH = 64;

    private final Session session;
    private final Echo echo;

    MfaQuestion(Session session) {
        this(session, new Echo.OfTerminal());
    }

    MfaQuestion(Session session, Echo echo) {
        this.session = session;
        this.echo = echo;
    }

    @Override
    public String code(String device) {
        if (!session.terminal().input() || !session.terminal().errors()) {
            return MfaPrompt.NONE.code(device);
        }
        String code = asked(device);
        if (!CODE.matcher(code).matches()) {
            throw CommandFailure.error(
                    Message.of("screen.not-a-code"), Message.of("screen.not-a-code-next"));
        }
        return code;
    }

    private String asked(String device) {
        PrintStream err = session.err();
        // Progress waits, which would write over the question.
        synchronized (err) {
            Message question = Message.of("screen.mfa-prompt").with("device", device);
            err.print("\r\u001b[K" + Printable.line(session.text(question)) + " ");
            err.flush();
            String code = hidden().strip();
            err.println();
            return code;
        }
    }

    private String hidden() {
        echo.off();
        try {
            return line(session.in());
        } catch (IOException failure) {
            throw CommandFailure.error(
                    Message.of("screen.terminal-unreadable")
                            .with("why", String.valueOf(failure.getMessage())),
                    Message.of("screen.terminal-unreadable-next"),
                    failure);
        } finally {
            echo.on();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != -1 && octet != '\n'; octet = in.read()) {
            if (line.length() < MAX_LENGTH) {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
