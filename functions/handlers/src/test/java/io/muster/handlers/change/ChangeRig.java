package io.muster.handlers.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeQueues;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.StoredFacts;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * The function between a queue, a fleet that moves and DynamoDB's own engine, in an account of its
 * own, at a time that goes on by a second with each look at the clock.
 */
final class ChangeRig implements AutoCloseable {

    static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/changes";

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    final MovingFleet fleet = new MovingFleet();
    final FakeQueues queues = new FakeQueues();
    final List<String> log = new ArrayList<>();
    final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "AWS_REGION",
                            "us-east-1",
                            "MUSTER_TABLE",
                            TableFixture.TABLE,
                            "MUSTER_QUEUE_INSTANCE_CHANGE",
                            QUEUE));
    private final TableFixture table;
    private final Scope scope;
    private final AtomicLong seconds = new AtomicLong();
    private int messages;

    ChangeRig(TableFixture table, int account) {
        this.table = table;
        this.scope = Scope.of("%012d".formatted(account), "us-east-1");
        table.proxy().others(call -> queues.answer(call).orElseGet(() -> fleet.answer(call)));
    }

    Scope scope() {
        return scope;
    }

    /** Some time goes by. */
    void wait(int more) {
        seconds.addAndGet(more);
    }

    Instant now() {
        return NOON.plusSeconds(seconds.get());
    }

    String instanceEvent(String id, String state) {
        return """
               {"detail-type":"EC2 Instance State-change Notification","source":"aws.ec2",
               "account":"%s","region":"us-east-1","time":"2026-11-25T12:00:00Z",
               "detail":{"instance-id":"%s","state":"%s"}}"""
                .formatted(scope.account(), id, state);
    }

    String volumeEvent(String id, String event, String result) {
        return """
               {"detail-type":"EBS Volume Notification","source":"aws.ec2","account":"%1$s",
               "region":"us-east-1","resources":["arn:aws:ec2:us-east-1:%1$s:volume/%2$s"],
               "detail":{"event":"%3$s","result":"%4$s","cause":"","request-id":""}}"""
                .formatted(scope.account(), id, event, result);
    }

    /** Delivers messages in one batch; answers with the bodies of those that failed. */
    List<String> deliver(List<String> bodies) {
        Map<String, String> byId = new TreeMap<>();
        List<Map<String, Object>> records = new ArrayList<>();
        for (String body : bodies) {
            String id = "m-%06d".formatted(messages++);
            byId.put(id, body);
            records.add(Map.of("messageId", id, "body", body, "eventSource", "aws:sqs"));
        }
        Map<?, ?> answer = invoke(json(Map.of("Records", records)));
        if (!(answer.get("batchItemFailures") instanceof List<?> failures)) {
            throw new AssertionError(answer);
        }
        return failures.stream()
                .map(failure -> (Map<?, ?>) failure)
                .map(failure -> String.valueOf(failure.get("itemIdentifier")))
                .map(id -> byId.getOrDefault(id, id))
                .toList();
    }

    List<String> deliver(String... bodies) {
        return deliver(List.of(bodies));
    }

    /** Lets the time pass that follow-ups wait for, and delivers them, until there are none. */
    void settle() {
        for (int rounds = 0; rounds < 5; rounds++) {
            List<String> due = queues.drain().stream().map(FakeQueues.Message::body).toList();
            if (due.isEmpty()) {
                return;
            }
            wait(180);
            List<String> failed = deliver(due);
            if (!failed.isEmpty()) {
                throw new AssertionError("failed: " + failed + log);
            }
        }
        throw new AssertionError("it never ends: " + queues.messages());
    }

    Map<?, ?> invoke(String event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new InstanceChangeHandler(
                            new FunctionEnvironment(environment, this::clients, clock(), log::add))
                    .handleRequest(
                            new ByteArrayInputStream(event.getBytes(UTF_8)),
                            out,
                            new LambdaContext(
                                    "arn:aws:lambda:us-east-1:%s:function:muster-instance-change"
                                            .formatted(scope.account())));
            return JSON.std.mapFrom(out.toString(UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A scan of the whole scope. */
    void scan() {
        try (AwsClients clients = clients(Region.US_EAST_1)) {
            ScopeScan scan =
                    ScopeScan.collect(
                            clients,
                            scope,
                            PriceCache.NONE,
                            StoredFacts.of(table.clients(), TableFixture.TABLE),
                            BuiltInChecks.catalogue(),
                            Thresholds.defaults(),
                            clock());
            new ScanRecorder(table.table()).record(scan, judgement -> {});
        }
    }

    /** What the open findings about instances and volumes say, whenever it was seen. */
    SortedMap<String, String> open() {
        SortedMap<String, String> open = new TreeMap<>();
        Catalogue judged = BuiltInChecks.catalogue().ofInstancesAndVolumes();
        Catalogue ofLogs = BuiltInChecks.catalogue().ofLogs();
        for (StoredFinding stored : findings()) {
            boolean theirs =
                    judged.byId(stored.finding().check()).isPresent()
                            && ofLogs.byId(stored.finding().check()).isEmpty()
                            && !stored.finding().check().equals("alarm-covers-instance")
                            && stored.finding().resource().type() != ResourceType.WORKLOAD;
            if (stored.open() && theirs) {
                open.put(
                        stored.finding().key(),
                        "%s %s %s %s"
                                .formatted(
                                        stored.finding().status(),
                                        stored.finding().answer().actual(),
                                        stored.finding().answer().evidence(),
                                        stored.finding().workload()));
            }
        }
        return open;
    }

    List<StoredFinding> findings() {
        List<StoredFinding> all = new ArrayList<>();
        table.table().findings(scope).forEachRemaining(all::add);
        return all;
    }

    long calls(String operation) {
        return fleet.aws().calls(operation).size();
    }

    /** All are of one region, and none waits before it asks again. The table is of these keys. */
    private AwsClients clients(Region region) {
        try (AwsClients quick =
                QuickClients.of(table.proxy().endpoint(), 2, Duration.ofSeconds(20))) {
            return quick.with(
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create("nobody", "nothing")));
        }
    }

    private Clock clock() {
        InstantSource source = () -> NOON.plusSeconds(seconds.incrementAndGet());
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return source.instant();
            }
        };
    }

    private static String json(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        fleet.close();
    }
}
