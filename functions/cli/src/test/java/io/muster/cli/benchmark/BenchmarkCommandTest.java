package io.muster.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.cli.Main;
import io.muster.cli.fixture.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The benchmark with launchers that only say how they were called, and once with a true one. */
@Isolated("it says where this build is by a property of the process")
class BenchmarkCommandTest {

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void this_build_is_in_a_folder_of_its_own() throws IOException {
        launcher("own", "echo \"own $*\" >>" + log());
        System.setProperty("muster.home", folder.resolve("own").toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("muster.home");
    }

    @Test
    void two_builds_scan_by_turns() throws IOException {
        launcher("before", "echo \"before $*\" >>" + log());
        Run run = benchmark("--runs", "2", "--against", folder.resolve("before").toString());
        assertThat(run.err()).isEmpty();
        assertThat(Files.readAllLines(log()))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("own", "before", "own", "before", "own", "before");
    }

    @Test
    void a_row_for_each_build_is_followed_by_their_ratio() throws IOException {
        launcher("before", ":");
        Run run = benchmark("--against", folder.resolve("before").toString());
        assertThat(run.out().lines().skip(1))
                .extracting(line -> line.strip().split(" +", -1)[1])
                .containsExactly("this", "before", "ratio");
    }

    @Test
    void another_tool_finds_the_replayed_fleet_by_the_variables_of_the_sdks() throws IOException {
        Run run = benchmark("--runs", "1", "--beside", "env | grep ^AWS_ >>" + log());
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().skip(1))
                .extracting(line -> line.strip().split(" +", -1)[1])
                .containsExactly("this", "env", "ratio");
        assertThat(Files.readAllLines(log()))
                .anyMatch(line -> line.startsWith("AWS_ENDPOINT_URL=http://127.0.0.1:"))
                .contains("AWS_REGION=us-east-1", "AWS_SECRET_ACCESS_KEY=test");
    }

    @Test
    void a_tool_that_fails_is_told_with_its_last_error() {
        Run run = benchmark("--beside", "/bin/sh -c 'echo no such policy >&2; exit 3'");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("sh, which --beside names", "exit code 3: no such policy");
    }

    @Test
    void what_follows_two_hyphens_goes_to_the_scan() throws IOException {
        benchmark("--runs", "1", "--", "--check", "imdsv2-required");
        assertThat(Files.readAllLines(log()))
                .allMatch(line -> line.startsWith("own scan "))
                .allMatch(line -> line.endsWith(" --check imdsv2-required"));
    }

    @Test
    void a_heap_is_given_to_the_launcher() throws IOException {
        launcher("own", "echo \"$MUSTER_JAVA_OPTS\" >>" + log());
        benchmark("--runs", "1", "--heap", "256m");
        assertThat(Files.readAllLines(log())).last().asString().contains("-Xmx256m");
    }

    @Test
    void a_scan_that_fails_is_told_with_its_last_error() throws IOException {
        launcher("own", "echo one >&2; echo two >&2; exit 7");
        Run run = benchmark();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("exit code 7: two").doesNotContain("one\n");
    }

    @Test
    void a_folder_without_a_launcher_is_refused() {
        Run run = benchmark("--against", folder.resolve("nothing").toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("no launcher 'muster' in " + folder.resolve("nothing"));
    }

    @Test
    void a_true_scan_makes_the_fewest_calls() throws IOException {
        launcher(
                "own",
                "exec \"$JAVA_HOME/bin/java\" -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\""
                        .formatted(System.getProperty("java.class.path"), Main.class.getName()));
        Run run = benchmark("--runs", "1", "--", "--check", "imdsv2-required");
        assertThat(run.err()).isEmpty();
        List<String> row = List.of(run.out().lines().toList().get(1).strip().split(" +", -1));
        // The instances and the account's default of IMDS.
        assertThat(row).startsWith("10", "this", "2", "2");
        assertThat(Double.parseDouble(row.get(4))).isBetween(0.1, 60.0);
    }

    @Test
    void time_and_memory_are_those_of_the_process() throws IOException, InterruptedException {
        MeasuredProcess.Ended ended =
                MeasuredProcess.run(
                        List.of(
                                "/bin/sh",
                                "-c",
                                "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; exit 3"),
                        Map.of("PATH", "/usr/bin:/bin"),
                        folder);
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.took().cpuSeconds()).isPositive();
        assertThat(ended.took().wallSeconds()).isGreaterThan(ended.took().cpuSeconds() / 2);
        if (Files.isReadable(Path.of("/proc/self/status"))) {
            assertThat(ended.took().residentMebibytes()).isBetween(0.3, 64.0);
        }
    }

    private Run benchmark(String... options) {
        return Run.of(
                Stream.concat(Stream.of("benchmark", "--instances", "10"), Stream.of(options))
                        .toArray(String[]::new));
    }

    private Path log() {
        return folder.resolve("log");
    }

    private void launcher(String name, String script) throws IOException {
        Path launcher = Files.createDirectories(folder.resolve(name)).resolve("muster");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }
}
