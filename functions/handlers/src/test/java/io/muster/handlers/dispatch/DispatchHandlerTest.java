package io.muster.handlers.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeQueues;
import io.muster.aws.fixture.FakeQueues.Message;
import io.muster.aws.fixture.LoopbackProxy;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.queue.QueueException;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

/** From a schedule's event to the messages that a queue holds, over HTTP. */
class DispatchHandlerTest {

    private static final String OWN = "123456789012";
    private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/muster-";

    private final FakeQueues queues = new FakeQueues();
    private final List<String> log = new ArrayList<>();
    private final LoopbackProxy proxy = new LoopbackProxy(URI.create("http://127.0.0.1:1"));
    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "AWS_REGION", "us-east-1",
                            "MUSTER_QUEUE_FLEET_SCAN", QUEUE + "fleet-scan",
                            "MUSTER_QUEUE_GUEST_PROBE", QUEUE + "guest-probe",
                            "MUSTER_QUEUE_LOG_ANALYSIS", QUEUE + "log-analysis"));

    private Answer organization = accounts();

    DispatchHandlerTest() throws IOException {
        proxy.others(call -> queues.answer(call).orElseGet(() -> organization(call)));
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void the_sample_event_sends_the_functions_own_scope_to_the_queue_of_its_work()
            throws IOException {
        Map<String, Object> answer = dispatch(SampleEvent.named("dispatch.json"));
        assertThat(answer).containsEntry("messages", 1).containsEntry("work", "fleet-scan");
        assertThat(queues.messages())
                .containsExactly(
                        new Message(
                                QUEUE + "fleet-scan",
                                OWN,
                                "{\"function\":\"fleet-scan\",\"scopes\":[{\"account\":\"123456789012\","
                                        + "\"region\":\"us-east-1\"}],\"scheduledAt\":"
                                        + "\"2026-11-22T12:00:00Z\",\"execution\":\"d32c5kddcf5bb8c3\"}",
                                0));
        assertThat(log).singleElement().asString().contains("\"message\":\"scopes dispatched\"");
    }

    @ParameterizedTest
    @CsvSource({"fleet-scan", "guest-probe", "log-analysis"})
    void each_message_is_a_direct_event_of_the_function_that_does_the_work(String work)
            throws IOException {
        dispatch(event(work));
        Message message = queues.messages().getFirst();
        assertThat(message.queue()).isEqualTo(QUEUE + work);
        ScheduledEvent direct =
                ScheduledEvent.of(Event.read(message.body(), work), Region.EU_WEST_1);
        assertThat(direct.scopes())
                .singleElement()
                .satisfies(
                        scope ->
                                assertThat(scope.of("0").toString()).isEqualTo(OWN + "/us-east-1"));
    }

    @Test
    void three_accounts_in_four_regions_are_twelve_messages_in_two_calls() throws IOException {
        environment.put("MUSTER_ACCOUNTS", "333333333333,111111111111,222222222222");
        environment.put("MUSTER_REGIONS", "us-east-1,us-west-2,eu-west-1,ap-northeast-2");
        assertThat(dispatch(event("fleet-scan")))
                .containsEntry("accounts", 3)
                .containsEntry("regions", 4)
                .containsEntry("messages", 12);
        assertThat(queues.calls()).containsExactly(10, 2);
        assertThat(queues.messages()).extracting(Message::body).doesNotHaveDuplicates();
    }

    @Test
    void each_message_is_in_the_group_of_its_account_and_accounts_take_turns() throws IOException {
        environment.put("MUSTER_ACCOUNTS", "111111111111,222222222222");
        environment.put("MUSTER_REGIONS", "us-east-1,eu-west-1");
        dispatch(event("fleet-scan"));
        assertThat(queues.messages())
                .extracting(Message::group)
                .containsExactly("111111111111", "222222222222", "111111111111", "222222222222");
        assertThat(queues.messages()).allMatch(message -> account(message).equals(message.group()));
    }

    @Test
    void all_active_accounts_of_the_organisation_take_the_place_of_the_list() throws IOException {
        environment.put("MUSTER_ORGANIZATION", "true");
        environment.put("MUSTER_ACCOUNTS", "999999999999");
        organization = accounts("111111111111 ACTIVE", "222222222222 SUSPENDED", OWN + " ACTIVE");
        dispatch(event("fleet-scan"));
        assertThat(queues.messages())
                .extracting(DispatchHandlerTest::account)
                .containsExactly("111111111111", OWN);
    }

    @Test
    void an_account_that_is_excluded_gets_no_message() throws IOException {
        environment.put("MUSTER_ORGANIZATION", "true");
        environment.put("MUSTER_EXCLUDE_ACCOUNTS", OWN + ",333333333333");
        organization = accounts("111111111111 ACTIVE", OWN + " ACTIVE");
        dispatch(event("fleet-scan"));
        assertThat(queues.messages())
                .extracting(DispatchHandlerTest::account)
                .containsExactly("111111111111");
    }

    @Test
    void an_organisation_that_does_not_answer_sends_nothing_and_says_who_may_ask() {
        environment.put("MUSTER_ORGANIZATION", "true");
        organization = Answer.error(400, "AccessDeniedException", "said by a test");
        assertThatIllegalStateException()
                .isThrownBy(() -> dispatch(event("fleet-scan")))
                .withMessageContaining("so nothing was sent: organizations:ListAccounts was denied")
                .withMessageContaining("management account");
        assertThat(queues.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, was throttled until the retries were used up",
        "500, InternalError, failed (InternalError",
        "503, ServiceUnavailable, failed (ServiceUnavailable",
        "403, ExpiredToken, The credentials have expired"
    })
    void an_organisation_that_cannot_be_listed_now_sends_nothing_and_the_next_start_sends_all(
            int status, String code, String words) throws IOException {
        environment.put("MUSTER_ORGANIZATION", "true");
        organization = Answer.error(status, code, "said by a test");
        assertThatIllegalStateException()
                .isThrownBy(() -> dispatch(event("fleet-scan")))
                .withMessageContaining("so nothing was sent: ")
                .withMessageContaining(words);
        assertThat(queues.calls()).isEmpty();
        organization = accounts("111111111111 ACTIVE", "222222222222 ACTIVE");
        dispatch(event("fleet-scan"));
        assertThat(queues.messages()).hasSize(2);
    }

    @Test
    void a_hundred_accounts_in_five_regions_are_fifty_calls() throws IOException {
        environment.put(
                "MUSTER_ACCOUNTS",
                IntStream.range(0, 100)
                        .mapToObj("1%011d"::formatted)
                        .collect(Collectors.joining(",")));
        environment.put("MUSTER_REGIONS", "us-east-1,us-east-2,us-west-1,us-west-2,eu-west-1");
        assertThat(dispatch(event("fleet-scan"))).containsEntry("messages", 500);
        assertThat(queues.calls()).hasSize(50);
        assertThat(queues.messages()).allMatch(message -> message.body().length() < 200);
    }

    @Test
    void scopes_that_the_event_names_are_the_only_ones() throws IOException {
        environment.put("MUSTER_REGIONS", "us-east-1,eu-west-1");
        dispatch(
                "{\"function\":\"dispatch\",\"work\":\"fleet-scan\",\"scopes\":[{\"region\":\"us-west-2\"}]}");
        assertThat(queues.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("us-west-2"));
    }

    @Test
    void what_the_queue_refuses_is_sent_again_and_the_rest_once() throws IOException {
        environment.put("MUSTER_REGIONS", "us-east-1,us-west-2,eu-west-1");
        List<Message> refused = new ArrayList<>();
        queues.refuses(
                message ->
                        message.body().contains("us-west-2")
                                && refused.isEmpty()
                                && refused.add(message));
        dispatch(event("fleet-scan"));
        assertThat(queues.messages()).hasSize(3).extracting(Message::body).doesNotHaveDuplicates();
        assertThat(queues.calls()).containsExactly(3, 1);
    }

    @Test
    void a_queue_that_takes_no_more_fails_the_invocation_and_the_next_sends_all()
            throws IOException {
        environment.put("MUSTER_ACCOUNTS", "111111111111,222222222222,333333333333");
        environment.put("MUSTER_REGIONS", "us-east-1,us-west-2,eu-west-1,ap-northeast-2");
        queues.fails(
                call ->
                        call == 2
                                ? Optional.of(Answer.error(403, "OverLimit", "full"))
                                : Optional.empty());
        assertThatExceptionOfType(QueueException.class)
                .isThrownBy(() -> dispatch(event("fleet-scan")))
                .withMessageContaining("muster-fleet-scan took 10 of 12 messages: ");
        dispatch(event("fleet-scan"));
        assertThat(queues.messages()).hasSize(22);
        assertThat(queues.messages().stream().map(Message::body).distinct()).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"function":"dispatch"}                                    | it has no "work"
                    {"function":"dispatch","work":"fleet-scna"}                | its "work" is 'fleet-scna', and there is fleet-scan, guest-probe, log-analysis
                    {"function":"dispatch","work":7}                           | its "work" is not a string
                    {"function":"fleet-scan","work":"fleet-scan"}              | it is for the function 'fleet-scan'
                    {"function":"dispatch","work":"fleet-scan","regions":[]}   | it has 'regions'
                    {"Records":[{"eventSource":"aws:sqs"}]}                    | a notification with Records
                    []                                                         | it is not a JSON object
                    """)
    void a_foreign_or_broken_event_is_refused_before_anything_is_sent(String event, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dispatch(event))
                .withMessageStartingWith("dispatch cannot use this event: ")
                .withMessageContaining(why);
        assertThat(proxy.calls()).isEmpty();
    }

    @Test
    void an_environment_that_lacks_the_queue_names_the_variable() {
        environment.remove("MUSTER_QUEUE_GUEST_PROBE");
        assertThatIllegalStateException()
                .isThrownBy(() -> dispatch(event("guest-probe")))
                .withMessageContaining("MUSTER_QUEUE_GUEST_PROBE is not set");
    }

    private Map<String, Object> dispatch(String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DispatchHandler(
                        new FunctionEnvironment(
                                environment,
                                region -> QuickClients.of(proxy.endpoint()),
                                Clock.systemUTC(),
                                log::add))
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(UTF_8)), out, LambdaContext.HERE);
        return JSON.std.mapFrom(out.toString(UTF_8));
    }

    private Answer organization(Call call) {
        assertThat(call.headers().get("x-amz-target"))
                .isEqualTo("AWSOrganizationsV20161128.ListAccounts");
        return organization;
    }

    private static Answer accounts(String... accounts) {
        return new Answer(
                200,
                "application/x-amz-json-1.1",
                "{\"Accounts\":[%s]}"
                        .formatted(
                                List.of(accounts).stream()
                                        .map(
                                                account ->
                                                        "{\"Id\":\"%s\",\"State\":\"%s\"}"
                                                                .formatted(
                                                                        account.substring(0, 12),
                                                                        account.substring(13)))
                                        .collect(Collectors.joining(","))));
    }

    private static String account(Message message) {
        return message.body().replaceAll(".*\"account\":\"(\\d{12})\".*", "$1");
    }

    private static String event(String work) {
        return "{\"function\":\"dispatch\",\"work\":\"%s\"}".formatted(work);
    }
}
