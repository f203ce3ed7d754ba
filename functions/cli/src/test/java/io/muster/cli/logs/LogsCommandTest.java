package io.muster.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.cli.fixture.Run;
import io.muster.cli.session.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {

    private static final String LOG =
            """
            Nov 21 10:00:00 db kernel: Out of memory: Killed process 12 (java) total-vm:1kB
            Nov 21 11:00:00 db sshd[1]: Failed password for root from 198.51.100.7 port 1 ssh2
            Nov 21 12:00:00 db sshd[1]: Failed password for root from 198.51.100.8 port 1 ssh2
            Nov 21 12:00:01 db app: all is well
            """;

    @TempDir private Path folder;

    @Test
    void a_file_is_summed_up_most_severe_first() throws IOException {
        Run run = Run.of("logs", file("syslog", LOG));

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("HIGH\n1×       the kernel killed a process because memory ran out")
                .contains("oom-kill · Performance · 2026-11-21 10:00 UTC")
                .contains("details: java (1)")
                .contains("MEDIUM\n2×       an SSH login failed")
                .contains("from: 198.51.100.7 (1), 198.51.100.8 (1)")
                .contains("4 lines, ");
    }

    @Test
    void the_standard_input_is_read_by_default() {
        assertThat(Run.on(Terminal.none(), Map.of(), LOG, "logs").out()).contains("oom-kill");
        assertThat(Run.on(Terminal.none(), Map.of(), LOG, "logs", "-").out()).contains("oom-kill");
    }

    @Test
    void gzip_is_unpacked_whatever_its_name() throws IOException {
        Path packed = folder.resolve("syslog.1");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(LOG.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Run.of("logs", packed.toString()).out()).contains("oom-kill");
    }

    @Test
    void json_holds_the_same_for_programs() throws IOException {
        Run run = Run.of("logs", file("syslog", LOG), "--output", "json");

        Map<String, Object> summary = JSON.std.mapFrom(run.out());
        assertThat(summary).containsEntry("lines", 4).containsEntry("requests", 0);
        assertThat((List<?>) summary.get("signatures"))
                .hasSize(2)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("id", "oom-kill")
                .containsEntry("count", 1)
                .containsEntry("first", "2026-11-21T10:00:00Z");
    }

    @Test
    void a_quiet_log_says_so() throws IOException {
        assertThat(Run.of("logs", file("quiet", "all is well\n")).out())
                .startsWith("No known errors.");
        assertThat(Run.of("logs", file("empty", "")).exit()).isZero();
    }

    @Test
    void hostile_lines_do_not_reach_the_terminal_as_they_are() throws IOException {
        Run run = Run.of("logs", file("hostile", "\u001b[2JNo space left on device\u202e\u0007\n"));

        assertThat(run.out())
                .contains("no-space-left")
                .doesNotContain("\u001b", "\u202e", "\u0007");
    }

    @Test
    void a_file_that_is_not_there_is_said_by_name() {
        Run run = Run.of("logs", "/nonexistent/syslog");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("there is no file '/nonexistent/syslog'");
    }

    @Test
    void a_folder_is_said_to_be_none_of_its_business() {
        Run run = Run.of("logs", folder.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains(folder.toString()).contains("that it is a file");
    }

    @Test
    void gzip_that_breaks_off_is_an_error_not_a_shorter_log() throws IOException {
        Path packed = folder.resolve("cut.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(LOG.repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length / 2));

        Run run = Run.of("logs", packed.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("cut.gz' could not be read");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
