package io.muster.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.CallLedger;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void several_regions_are_counted() {
        try (Progress progress = new Progress(session(false), 38)) {
            progress.watch("eu-west-1", new CallLedger());
            progress.done("eu-west-1");

            assertThat(progress.line()).isEqualTo("1 of 38 regions, 0 API calls, 0 s");
        }
    }

    @Test
    void one_region_is_named() {
        try (Progress progress = new Progress(session(false), 1)) {
            progress.watch("eu-west-1", new CallLedger());

            assertThat(progress.line()).startsWith("eu-west-1, 0 API calls");
        }
    }

    @Test
    void the_line_is_wiped_at_the_end() {
        new Progress(session(true), 1).close();

        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K");
    }

    @Test
    void without_a_terminal_nothing_is_written() {
        new Progress(session(false), 1).close();

        assertThat(err.size()).isZero();
    }

    private Session session(boolean terminal) {
        return Session.of(
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Terminal(false, false, terminal, 120, 40, Style.PLAIN, Style.PLAIN),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                () -> "id");
    }
}
