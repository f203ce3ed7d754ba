package io.muster.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.aws.client.AwsAccessException;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MfaQuestionTest {

    private static final String DEVICE = "arn:aws:iam::123456789012:mfa/me";

    private final StringBuilder echo = new StringBuilder();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void the_code_is_read_and_not_shown() {
        assertThat(question(true, "654321\n").code(DEVICE)).isEqualTo("654321");
        assertThat(echo).hasToString("off on ");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(DEVICE).doesNotContain("654321");
    }

    @Test
    void what_is_no_code_is_refused_before_aws_is_asked() {
        assertThatThrownBy(() -> question(true, "no\n").code(DEVICE))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("not the code of an MFA device");
        assertThat(echo).hasToString("off on ");
    }

    @Test
    void without_a_terminal_nobody_is_asked() {
        assertThatThrownBy(() -> question(false, "654321\n").code(DEVICE))
                .isInstanceOf(AwsAccessException.class)
                .hasMessageContaining("no terminal");
        assertThat(err.size()).isZero();
    }

    private MfaQuestion question(boolean terminal, String typed) {
        Session session =
                Session.of(
                        Map.of(),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        OutputStream.nullOutputStream(),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new Terminal(terminal, false, true, 80, 80, Style.PLAIN, Style.PLAIN),
                        Clock.systemUTC(),
                        () -> "id");
        return new MfaQuestion(
                session,
                new Echo() {
                    @Override
                    public void off() {
                        echo.append("off ");
                    }

                    @Override
                    public void on() {
                        echo.append("on ");
                    }
                });
    }
}
