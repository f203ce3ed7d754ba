package io.muster.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fixture.FakeLogs;
import io.muster.aws.fixture.LoopbackProxy;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.logs.LogReader.Reading;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.LogTraffic;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.logs.Signature;
import io.muster.readiness.logs.Signatures;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/** What one run over a scope's logs learns, through the real client over HTTP. */
class LogReaderTest {

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final Instant NOW = Instant.parse("2026-11-25T12:20:00Z");
    private static final Instant AN_HOUR_AGO = NOW.minus(Duration.ofHours(1));
    private static final String HOST = "i-0123456789abcdef0";
    private static final String FULL = "rsyslogd: write error: No space left on device [v8.24.0]";

    private final FakeLogs logs = new FakeLogs();
    private final NoWait time = new NoWait(NOW);
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, LogObservation> known = new HashMap<>();
    private LoopbackProxy proxy;
    private AwsClients clients;

    @BeforeEach
    void listen() throws IOException {
        proxy = new LoopbackProxy(URI.create("http://127.0.0.1:1"));
        proxy.others(logs);
        clients = TableFixture.clients(Region.US_EAST_1, proxy.endpoint());
    }

    @AfterEach
    void close() {
        clients.close();
        proxy.close();
    }

    @Test
    void a_fault_is_counted_by_group_stream_and_hour() {
        logs.event("/var/log/messages", HOST, AN_HOUR_AGO, FULL);
        logs.event("/var/log/messages", HOST, AN_HOUR_AGO.plusSeconds(1), FULL);
        SignatureCount fault = window("/var/log/messages").counts().faults().getFirst();
        assertThat(fault.signature()).isEqualTo("no-space-left");
        assertThat(fault.stream()).isEqualTo(HOST);
        assertThat(fault.counts().total()).isEqualTo(2);
        assertThat(fault.first()).isEqualTo(AN_HOUR_AGO);
        assertThat(fault.example()).isEqualTo(FULL);
    }

    @Test
    void an_emulator_that_passes_over_the_filter_gives_the_same() {
        for (int i = 0; i < 500; i++) {
            logs.event("/a", HOST, AN_HOUR_AGO.plusSeconds(i), "all is well, number " + i);
        }
        logs.event("/a", HOST, AN_HOUR_AGO, FULL);
        LogWindow filtered = window("/a");
        logs.filters(false);
        assertThat(window("/a").counts().faults()).isEqualTo(filtered.counts().faults()).hasSize(1);
    }

