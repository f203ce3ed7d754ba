package io.muster.handlers.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeQueues;
import io.muster.aws.fixture.FakeQueues.Message;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.SmallFleet;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.FindingTable;
import io.muster.handlers.fixture.EmptyControlPlane;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.ScopesFailed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A scan that takes longer than an invocation may, and what can go wrong with its messages: the
 * function, on DynamoDB's own engine and a queue that delivers what was not finished once more.
 */
class LongScanTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/q";
    private static final String FIRST =
            "{\"function\":\"fleet-scan\",\"scopes\":[{\"region\":\"us-east-1\"}],"
                    + "\"scheduledAt\":\"2026-11-22T12:00:00Z\",\"execution\":\"e1\"}";

    /** Two hosts, about each of which every check of a host says something. */
    private static final String HOSTS =
            "<DescribeInstancesResponse><reservationSet><item>%s</item></reservationSet></DescribeInstancesResponse>"
                    .formatted(
                            SmallFleet.reservation(
                                    SmallFleet.instance("i-0a"), SmallFleet.instance("i-0b")));

    /** Those of the fixture: DynamoDB Local keeps a database for each access key. */
    private static final AwsCredentials FAKE_CREDENTIALS =
            AwsBasicCredentials.create("nobody", "nothing");

    /** What a process does that Lambda has stopped: nothing. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final FakeQueues queues = new FakeQueues();
    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "AWS_REGION",
                            "us-east-1",
                            FunctionEnvironment.TABLE_VARIABLE,
                            TableFixture.TABLE,
                            "MUSTER_QUEUE_FLEET_SCAN",
                            QUEUE));
    private final List<String> log = new ArrayList<>();
    private final AtomicBoolean expired = new AtomicBoolean();

    @BeforeEach
    void two_hosts() {
        fixture.proxy().others(call -> queues.answer(call).orElseGet(() -> controlPlane(call)));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 25, 60})
    void the_messages_by_which_a_scan_goes_on_leave_the_table_of_one_that_had_time(int keys)
            throws IOException {
        Map<String, Map<String, AttributeValue>> whole = inOnePiece();
        int segments = run(FIRST, keys, UnaryOperator.identity());
        assertThat(segments).isGreaterThan(1);
        assertThat(fixture.items()).isEqualTo(whole);
        assertThat(log.stream().filter(line -> line.contains("scope handed on")))
                .hasSize(segments - 1);
        assertThat(log.stream().filter(line -> line.contains("scope scanned"))).hasSize(1);
    }

    @Test
    void a_message_that_goes_on_says_what_the_first_said_and_where_to() throws IOException {
        invoke(FIRST, hasTimeFor(10));
        assertThat(queues.messages())
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.queue()).isEqualTo(QUEUE);
                            assertThat(message.delaySeconds()).isZero();
                            assertThat(JSON.std.mapFrom(message.body()))
                                    .containsEntry("function", "fleet-scan")
                                    .containsEntry("scheduledAt", "2026-11-22T12:00:00Z")
                                    .containsEntry("execution", "e1")
                                    .containsEntry("begunAt", "2026-11-22T12:00:00Z")
                                    .containsKeys("continueAfter", "changes");
                        });
        assertThat(fixture.table().summaries()).isEmpty();
    }

    /**
     * Calls spread evenly over all segments are the last one in turn, twenty in all, or each where
     * there are fewer: the credentials, which each call asks for, are not given any more, to any
     * thread. The queue then delivers the message again.
     */
    @Test
    @Tag("slow")
    void a_scan_that_is_killed_before_any_of_its_calls_leaves_the_same_table() throws IOException {
        Map<String, Map<String, AttributeValue>> whole = withoutCounts(inOnePiece());
        AtomicInteger counted = new AtomicInteger();
        run(FIRST, 40, killing(Integer.MAX_VALUE, counted));
        int calls = counted.get();
        assertThat(calls).as("calls of a scan in segments of 40 keys").isGreaterThan(30);
        for (int last = 0; last < calls; last += Math.max(1, calls / 20)) {
            emptyTable();
            run(FIRST, 40, killing(last, new AtomicInteger()));
            assertThat(withoutCounts(fixture.items()))
                    .as("killed before call %d", last)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GetItem, 400, ThrottlingException",
        "GetItem, 500, InternalServerError",
        "Query, 400, ProvisionedThroughputExceededException",
        "Query, 503, ServiceUnavailable",
        "Query, 400, ExpiredTokenException",
        "UpdateItem, 400, ThrottlingException",
        "UpdateItem, 500, InternalServerError",
        "PutItem, 400, RequestLimitExceeded",
        "PutItem, 500, InternalServerError"
    })
    void a_table_that_fails_fails_the_message_and_the_next_delivery_mends_it(
            String operation, int status, String code) throws IOException {
        Map<String, Map<String, AttributeValue>> whole = withoutCounts(inOnePiece());
        emptyTable();
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals(operation)
                                        ? Optional.of(Answer.error(status, code, "by a test"))
                                        : Optional.empty());
        assertThat(invoke(FIRST, () -> 900_000)).isEqualTo(failure());
        fixture.proxy().heal();
        assertThat(invoke(FIRST, () -> 900_000)).isEqualTo(done());
        assertThat(withoutCounts(fixture.items())).isEqualTo(whole);
    }

    @Test
    void a_deleted_table_fails_each_message_until_it_is_there_again() throws IOException {
        fixture.client().deleteTable(table -> table.tableName(TableFixture.TABLE));
        for (int delivery = 0; delivery < 3; delivery++) {
            assertThat(invoke(FIRST, () -> 900_000)).isEqualTo(failure());
        }
        assertThat(log).anyMatch(line -> line.contains("terraform apply"));
        FindingTable.create(fixture.client(), TableFixture.TABLE);
        assertThat(invoke(FIRST, () -> 900_000)).isEqualTo(done());
    }

    @Test
    void credentials_that_expire_resolve_no_finding_and_say_what_was_not_seen() throws IOException {
        invoke(FIRST, () -> 900_000);
        long open = openFindings();
        expired.set(true);
        assertThat(invoke(FIRST, () -> 900_000)).isEqualTo(done());
        assertThat(openFindings()).isEqualTo(open);
        assertThat(fixture.table().summaries().getFirst().report().unseen()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, ThrottlingException", "403, AccessDeniedException", "500, InternalError"})
    void a_queue_that_does_not_take_the_next_segment_fails_this_one_which_is_done_again(
            int status, String code) throws IOException {
        Map<String, Map<String, AttributeValue>> whole = withoutCounts(inOnePiece());
        emptyTable();
        queues.fails(call -> Optional.of(Answer.error(status, code, "by a test")));
        assertThat(invoke(FIRST, hasTimeFor(40))).isEqualTo(failure());
        assertThat(queues.messages()).isEmpty();
        queues.heals();
        run(FIRST, 40, UnaryOperator.identity());
        assertThat(withoutCounts(fixture.items())).isEqualTo(whole);
    }

    @Test
    void every_message_delivered_twice_leaves_the_same_table() throws IOException {
        Map<String, Map<String, AttributeValue>> whole = withoutCounts(inOnePiece());
        emptyTable();
        Deque<String> open = new ArrayDeque<>(List.of(FIRST));
        int invocations = 0;
        while (!open.isEmpty()) {
            String message = open.pop();
            for (int delivery = 0; delivery < 2; delivery++) {
                assertThat(invoke(message, hasTimeFor(60))).isEqualTo(done());
                invocations++;
            }
            // Of the two that the two deliveries sent, which are the same.
            List<Message> sent = queues.drain();
            assertThat(sent.stream().map(each -> after(each.body())).distinct().count())
                    .isLessThanOrEqualTo(1);
            sent.stream().findFirst().ifPresent(next -> open.add(next.body()));
        }
        assertThat(invocations).isGreaterThan(2);
        assertThat(withoutCounts(fixture.items())).isEqualTo(whole);
    }

    @Test
    void a_message_for_which_no_time_is_left_is_delivered_again_and_nothing_is_asked()
            throws IOException {
        assertThat(invoke(FIRST, () -> 59_999)).isEqualTo(failure());
        assertThat(log).anyMatch(line -> line.contains("no time is left for it"));
        assertThat(fixture.proxy().calls()).isEmpty();
    }

    @Test
    void a_scan_whose_facts_take_all_the_time_fails_and_does_not_go_round_for_ever()
            throws IOException {
        assertThat(invoke(FIRST, hasTimeFor(0))).isEqualTo(failure());
        assertThat(log).anyMatch(line -> line.contains("its facts took all the time"));
        assertThat(queues.calls()).isEmpty();
    }

    @Test
    void without_a_queue_a_scan_takes_the_time_that_there_is() throws IOException {
        environment.remove("MUSTER_QUEUE_FLEET_SCAN");
        assertThat(invoke(FIRST, () -> 1)).isEqualTo(done());
        assertThat(fixture.table().summaries()).hasSize(1);
    }

    @Test
    void a_direct_event_goes_on_by_messages_too() throws IOException {
        handler(UnaryOperator.identity())
                .handleRequest(
                        in(FIRST), new ByteArrayOutputStream(), LambdaContext.with(hasTimeFor(40)));
        assertThat(queues.messages()).hasSize(1);
        queues.drain();
        assertThatExceptionOfType(ScopesFailed.class)
                .isThrownBy(
                        () ->
                                handler(UnaryOperator.identity())
                                        .handleRequest(
                                                in(FIRST),
                                                new ByteArrayOutputStream(),
                                                LambdaContext.with(() -> 0)));
    }

    private Map<String, Map<String, AttributeValue>> inOnePiece() throws IOException {
        assertThat(invoke(FIRST, () -> 900_000)).isEqualTo(done());
        Map<String, Map<String, AttributeValue>> whole = fixture.items();
        assertThat(whole).hasSizeGreaterThan(40);
        emptyTable();
        log.clear();
        return whole;
    }

    private static void emptyTable() {
        fixture.client().deleteTable(table -> table.tableName(TableFixture.TABLE));
        FindingTable.create(fixture.client(), TableFixture.TABLE);
    }

    /** Delivers messages until there are none, those that were not finished once more. */
    private int run(String first, int keys, UnaryOperator<AwsClients> process) throws IOException {
        Deque<String> open = new ArrayDeque<>(List.of(first));
        int segments = 0;
        while (!open.isEmpty()) {
            String message = open.pop();
            try {
                if (invoke(message, hasTimeFor(keys), process).equals(done())) {
                    segments++;
                } else {
                    open.add(message);
                }
            } catch (Killed stopped) {
                open.add(message);
                process = UnaryOperator.identity();
            }
            queues.drain().forEach(next -> open.add(next.body()));
        }
        return segments;
    }

    /** A process that is stopped before one of its calls: no thread of it makes another. */
    private static UnaryOperator<AwsClients> killing(int before, AtomicInteger calls) {
        return clients ->
                clients.with(
                        new AwsCredentialsProvider() {
                            @Override
                            public AwsCredentials resolveCredentials() {
                                if (calls.getAndIncrement() >= before) {
                                    throw new Killed();
                                }
                                return FAKE_CREDENTIALS;
                            }
                        });
    }

    /** Time for the first look, and then for so many keys. */
    private static IntSupplier hasTimeFor(int keys) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.getAndIncrement() <= keys ? 900_000 : 1_000;
    }

    private Map<?, ?> invoke(String message, IntSupplier remaining) throws IOException {
        return invoke(message, remaining, UnaryOperator.identity());
    }

    private Map<?, ?> invoke(
            String message, IntSupplier remaining, UnaryOperator<AwsClients> process)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String batch =
                JSON.std.asString(
                        Map.of(
                                "Records",
                                List.of(
                                        Map.of(
                                                "messageId",
                                                "m",
                                                "eventSource",
                                                "aws:sqs",
                                                "body",
                                                message))));
        handler(process).handleRequest(in(batch), out, LambdaContext.with(remaining));
        return JSON.std.mapFrom(out.toString(UTF_8));
    }

    private FleetScanHandler handler(UnaryOperator<AwsClients> process) {
        return new FleetScanHandler(
                new FunctionEnvironment(
                        environment,
                        region ->
                                process.apply(
                                        QuickClients.of(fixture.proxy().endpoint())
                                                .with(
                                                        StaticCredentialsProvider.create(
                                                                FAKE_CREDENTIALS))),
                        Clock.fixed(NOON, ZoneOffset.UTC),
                        log::add));
    }

    private Answer controlPlane(Call call) {
        if (call.body().contains("Action=") && expired.get()) {
            return new Answer(
                    403,
                    "text/xml",
                    "<Response><Errors><Error><Code>ExpiredToken</Code><Message>by a test</Message>"
                            + "</Error></Errors></Response>");
        }
        return call.body().contains("Action=DescribeInstances&")
                ? new Answer(200, "text/xml", HOSTS)
                : EmptyControlPlane.answer(call);
    }

    private static long openFindings() {
        return fixture.items().values().stream()
                .filter(item -> item.containsKey("check") && !item.containsKey("resolvedAt"))
                .count();
    }

    private static @Nullable Object after(String body) {
        try {
            return JSON.std.mapFrom(body).get("continueAfter");
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static Map<String, Object> done() {
        return Map.of("batchItemFailures", List.of());
    }

    private static Map<String, Object> failure() {
        return Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", "m")));
    }

    private static ByteArrayInputStream in(String event) {
        return new ByteArrayInputStream(event.getBytes(UTF_8));
    }

    /** A run that was cut short has written what the summary does not count. */
    private static Map<String, Map<String, AttributeValue>> withoutCounts(
            Map<String, Map<String, AttributeValue>> items) {
        Map<String, Map<String, AttributeValue>> without = new HashMap<>();
        items.forEach(
                (key, item) -> {
                    Map<String, AttributeValue> rest = new HashMap<>(item);
                    if (key.startsWith("SCOPES")) {
                        rest.keySet().removeAll(List.of("opened", "changed", "resolved"));
                    }
                    without.put(key, rest);
                });
        return without;
    }
}
