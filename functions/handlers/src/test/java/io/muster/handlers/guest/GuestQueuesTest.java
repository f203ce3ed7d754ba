package io.muster.handlers.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.SentProbe;
import io.muster.handlers.fixture.EmptyControlPlane;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.readiness.fact.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What the guests' functions make of batches: whose failure is whose. */
class GuestQueuesTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String NO_NODES = "{\"InstanceProperties\":[]}";
    private static final String NODE =
            "{\"InstanceProperties\":[{\"InstanceId\":\"i-0a\",\"PingStatus\":\"Online\","
                    + "\"PlatformType\":\"Linux\",\"AgentVersion\":\"3.3.0.0\"}]}";

    private final Map<String, String> environment =
            new HashMap<>(Map.of("AWS_REGION", "us-east-1", "MUSTER_TABLE", TableFixture.TABLE));
    private final List<String> log = new ArrayList<>();

    /** What Systems Manager answers, by operation; for others an empty object. */
    private final Map<String, Answer> ssm =
            new HashMap<>(Map.of("DescribeInstanceProperties", ok(NO_NODES)));

    @BeforeEach
    void systems_manager() {
        fixture.proxy()
                .others(
                        call ->
                                Optional.ofNullable(ssm.get(operation(call)))
                                        .orElseGet(() -> EmptyControlPlane.answer(call)));
    }

    @Test
    void each_scope_of_a_batch_is_probed() throws IOException {
        assertThat(probe(message("one", scope("us-east-1")), message("two", scope("eu-west-1"))))
                .isEqualTo(failures());
        assertThat(log).hasSize(2).allMatch(line -> line.contains("guests probed"));
    }

    @Test
    void a_scope_that_cannot_be_asked_is_named_and_tells_what_worked_all_the_same()
            throws IOException {
        ssm.put("DescribeInstanceProperties", error(400, "AccessDeniedException"));
        Message batch = message("one", scope("us-east-1"));
        for (int delivery = 0; delivery < 3; delivery++) {
            assertThat(probe(batch)).isEqualTo(failures("one"));
        }
        assertThat(log).hasSize(6);
        assertThat(log.get(0)).contains("guests probed", "\"level\":\"ERROR\"", "\"collected\":0");
        assertThat(log.get(1)).contains("message failed", "was denied", "\"messageId\":\"one\"");
    }

    @Test
    void a_message_of_another_function_is_named_and_the_others_are_probed() throws IOException {
        assertThat(
                        probe(
                                message("bad", "{\"function\":\"fleet-scan\"}"),
                                message("good", scope("us-east-1"))))
                .isEqualTo(failures("bad"));
    }

    @Test
    void a_region_that_has_no_document_is_said_and_is_no_failure() throws IOException {
        ssm.put("DescribeInstanceProperties", ok(NODE));
        ssm.put("DescribeDocument", error(400, "InvalidDocument"));
        assertThat(probe(message("elsewhere", scope("eu-west-1")))).isEqualTo(failures());
        assertThat(log)
                .singleElement()
                .asString()
                .contains("\"level\":\"WARN\"", "\"notAsked\":\"1 guests from i-0a on")
                .contains("Apply infra-terraform");
    }

    @Test
    void the_functions_own_region_must_have_the_document() throws IOException {
        ssm.put("DescribeInstanceProperties", ok(NODE));
        ssm.put("DescribeDocument", error(400, "InvalidDocument"));
        assertThat(probe(message("own", scope("us-east-1")))).isEqualTo(failures("own"));
    }

    @Test
    void the_results_of_a_batch_are_looked_at_each_and_events_without_a_probe_are_done_with()
            throws IOException {
        String event = SampleEvent.named("guest-results.json");
        assertThat(
                        results(
                                message("known", event),
                                message("bad", "Test message."),
                                message("stranger", event.replace("123456789012", "999999999999"))))
                .isEqualTo(failures("bad"));
        assertThat(log).hasSize(3);
        assertThat(log.get(0)).contains("no probe by that command is under way");
        assertThat(log.get(1)).contains("message failed", "it is not JSON");
        assertThat(log.get(2)).contains("an account that is not looked at, 999999999999");
    }

    /** Each is retried by the SDK, so a message costs at most four calls of the operation. */
    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, 4",
        "500, InternalServerError, 4",
        "503, ServiceUnavailable, 4",
        "400, AccessDeniedException, 1",
        "400, ExpiredTokenException, 1"
    })
    void results_that_cannot_be_read_stay_in_the_queue_and_the_probe_stays_open(
            int status, String code, int tries) throws IOException {
        String event = SampleEvent.named("guest-results.json");
        String command = "e8d3c0e4-71f7-4491-898f-c9b35bee5f3b";
        Scope scope = Scope.of("123456789012", "us-east-1");
        GuestStore guests = GuestStore.of(fixture.clients(), TableFixture.TABLE);
        guests.remember(
                new SentProbe(
                        scope,
                        command,
                        "0123456789abcdef0123456789abcdef",
                        NOON.minusSeconds(60),
                        List.of("i-0a")));
        ssm.put("ListCommandInvocations", error(status, code));
        fixture.proxy().forget();
        assertThat(results(message("r", event))).isEqualTo(failures("r"));
        assertThat(fixture.proxy().calls())
                .filteredOn(call -> operation(call).equals("ListCommandInvocations"))
                .hasSize(tries);
        assertThat(guests.probe(scope, command)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"GetItem, 400, ResourceNotFoundException", "GetItem, 500, InternalServerError"})
    void a_table_that_fails_keeps_the_event_in_the_queue(String operation, int status, String code)
            throws IOException {
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals(operation)
                                        ? Optional.of(Answer.error(status, code, "by a test"))
                                        : Optional.empty());
        String event = SampleEvent.named("guest-results.json");
        assertThat(results(message("r", event))).isEqualTo(failures("r"));
        fixture.proxy().heal();
        assertThat(results(message("r", event))).isEqualTo(failures());
    }

    @Test
    void results_whose_role_is_missing_are_done_with_and_the_account_is_noted() throws IOException {
        stsAnswers(403, "AccessDenied");
        assertThat(results(message("r", elsewhere()))).isEqualTo(failures());
        assertThat(log)
                .singleElement()
                .asString()
                .contains("\"level\":\"ERROR\"", "role not assumed", ELSEWHERE);
        assertThat(fixture.items()).containsOnlyKeys("ROLES / " + ELSEWHERE);
    }

    @Test
    void results_whose_role_sts_cannot_give_now_are_delivered_again() throws IOException {
        stsAnswers(400, "Throttling");
        assertThat(results(message("r", elsewhere()))).isEqualTo(failures("r"));
        assertThat(fixture.items()).isEmpty();
    }

    @Test
    void an_account_that_cannot_be_noted_has_its_results_delivered_again() throws IOException {
        stsAnswers(403, "AccessDenied");
        fixture.proxy().fails("UpdateItem", Answer.error(400, "AccessDeniedException", "no"));
        assertThat(results(message("r", elsewhere()))).isEqualTo(failures("r"));
    }

    private static final String ELSEWHERE = "210987654321";

    /** The end of a probe in another account, which is one that Muster looks at. */
    private String elsewhere() throws IOException {
        environment.put("MUSTER_ACCOUNTS", "123456789012," + ELSEWHERE);
        return SampleEvent.named("guest-results.json").replace("123456789012", ELSEWHERE);
    }

    private static void stsAnswers(int status, String code) {
        fixture.proxy()
                .others(
                        call ->
                                call.body().contains("Action=AssumeRole")
                                        ? new Answer(
                                                status,
                                                "text/xml",
                                                "<ErrorResponse><Error><Code>%s</Code><Message>by a test</Message></Error></ErrorResponse>"
                                                        .formatted(code))
                                        : EmptyControlPlane.answer(call));
    }

    private Map<?, ?> probe(Message... messages) throws IOException {
        return invoke(
                new GuestProbeHandler(
                        new FunctionEnvironment(
                                environment,
                                GuestQueuesTest::clients,
                                Clock.fixed(NOON, ZoneOffset.UTC),
                                log::add)),
                List.of(messages));
    }

    private Map<?, ?> results(Message... messages) throws IOException {
        return invoke(
                new GuestResultsHandler(
                        new FunctionEnvironment(
                                environment,
                                GuestQueuesTest::clients,
                                Clock.fixed(NOON, ZoneOffset.UTC),
                                log::add),
                        List.of()),
                List.of(messages));
    }

    /** DynamoDB Local keeps a database for each access key. */
    private static AwsClients clients(Region region) {
        return QuickClients.of(region, fixture.proxy().endpoint())
                .with(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("nobody", "nothing")));
    }

    private static Map<?, ?> invoke(RequestStreamHandler handler, List<Message> messages)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String batch =
                JSON.std.asString(
                        Map.of("Records", messages.stream().map(Message::record).toList()));
        handler.handleRequest(
                new ByteArrayInputStream(batch.getBytes(UTF_8)), out, LambdaContext.HERE);
        return JSON.std.mapFrom(out.toString(UTF_8));
    }

    private static Message message(String id, String body) {
        return new Message(id, body);
    }

    /** A message as Lambda delivers it, as far as the functions look at it. */
    private record Message(String id, String body) {
        Map<String, String> record() {
            return Map.of("messageId", id, "eventSource", "aws:sqs", "body", body);
        }
    }

    private static String scope(String region) {
        return "{\"function\":\"guest-probe\",\"scopes\":[{\"region\":\"%s\"}]}".formatted(region);
    }

    private static Map<String, Object> failures(String... ids) {
        return Map.of(
                "batchItemFailures",
                List.of(ids).stream().map(id -> Map.of("itemIdentifier", id)).toList());
    }

    private static String operation(Call call) {
        String target = call.headers().getOrDefault("x-amz-target", "");
        return target.substring(target.indexOf('.') + 1);
    }

    private static Answer ok(String body) {
        return new Answer(200, "application/x-amz-json-1.1", body);
    }

    private static Answer error(int status, String code) {
        return new Answer(
                status,
                "application/x-amz-json-1.1",
                "{\"__type\":\"%s\",\"message\":\"by a test\"}".formatted(code));
    }
}
