package io.muster.handlers.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsAccessException;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.ScopeSummary;
import io.muster.handlers.fixture.EmptyControlPlane;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.handlers.runtime.PrimingRuns;
import io.muster.handlers.runtime.ScopesFailed;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The function end to end, in an account that has nothing, on DynamoDB's own engine. */
class FleetScanHandlerTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HERE = "{\"function\":\"fleet-scan\"}";

    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "AWS_REGION",
                            "us-east-1",
                            FunctionEnvironment.TABLE_VARIABLE,
                            TableFixture.TABLE));
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void an_account_that_has_nothing() {
        fixture.proxy().others(EmptyControlPlane::answer);
    }

    @Test
    void the_sample_event_scans_its_scopes_and_answers_with_their_counts() throws IOException {
        Map<?, ?> answer = invoke(sample(), NOON);
        assertThat(answer.toString())
                .containsSubsequence("region=us-east-1", "opened=0", "region=ap-northeast-2");
        assertThat(fixture.table().summaries())
                .extracting(summary -> summary.report().scope().toString())
                .containsExactly("123456789012/ap-northeast-2", "123456789012/us-east-1");
    }

    @Test
    void each_scope_is_one_line_of_json_in_the_log() throws IOException {
        invoke(sample(), NOON);
        List<String> scanned = log.stream().filter(line -> line.contains("scope scanned")).toList();
        assertThat(scanned).hasSize(2);
        Map<String, Object> line = JSON.std.mapFrom(scanned.get(0));
        assertThat(line)
                .containsEntry("message", "scope scanned")
                .containsEntry("scheduledAt", "2026-11-22T12:00:00Z")
                .containsEntry("account", "123456789012")
                .containsEntry("region", "us-east-1")
                // What the emulated account does not offer: scope-readable.
                .containsEntry("opened", 1)
                .containsKeys("level", "apiCalls", "unseen", "instances");
    }

    @Test
    void each_scope_has_a_line_of_figures_of_its_own_alone() throws IOException {
        invoke(sample(), NOON);
        assertThat(log.stream().filter(line -> line.contains("\"ApiCalls\":"))).hasSize(2);
        assertThat(log).noneMatch(line -> line.contains("ScanAge"));
    }

    @Test
    void a_message_costs_the_same_with_ten_scopes_as_with_a_hundred() throws IOException {
        Map<String, Long> ofTen = costOfAMessage(10);
        Map<String, Long> ofHundred = costOfAMessage(100);
        assertThat(ofTen).containsKeys("Query", "GetItem", "PutItem", "bytes");
        assertThat(ofHundred).isEqualTo(ofTen);
    }

    /** The calls to the table, and the bytes of its answers, for one of so many scopes. */
    private Map<String, Long> costOfAMessage(int scopes) throws IOException {
        for (int i = 0; i < scopes; i++) {
            Scope scope = Scope.of("4%011d".formatted(i), "us-east-1");
            fixture.table()
                    .write(
                            new ScopeSummary(
                                    new ScopeReport(
                                            scope,
                                            NOON,
                                            NOON,
                                            1,
                                            1,
                                            new TreeMap<>(),
                                            List.of(),
                                            new Scorecard()),
                                    ChangeCounts.NONE));
            fixture.table()
                    .decisions()
                    .writeTags(scope, NOON, List.of(waivedByTag(scope)), Set.of(), problem -> {});
        }
        invoke(HERE, NOON);
        fixture.proxy().forget();
        AtomicLong bytes = new AtomicLong();
        fixture.proxy()
                .fault(
                        call -> {
                            if (!call.headers()
                                    .getOrDefault("x-amz-target", "")
                                    .startsWith("DynamoDB")) {
                                return Optional.empty();
                            }
                            Answer answer = fixture.proxy().pass(call);
                            bytes.addAndGet(answer.body().length());
                            return Optional.of(answer);
                        });
        assertThat(invoke(queued("m-1", JSON.std.asString(HERE)), NOON.plusSeconds(3_600)))
                .isEqualTo(Map.of("batchItemFailures", List.of()));
        fixture.proxy().heal();
        Map<String, Long> cost = new TreeMap<>(Map.of("bytes", bytes.get()));
        fixture.proxy().calls().stream()
                .filter(
                        call ->
                                call.headers()
                                        .getOrDefault("x-amz-target", "")
                                        .startsWith("DynamoDB"))
                .forEach(call -> cost.merge(call.operation(), 1L, Long::sum));
        return cost;
    }

    private static Waiver waivedByTag(Scope scope) {
        return new Waiver(
                new Target.OfFinding(
                        "imdsv2-required/%s/%s/instance/i-0123456789abcdef0"
                                .formatted(scope.account(), scope.region())),
                ReasonCode.OTHER,
                "replaced this year",
                "anna",
                LocalDate.of(2026, 12, 31),
                null,
                new Made("anna", Instant.EPOCH, new Made.Way.Tag("i-0123456789abcdef0", "web")));
    }

    @Test
    void a_second_run_writes_only_the_summaries() throws IOException {
        invoke(sample(), NOON);
        fixture.proxy().forget();
        invoke(sample(), NOON.plus(Duration.ofHours(1)));
        assertThat(fixture.proxy().count("PutItem")).isEqualTo(2);
        assertThat(fixture.proxy().count("UpdateItem")).isZero();
    }

    @Test
    void priming_leaves_the_table_as_it_is() throws IOException {
        invoke(HERE, NOON);
        var before = fixture.items();
        fixture.proxy().forget();
        try (PrimingRun run = PrimingRuns.at(fixture.proxy().endpoint(), environment)) {
            ScanPriming.play(run);
        }
        assertThat(fixture.items()).isEqualTo(before);
        assertThat(fixture.proxy().count("Query")).isPositive();
    }

    @Test
    void a_late_run_is_said_and_writes_nothing() throws IOException {
        invoke(HERE, NOON);
        Map<?, ?> late = invoke(HERE, NOON.minusSeconds(1));
        assertThat(late.toString()).contains("newerScan=2026-11-22T12:00:00Z");
        assertThat(newest().report().startedAt()).isEqualTo(NOON);
    }

    @Test
    void the_functions_arn_names_the_account_without_a_call_to_sts() throws IOException {
        invoke(HERE, NOON);
        assertThat(newest().report().scope().account()).isEqualTo("123456789012");
        assertThat(fixture.proxy().calls())
                .noneMatch(call -> call.body().contains("GetCallerIdentity"));
    }

    @Test
    void outside_lambda_sts_names_the_account() throws IOException {
        handler(NOON).handleRequest(in(HERE), new ByteArrayOutputStream(), null);
        handler(NOON)
                .handleRequest(in(HERE), new ByteArrayOutputStream(), new LambdaContext("local"));
        assertThat(newest().report().scope().account()).isEqualTo("210987654321");
    }

    @Test
    void an_identity_without_an_account_is_said() {
        fixture.proxy().others(call -> new Answer(200, "text/xml", "<GetCallerIdentityResponse/>"));
        assertThatExceptionOfType(AwsAccessException.class)
                .isThrownBy(
                        () ->
                                handler(NOON)
                                        .handleRequest(in(HERE), new ByteArrayOutputStream(), null))
                .withMessageContaining("answered without an account");
    }

    @Test
    void a_scope_that_fails_does_not_stop_the_others_and_fails_the_invocation() {
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("PutItem")
                                                && call.body().contains("us-east-1")
                                        ? Optional.of(
                                                Answer.error(400, "AccessDeniedException", "no"))
                                        : Optional.empty());
        assertThatExceptionOfType(ScopesFailed.class)
                .isThrownBy(() -> invoke(sample(), NOON))
                .withMessageContaining("1 of 2 scopes failed: 123456789012/us-east-1: ")
                .withMessageContaining("dynamodb:PutItem was denied");
        assertThat(newest().report().scope().region()).isEqualTo("ap-northeast-2");
        assertThat(log.get(0)).contains("\"level\":\"ERROR\"").contains("us-east-1");
        assertThat(log)
                .anyMatch(
                        line -> line.contains("scope scanned") && line.contains("ap-northeast-2"));
    }

    @Test
    void a_table_that_does_not_exist_is_named_with_the_remedy() {
        environment.put(FunctionEnvironment.TABLE_VARIABLE, "none");
        assertThatExceptionOfType(ScopesFailed.class)
                .isThrownBy(() -> invoke(HERE, NOON))
                .withMessageContaining("no table 'none' in us-east-1")
                .withMessageContaining("terraform apply");
    }

    @Test
    void an_environment_that_lacks_something_is_said_before_anything_is_asked() {
        environment.remove(FunctionEnvironment.TABLE_VARIABLE);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> invoke(HERE, NOON))
                .withMessageContaining("MUSTER_TABLE is not set");
        environment.remove("AWS_REGION");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> invoke(HERE, NOON))
                .withMessageContaining("AWS_REGION is not set");
        assertThat(fixture.proxy().calls()).isEmpty();
    }

    @Test
    void a_threshold_that_makes_no_sense_is_said_before_anything_is_asked() {
        environment.put("MUSTER_MINIMUM_ZONES", "many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> invoke(HERE, NOON))
                .withMessageContaining("MUSTER_MINIMUM_ZONES is 'many'");
        assertThat(fixture.proxy().calls()).isEmpty();
    }

    @Test
    void a_foreign_event_is_refused_before_anything_is_asked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> invoke("{\"Records\":[]}", NOON))
                .withMessageContaining("fleet-scan cannot use this event");
        assertThat(fixture.proxy().calls()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void an_api_that_is_down_leaves_a_summary_that_says_so_and_resolves_nothing()
            throws IOException {
        fixture.proxy().others(call -> new Answer(400, "text/html", "<html>no</html>"));
        invoke(HERE, NOON);
        assertThat(newest().report().unseen()).isNotEmpty();
        assertThat(newest().report().instances()).isNull();
        assertThat(log)
                .anyMatch(
                        line ->
                                line.contains("\"level\":\"WARN\"")
                                        && line.contains("\"instances\":null"));
    }

    @Test
    void the_messages_of_a_queue_are_scanned_each_and_none_is_named_in_the_answer()
            throws IOException {
        assertThat(invoke(SampleEvent.named("fleet-scan-queue.json"), NOON))
                .isEqualTo(Map.of("batchItemFailures", List.of()));
        assertThat(fixture.table().summaries()).hasSize(2);
        assertThat(log.stream().filter(line -> line.contains("\"messageId\":\"059f36b4")))
                .hasSize(1);
    }

    @Test
    void a_scope_whose_table_fails_is_named_each_time_and_the_others_are_scanned()
            throws IOException {
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("PutItem")
                                                && call.body().contains("us-east-1")
                                        ? Optional.of(
                                                Answer.error(400, "AccessDeniedException", "no"))
                                        : Optional.empty());
        for (int delivery = 0; delivery < 3; delivery++) {
            assertThat(invoke(SampleEvent.named("fleet-scan-queue.json"), NOON))
                    .isEqualTo(failure("059f36b4-87a3-44ab-83d2-661975830a7d"));
        }
        assertThat(newest().report().scope().region()).isEqualTo("ap-northeast-2");
        assertThat(log)
                .anyMatch(
                        line ->
                                line.contains("message failed")
                                        && line.contains("123456789012/us-east-1: ")
                                        && line.contains("dynamodb:PutItem was denied"));
    }

    @Test
    void a_message_names_one_scope() throws IOException {
        String two = JSON.std.asString(sample());
        assertThat(invoke(queued("m-1", two), NOON)).isEqualTo(failure("m-1"));
        assertThat(log.getFirst()).contains("a message names one scope, and this one names 2");
    }

    @Test
    void another_account_is_scanned_as_its_role() throws IOException {
        fixture.proxy()
                .others(
                        call ->
                                call.body().contains("Action=AssumeRole")
                                        ? assumed("SPOKEKEY")
                                        : EmptyControlPlane.answer(call));
        invoke(OTHER_ACCOUNT, NOON);
        assertThat(newest().report().scope().toString()).isEqualTo("210987654321/eu-west-1");
        assertThat(fixture.proxy().calls())
                .filteredOn(call -> call.body().contains("Action=Describe"))
                .isNotEmpty()
                .allMatch(call -> signature(call).contains("Credential=SPOKEKEY/"));
        assertThat(fixture.proxy().calls())
                .filteredOn(call -> !call.body().contains("Action=Describe"))
                .filteredOn(
                        call -> !call.headers().getOrDefault("x-amz-target", "").contains("SSM"))
                .allMatch(call -> signature(call).contains("Credential=nobody/"));
    }

    @Test
    void a_role_is_taken_once_for_all_scopes_and_invocations_of_its_hour() throws IOException {
        fixture.proxy()
                .others(
                        call ->
                                call.body().contains("Action=AssumeRole")
                                        ? assumed("SPOKEKEY")
                                        : EmptyControlPlane.answer(call));
        FleetScanHandler handler = handler(NOON);
        for (int i = 0; i < 3; i++) {
            handler.handleRequest(
                    in(OTHER_ACCOUNT), new ByteArrayOutputStream(), LambdaContext.HERE);
        }
        assertThat(fixture.proxy().calls())
                .filteredOn(call -> call.body().contains("Action=AssumeRole"))
                .singleElement()
                .satisfies(
                        call ->
                                assertThat(call.body())
                                        .contains("role%2Fmuster-spoke", "210987654321"));
    }

    @Test
    void a_role_whose_hour_is_over_is_taken_again() throws IOException {
        fixture.proxy()
                .others(
                        call ->
                                call.body().contains("Action=AssumeRole")
                                        ? assumed("SPOKEKEY", "2020-01-01T00:00:00Z")
                                        : EmptyControlPlane.answer(call));
        FleetScanHandler handler = handler(NOON);
        handler.handleRequest(in(OTHER_ACCOUNT), new ByteArrayOutputStream(), LambdaContext.HERE);
        long once = assumptions();
        handler.handleRequest(in(OTHER_ACCOUNT), new ByteArrayOutputStream(), LambdaContext.HERE);
        assertThat(once).isPositive();
        assertThat(assumptions()).isGreaterThan(once);
    }

    @Test
    void a_role_that_cannot_be_taken_is_named_with_the_next_step() {
        fixture.proxy()
                .others(
                        call ->
                                call.body().contains("Action=AssumeRole")
                                        ? new Answer(403, "text/xml", DENIED)
                                        : EmptyControlPlane.answer(call));
        assertThatExceptionOfType(ScopesFailed.class)
                .isThrownBy(() -> invoke(OTHER_ACCOUNT, NOON))
                .withMessageContaining(
                        "210987654321/eu-west-1: the role arn:aws:iam::210987654321:role/muster-spoke cannot be assumed: sts:AssumeRole was denied")
                .withMessageContaining(
                        "Apply infra-terraform/modules/spoke in account 210987654321");
        assertThat(fixture.table().summaries()).isEmpty();
    }

    @Test
    void a_message_whose_role_is_missing_is_done_with_and_the_account_is_noted()
            throws IOException {
        stsAnswers(new Answer(403, "text/xml", DENIED));
        assertThat(invoke(queued("m-1", JSON.std.asString(OTHER_ACCOUNT)), NOON))
                .isEqualTo(Map.of("batchItemFailures", List.of()));
        assertThat(log)
                .singleElement()
                .asString()
                .contains("\"level\":\"ERROR\"", "role not assumed", "210987654321");
        assertThat(fixture.items()).containsOnlyKeys("ROLES / 210987654321");
    }

    @Test
    void a_role_that_sts_cannot_give_now_is_asked_for_again() throws IOException {
        stsAnswers(new Answer(400, "text/xml", DENIED.replace("AccessDenied", "Throttling")));
        assertThat(invoke(queued("m-1", JSON.std.asString(OTHER_ACCOUNT)), NOON))
                .isEqualTo(failure("m-1"));
        assertThat(fixture.items()).isEmpty();
    }

    @Test
    void an_account_that_cannot_be_noted_has_its_message_delivered_again() throws IOException {
        stsAnswers(new Answer(403, "text/xml", DENIED));
        fixture.proxy().fails("UpdateItem", Answer.error(400, "AccessDeniedException", "no"));
        assertThat(invoke(queued("m-1", JSON.std.asString(OTHER_ACCOUNT)), NOON))
                .isEqualTo(failure("m-1"));
    }

    private static void stsAnswers(Answer answer) {
        fixture.proxy()
                .others(
                        call ->
                                call.body().contains("Action=AssumeRole")
                                        ? answer
                                        : EmptyControlPlane.answer(call));
    }

    @Test
    void a_role_has_a_name_and_no_path() {
        environment.put("MUSTER_SPOKE_ROLE", "arn:aws:iam::210987654321:role/x");
        assertThatExceptionOfType(ScopesFailed.class)
                .isThrownBy(() -> invoke(OTHER_ACCOUNT, NOON))
                .withMessageContaining("MUSTER_SPOKE_ROLE is 'arn:aws:iam::210987654321:role/x'");
    }

    private static final String OTHER_ACCOUNT =
            "{\"function\":\"fleet-scan\",\"scopes\":[{\"account\":\"210987654321\",\"region\":\"eu-west-1\"}]}";

    private static final String DENIED =
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized to perform:"
                    + " sts:AssumeRole</Message></Error></ErrorResponse>";

    private static long assumptions() {
        return fixture.proxy().calls().stream()
                .filter(call -> call.body().contains("Action=AssumeRole"))
                .count();
    }

    private static Answer assumed(String key) {
        return assumed(key, "2099-01-01T00:00:00Z");
    }

    private static Answer assumed(String key, String until) {
        return new Answer(
                200,
                "text/xml",
                ("<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>%s</AccessKeyId>"
                                + "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                                + "<Expiration>%s</Expiration></Credentials>"
                                + "</AssumeRoleResult></AssumeRoleResponse>")
                        .formatted(key, until));
    }

    private static String signature(Call call) {
        return call.headers().getOrDefault("authorization", "");
    }

    private static Map<String, Object> failure(String id) {
        return Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", id)));
    }

    private static String queued(String id, String quotedBody) {
        return "{\"Records\":[{\"messageId\":\"%s\",\"eventSource\":\"aws:sqs\",\"body\":%s}]}"
                .formatted(id, quotedBody);
    }

    private Map<?, ?> invoke(String event, Instant now) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler(now).handleRequest(in(event), out, LambdaContext.HERE);
        return JSON.std.mapFrom(out.toString(UTF_8));
    }

    private FleetScanHandler handler(Instant now) {
        return new FleetScanHandler(
                new FunctionEnvironment(
                        environment,
                        region -> TableFixture.clients(region, fixture.proxy().endpoint()),
                        Clock.fixed(now, ZoneOffset.UTC),
                        log::add));
    }

    private static ScopeSummary newest() {
        List<ScopeSummary> summaries = fixture.table().summaries();
        assertThat(summaries).hasSize(1);
        return Objects.requireNonNull(summaries.get(0));
    }

    private static ByteArrayInputStream in(String event) {
        return new ByteArrayInputStream(event.getBytes(UTF_8));
    }

    private static String sample() throws IOException {
        return SampleEvent.named("fleet-scan.json");
    }
}
