package io.muster.readiness.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.LogStreams.Stream;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogObservationTest {

    private static final String GROUP = "/var/log/messages";
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void the_same_window_again_changes_nothing() {
        LogWindow window = window(TEN, TEN.plusSeconds(5_400), fault(TEN, 3));

        LogObservation once = LogObservation.of(window);

        assertThat(once.plus(window)).isEqualTo(once);
    }

    @Test
    void what_two_runs_both_read_counts_once_and_what_came_late_is_added() {
        Instant eleven = TEN.plusSeconds(3_600);
        LogObservation first =
                LogObservation.of(
                        window(TEN, eleven.plusSeconds(60), fault(TEN, 3), fault(eleven, 1)));
        LogWindow second = window(eleven, eleven.plusSeconds(7_200), fault(eleven, 4));

        assertThat(first.plus(second).counts().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.counts().total()).isEqualTo(3 + 4));
    }

    @Test
    void the_order_of_the_runs_does_not_matter() {
        LogWindow one = window(TEN, TEN.plusSeconds(3_600), fault(TEN, 3));
        LogWindow other =
                window(
                        TEN.plusSeconds(3_600),
                        TEN.plusSeconds(7_200),
                        fault(TEN.plusSeconds(3_600), 2));

        assertThat(LogObservation.of(one).plus(other).counts().faults())
                .isEqualTo(LogObservation.of(other).plus(one).counts().faults());
    }

    @Test
    void a_window_begins_with_an_hour_so_that_no_hour_is_read_from_its_middle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window(TEN.plusSeconds(1), TEN.plusSeconds(60)))
                .withMessageContaining("beginning of an hour");
    }

    @Test
    void time_that_was_not_read_is_a_gap_until_it_is_read() {
        LogObservation first = LogObservation.of(window(TEN, TEN.plusSeconds(3_600)));
        Instant later = TEN.plus(Duration.ofHours(5));

        LogObservation holed = first.plus(window(later, later.plusSeconds(3_600)));
        assertThat(holed.unread(TEN, later))
                .extracting(LogLeftOut::from, LogLeftOut::to)
                .containsExactly(tuple(TEN.plusSeconds(3_600), later));

        LogObservation half = holed.plus(window(TEN.plusSeconds(3_600), TEN.plusSeconds(7_200)));
        assertThat(half.unread(TEN, later))
                .extracting(LogLeftOut::from)
                .containsExactly(TEN.plusSeconds(7_200));

        assertThat(half.plus(window(TEN, later)).unread(TEN, later)).isEmpty();
    }

    @Test
    void what_a_run_left_out_is_said_until_the_next_one_gets_there() {
        Instant wanted = TEN.plusSeconds(7_200);
        LogObservation cut =
                LogObservation.of(
                        window(
                                TEN,
                                TEN.plusSeconds(3_600),
                                new LogLeftOut(
                                        TEN.plusSeconds(3_600),
                                        wanted,
                                        Reason.BUDGET,
                                        Message.literal("10 GB"))));

        assertThat(cut.unread(TEN, wanted))
                .extracting(LogLeftOut::reason)
                .containsExactly(Reason.BUDGET);
        assertThat(LogObservation.nextFrom(cut, wanted, Duration.ofMinutes(10), Duration.ofDays(1)))
                .isEqualTo(TEN);
        assertThat(cut.plus(window(TEN, wanted)).unread(TEN, wanted)).isEmpty();
    }

    @Test
    void a_first_run_looks_back_so_far_and_a_late_one_no_further() {
        Instant now = Instant.parse("2026-11-22T10:30:00Z");
        LogObservation old =
                LogObservation.of(
                        window(TEN.minus(Duration.ofDays(9)), TEN.minus(Duration.ofDays(8))));

        assertThat(LogObservation.nextFrom(null, now, Duration.ZERO, Duration.ofDays(1)))
                .isEqualTo(TEN.minus(Duration.ofDays(1)));
        assertThat(LogObservation.nextFrom(old, now, Duration.ZERO, Duration.ofDays(1)))
                .isEqualTo(TEN.minus(Duration.ofDays(1)));
    }

    @Test
    void what_is_older_than_the_history_is_forgotten() {
        LogObservation first =
                LogObservation.of(window(TEN, TEN.plusSeconds(3_600), fault(TEN, 3)));
        Instant later = TEN.plus(LogObservation.HISTORY).plusSeconds(7_200);

        assertThat(first.plus(window(later, later.plusSeconds(3_600))).counts().faults()).isEmpty();
    }

    @Test
    void a_flood_of_streams_is_bounded() {
        List<SignatureCount> flood = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            flood.add(fault("stream-" + i, TEN, 1));
        }
        LogWindow window =
                window(TEN, TEN.plusSeconds(3_600), flood.toArray(SignatureCount[]::new));

        assertThat(LogObservation.of(window).counts().faults()).hasSize(LogObservation.MAX_FAULTS);
    }

    @Test
    void each_stream_that_names_a_host_has_room_of_its_own() {
        List<SignatureCount> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(fault("i-%017x".formatted(i), TEN, 1));
        }
        LogObservation of =
                LogObservation.of(
                        window(TEN, TEN.plusSeconds(3_600), many.toArray(SignatureCount[]::new)));

        assertThat(of.counts().faults()).hasSize(1_000);
        assertThat(of.gaps()).isEmpty();
    }

    @Test
    void more_faults_than_fit_leave_a_time_that_does_not_pass_for_read() {
        List<SignatureCount> many = new ArrayList<>();
        for (int i = 0; i <= LogObservation.MAX_ALL_FAULTS; i++) {
            many.add(fault("i-%017x-%d".formatted(i / 11, i % 11), TEN, 1));
        }
        LogWindow window =
                new LogWindow(
                        GROUP,
                        TEN,
                        TEN,
                        TEN,
                        Fact.known(streams(TEN, TEN)),
                        new LogCounts(many, Fact.known(LogTraffic.NONE), new TreeSet<>()),
                        null);
        assertThat(LogObservation.of(window).gaps())
                .extracting(LogLeftOut::reason)
                .containsExactly(LogLeftOut.Reason.TOO_MANY);
    }

    @Test
    void a_time_of_which_faults_were_dropped_does_not_pass_for_read() {
        List<SignatureCount> flood = new ArrayList<>();
        for (int i = 0; i <= LogObservation.MAX_FAULTS; i++) {
            flood.add(fault("stream-" + i, TEN, 1));
        }
        Instant eleven = TEN.plusSeconds(3_600);
        LogWindow window = window(TEN, eleven, flood.toArray(SignatureCount[]::new));
        LogObservation flooded = LogObservation.of(window);

        assertThat(flooded.unread(TEN, eleven))
                .extracting(LogLeftOut::reason)
                .containsExactly(LogLeftOut.Reason.TOO_MANY);
        assertThat(flooded.plus(window)).isEqualTo(flooded);
    }

    @Test
    void a_listing_that_failed_leaves_the_one_before() {
        LogObservation listed = LogObservation.of(window(TEN, TEN));
        LogWindow failed =
                new LogWindow(
                        GROUP,
                        TEN.plusSeconds(60),
                        TEN,
                        TEN,
                        Fact.missing(Fact.Why.DENIED, Message.literal("logs:DescribeLogStreams")),
                        new LogCounts(
                                List.of(),
                                Fact.missing(Fact.Why.DENIED, Message.literal("logs:StartQuery")),
                                new TreeSet<>()),
                        null);

        assertThat(listed.plus(failed).streams()).isEqualTo(listed.streams());
    }

    @Test
    void days_on_which_a_stream_spoke_are_remembered() {
        LogStreams saturday = streams(TEN, TEN.minusSeconds(60));
        LogStreams sunday =
                streams(
                        TEN.plus(Duration.ofDays(1)),
                        TEN.plus(Duration.ofDays(1)).minusSeconds(60));

        assertThat(saturday.join(sunday).streams())
                .singleElement()
                .satisfies(
                        stream ->
                                assertThat(stream.days())
                                        .containsExactly(
                                                LocalDate.parse("2026-11-22"),
                                                LocalDate.parse("2026-11-23")));
    }

    @Test
    void a_stream_whose_senders_clock_is_years_ahead_spoke_when_it_was_looked_at() {
        assertThat(streams(TEN, Instant.parse("2038-01-19T03:14:08Z")).streams())
                .extracting(Stream::lastEventAt)
                .containsExactly(TEN);
    }

    @Test
    void streams_that_name_hosts_are_kept_before_all_others() {
        List<Stream> many = new ArrayList<>();
        many.add(new Stream("i-0123456789abcdef0", TEN.minus(Duration.ofDays(30))));
        for (int i = 0; i < 500; i++) {
            many.add(new Stream("2026/11/22/[$LATEST]" + i, TEN));
        }
        LogStreams streams = new LogStreams(TEN, true, many);

        assertThat(streams.streams())
                .hasSize(LogStreams.MAX_STREAMS)
                .first()
                .extracting(Stream::name)
                .isEqualTo("i-0123456789abcdef0");
        assertThat(streams.complete()).isFalse();
    }

    @Test
    void the_streams_of_ten_thousand_hosts_are_all_kept_and_no_more() {
        List<Stream> many = new ArrayList<>();
        for (int i = 0; i < LogStreams.MAX_HOSTS; i++) {
            many.add(new Stream("ip-10-0-%d-%d.log".formatted(i / 256, i % 256), TEN));
        }
        assertThat(new LogStreams(TEN, true, many).complete()).isTrue();

        many.add(new Stream("i-0123456789abcdef0", TEN));
        assertThat(new LogStreams(TEN, true, many))
                .satisfies(
                        streams -> {
                            assertThat(streams.streams()).hasSize(LogStreams.MAX_HOSTS);
                            assertThat(streams.complete()).isFalse();
                        });
    }

    private static LogStreams streams(Instant seenAt, Instant lastEventAt) {
        return new LogStreams(seenAt, true, List.of(new Stream("i-0abc", lastEventAt)));
    }

    private static LogWindow window(Instant from, Instant to, SignatureCount... faults) {
        return window(from, to, null, faults);
    }

    private static LogWindow window(
            Instant from, Instant to, @Nullable LogLeftOut leftOut, SignatureCount... faults) {
        return new LogWindow(
                GROUP,
                to,
                from,
                to,
                Fact.known(streams(to, to)),
                new LogCounts(
                        List.of(faults).stream()
                                .collect(Collectors.groupingBy(SignatureCount::stream))
                                .values()
                                .stream()
                                .map(
                                        same ->
                                                same.stream()
                                                        .reduce(SignatureCount::join)
                                                        .orElseThrow())
                                .toList(),
                        Fact.known(LogTraffic.NONE),
                        new TreeSet<>()),
                leftOut);
    }

    private static SignatureCount fault(Instant at, long count) {
        return fault("i-0abc", at, count);
    }

    private static SignatureCount fault(String stream, Instant at, long count) {
        return new SignatureCount(
                stream,
                "oom-kill",
                HourlyCounts.of(at, count),
                at,
                at,
                "Out of memory: Killed process 1 (java)",
                new TreeSet<>(List.of("java")),
                new TreeMap<>(Map.of()));
    }
}
