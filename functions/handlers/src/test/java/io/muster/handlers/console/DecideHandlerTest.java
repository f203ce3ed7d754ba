package io.muster.handlers.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScopeScan;
import io.muster.console.fixture.WidgetText;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.handlers.runtime.PrimingRuns;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Target;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.NeglectedFleet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecideHandlerTest {

    @RegisterExtension static final TableFixture fixture = TableFixture.kept();

    private static final String SHOW =
            "arn:aws:lambda:us-east-1:123456789012:function:muster-console:live";
    private static final String DECIDE =
            "arn:aws:lambda:us-east-1:123456789012:function:muster-decide:live";

    private final List<String> log = new ArrayList<>();
    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "AWS_REGION",
                            "us-east-1",
                            FunctionEnvironment.TABLE_VARIABLE,
                            TableFixture.TABLE,
                            DecideHandler.SHOW_VARIABLE,
                            SHOW));

    @BeforeEach
    void fill() {
        fixture.fill(DecideHandlerTest::scan);
    }

    private static void scan() {
        new ScanRecorder(fixture.table())
                .record(
                        new ScopeScan(
                                BuiltInChecks.catalogue(),
                                Thresholds.defaults(),
                                NeglectedFleet.facts(false).fleet(),
                                new CallLedger(),
                                Clock.fixed(Facts.NOW, ZoneOffset.UTC)),
                        judged -> {});
    }

    private String answer(String event) throws IOException {
        DecideHandler handler =
                new DecideHandler(
                        new FunctionEnvironment(
                                environment,
                                region -> TableFixture.clients(region, fixture.proxy().endpoint()),
                                Clock.fixed(Facts.NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC),
                                log::add));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                out,
                new LambdaContext(DECIDE));
        return String.valueOf(JSON.std.anyFrom(out.toByteArray()));
    }

    private String decide(Map<String, ?> parameters, Map<String, String> forms) throws IOException {
        Map<String, Object> event = new HashMap<>(parameters);
        event.put("widgetContext", Map.of("locale", "en", "forms", Map.of("all", forms)));
        return answer(JSON.std.asString(event));
    }

    private static Map<String, String> waiver(String about) {
        Map<String, String> fields = new HashMap<>();
        fields.put("about", about);
        fields.put("reason", "BUSINESS_PRIORITIES");
        fields.put("text", "replaced in December");
        fields.put("owner", "shop-team");
        fields.put("until", "2026-12-20");
        fields.put("who", "Anna");
        return fields;
    }

    private static Finding finding() {
        List<StoredFinding> stored = new ArrayList<>();
        fixture.table().findings(Facts.SCOPE).forEachRemaining(stored::add);
        return stored.stream()
                .filter(StoredFinding::open)
                .map(StoredFinding::finding)
                .filter(each -> String.valueOf(each.workload()).matches("[a-z-]+"))
                .filter(each -> each.workload() != null)
                .findFirst()
                .orElseThrow();
    }

    private static List<RecordedDecision> recorded() {
        return fixture.table().decisions().all(corrupt -> {});
    }

    private String waive(String about) throws IOException {
        return decide(
                Map.of("do", "waive", "page", "finding", "of", finding().id()), waiver(about));
    }

    @Test
    void a_waiver_is_recorded_with_what_its_finding_says_and_shown() throws IOException {
        Finding finding = finding();
        Map<String, ?> before = without(fixture.items());
        String html = waive("0 " + finding.id());

        assertThat(html)
                .contains("Recorded: waived until 2026-12-20", "Anna (as given in the CloudWatch")
                .contains(finding.check());
        assertThat(WidgetText.problems(html)).isEmpty();
        assertThat(recorded())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.target()).isEqualTo(new Target.OfFinding(finding.id()));
                            assertThat(each.decision().made().who()).isEqualTo("Anna");
                            assertThat(each.decision().made().way())
                                    .isEqualTo(new Made.Way.Console());
                        });
        assertThat(without(fixture.items())).as("nothing else was written").isEqualTo(before);
    }

    private static Map<String, ?> without(Map<String, ?> items) {
        Map<String, Object> rest = new HashMap<>(items);
        rest.keySet().removeIf(key -> key.startsWith("DECISIONS /"));
        return rest;
    }

    @Test
    void a_waiver_of_a_check_in_a_workload_is_recorded() throws IOException {
        Finding finding = finding();
        String html = waive("0 check/%s/%s".formatted(finding.check(), finding.workload()));

        assertThat(html).contains("Recorded: ");
        assertThat(recorded()).hasSize(1);
    }

    @Test
    void the_page_says_whether_a_trail_records_who_decides() throws IOException {
        Map<String, String> finding = Map.of("page", "finding", "of", finding().id());

        assertThat(decide(finding, Map.of())).contains("Who you are is not recorded");
        environment.put("MUSTER_DECISION_TRAIL", "muster-decisions");
        assertThat(decide(finding, Map.of()))
                .contains("the CloudTrail trail muster-decisions records who you are")
                .doesNotContain("Who you are is not recorded");
    }

    @Test
    void what_was_decided_meanwhile_is_told_and_stays() throws IOException {
        String about = finding().id();
        waive("0 " + about);
        String html = waive("0 " + about);

        assertThat(html)
                .contains("something else was decided meanwhile")
                .contains(about + ": waived until 2026-12-20");
        assertThat(recorded())
                .singleElement()
                .satisfies(each -> assertThat(each.revision()).isOne());
    }

    @Test
    void a_waiver_that_was_seen_is_replaced() throws IOException {
        String about = finding().id();
        waive("0 " + about);
        waive("1 " + about);

        assertThat(recorded())
                .singleElement()
                .satisfies(each -> assertThat(each.revision()).isEqualTo(2));
    }

    @Test
    void a_decision_is_withdrawn_by_the_button_beside_it() throws IOException {
        String about = finding().id();
        String page = waive("0 " + about);
        assertThat(page).contains("\"do\":\"withdraw\",\"about\":\"1 " + about + "\"");
        String html =
                decide(
                        Map.of("do", "withdraw", "about", "1 " + about, "page", "decisions"),
                        Map.of());

        assertThat(html).contains("Withdrawn: ");
        assertThat(recorded()).singleElement().matches(each -> !each.stands());
    }

    @Test
    void one_that_is_withdrawn_already_is_not_withdrawn_again() throws IOException {
        String about = finding().id();
        waive("0 " + about);
        Map<String, String> withdraw = Map.of("do", "withdraw", "about", "1 " + about);
        decide(withdraw, Map.of());
        String html = decide(withdraw, Map.of());

        assertThat(html).contains("There is no decision any more.");
        assertThat(recorded()).singleElement().matches(each -> each.revision() == 2);
    }

    @Test
    void an_item_of_a_workload_is_attested() throws IOException {
        String workload = String.valueOf(finding().workload());
        Map<String, String> fields = waiver("0 item/restore-drill/" + workload);
        fields.put("evidence", "https://wiki.example.com/drill");
        String html = decide(Map.of("do", "attest", "page", "workload", "of", workload), fields);

        assertThat(html).contains("Recorded: attested until 2026-12-20");
        assertThat(recorded()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "until | 2040-01-01 | is later than a decision may end",
                "until | 2020-01-01 | is before today",
                "until | soon | is not a date",
                "reason | BECAUSE | there is no reason code",
                "owner |  | owner is missing",
                "text |  | text is missing",
                "who |  | Give your name.",
                "about | 0 imdsv2-required/999999999999/us-east-1/instance/i-0 | no such finding",
                "about | 0 no-such-check/999999999999/us-east-1/instance/i-0 | there is no check",
                "about | 0 check/imdsv2-required/no-such-workload | no such workload",
                "about | nonsense | target is missing",
            })
    void a_form_that_is_wrong_records_nothing_and_says_why(String field, String value, String why)
            throws IOException {
        Map<String, String> fields = waiver("0 " + finding().id());
        fields.put(field, value == null ? "" : value);
        String html = decide(Map.of("do", "waive", "page", "overview"), fields);

        assertThat(html).contains("Nothing was recorded.", why);
        assertThat(recorded()).isEmpty();
        assertThat(WidgetText.problems(html)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "owner", "who"})
    void a_script_in_a_field_stays_text(String field) throws IOException {
        Map<String, String> fields = waiver("0 " + finding().id());
        fields.put(field, "</td><script>alert(1)</script>\u202E");
        String html = decide(Map.of("do", "waive", "page", "decisions"), fields);

        assertThat(html).contains("&lt;script&gt;").doesNotContain("<script", "\u202E");
        assertThat(WidgetText.problems(html)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"do\":3}", "{\"do\":\"delete\"}"})
    void what_is_no_decision_changes_nothing_and_shows_a_page(String event) throws IOException {
        assertThat(answer(event)).contains("mstr-main");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void the_sample_event_is_answered_with_a_page() throws IOException {
        assertThat(answer(SampleEvent.named("decide.json"))).contains("mstr-notice-bad");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void priming_records_nothing() throws Exception {
        try (PrimingRun run =
                PrimingRuns.at(
                        fixture.proxy().endpoint(),
                        Map.of(
                                "AWS_REGION",
                                "us-east-1",
                                FunctionEnvironment.TABLE_VARIABLE,
                                TableFixture.TABLE))) {
            DecideHandler.prime(run);
            assertThat(run.log()).isEmpty();
        }
        assertThat(recorded()).isEmpty();
    }
}