    static List<Signature> signatures() {
        return Signatures.all();
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void the_filter_lets_through_whatever_is_classified(Signature signature) {
        String text = LogQueries.faults();
        Pattern filter =
                Pattern.compile(
                        text.substring(text.indexOf("like /") + 6, text.indexOf("/\n| sort")));
        for (String example : signature.examples()) {
            assertThat(filter.matcher(example).find()).as(example).isTrue();
        }
        assertThat(signature.literals())
                .allSatisfy(literal -> assertThat(filter.matcher(literal).find()).isTrue());
    }

    @Test
    void the_query_is_no_longer_than_insights_takes() {
        assertThat(LogQueries.faults().length()).isLessThan(10_000);
    }

    @Test
    void a_hundred_groups_are_asked_fifty_a_query() {
        IntStream.range(0, 100).forEach(i -> logs.event("/g" + i, HOST, AN_HOUR_AGO, "fine"));
        environment.put("MUSTER_LOG_LOOKBACK_HOURS", "6");
        reading();
        // Six hours and a bit are two parts; each part takes two queries.
        assertThat(logs.started()).hasSize(4);
        assertThat(logs.count("DescribeLogGroups")).isEqualTo(2);
        assertThat(logs.count("DescribeLogStreams")).isEqualTo(100);
    }

    @Test
    void classes_are_not_mixed_in_a_query() {
        logs.group("/a", Map.of("logGroupClass", "STANDARD"));
        logs.group("/b", Map.of("logGroupClass", "INFREQUENT_ACCESS"));
        reading();
        assertThat(logs.started())
                .allSatisfy(query -> assertThat((List<?>) query.get("logGroupNames")).hasSize(1));
    }

    @Test
    void the_settings_choose_by_prefix_and_leave_muster_s_own_out() {
        logs.event("/shop/web", HOST, AN_HOUR_AGO, FULL);
        logs.event("/other", HOST, AN_HOUR_AGO, FULL);
        logs.event("/aws/lambda/muster-fleet-scan", "s", AN_HOUR_AGO, FULL);
        environment.put("MUSTER_LOG_GROUP_PREFIXES", "/shop/,/aws/");
        assertThat(window("/shop/web").leftOut()).isNull();
        for (String group : List.of("/other", "/aws/lambda/muster-fleet-scan")) {
            assertThat(reason(window(group))).isEqualTo(Reason.NOT_CHOSEN);
            assertThat(window(group).counts().faults()).isEmpty();
        }
    }

    @Test
    void the_settings_choose_by_tag_with_a_call_each() {
        logs.group("/a", Map.of("tags", Map.of("team", "shop")));
        logs.group("/b", Map.of("tags", Map.of("team", "search")));
        environment.put("MUSTER_LOG_GROUP_TAG", "team=shop");
        assertThat(window("/a").leftOut()).isNull();
        assertThat(reason(window("/b"))).isEqualTo(Reason.NOT_CHOSEN);
    }

    @Test
    void without_a_tag_no_group_is_asked_for_its_tags() {
        logs.group("/a", Map.of());
        reading();
        assertThat(logs.count("ListTagsForResource")).isZero();
    }

    @Test
    void a_delivery_group_cannot_be_looked_into() {
        logs.group("/a", Map.of("logGroupClass", "DELIVERY"));
        environment.put("MUSTER_LOG_GROUP_CLASSES", "STANDARD,DELIVERY");
        assertThat(reason(window("/a"))).isEqualTo(Reason.NOT_QUERYABLE);
        assertThat(logs.started()).isEmpty();
    }

    @Test
    void a_second_run_reads_from_where_the_first_ended_with_an_overlap() {
        logs.event("/a", HOST, AN_HOUR_AGO, FULL);
        remember(reading());
        time.take(Duration.ofHours(3));
        assertThat(window("/a").from()).isEqualTo(Instant.parse("2026-11-25T10:00:00Z"));
    }

    @Test
    void a_second_run_counts_nothing_twice_and_misses_nothing_that_came_late() {
        logs.event("/a", HOST, AN_HOUR_AGO, FULL);
        remember(reading());
        logs.event("/a", HOST, AN_HOUR_AGO.plusSeconds(5), FULL);
        time.take(Duration.ofHours(1));
        remember(reading());
        remember(reading());
        LogObservation observation = Objects.requireNonNull(known.get("/a"));
        assertThat(observation.counts().faults().getFirst().counts().total()).isEqualTo(2);
    }

    @Test
    void a_clock_that_is_ahead_is_counted_and_its_events_count_when_their_time_has_come() {
        logs.event("/a", HOST, NOW.plus(Duration.ofMinutes(50)), FULL);
        Reading first = reading();
        assertThat(first.events().future()).isEqualTo(1);
        assertThat(first.windows().getFirst().counts().faults()).isEmpty();
        remember(first);
        time.take(Duration.ofHours(1));
        assertThat(window("/a").counts().faults()).hasSize(1);
    }

    @Test
    void a_group_that_is_deleted_while_it_is_read_is_a_group_no_more() {
        logs.event("/a", HOST, AN_HOUR_AGO, FULL).event("/b", HOST, AN_HOUR_AGO, FULL);
        logs.refuses(
                body -> {
                    logs.delete("/b");
                    return "";
                });
        Reading reading = reading();
        assertThat(reading.groups()).extracting(LogGroup::name).containsExactly("/a");
        assertThat(reading.leftOut()).containsEntry(Reason.GROUP_DELETED, 1);
        assertThat(reading.windows().getFirst().counts().faults()).hasSize(1);
    }

    @Test
    void an_empty_group_was_read() {
        logs.group("/a", Map.of());
        LogWindow window = window("/a");
        assertThat(window.to()).isEqualTo(NOW);
        assertThat(window.counts().faults()).isEmpty();
        assertThat(window.leftOut()).isNull();
    }

    @Test
    void a_query_that_fails_leaves_its_time_unread_by_name() {
        logs.event("/a", HOST, AN_HOUR_AGO, FULL);
        logs.ends(body -> "Failed");
        LogWindow window = window("/a");
        assertThat(reason(window)).isEqualTo(Reason.QUERY_FAILED);
        assertThat(window.to()).isEqualTo(window.from());
    }

    @Test
    void what_was_read_before_a_failure_counts_and_the_rest_is_unread() {
        logs.event("/a", HOST, NOW.minus(Duration.ofHours(23)), FULL);
        logs.ends(
                body -> startsBefore(body, NOW.minus(Duration.ofHours(7))) ? "Complete" : "Failed");
        LogWindow window = window("/a");
        assertThat(window.counts().faults()).hasSize(1);
        assertThat(window.to()).isEqualTo(window.from().plus(Duration.ofHours(18)));
        assertThat(Objects.requireNonNull(window.leftOut()).to()).isEqualTo(NOW);
    }

    @Test
    void lines_of_megabytes_with_bytes_of_all_kinds_are_classified() {
        String noise = "x".repeat(1 << 20);
        logs.event("/a", HOST, AN_HOUR_AGO, noise + " No space left on device " + noise);
        logs.event("/a", HOST, AN_HOUR_AGO, "\u001b[31mNo space left on device\u001b[0m");
        logs.event("/a", HOST, AN_HOUR_AGO, "\u0000\ufffd\u0000 No space left on device");
        SignatureCount fault = window("/a").counts().faults().getFirst();
        assertThat(fault.counts().total()).isEqualTo(3);
        assertThat(fault.example()).doesNotContain("\u001b", "\u0000");
    }

    @Test
    void requests_of_an_access_log_are_counted_by_the_hour() {
        String line = "10.0.0.1 - - [25/Nov/2026:11:20:00 +0000] \"GET / HTTP/1.1\" %d 12";
        for (int i = 0; i < 98; i++) {
            logs.event("/shop/nginx", HOST, AN_HOUR_AGO, line.formatted(200));
        }
        logs.event("/shop/nginx", HOST, AN_HOUR_AGO, line.formatted(502));
        logs.event("/shop/nginx", HOST, AN_HOUR_AGO, line.formatted(503));
        LogTraffic traffic = value(window("/shop/nginx").counts().traffic());
        assertThat(traffic.requests().total()).isEqualTo(100);
        assertThat(traffic.serverErrors().total()).isEqualTo(2);
    }

    @Test
    void requests_are_not_counted_where_none_failed_and_the_name_speaks_of_none() {
        logs.event("/a", HOST, AN_HOUR_AGO, FULL);
        assertThat(value(window("/a").counts().traffic())).isEqualTo(LogTraffic.NONE);
        assertThat(logs.started()).noneMatch(query -> query.toString().contains("stats"));
    }

    @Test
    void requests_are_counted_where_one_failed_whatever_the_name() {
        String line = "10.0.0.1 - - [25/Nov/2026:11:20:00 +0000] \"GET / HTTP/1.1\" %d 12";
        logs.event("/a", HOST, AN_HOUR_AGO, line.formatted(200));
        logs.event("/a", HOST, AN_HOUR_AGO, line.formatted(503));
        assertThat(value(window("/a").counts().traffic()).requests().total()).isEqualTo(2);
    }

    @Test
    void streams_are_listed_with_when_they_last_spoke() {
        logs.event("/a", HOST, AN_HOUR_AGO, "fine");
        LogStreams streams = value(window("/a").streams());
        assertThat(streams.complete()).isTrue();
        assertThat(streams.streams()).containsExactly(new LogStreams.Stream(HOST, AN_HOUR_AGO));
    }

    @Test
    void streams_that_were_listed_lately_are_not_listed_again() {
        logs.event("/a", HOST, AN_HOUR_AGO, "fine");
        remember(reading());
        time.take(Duration.ofHours(1));
        remember(reading());
        assertThat(logs.count("DescribeLogStreams")).isEqualTo(1);
        assertThat(value(Objects.requireNonNull(known.get("/a")).streams()).streams()).hasSize(1);
    }

    @Test
    void no_more_streams_are_listed_than_are_kept() {
        IntStream.range(0, 1_000).forEach(i -> logs.event("/a", "s" + i, AN_HOUR_AGO, "fine"));
        assertThat(value(window("/a").streams()).complete()).isFalse();
        assertThat(logs.count("DescribeLogStreams")).isEqualTo(LogStreams.MAX_STREAMS / 50);
    }

    @Test
    void streams_of_hosts_are_listed_to_the_last() {
        IntStream.range(0, 1_000)
                .forEach(i -> logs.event("/a", "i-%017x".formatted(i), AN_HOUR_AGO, FULL));
        LogWindow window = window("/a");
        assertThat(value(window.streams()).complete()).isTrue();
        assertThat(value(window.streams()).streams()).hasSize(1_000);
        assertThat(window.counts().faults()).hasSize(1_000);
        assertThat(logs.count("DescribeLogStreams")).isEqualTo(20);
    }

    @Test
    void streams_that_are_denied_are_missing_and_the_faults_stand() {
        logs.event("/a", HOST, AN_HOUR_AGO, FULL);
        logs.denies("DescribeLogStreams", "AccessDeniedException");
        assertThat(window("/a").streams())
                .isInstanceOfSatisfying(
                        Missing.class, missing -> assertThat(missing.why()).isEqualTo(Why.DENIED));
        assertThat(window("/a").counts().faults()).hasSize(1);
    }

    @Test
    void groups_that_cannot_be_listed_are_said() {
        logs.denies("DescribeLogGroups", "AccessDeniedException");
        assertThat(reader().read(SCOPE, name -> Optional.empty(), NOW.plusSeconds(600)))
                .isInstanceOfSatisfying(
                        Missing.class, missing -> assertThat(missing.why()).isEqualTo(Why.DENIED));
    }

    @Test
    void it_needs_the_actions_that_it_calls() {
        logs.event("/a", HOST, AN_HOUR_AGO, FULL);
        environment.put("MUSTER_LOG_GROUP_TAG", "any");
        logs.group("/b", Map.of("tags", Map.of("any", "")));
        reading();
        Set<String> called = clients.ledger().counts().keySet();
        assertThat(LogReader.actions()).containsAll(called).hasSize(called.size() + 1);
    }

    private static boolean startsBefore(Map<String, Object> query, Instant time) {
        return query.get("startTime") instanceof Number start
                && start.longValue() < time.getEpochSecond();
    }

    private LogReader reader() {
        return new LogReader(clients::logs, LogSettings.from(environment), time, time);
    }

    private Reading reading() {
        return value(
                reader().read(
                                SCOPE,
                                group -> Optional.ofNullable(known.get(group)),
                                time.instant().plusSeconds(600)));
    }

    private void remember(Reading reading) {
        for (LogWindow window : reading.windows()) {
            LogObservation before = known.get(window.group());
            known.put(
                    window.group(),
                    before == null ? LogObservation.of(window) : before.plus(window));
        }
    }

    private LogWindow window(String group) {
        return reading().windows().stream()
                .filter(window -> window.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static Reason reason(LogWindow window) {
        return Objects.requireNonNull(window.leftOut()).reason();
    }

    private static <T> T value(Fact<T> fact) {
        if (fact instanceof Known<T> known) {
            return known.value();
        }
        throw new AssertionError(fact);
    }
}
