package io.muster.handlers.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.LogStore;
import io.muster.handlers.fixture.CloudWithTables;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.ScopesFailed;
import io.muster.handlers.scan.FleetScanHandler;
import io.muster.local.LocalCloud;
import io.muster.local.fleet.SampleFleet;
import io.muster.local.front.Fault;
import io.muster.local.front.Faults;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.regions.Region;

/**
 * The logs of the sample fleet, from the event to the findings, on the local cloud. One story, in
 * order.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogFunctionTest {

    private static final String VIRGINIA = "us-east-1";
    private static final Scope SCOPE = Scope.of("123456789012", VIRGINIA);
    private static final String TABLE = "muster-logs";
    private static final String EVENT =
            "{\"function\":\"log-analysis\",\"scopes\":[{\"region\":\"us-east-1\"}]}";

    private final List<String> log = new ArrayList<>();
    private @Nullable CloudWithTables started;
    private Set<String> before = Set.of();

    @BeforeAll
    void load() throws Exception {
        started = CloudWithTables.start();
        SampleFleet.load(cloud(), Clock.systemUTC(), VIRGINIA);
        try (AwsClients clients = clients(Region.of(VIRGINIA))) {
            FindingTable.create(clients, TABLE);
        }
    }

    @AfterAll
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    @Order(1)
    void the_event_brings_the_facts_of_every_group() throws Exception {
        Map<?, ?> scope = analyse();
        assertThat(scope.get("logGroups")).isEqualTo(3);
        assertThat(scope.get("chosen")).isEqualTo(2);
        assertThat((Number) scope.get("bytesScanned")).isNotEqualTo(0);
        assertThat(facts().groups()).hasSize(3);
        LogObservation messages =
                Objects.requireNonNull(facts().observations().get("/fleet/var/log/messages"));
        assertThat(messages.counts().faults())
                .singleElement()
                .satisfies(
                        fault -> {
                            assertThat(fault.signature()).isEqualTo("no-space-left");
                            assertThat(fault.counts().total()).isEqualTo(25);
                            assertThat(fault.stream()).startsWith("i-");
                        });
    }

    @Test
    @Order(2)
    void one_line_of_the_log_is_about_the_scope_and_one_is_its_figures() throws Exception {
        assertThat(log).hasSize(2);
        assertThat(JSON.std.mapFrom(log.get(0))).containsKeys("_aws", "LogBytesScanned");
        assertThat(JSON.std.mapFrom(log.get(1)))
                .containsEntry("message", "logs analysed")
                .containsKeys("usd", "queries", "apiCalls", "opened");
    }

    @Test
    @Order(3)
    void the_same_event_again_changes_no_finding_and_counts_nothing_twice() throws Exception {
        before = findings();
        Map<?, ?> again = analyse();
        assertThat(again.get("opened")).isEqualTo(0);
        assertThat(again.get("changed")).isEqualTo(0);
        assertThat(findings()).isEqualTo(before);
        assertThat(faults()).isEqualTo(25);
    }

    @Test
    @Order(4)
    void an_emulator_that_passes_over_the_filter_gives_the_same_verdicts() throws Exception {
        cloud().logs().filters(false);
        try {
            assertThat((Number) analyse().get("events")).isNotEqualTo(0);
            assertThat(findings()).isEqualTo(before);
            assertThat(faults()).isEqualTo(25);
        } finally {
            cloud().logs().filters(true);
        }
    }

    @Test
    @Order(5)
    void a_scan_that_follows_agrees_with_what_the_analysis_said() throws Exception {
        new FleetScanHandler(
                        new FunctionEnvironment(
                                environment(), this::clients, Clock.systemUTC(), log::add))
                .handleRequest(
                        in(EVENT.replace("log-analysis", "fleet-scan")),
                        new ByteArrayOutputStream(),
                        LambdaContext.HERE);
        assertThat(findings()).containsAll(before);
    }

    @Test
    @Order(6)
    void a_message_of_the_queue_that_fails_is_named() throws Exception {
        Faults.of(cloud().front()).add(Fault.always("ec2", "DescribeInstances", Fault.Kind.DENIED));
        try {
            assertThat(answer(message()).get("batchItemFailures"))
                    .isEqualTo(List.of(Map.of("itemIdentifier", "one")));
        } finally {
            Faults.of(cloud().front()).clear();
        }
        assertThat(answer(message()).get("batchItemFailures")).isEqualTo(List.of());
    }

    @Test
    @Order(7)
    void instances_that_cannot_be_asked_leave_the_facts_and_fail_the_invocation() {
        Faults.of(cloud().front()).add(Fault.always("ec2", "DescribeInstances", Fault.Kind.DENIED));
        try {
            assertThatExceptionOfType(ScopesFailed.class)
                    .isThrownBy(this::analyse)
                    .withMessageContaining("ec2:DescribeInstances was denied");
        } finally {
            Faults.of(cloud().front()).clear();
        }
    }

    @Test
    @Order(8)
    void the_sample_event_is_taken() throws Exception {
        assertThat(String.valueOf(answer(SampleEvent.named("log-analysis.json")).get("scopes")))
                .contains("us-east-1", "ap-northeast-2");
    }

    private static String message() throws IOException {
        return JSON.std.asString(
                Map.of(
                        "Records",
                        List.of(
                                Map.of(
                                        "messageId",
                                        "one",
                                        "eventSource",
                                        "aws:sqs",
                                        "body",
                                        EVENT))));
    }

    private Map<?, ?> analyse() throws IOException {
        log.clear();
        List<?> scopes = (List<?>) answer(EVENT).get("scopes");
        return (Map<?, ?>) Objects.requireNonNull(Objects.requireNonNull(scopes).getFirst());
    }

    private Map<String, Object> answer(String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LogAnalysisHandler(
                        new FunctionEnvironment(
                                environment(), this::clients, Clock.systemUTC(), log::add),
                        time -> {})
                .handleRequest(in(event), out, LambdaContext.HERE);
        return JSON.std.mapFrom(out.toString(UTF_8));
    }

    private LogFacts facts() {
        try (AwsClients clients = clients(Region.of(VIRGINIA))) {
            if (LogStore.of(clients, TABLE).facts(SCOPE) instanceof Known<LogFacts> known) {
                return known.value();
            }
            throw new AssertionError("the logs are not known");
        }
    }

    private long faults() {
        return Objects.requireNonNull(facts().observations().get("/fleet/var/log/messages"))
                .counts()
                .faults()
                .stream()
                .mapToLong(fault -> fault.counts().total())
                .sum();
    }

    /** Open findings of the checks of logs: what each says, without when. */
    private Set<String> findings() {
        Set<String> checks =
                BuiltInChecks.catalogue().ofLogs().all().stream()
                        .map(check -> check.spec().id())
                        .collect(Collectors.toSet());
        Set<String> findings = new TreeSet<>();
        try (AwsClients clients = clients(Region.of(VIRGINIA))) {
            FindingTable.of(clients, TABLE)
                    .findings(SCOPE)
                    .forEachRemaining(
                            stored -> {
                                if (stored.open() && checks.contains(stored.finding().check())) {
                                    findings.add(said(stored));
                                }
                            });
        }
        return findings;
    }

    private static String said(StoredFinding stored) {
        return "%s %s %s"
                .formatted(
                        stored.finding().key(),
                        stored.finding().answer().actual(),
                        stored.finding().answer().evidence());
    }

    private LocalCloud cloud() {
        return Objects.requireNonNull(started).cloud();
    }

    private Map<String, String> environment() {
        return Map.of("AWS_REGION", VIRGINIA, FunctionEnvironment.TABLE_VARIABLE, TABLE);
    }

    private AwsClients clients(Region region) {
        return Objects.requireNonNull(started).clients(region);
    }

    private static ByteArrayInputStream in(String event) {
        return new ByteArrayInputStream(event.getBytes(UTF_8));
    }
}
