package io.muster.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    @Test
    void ends_with_the_jvm_that_started_it_when_that_gets_sigterm() throws Exception {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                StartsAndWaits.class.getName())
                        .start();
        ProcessHandle child;
        try (BufferedReader output = jvm.inputReader()) {
            child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(child.isAlive()).isTrue();
            // SIGTERM, which is what Ctrl-C comes to as well.
            jvm.destroy();
            assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        child.onExit().get(30, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void keeps_the_last_lines_of_both_streams() throws Exception {
        try (ChildProcess child = sh("seq 1 100; echo bad >&2; exit 7")) {
            assertThat(child.endsWithin(Duration.ofSeconds(30))).isTrue();
            assertThat(child.status()).isEqualTo(7);
            assertThat(child.output().lines()).hasSize(20).endsWith("99", "100", "bad");
        }
    }

    @Test
    void cuts_a_line_that_is_too_long() throws Exception {
        try (ChildProcess child = sh("head -c 5000 /dev/zero | tr '\\0' x")) {
            assertThat(child.endsWithin(Duration.ofSeconds(30))).isTrue();
            assertThat(child.output()).hasSizeLessThan(500).endsWith("...");
        }
    }

    @Test
    void says_so_when_the_program_wrote_nothing() throws Exception {
        try (ChildProcess child = sh("exit 0")) {
            assertThat(child.endsWithin(Duration.ofSeconds(30))).isTrue();
            assertThat(child.output()).isEqualTo("(it wrote nothing)");
        }
    }

    @Test
    void has_only_the_environment_that_it_was_given() throws Exception {
        try (ChildProcess child = sh("echo \"home=$HOME\"")) {
            assertThat(child.endsWithin(Duration.ofSeconds(30))).isTrue();
            assertThat(child.output()).isEqualTo("home=");
        }
    }

    private static ChildProcess sh(String script) throws IOException {
        return ChildProcess.start(List.of("/bin/sh", "-c", script), ENVIRONMENT);
    }
}
