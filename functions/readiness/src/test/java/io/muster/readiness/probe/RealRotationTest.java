package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rotations by the logrotate of this machine, which last ran three weeks ago, and the verdict on
 * what it leaves. That {@code logrotate -d} does not show these is why they are run.
 */
class RealRotationTest {

    private static final String CHECK = "logrotate-configured";

    @TempDir Path directory = Path.of("");

    @BeforeEach
    void logrotate_is_there() {
        Shell.needs("logrotate");
    }

    @Test
    void a_bad_block_leaves_the_good_one_behind_it() {
        write("bad.log", "good.log");
        rotate("%1$s/bad.log {\n daily\n size 9MB\n}\n%1$s/good.log {\n daily\n rotate 2\n}\n");
        assertThat(names()).containsExactly("bad.log", "good.log.1");
        assertThat(verdict("bad.log", 0).actual()).contains("bad.log", "size 9MB");
    }

    @Test
    void a_pattern_ends_at_a_log_of_another_rule() {
        write("a.log", "b.log", "c.log");
        rotate("%1$s/b.log {\n rotate 2\n daily\n}\n%1$s/*.log {\n rotate 2\n daily\n}\n");
        assertThat(names()).containsExactly("a.log.1", "b.log.1", "c.log");
        write("a.log", "b.log");
        assertThat(verdict("c.log", 0).actual()).contains("c.log", "another rule");
    }

    @Test
    void a_misspelt_rotate_deletes_the_log() {
        write("a.log");
        rotate("%1$s/a.log {\n daily\n Rotate 2\n}\n");
        assertThat(names()).isEmpty();
        assertThat(verdict("a.log", 0).actual()).contains("Rotate 2", "deletes the log");
    }

    @Test
    void a_log_with_a_second_name_is_left_alone() throws IOException {
        write("a.log");
        Files.createLink(directory.resolve("logs/kept"), directory.resolve("logs/a.log"));
        rotate("%1$s/a.log {\n daily\n rotate 2\n}\n");
        assertThat(names()).containsExactly("a.log", "kept");
        assertThat(verdict("a.log", 0).actual()).contains("hard link");
    }

    @Test
    void a_script_that_fails_leaves_a_fresh_time_and_no_file() {
        write("a.log");
        rotate("%1$s/a.log {\n daily\n rotate 2\n prerotate\n false\n endscript\n}\n");
        assertThat(names()).containsExactly("a.log");
        assertThat(state()).doesNotContain("2026-11-1-");
        assertThat(verdict("a.log", 600).actual()).contains("no rotated file of that time");
    }

    @Test
    void a_rotation_that_succeeds_leaves_a_file() {
        write("a.log");
        rotate("%1$s/a.log {\n daily\n rotate 2\n copytruncate\n}\n");
        assertThat(names()).containsExactly("a.log", "a.log.1");
        assertThat(verdict("a.log", 600).status()).isEqualTo(Status.READY);
    }

    private Path configuration = Path.of("");

    private void write(String... logs) {
        try {
            Files.createDirectories(directory.resolve("logs"));
            for (String log : logs) {
                Files.writeString(directory.resolve("logs").resolve(log), "a line\n");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void rotate(String text) {
        configuration = directory.resolve("conf");
        StringBuilder state = new StringBuilder("logrotate state -- version 2\n");
        names().forEach(
                        name ->
                                state.append(
                                        "\"%s/logs/%s\" 2026-11-1-3:4:5\n"
                                                .formatted(directory, name)));
        try {
            Files.writeString(configuration, text.formatted(directory + "/logs"));
            Files.writeString(directory.resolve("state"), state.toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Shell.run(
                "umask 022; cd %s; chmod 644 conf; chmod 755 logs; TZ=UTC0 logrotate -s state conf"
                        .formatted(directory),
                "sh");
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(directory.resolve("logs"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String state() {
        try {
            return Files.readString(directory.resolve("state"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * What is said of a guest with this configuration and state, on which the log has grown to so
     * many MiB since, or 20 where none is told. The probe's own functions list it.
     */
    private Verdict verdict(String log, int mebibytes) {
        String files =
                Shell.run(
                                """
                                LC_ALL=C
                                TAB='\t'
                                NL='
                                '
                                set -u -f
                                tool() { :; }
                                left_out() { :; }
                                limit() { shift; "$@"; }
                                cd %s/logs
                                [ -s %s ] || echo a line >%s
                                mkdir ../work
                                cd ../work
                                %s
                                s_log_sizes
                                """
                                        .formatted(directory, log, log, function("s_log_sizes")),
                                "sh")
                        .text();
        long bytes = (mebibytes == 0 ? 20L : mebibytes) << 20;
        String sizes =
                files.lines()
                        .filter(line -> !line.startsWith("total"))
                        .map(
                                line ->
                                        line.endsWith("/" + log)
                                                ? line.replaceFirst("^\\d+", "" + bytes)
                                                : line)
                        .reduce("total\t9\t/var/log\n", (all, line) -> all + line + "\n");
        return ChangedGuest.of("amazon-linux-2023-arm64")
                .at(now())
                .with("logrotate-conf", "head-v", "==> /etc/logrotate.conf <==\n" + text())
                .with("logrotate-state", "cat", state())
                .with("log-sizes", "stat", sizes)
                .verdict(CHECK);
    }

    private String text() {
        try {
            return Files.readString(configuration);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** When logrotate wrote its state, in seconds since 1970. */
    private long now() {
        try {
            return Files.getLastModifiedTime(directory.resolve("state")).toMillis() / 1_000;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String function(String name) {
        String probe = ProbeDocument.probe();
        int from = probe.indexOf("\n" + name + "() {");
        return probe.substring(from, probe.indexOf("\n}\n", from) + 3)
                .replace("/var/log", directory + "/logs");
    }
}
