package io.muster.handlers.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScopeScan;
import io.muster.console.fixture.WidgetText;
import io.muster.console.state.OpenFilter;
import io.muster.console.state.OpenPage;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.handlers.runtime.PrimingRuns;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.NeglectedFleet;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.scorecard.TrendPoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleHandlerTest {

    @RegisterExtension static final TableFixture fixture = TableFixture.kept();

    private static final LambdaContext CONTEXT =
            new LambdaContext("arn:aws:lambda:us-east-1:123456789012:function:muster-console:live");

    private static final Clock LATER =
            Clock.fixed(Facts.NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC);

    private final List<String> log = new ArrayList<>();

    private ConsoleHandler handler() {
        return new ConsoleHandler(
                new FunctionEnvironment(
                        Map.of(
                                "AWS_REGION",
                                "us-east-1",
                                FunctionEnvironment.TABLE_VARIABLE,
                                TableFixture.TABLE),
                        region -> TableFixture.clients(region, fixture.proxy().endpoint()),
                        LATER,
                        log::add));
    }

    @BeforeEach
    void fill() {
        fixture.fill(ConsoleHandlerTest::scan);
    }

    /** Every check finds something; one scope, ten instances. */
    private static void scan() {
        Fleet fleet = NeglectedFleet.facts(false).fleet();
        new ScanRecorder(fixture.table())
                .record(
                        new ScopeScan(
                                BuiltInChecks.catalogue(),
                                Thresholds.defaults(),
                                fleet,
                                new CallLedger(),
                                Clock.fixed(Facts.NOW, ZoneOffset.UTC)),
                        judged -> {});
    }

    private String answer(String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler()
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        out,
                        CONTEXT);
        return String.valueOf(JSON.std.anyFrom(out.toByteArray()));
    }

    private String page(Map<String, String> parameters) throws IOException {
        return answer(JSON.std.asString(parameters));
    }

    private static List<StoredFinding> stored() {
        List<StoredFinding> stored = new ArrayList<>();
        fixture.table().findings(Facts.SCOPE).forEachRemaining(stored::add);
        return stored;
    }

    private static String calls() {
        return fixture.proxy().calls().stream()
                .collect(Collectors.groupingBy(Call::action, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    @Test
    void the_sample_event_shows_the_overview() throws IOException {
        String html = answer(SampleEvent.named("console.json"));

        assertThat(html).contains("id=\"overview\"", "What to do first", "EC2");
        assertThat(html).contains("function:muster-console:live");
        assertThat(WidgetText.problems(html)).isEmpty();
        assertThat(log).isEmpty();
    }

    /** No scan of the table; a page asks for as much whatever the number of findings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overview | BatchGetItem 2, Query 12",
                "findings | Query 9",
                "instances | BatchGetItem 1, Query 1",
                "workloads | Query 3",
                "graviton | BatchGetItem 1, Query 2",
                "decisions | Query 2",
            })
    void a_page_asks_the_table_a_few_times(String page, String calls) throws IOException {
        page(Map.of("page", page));

        assertThat(calls()).isEqualTo(calls);
    }

    @Test
    void a_finding_is_one_item_with_what_was_decided_about_it() throws IOException {
        String id = stored().getFirst().finding().id();
        String html = page(Map.of("page", "finding", "of", id));

        assertThat(html).contains("What to do", "First seen 2026-11-22");
        assertThat(calls()).isEqualTo("BatchGetItem 1, GetItem 1, Query 5");
    }

    @Test
    void an_instance_has_the_rules_of_its_groups_and_its_logs() throws IOException {
        String html =
                page(
                        Map.of(
                                "page",
                                "instance",
                                "of",
                                "123456789012/us-east-1/i-00000000000000001"));

        assertThat(html)
                .contains("Listeners and security groups", "0.0.0.0/0", "sg-00000000000000001")
                .contains("logs-insights")
                .doesNotContain("no scan has kept it yet");
        assertThat(WidgetText.problems(html)).isEmpty();
        assertThat(calls()).isEqualTo("BatchGetItem 2, Query 4");
    }

    @Test
    void a_workload_has_its_trend_and_its_plan() throws IOException {
        fixture.table()
                .writeTrend(
                        Facts.SCOPE,
                        LocalDate.of(2026, 11, 20),
                        new TreeMap<>(Map.of("shop", new TrendPoint(3, 40, 20, 0))));
        fixture.table()
                .writeTrend(
                        Facts.SCOPE,
                        LocalDate.of(2026, 11, 21),
                        new TreeMap<>(Map.of("shop", new TrendPoint(4, 30, 10, 0))));
        fixture.proxy().forget();

        assertThat(page(Map.of("page", "workload", "of", "shop")))
                .contains("2026-11-20 – ", "\"page\":\"plan\",\"of\":\"shop\"");
        assertThat(page(Map.of("page", "plan", "of", "shop"))).contains("Migration of shop to");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_list_goes_on_where_its_part_ended_until_all_was_shown(boolean newestFirst) {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            OpenPage part =
                    handler()
                            .fleet()
                            .open(new OpenFilter(null, null, null, "", "", newestFirst), after, 7);
            part.rows().forEach(row -> ids.add(row.id()));
            after = part.next();
        } while (!after.isEmpty());

        assertThat(ids)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        stored().stream()
                                .filter(StoredFinding::open)
                                .map(each -> each.finding().id())
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "oldest"})
    void a_check_of_a_workload_is_found_by_its_keys(String order) throws IOException {
        StoredFinding one =
                stored().stream()
                        .filter(each -> each.open() && each.finding().workload() != null)
                        .findFirst()
                        .orElseThrow();
        String html =
                page(
                        Map.of(
                                "page",
                                "findings",
                                "order",
                                order,
                                "check",
                                one.finding().check(),
                                "workload",
                                String.valueOf(one.finding().workload())));

        assertThat(html).contains("value=\"" + one.finding().check() + "\" selected");
        assertThat(html.split("\"page\":\"finding\"", -1)).hasSizeGreaterThan(1);
        assertThat(calls()).isEqualTo("Query 8");
    }

    @Test
    void what_is_waived_leaves_lists_and_counts() throws IOException {
        StoredFinding one =
                stored().stream()
                        .filter(each -> each.open() && each.finding().workload() != null)
                        .filter(each -> each.finding().check().equals("imdsv2-required"))
                        .findFirst()
                        .orElseThrow();
        String all = page(Map.of("page", "findings", "check", "imdsv2-required"));
        int before = handler().fleet().scorecard().count(one.finding().status());
        Made made =
                new Made("arn:aws:iam::123456789012:user/anna", Facts.NOW, new Made.Way.Command());
        fixture.table()
                .decisions()
                .decide(
                        new Waiver(
                                new Target.OfCheck(
                                        "imdsv2-required",
                                        String.valueOf(one.finding().workload())),
                                ReasonCode.OTHER,
                                "replaced in March",
                                "ops",
                                LocalDate.of(2027, 3, 1),
                                null,
                                made),
                        null);
        String rest = page(Map.of("page", "findings", "check", "imdsv2-required"));

        assertThat(lines(rest)).isLessThan(lines(all));
        assertThat(handler().fleet().scorecard().count(one.finding().status()))
                .isEqualTo(before - (lines(all) - lines(rest)));
        assertThat(page(Map.of("page", "finding", "of", one.finding().id())))
                .contains("replaced in March");
    }

    private static int lines(String html) {
        return html.split("\"page\":\"finding\"", -1).length - 1;
    }

    @Test
    void an_empty_table_says_that_there_was_no_scan() throws IOException {
        fixture.clear();
        assertThat(page(Map.of())).contains("No scan is on record yet.");
        assertThat(log).isEmpty();
    }

    @Test
    void a_table_that_cannot_be_read_is_told_in_the_page_and_in_the_log() throws IOException {
        fixture.proxy()
                .fault(
                        call ->
                                Optional.of(
                                        Answer.error(
                                                400,
                                                "AccessDeniedException",
                                                "no <b>permission</b>")));
        String html = page(Map.of());

        assertThat(html)
                .contains("The page could not be written.", "Back to the overview")
                .doesNotContain("<b>permission");
        assertThat(WidgetText.problems(html)).isEmpty();
        assertThat(log).singleElement().asString().contains("ERROR", "page not shown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"page\":", "{\"widgetContext\":3}"})
    void what_is_no_event_shows_the_first_page(String event) throws IOException {
        assertThat(answer(event)).contains("id=\"overview\"");
    }

    @Test
    void a_description_asks_the_table_nothing() throws IOException {
        assertThat(answer("{\"describe\":true}")).startsWith("## Muster");
        assertThat(fixture.proxy().calls()).isEmpty();
    }

    @Test
    void priming_shows_each_page_and_changes_nothing() throws Exception {
        Map<String, Object> before = new HashMap<>(fixture.items());
        try (PrimingRun run =
                PrimingRuns.at(
                        fixture.proxy().endpoint(),
                        Map.of(
                                "AWS_REGION",
                                "us-east-1",
                                FunctionEnvironment.TABLE_VARIABLE,
                                TableFixture.TABLE))) {
            ConsoleHandler.prime(run);
            assertThat(run.log()).isEmpty();
        }
        assertThat(fixture.items()).isEqualTo(before);
        assertThat(calls()).contains("BatchGetItem", "GetItem", "Query").doesNotContain("Put");
    }
}
