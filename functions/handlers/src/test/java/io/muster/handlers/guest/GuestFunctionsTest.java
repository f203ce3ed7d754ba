package io.muster.handlers.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.SentProbe;
import io.muster.aws.store.StoreException;
import io.muster.aws.store.StoredGuest;
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
import io.muster.readiness.check.Status;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The guests of the sample fleet, from the schedule to the findings, on the local cloud: the
 * functions as they are, an emulator, and agents that run the document's steps. One story, in
 * order.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuestFunctionsTest {

    private static final String SEOUL = "ap-northeast-2";
    private static final Scope SCOPE = Scope.of("123456789012", SEOUL);
    private static final String TABLE = "muster-guests";
    private static final String SCHEDULED =
            "{\"function\":\"%s\",\"scopes\":[{\"region\":\"ap-northeast-2\"}]}";

    private final List<String> log = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<StoreException> failures = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private @Nullable CloudWithTables started;

    @BeforeAll
    void load() throws Exception {
        started = CloudWithTables.start();
        SampleFleet.load(cloud(), Clock.systemUTC(), SEOUL);
        try (AwsClients clients = clients(Region.of(SEOUL))) {
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
    void the_schedule_asks_the_managed_linux_guests_that_answer() throws Exception {
        Map<?, ?> scope = probe();
        assertThat(scope.get("managed")).isEqualTo(8);
        assertThat(scope.get("silent")).isEqualTo(1);
        assertThat(scope.get("asked")).isEqualTo(7);
        assertThat(scope.get("commands")).isEqualTo(1);
        assertThat(probes()).hasSize(1);
        events.add(nextEvent());
    }

    @Test
    @Order(2)
    void the_event_of_its_end_stores_and_judges_the_guests() throws Exception {
        Map<String, Object> answer = results(events.getFirst());
        assertThat(answer).containsEntry("guests", 7).containsEntry("answered", 6);
        assertThat(answer).containsEntry("ended", 7).containsEntry("open", 0);
        assertThat(probes()).isEmpty();
        assertThat(guests()).hasSize(7);
        assertThat(guests())
                .filteredOn(guest -> guest.said() == null)
                .singleElement()
                .satisfies(
                        guest ->
                                assertThat(
                                                Objects.requireNonNull(guest.newest().failure())
                                                        .detail()
                                                        .english())
                                        .contains("checksum"));
        assertThat(open()).isNotEmpty();
    }

    @Test
    @Order(3)
    void the_missions_findings_are_there() {
        assertThat(open())
                .anySatisfy(
                        stored -> {
                            assertThat(stored.finding().check()).isEqualTo("foreign-architecture");
                            assertThat(stored.finding().status()).isEqualTo(Status.NOT_READY);
                            assertThat(stored.finding().toString()).contains("node_exporter");
                        });
    }

    @Test
    @Order(4)
    void the_same_event_again_is_ignored() throws Exception {
        assertThat(results(events.getFirst()))
                .containsEntry("ignored", "no probe by that command is under way");
    }

    @Test
    @Order(5)
    void a_scan_that_follows_agrees_with_what_the_event_said() throws Exception {
        Set<String> before = guestFindings();
        scan();
        assertThat(guestFindings()).containsAll(before);
    }

    @Test
    @Order(6)
    void an_event_that_was_missed_is_made_up_for_by_the_next_schedule() throws Exception {
        probe();
        nextEvent();
        assertThat(probes()).hasSize(1);
        // The first look after a command finds nothing: the guests stay busy and are not asked
        // anew.
        Map<?, ?> first = probe();
        assertThat(first.get("busy")).isEqualTo(7);
        assertThat(first.get("asked")).isEqualTo(0);
        Map<?, ?> second = probe();
        assertThat(second.get("collected")).isEqualTo(1);
        assertThat(second.get("answered")).isEqualTo(6);
        assertThat(second.get("asked")).isEqualTo(7);
        nextEvent();
    }

    @Test
    @Order(7)
    void a_service_that_refuses_fails_the_invocation_and_keeps_the_probe() {
        Faults.of(cloud().front())
                .add(Fault.always("ssm", "ListCommandInvocations", Fault.Kind.DENIED));
        try {
            assertThatExceptionOfType(ScopesFailed.class)
                    .isThrownBy(this::probe)
                    .withMessageContaining("ssm:ListCommandInvocations was denied");
            assertThat(probes()).hasSize(1);
            assertThat(lastLine()).contains("\"busy\":7", "\"asked\":0");
        } finally {
            Faults.of(cloud().front()).clear();
        }
    }

    @Test
    @Order(8)
    void after_an_hour_no_guest_is_busy_with_a_probe_that_never_answered() {
        Faults.of(cloud().front())
                .add(Fault.always("ssm", "ListCommandInvocations", Fault.Kind.DENIED));
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
        try {
            assertThatExceptionOfType(ScopesFailed.class).isThrownBy(this::probe);
            assertThat(lastLine()).contains("\"busy\":0", "\"asked\":7");
        } finally {
            clock = Clock.systemUTC();
            Faults.of(cloud().front()).clear();
        }
    }

    @Test
    @Order(9)
    void a_guests_item_that_cannot_be_read_keeps_no_other_from_being_asked() throws Exception {
        nextEvent();
        StoredGuest spoiled = guests().getFirst();
        spoil(spoiled);
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(125));
        try {
            assertThatExceptionOfType(ScopesFailed.class)
                    .isThrownBy(this::probe)
                    .withMessageContaining(spoiled.instanceId())
                    .withMessageContaining("cannot be read");
            assertThat(lastLine()).contains("\"asked\":7");
        } finally {
            clock = Clock.systemUTC();
            delete(spoiled);
        }
    }

    private String lastLine() {
        return log.getLast();
    }

    private void spoil(StoredGuest guest) {
        try (AwsClients clients = clients(Region.of(SEOUL))) {
            clients.dynamoDb()
                    .updateItem(
                            update ->
                                    update.tableName(TABLE)
                                            .key(key(guest))
                                            .updateExpression("SET history = :history")
                                            .expressionAttributeValues(
                                                    Map.of(":history", text("by hand"))));
        }
    }

    private void delete(StoredGuest guest) {
        try (AwsClients clients = clients(Region.of(SEOUL))) {
            clients.dynamoDb().deleteItem(delete -> delete.tableName(TABLE).key(key(guest)));
        }
    }

    private static Map<String, AttributeValue> key(StoredGuest guest) {
        return Map.of(
                "pk", text("SCOPE#%s#%s".formatted(SCOPE.account(), SEOUL)),
                "sk", text("GUEST#" + guest.instanceId()));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    @Test
    @Order(10)
    void the_sample_events_are_taken() throws Exception {
        String results = SampleEvent.named("guest-results.json");
        assertThat(results(results))
                .containsEntry("ignored", "no probe by that command is under way");
        String probe = SampleEvent.named("guest-probe.json");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        probeHandler().handleRequest(in(probe), out, LambdaContext.HERE);
        assertThat(String.valueOf(JSON.std.mapFrom(out.toString(UTF_8)).get("scopes")))
                .contains("us-east-1", "ap-northeast-2");
    }

    private Map<?, ?> probe() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        probeHandler()
                .handleRequest(in(SCHEDULED.formatted("guest-probe")), out, LambdaContext.HERE);
        List<?> scopes = (List<?>) JSON.std.mapFrom(out.toString(UTF_8)).get("scopes");
        return (Map<?, ?>) Objects.requireNonNull(Objects.requireNonNull(scopes).getFirst());
    }

    private GuestProbeHandler probeHandler() {
        return new GuestProbeHandler(
                new FunctionEnvironment(environment(), this::clients, clock, log::add));
    }

    private Map<String, Object> results(String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new GuestResultsHandler(
                        new FunctionEnvironment(
                                environment(), this::clients, Clock.systemUTC(), log::add),
                        List.of(Duration.ZERO, Duration.ZERO))
                .handleRequest(in(event), out, LambdaContext.HERE);
        return JSON.std.mapFrom(out.toString(UTF_8));
    }

    private void scan() throws IOException {
        new FleetScanHandler(
                        new FunctionEnvironment(
                                environment(), this::clients, Clock.systemUTC(), log::add))
                .handleRequest(
                        in(SCHEDULED.formatted("fleet-scan")),
                        new ByteArrayOutputStream(),
                        LambdaContext.HERE);
    }

    private String nextEvent() throws InterruptedException {
        return Objects.requireNonNull(
                cloud().ssm().nextEvent(Duration.ofSeconds(90)), "the command has not ended");
    }

    private List<SentProbe> probes() {
        try (AwsClients clients = clients(Region.of(SEOUL))) {
            return GuestStore.of(clients, TABLE).probes(SCOPE, failures::add);
        }
    }

    private List<StoredGuest> guests() {
        try (AwsClients clients = clients(Region.of(SEOUL))) {
            List<StoredGuest> all = new ArrayList<>();
            GuestStore.of(clients, TABLE).guests(SCOPE).forEachRemaining(all::add);
            return all;
        }
    }

    private List<StoredFinding> open() {
        try (AwsClients clients = clients(Region.of(SEOUL))) {
            List<StoredFinding> all = new ArrayList<>();
            FindingTable.of(clients, TABLE).findings(SCOPE).forEachRemaining(all::add);
            return all.stream().filter(StoredFinding::open).toList();
        }
    }

    /** Open findings of guest checks: what each says, without when. */
    private Set<String> guestFindings() {
        Set<String> checks =
                BuiltInChecks.catalogue().ofGuests().all().stream()
                        .map(check -> check.spec().id())
                        .collect(Collectors.toSet());
        Set<String> answered =
                guests().stream()
                        .filter(guest -> guest.said() != null)
                        .map(StoredGuest::instanceId)
                        .collect(Collectors.toSet());
        return open().stream()
                .map(StoredFinding::finding)
                .filter(finding -> checks.contains(finding.check()))
                .filter(finding -> answered.contains(finding.resource().id()))
                .map(
                        finding ->
                                finding.key()
                                        + " "
                                        + finding.answer().actual()
                                        + finding.answer().evidence())
                .collect(Collectors.toSet());
    }

    private LocalCloud cloud() {
        return Objects.requireNonNull(started).cloud();
    }

    private Map<String, String> environment() {
        return Map.of("AWS_REGION", SEOUL, FunctionEnvironment.TABLE_VARIABLE, TABLE);
    }

    private AwsClients clients(Region region) {
        return Objects.requireNonNull(started).clients(region);
    }

    private static ByteArrayInputStream in(String event) {
        return new ByteArrayInputStream(event.getBytes(UTF_8));
    }
}
