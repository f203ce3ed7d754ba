package io.muster.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fixture.FakeLogs;
import io.muster.aws.fixture.LoopbackProxy;
import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.fact.LogLeftOut.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/** Questions to Logs Insights and everything that becomes of them, over HTTP. */
@Tag("slow")
class InsightsTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant MORNING = NOON.minus(Duration.ofHours(4));
    private static final String TEXT =
            "fields @timestamp, @log, @logStream, @message | limit 100000\n";
    private static final long PLENTY = 1L << 40;

    private final FakeLogs logs = new FakeLogs();
    private final NoWait time = new NoWait(NOON);
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
    void a_query_is_waited_for_and_read() {
        logs.event("/a", "s", MORNING, "one").event("/a", "s", MORNING.plusSeconds(1), "two");
        assertThat(rows(ask(query("/a")))).containsExactly("one", "two");
        assertThat(time.pauses).isEqualTo(2);
    }

    @Test
    void a_row_names_its_group_without_the_account() {
        logs.event("/a", "s", MORNING, "one");
        InsightsRow row = read(ask(query("/a"))).getFirst().rows().getFirst();
        assertThat(row.group()).isEqualTo("/a");
        assertThat(row.at()).contains(MORNING);
    }

    @Test
    void no_more_queries_run_at_a_time_than_are_allowed() {
        List<InsightsQuery> many =
                IntStream.range(0, 20)
                        .mapToObj(
                                i -> {
                                    logs.event("/g" + i, "s", MORNING, "one");
                                    return query("/g" + i);
                                })
                        .toList();
        assertThat(read(ask(many, limits(3, PLENTY)))).hasSize(20);
        assertThat(logs.mostRunning()).isEqualTo(3);
    }

    @Test
    void an_answer_is_read_to_its_last_page() {
        events("/a", 25_000, MORNING, Duration.ofMillis(500));
        List<InsightsAnswer> answers = ask(query("/a"));
        assertThat(rows(answers)).hasSize(25_000).doesNotHaveDuplicates();
        assertThat(read(answers)).singleElement().matches(read -> !read.more());
        assertThat(logs.count("GetQueryResults")).isEqualTo(4);
    }

    @Test
    void a_hundred_thousand_rows_are_asked_again_in_halves_until_they_fit() {
        events("/a", 120_000, MORNING, Duration.ofMillis(100));
        List<InsightsAnswer> answers = ask(query("/a"));
        assertThat(rows(answers)).hasSize(120_000).doesNotHaveDuplicates();
        assertThat(read(answers)).hasSizeGreaterThan(1).noneMatch(InsightsAnswer.Read::more);
    }

    @Test
    void more_rows_in_a_minute_than_insights_gives_are_said_to_be_more() {
        events("/a", 100_001, MORNING, Duration.ofNanos(200_000));
        assertThat(read(ask(query("/a")))).filteredOn(InsightsAnswer.Read::more).isNotEmpty();
    }

    @Test
    void a_full_page_of_an_endpoint_without_pages_is_not_taken_for_all() {
        logs.pages(false);
        events("/a", 25_000, MORNING, Duration.ofMillis(500));
        List<InsightsAnswer> answers = ask(query("/a"));
        assertThat(rows(answers)).hasSize(25_000);
        assertThat(read(answers)).hasSizeGreaterThan(2).noneMatch(InsightsAnswer.Read::more);
    }

    @Test
    void parts_together_are_the_time_that_was_asked() {
        logs.pages(false);
        events("/a", 25_000, MORNING, Duration.ofMillis(500));
        List<InsightsQuery> parts =
                read(ask(query("/a"))).stream().map(InsightsAnswer.Read::query).toList();
        assertThat(parts.stream().map(InsightsQuery::from)).contains(MORNING);
        assertThat(parts.stream().map(InsightsQuery::to)).contains(NOON);
        assertThat(
                        parts.stream()
                                .mapToLong(p -> Duration.between(p.from(), p.to()).toSeconds())
                                .sum())
                .isEqualTo(Duration.between(MORNING, NOON).toSeconds());
    }

    @Test
    void what_was_scanned_is_summed_and_priced() {
        logs.event("/a", "s", MORNING, "12345").event("/b", "s", MORNING, "123");
        Insights insights = insights(limits(5, PLENTY));
        insights.ask(List.of(query("/a"), query("/b")), answer -> {});
        assertThat(insights.bytesScanned()).isEqualTo(8);
        assertThat(QueryPrice.usd(2_000_000_000L)).isEqualByComparingTo("0.01");
    }

    @Test
    void a_spent_budget_leaves_the_rest_out_by_name() {
        logs.event("/a", "s", MORNING, "0123456789").event("/b", "s", MORNING, "1");
        List<InsightsAnswer> answers =
                ask(List.of(query("/a"), query("/b")), new InsightsLimits(1, 10, later()));
        assertThat(rows(answers)).containsExactly("0123456789");
        assertThat(notRead(answers))
                .singleElement()
                .satisfies(
                        not -> {
                            assertThat(not.query().groups()).containsExactly("/b");
                            assertThat(not.reason()).isEqualTo(Reason.BUDGET);
                            assertThat(not.detail().english()).contains("10 bytes");
                        });
    }

    @Test
    void a_group_that_was_deleted_meanwhile_costs_no_other_group_its_answer() {
        logs.event("/a", "s", MORNING, "one").event("/c", "s", MORNING, "three");
        List<InsightsAnswer> answers = ask(query("/a", "/b", "/c"));
        assertThat(rows(answers)).containsExactly("one", "three");
        assertThat(notRead(answers))
                .singleElement()
                .satisfies(
                        not -> {
                            assertThat(not.query().groups()).containsExactly("/b");
                            assertThat(not.reason()).isEqualTo(Reason.GROUP_DELETED);
                        });
    }

    @Test
    void a_deleted_group_that_is_not_named_is_found_by_halves() {
        for (String group : List.of("/a", "/b", "/c", "/d", "/e")) {
            logs.event(group, "s", MORNING, group);
        }
        logs.refuses(body -> names(body).contains("/d") ? "ResourceNotFoundException" : "");
        List<InsightsAnswer> answers = ask(query("/a", "/b", "/c", "/d", "/e"));
        assertThat(rows(answers)).containsExactlyInAnyOrder("/a", "/b", "/c", "/e");
        assertThat(notRead(answers).getFirst().query().groups()).containsExactly("/d");
    }

    @Test
    void a_group_whose_key_or_policy_denies_it_is_left_out_alone() {
        for (String group : List.of("/a", "/b", "/c")) {
            logs.event(group, "s", MORNING, group);
        }
        logs.refuses(body -> names(body).contains("/b") ? "AccessDeniedException" : "");
        List<InsightsAnswer> answers = ask(query("/a", "/b", "/c"));
        assertThat(rows(answers)).containsExactlyInAnyOrder("/a", "/c");
        assertThat(notRead(answers).getFirst().reason()).isEqualTo(Reason.DENIED);
        assertThat(notRead(answers).getFirst().detail().english())
                .contains("logs:StartQuery was denied");
    }

    @Test
    void what_is_denied_altogether_is_not_asked_group_by_group() {
        List<String> many = IntStream.range(0, 50).mapToObj(i -> "/g" + i).toList();
        many.forEach(group -> logs.group(group, Map.of()));
        logs.refuses(body -> "AccessDeniedException");
        List<InsightsAnswer> answers = ask(query(many.toArray(String[]::new)));
        assertThat(notRead(answers).stream().mapToInt(not -> not.query().groups().size()).sum())
                .isEqualTo(50);
        assertThat(notRead(answers)).allMatch(not -> not.reason() == Reason.DENIED);
        assertThat(logs.count("StartQuery")).isLessThan(20);
    }

    @Test
    void a_limit_that_others_use_up_is_waited_for() {
        logs.event("/a", "s", MORNING, "one");
        logs.refuses(body -> time.pauses < 7 ? "LimitExceededException" : "");
        assertThat(rows(ask(query("/a")))).containsExactly("one");
    }

    @Test
    void a_limit_that_others_use_up_for_long_is_said() {
        logs.event("/a", "s", MORNING, "one").event("/b", "s", MORNING, "two");
        logs.refuses(body -> "LimitExceededException");
        List<InsightsAnswer> answers = ask(List.of(query("/a"), query("/b")), limits(5, PLENTY));
        assertThat(notRead(answers)).hasSize(2).allMatch(not -> not.reason() == Reason.QUERY_LIMIT);
        assertThat(time.pauses).isLessThanOrEqualTo(Insights.MAX_REFUSALS);
    }

    @Test
    void a_query_that_fails_because_of_one_group_is_asked_again_without_it() {
        logs.event("/a", "s", MORNING, "one").event("/b", "s", MORNING, "two");
        logs.ends(body -> names(body).contains("/b") ? "Failed" : "Complete");
        List<InsightsAnswer> answers = ask(query("/a", "/b"));
        assertThat(rows(answers)).containsExactly("one");
        assertThat(notRead(answers).getFirst().query().groups()).containsExactly("/b");
        assertThat(notRead(answers).getFirst().reason()).isEqualTo(Reason.QUERY_FAILED);
    }

    @Test
    void a_query_that_times_out_is_asked_again_in_halves() {
        logs.event("/a", "s", MORNING, "one");
        logs.ends(body -> logs.started().size() == 1 ? "Timeout" : "Complete");
        assertThat(rows(ask(query("/a")))).containsExactly("one");
        assertThat(logs.started()).hasSize(3);
    }

    @Test
    void a_query_that_always_times_out_ends() {
        logs.event("/a", "s", MORNING, "one");
        logs.ends(body -> "Timeout");
        List<InsightsAnswer> answers = ask(query("/a"));
        assertThat(notRead(answers)).allMatch(not -> not.reason() == Reason.QUERY_TIMED_OUT);
        assertThat(logs.started().size()).isLessThan(2 * Insights.MAX_HALVINGS + 2);
    }

    @Test
    void a_query_that_is_cancelled_is_reported() {
        logs.event("/a", "s", MORNING, "one");
        logs.ends(body -> "Cancelled");
        assertThat(notRead(ask(query("/a"))).getFirst().detail().english()).contains("cancelled");
    }

    @Test
    void a_query_that_never_ends_is_stopped() {
        logs.event("/a", "s", MORNING, "one");
        logs.ends(body -> "Running");
        Insights insights = insights(new InsightsLimits(1, PLENTY, NOON.plusSeconds(60)));
        List<InsightsAnswer> answers = new ArrayList<>();
        insights.ask(List.of(query("/a"), query("/a")), answers::add);
        assertThat(notRead(answers)).hasSize(2).allMatch(not -> not.reason() == Reason.BUDGET);
        assertThat(logs.stopped()).containsExactly("query-0");
    }

    @Test
    void a_status_that_is_not_known_is_waited_for() {
        logs.event("/a", "s", MORNING, "one");
        logs.ends(body -> time.pauses < 4 ? "Pondering" : "Complete");
        assertThat(rows(ask(query("/a")))).containsExactly("one");
    }

    @Test
    void results_that_are_denied_are_said() {
        logs.event("/a", "s", MORNING, "one");
        logs.denies("GetQueryResults", "AccessDeniedException");
        assertThat(notRead(ask(query("/a"))).getFirst().reason()).isEqualTo(Reason.DENIED);
    }

    private void events(String group, int number, Instant from, Duration apart) {
        for (int i = 0; i < number; i++) {
            logs.event(group, "s", from.plus(apart.multipliedBy(i)), "event " + i);
        }
    }

    private static InsightsQuery query(String... groups) {
        return new InsightsQuery(TEXT, List.of(groups), MORNING, NOON);
    }

    private List<InsightsAnswer> ask(InsightsQuery query) {
        return ask(List.of(query), limits(5, PLENTY));
    }

    private List<InsightsAnswer> ask(Collection<InsightsQuery> queries, InsightsLimits limits) {
        List<InsightsAnswer> answers = new ArrayList<>();
        insights(limits).ask(queries, answers::add);
        return answers;
    }

    private Insights insights(InsightsLimits limits) {
        return new Insights(clients::logs, limits, time, time);
    }

    private static InsightsLimits limits(int inFlight, long bytes) {
        return new InsightsLimits(inFlight, bytes, later());
    }

    private static Instant later() {
        return NOON.plus(Duration.ofHours(1));
    }

    private static List<?> names(Map<String, Object> body) {
        return body.get("logGroupNames") instanceof List<?> names ? names : List.of();
    }

    private static List<InsightsAnswer.Read> read(List<InsightsAnswer> answers) {
        return of(InsightsAnswer.Read.class, answers).toList();
    }

    private static List<InsightsAnswer.NotRead> notRead(List<InsightsAnswer> answers) {
        return of(InsightsAnswer.NotRead.class, answers).toList();
    }

    private static <T> Stream<T> of(Class<T> kind, List<InsightsAnswer> answers) {
        return answers.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<String> rows(List<InsightsAnswer> answers) {
        return read(answers).stream()
                .flatMap(read -> read.rows().stream())
                .map(InsightsRow::message)
                .toList();
    }
}
