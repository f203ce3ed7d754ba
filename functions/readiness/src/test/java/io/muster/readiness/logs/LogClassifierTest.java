package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.logs.LogSummary.Counted;
import io.muster.readiness.logs.LogSummary.Found;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LogClassifierTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void lines_and_bytes_are_counted_with_or_without_a_last_line_break() throws IOException {
        assertThat(read("a\nb\n").lines()).isEqualTo(2);
        assertThat(read("a\nb").lines()).isEqualTo(2);
        assertThat(read("").lines()).isZero();
        assertThat(read("\n\n").lines()).isEqualTo(2);
        assertThat(read("a\nb").bytes()).isEqualTo(3);
    }

    @Test
    void first_last_example_and_details_are_kept() throws IOException {
        LogSummary summary =
                read(
                        """
                        Feb  3 01:00:00 db kernel: Out of memory: Killed process 12 (java) total-vm:1kB
                        Feb  3 02:00:00 db kernel: Out of memory: Killed process 13 (java) total-vm:1kB
                        Feb  4 03:00:00 db kernel: Out of memory: Killed process 14 (mysqld) total-vm:1kB
                        """);

        Found found = summary.found().get(0);
        assertThat(found.count()).isEqualTo(3);
        assertThat(found.first()).isEqualTo(Instant.parse("2026-02-03T01:00:00Z"));
        assertThat(found.last()).isEqualTo(Instant.parse("2026-02-04T03:00:00Z"));
        assertThat(found.example()).startsWith("Feb  3 01:00:00 db kernel");
        assertThat(found.details())
                .containsExactly(new Counted("java", 2), new Counted("mysqld", 1));
    }

    @Test
    void a_stack_trace_counts_once() throws IOException {
        LogSummary summary =
                read(
                        """
                        2026-01-01 00:00:00 ERROR java.lang.OutOfMemoryError: Java heap space
                        \tat com.example.Shop.sell(Shop.java:42)
                        Caused by: java.lang.OutOfMemoryError: Java heap space
                        \t... 12 more java.lang.OutOfMemoryError
                        2026-01-01 00:00:05 ERROR java.lang.OutOfMemoryError: Metaspace
                        """);

        assertThat(counts(summary)).containsExactly(Map.entry("jvm-out-of-memory", 2L));
    }

    @Test
    void a_cause_counts_once_too_where_every_line_has_a_prefix() throws IOException {
        LogSummary summary =
                read(
                        """
                        Feb  3 01:00:00 app[1]: java.lang.OutOfMemoryError: Java heap space
                        Feb  3 01:00:00 app[1]: at com.example.Shop.sell(Shop.java:42)
                        Feb  3 01:00:00 app[1]: Caused by: java.lang.OutOfMemoryError: Java heap space
                        """);

        assertThat(counts(summary)).containsExactly(Map.entry("jvm-out-of-memory", 1L));
    }

    @Test
    void requests_and_server_errors_are_counted_from_access_lines() throws IOException {
        LogSummary summary =
                read(
                        """
                        192.0.2.1 - - [10/Oct/2025:13:55:36 -0700] "GET / HTTP/1.1" 200 612 "-" "curl"
                        192.0.2.1 - - [10/Oct/2025:13:55:37 -0700] "GET /a HTTP/2.0" 502 612 "-" "curl"
                        192.0.2.1 - - [10/Oct/2025:13:55:38 -0700] "POST /b HTTP/1.0" 599 1
                        192.0.2.1 - - [10/Oct/2025:13:55:39 -0700] "GET /HTTP/1.1 says nothing
                        an unrelated "HTTP/1.1" 5 things
                        """);

        assertThat(summary.requests()).isEqualTo(3);
        assertThat(summary.serverErrors()).isEqualTo(2);
        assertThat(summary.serverErrorShare()).isEqualTo(2.0 / 3);
    }

    @Test
    void journal_json_is_read_as_it_is() throws IOException {
        LogSummary summary =
                read(
                        "{\"MESSAGE\":\"Out of memory: Killed process 7 (node) total-vm:1kB\",\"__REALTIME_TIMESTAMP\":\"1749914161000000\"}\n");

        assertThat(summary.found().get(0).first()).isEqualTo(Instant.parse("2025-06-14T15:16:01Z"));
    }

    @Test
    void the_journals_json_names_the_program_apart_from_its_message() throws IOException {
        LogSummary summary =
                read(
                        """
                        {"_PID":"7","SYSLOG_IDENTIFIER":"sshd","MESSAGE":"Failed password for invalid user x from 198.51.100.7 port 1 ssh2"}
                        {"SYSLOG_IDENTIFIER":"systemd","_PID":"1","MESSAGE":"nginx.service: Failed with result 'exit-code'."}
                        """);

        assertThat(counts(summary))
                .containsExactly(Map.entry("ssh-login-failed", 1L), Map.entry("unit-failed", 1L));
        assertThat(summary.found().get(0).sources())
                .containsExactly(new Counted("198.51.100.7", 1));
    }

    @Test
    void a_process_that_was_killed_is_told_with_its_memory() throws IOException {
        LogSummary summary =
                read(
                        "kernel: Out of memory: Killed process 12 (java) total-vm:7424432kB, anon-rss:3834308kB\n");

        assertThat(summary.found().get(0).details())
                .containsExactly(new Counted("java, at least 2 GiB", 1));
    }

    @Test
    void control_characters_never_reach_the_example() throws IOException {
        LogSummary summary = read("\u001b[31mNo space left on device\u0000\u009b\r\n");

        assertThat(summary.found().get(0).example()).isEqualTo("[31mNo space left on device");
    }

    @Test
    void a_line_of_megabytes_counts_once_wherever_the_words_stand() throws IOException {
        String filler = "x".repeat(3_000_000);
        String words = " No space left on device ";

        LogSummary summary = read(filler + words + filler + words + filler + "\nshort\n");

        assertThat(summary.lines()).isEqualTo(2);
        assertThat(counts(summary)).containsExactly(Map.entry("no-space-left", 1L));
    }

    @Test
    void words_across_the_edge_of_a_buffer_are_found() throws IOException {
        String words = "No space left on device";
        for (int before = (1 << 20) - words.length(); before <= 1 << 20; before++) {
            LogSummary summary = read("x".repeat(before) + words);

            assertThat(counts(summary)).containsExactly(Map.entry("no-space-left", 1L));
            assertThat(summary.lines()).isEqualTo(1);
        }
    }

    @Test
    void a_stream_that_gives_a_byte_at_a_time_is_read_the_same() throws IOException {
        String log = "No space left on device\nok\nNo space left on device";
        InputStream slow =
                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public synchronized int read(byte[] to, int offset, int length) {
                        return super.read(to, offset, Math.min(1, length));
                    }
                };
        LogClassifier classifier = new LogClassifier(Signatures.all());
        classifier.read(slow);

        assertThat(counts(classifier.summary(NOW))).containsExactly(Map.entry("no-space-left", 2L));
    }

    @Test
    void noise_is_read_without_complaint() throws IOException {
        Random random = new Random(11);
        byte[] noise = new byte[3_000_000];
        random.nextBytes(noise);
        LogClassifier classifier = new LogClassifier(Signatures.all());
        classifier.read(new ByteArrayInputStream(noise));

        assertThat(classifier.summary(NOW).bytes()).isEqualTo(noise.length);
    }

    @Test
    void a_flood_of_sources_is_bounded_and_the_frequent_ones_are_kept() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            log.append("sshd[1]: Failed password for root from 198.51.100.7 port 1 ssh2\n");
            log.append(
                    "sshd[1]: Failed password for root from 2001:db8::%x port 1 ssh2\n"
                            .formatted(i));
        }
        Found found = read(log.toString()).found().get(0);

        assertThat(found.count()).isEqualTo(10_000);
        assertThat(found.distinctSources()).isEqualTo(1_024);
        assertThat(found.sources().get(0)).isEqualTo(new Counted("198.51.100.7", 5_000));
    }

    private static LogSummary read(String log) throws IOException {
        LogClassifier classifier = new LogClassifier(Signatures.all());
        classifier.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
        return classifier.summary(NOW);
    }

    private static Map<String, Long> counts(LogSummary summary) {
        Map<String, Long> counts = new TreeMap<>();
        summary.found().forEach(found -> counts.put(found.signature().id(), found.count()));
        return counts;
    }
}
