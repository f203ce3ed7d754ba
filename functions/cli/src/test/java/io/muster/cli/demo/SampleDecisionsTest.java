package io.muster.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.TableFixture;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SampleDecisionsTest {

    @RegisterExtension static final TableFixture FIXTURE = new TableFixture();

    @TempDir private Path folder;

    @Test
    void days_are_counted_from_today() {
        assertThat(SampleDecisions.dated("today+1 today-20", LocalDate.of(2026, 11, 22)))
                .isEqualTo("2026-11-23 2026-11-02");
    }

    @Test
    void a_fault_in_the_file_is_told_as_such() throws IOException {
        Path sample = Files.writeString(folder.resolve("sample.yaml"), "decision: []");
        Session session =
                Session.of(
                        Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
                        new ByteArrayInputStream(new byte[0]),
                        new ByteArrayOutputStream(),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        Terminal.none(),
                        Clock.fixed(Run.NOW, ZoneOffset.UTC),
                        () -> "00000000-0000-4000-8000-000000000001");

        try (FakeAws aws = ThreeHosts.in(new FakeAws())) {
            FIXTURE.proxy().others(aws.endpoint());
            assertThatThrownBy(
                            () ->
                                    new SampleDecisions(sample)
                                            .apply(
                                                    session,
                                                    List.of(
                                                            "--table",
                                                            TableFixture.TABLE,
                                                            "--region",
                                                            "us-east-1",
                                                            "--endpoint-url",
                                                            FIXTURE.proxy().endpoint().toString())))
                    .isInstanceOf(CommandFailure.class);
        }
    }
}
