package io.muster.cli.demo;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import io.muster.cli.session.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The emulators of the demo beside each other. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class EngineTest {

    private static final String HOW =
            "record the sample fleet anew, as SampleRecordingTest says, if the difference is one of"
                    + " ids; else the embedded emulator does not answer as moto does";

    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d)(:\\d\\d(\\.\\d+)?Z| UTC)");

    /** When an agent that is offline was last heard, by the clock of this machine. */
    private static final Duration HEARD = Duration.ofMinutes(4_000);

    @TempDir private Path folder = Path.of("");

    @Test
    void the_embedded_emulator_leads_to_the_findings_of_moto() throws IOException {
        DemoTest.assumeMoto();

        Map<String, String> embedded = findings("embedded", DemoTest.BARE);
        Map<String, String> moto = findings("moto", DemoTest.WITH_MOTO);

        assertThat(embedded.keySet()).as(HOW).isEqualTo(moto.keySet());
        assertThat(embedded).as(HOW).hasSizeGreaterThan(300);
        moto.forEach((id, finding) -> assertThat(embedded.get(id)).as(HOW).isEqualTo(finding));
    }

    @Test
    void an_emulator_that_is_not_there_is_said_and_no_other_taken() {
        Run run = run(DemoTest.BARE, "--emulator", "moto");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("moto_server on the PATH").doesNotContain("Docker");
    }

    @Test
    void an_unknown_emulator_is_a_mistake_in_the_usage() {
        Run run = run(DemoTest.BARE, "--emulator", "motto");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("embedded, moto, localstack, endpoint");
    }

    @Test
    void the_emulator_of_the_variable_is_taken_before_the_embedded_one() {
        Run run = run(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "PATH", "/nonexistent"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("'http://127.0.0.1:1' does not answer");
    }

    private Map<String, String> findings(String emulator, Map<String, String> environment)
            throws IOException {
        Run run = run(environment, "--emulator", emulator, "--output", "json");
        assertThat(run.exit()).as(run.err()).isZero();
        Map<String, String> findings = new TreeMap<>();
        for (Object each : list(JSON.std.mapFrom(run.out()).get("findings"))) {
            Map<?, ?> finding = (Map<?, ?>) each;
            findings.put(
                    String.valueOf(finding.get("id")),
                    TIME.matcher(JSON.std.asString(finding)).replaceAll(EngineTest::steady));
        }
        return findings;
    }

    /** A time as it is, unless it is that of the machine on which the agents run. */
    private static String steady(MatchResult time) {
        Instant at = LocalDateTime.parse(time.group(1) + "T" + time.group(2)).toInstant(UTC);
        Duration off = Duration.between(at, Instant.now().minus(HEARD)).abs();
        return off.toMinutes() < 15 ? "HEARD" : time.group();
    }

    private static List<?> list(@Nullable Object json) {
        return json instanceof List<?> list ? list : List.of();
    }

    private Run run(Map<String, String> environment, String... words) {
        System.setProperty("muster.home", Golden.repository().toString());
        List<String> all =
                new ArrayList<>(List.of("demo", "--page", folder.resolve("page.html").toString()));
        all.addAll(List.of(words));
        return Run.on(Terminal.none(), environment, "", all.toArray(String[]::new));
    }
}
