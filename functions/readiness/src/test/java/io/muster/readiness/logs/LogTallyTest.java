package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogTraffic;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.text.Message;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogTallyTest {

    private static final String GROUP = "/var/log/messages";
    private static final Instant FROM = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-22T12:00:00Z");
    private static final String OOM =
            "kernel: Out of memory: Killed process 2592 (java) total-vm:7424432kB, anon-rss:3834308kB";

    private final LogTally tally = new LogTally(FROM, TO);

    @Test
    void events_are_counted_by_stream_signature_and_hour_in_any_order() {
        add("i-0abc", 3_700, OOM);
        add("i-0abc", 10, OOM);
        add("i-0abc", 20, "kernel: No space left on device");
        add("i-0def", 20, OOM);

        assertThat(window().counts().faults())
                .extracting(SignatureCount::stream, SignatureCount::signature)
                .containsExactlyInAnyOrder(
                        tuple("i-0abc", "oom-kill"),
                        tuple("i-0abc", "no-space-left"),
                        tuple("i-0def", "oom-kill"));
        assertThat(window().counts().faults())
                .filteredOn(fault -> fault.stream().equals("i-0abc"))
                .filteredOn(fault -> fault.signature().equals("oom-kill"))
                .singleElement()
                .satisfies(
                        fault -> {
                            assertThat(fault.counts().byHour()).hasSize(2);
                            assertThat(fault.first()).isEqualTo(FROM.plusSeconds(10));
                            assertThat(fault.last()).isEqualTo(FROM.plusSeconds(3_700));
                            assertThat(fault.example()).isEqualTo(OOM);
                            assertThat(fault.details()).containsExactly("java, at least 2 GiB");
                        });
    }

    @Test
    void what_lies_outside_the_range_is_not_counted() {
        add("i-0abc", -1, OOM);
        add("i-0abc", 7_200, OOM);

        assertThat(window().counts().faults()).isEmpty();
    }

    @Test
    void lines_without_a_signature_do_not_change_the_answer() {
        add("i-0abc", 5, "systemd[1]: Started Session 4 of user ec2-user.");
        add("i-0abc", 6, "");

        assertThat(window().counts().faults()).isEmpty();
    }

    @Test
    void a_cause_in_the_same_stack_trace_counts_once() {
        add("app", 5, "java.lang.OutOfMemoryError: Java heap space\n\tat a.B.c(B.java:1)");
        add("app", 5, "Caused by: java.lang.OutOfMemoryError: Java heap space");
        add("app", 5_000, "java.lang.OutOfMemoryError: Java heap space");

        assertThat(window().counts().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.counts().total()).isEqualTo(2));
    }

    @Test
    void sources_of_log_ins_are_counted() {
        String line = "sshd[1]: Failed password for root from %s port 1 ssh2";
        add("i-0abc", 1, line.formatted("198.51.100.7"));
        add("i-0abc", 2, line.formatted("198.51.100.7"));
        add("i-0abc", 3, line.formatted("198.51.100.8"));

        assertThat(window().counts().faults().get(0).sources())
                .containsEntry("198.51.100.7", HourlyCounts.of(FROM, 2))
                .containsEntry("198.51.100.8", HourlyCounts.of(FROM, 1));
    }

    @Test
    void a_flood_of_streams_shares_one_name_and_loses_no_event() {
        for (int i = 0; i < 3_000; i++) {
            add("stream-" + i, 1, OOM);
        }
        LogWindow window = window();

        assertThat(window.counts().faults()).hasSize(1_001);
        assertThat(
                        window.counts().faults().stream()
                                .mapToLong(fault -> fault.counts().total())
                                .sum())
                .isEqualTo(3_000);
    }

    @Test
    void requests_come_from_the_statistics_and_failures_from_the_lines() {
        add("web", 1, "192.0.2.1 - - [22/Nov/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 503 0 \"-\"");

        Fact<LogTraffic> traffic =
                window(Fact.known(HourlyCounts.of(FROM, 200))).counts().traffic();

        assertThat(traffic)
                .isEqualTo(
                        new Known<>(
                                new LogTraffic(
                                        HourlyCounts.of(FROM, 200), HourlyCounts.of(FROM, 1))));
        assertThat(window(Fact.missing(Why.FAILED, Message.literal("stats"))).counts().traffic())
                .isEqualTo(Fact.missing(Why.FAILED, Message.literal("stats")));
    }

    @Test
    void hours_that_were_not_read_whole_are_said() {
        tally.incomplete(GROUP, FROM.plusSeconds(3_000), FROM.plusSeconds(4_000));

        assertThat(window().counts().incompleteHours())
                .containsExactly(FROM, FROM.plusSeconds(3_600));
    }

    @Test
    void hostile_lines_are_bounded() {
        add("i-0abc", 1, "\u001b[31m" + "\u0000x".repeat(1_000_000) + " No space left on device");
        add("i-0abc", 2, "\ud83d No space left on device " + "\ud83d\ude00".repeat(500));

        assertThat(window().counts().faults())
                .singleElement()
                .satisfies(
                        fault -> {
                            assertThat(fault.counts().total()).isEqualTo(2);
                            assertThat(fault.example())
                                    .hasSizeLessThanOrEqualTo(SignatureCount.MAX_EXAMPLE)
                                    .doesNotContain("\u0000", "\u001b");
                        });
    }

    private void add(String stream, long second, String message) {
        tally.add(new LogEvent(FROM.plusSeconds(second), GROUP, stream, message));
    }

    private LogWindow window() {
        return window(Fact.known(HourlyCounts.NONE));
    }

    private LogWindow window(Fact<HourlyCounts> requests) {
        return tally.window(
                GROUP,
                TO,
                TO,
                Fact.missing(Why.NOT_COLLECTED, Message.literal("not listed")),
                requests,
                null);
    }
}
