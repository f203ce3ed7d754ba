package io.muster.cli.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeAws;
import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The GitHub Action, whose step runs here as a runner would run it. */
class ScanActionTest {

    private static final String PLACE = ".github/actions/scan";
    private static final Pattern INPUT = Pattern.compile("inputs\\.([a-z-]+)");
    private static final Map<String, String> NOTHING =
            Map.of("REGIONS", "", "FAIL_ON", "", "OPTIONS", "");

    @TempDir private Path folder = Path.of("");

    private Path action = folder;

    @BeforeEach
    void layOutAClone() throws IOException {
        action = Files.createDirectories(folder.resolve("a clone").resolve(PLACE));
        Path step = action.resolve("scan.sh");
        Files.copy(Golden.repository().resolve(PLACE).resolve("scan.sh"), step);
        assertThat(step.toFile().setExecutable(true)).isTrue();
        Path launcher = folder.resolve("a clone/muster");
        Files.writeString(
                launcher,
                """
                #!/bin/sh
                printf '%s\\n' "$@" >"$RUNNER_TEMP/words"
                for word; do
                    case $word in markdown=*) echo '# the findings' >"${word#markdown=}" ;; esac
                done
                exit "$SCAN_ENDS"
                """);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void it_uses_the_inputs_that_it_declares() throws IOException {
        String text = Files.readString(Golden.repository().resolve(PLACE).resolve("action.yml"));
        Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        Map<?, ?> inputs = (Map<?, ?>) Objects.requireNonNull(read.get("inputs"));
        Set<String> used =
                INPUT.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).isEqualTo(inputs.keySet());
        Map<?, ?> runs = (Map<?, ?>) Objects.requireNonNull(read.get("runs"));
        for (Object step : (List<?>) Objects.requireNonNull(runs.get("steps"))) {
            Set<?> said = ((Map<?, ?>) step).keySet();
            assertThat(said.contains("uses") || said.containsAll(Set.of("run", "shell"))).isTrue();
        }
    }

    @Test
    void its_step_ends_as_the_scan_ends_and_shows_the_findings()
            throws IOException, InterruptedException {
        assertThat(step(NOTHING, 3)).isEqualTo(3);
        assertThat(step(NOTHING, 0)).isZero();
        assertThat(Files.readString(folder.resolve("summary"))).contains("# the findings");
        assertThat(Files.readString(folder.resolve("output"))).startsWith("report=" + folder);
    }

    @Test
    void its_inputs_are_options_of_a_scan() throws IOException, InterruptedException {
        step(
                Map.of(
                        "REGIONS", "us-east-1  eu-west-1",
                        "FAIL_ON", "low",
                        "OPTIONS", "--row security --quiet"),
                0);

        List<String> words = new ArrayList<>(Files.readAllLines(folder.resolve("words")));
        assertThat(words).containsSubsequence("--region", "us-east-1", "--region", "eu-west-1");
        try (FakeAws aws = ThreeHosts.in(new FakeAws())) {
            words.addAll(List.of("--endpoint-url", aws.endpoint().toString()));
            Run run = Run.of(words.toArray(String[]::new));
            assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.FINDINGS);
        }
    }

    @Test
    void every_region_is_one_option() throws IOException, InterruptedException {
        step(Map.of("REGIONS", "all", "FAIL_ON", "", "OPTIONS", ""), 0);

        assertThat(Files.readAllLines(folder.resolve("words")))
                .startsWith("scan", "--all-regions", "--output");
    }

    @Test
    void what_an_input_holds_is_not_run() throws IOException, InterruptedException {
        step(
                Map.of(
                        "REGIONS", "$(touch " + folder + "/run)",
                        "FAIL_ON", "`touch " + folder + "/run`",
                        "OPTIONS", "; touch " + folder + "/run"),
                0);

        assertThat(folder.resolve("run")).doesNotExist();
    }

    private int step(Map<String, String> inputs, int scanEnds)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(action.resolve("scan.sh").toString());
        Map<String, String> variables = builder.environment();
        variables.putAll(inputs);
        variables.put("GITHUB_ACTION_PATH", action.toString());
        variables.put("GITHUB_OUTPUT", folder.resolve("output").toString());
        variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary").toString());
        variables.put("RUNNER_TEMP", folder.toString());
        variables.put("SCAN_ENDS", String.valueOf(scanEnds));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        return process.exitValue();
    }
}
