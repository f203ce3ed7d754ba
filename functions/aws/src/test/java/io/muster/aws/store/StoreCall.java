package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.TUESDAY;
import static io.muster.aws.store.Findings.finding;
import static io.muster.aws.store.Findings.open;
import static io.muster.aws.store.Findings.opened;
import static io.muster.aws.store.Findings.resolved;

import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogCounts;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.LogTraffic;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.finding.FindingChange.Changed;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.CheckTally;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.TrendPoint;
import io.muster.readiness.scorecard.WorkloadTally;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Each store's calls of the table, at least one for each action that it declares. */
enum StoreCall {
    NOTE_A_MISSING_ROLE(
            MissingRoles.class,
            "UpdateItem",
            client -> done(() -> roles(client).record("111111111111", "arn", "denied", MONDAY))),
    MISSING_ROLES(
            MissingRoles.class,
            "Query",
            client ->
                    roles(client)
                            .all(
                                    unreadable -> {
                                        throw unreadable;
                                    })),
    A_PROBE(GuestStore.class, "GetItem", client -> guests(client).probe(SCOPE, "c-1")),
    PROBES(
            GuestStore.class,
            "Query",
            client ->
                    guests(client)
                            .probes(
                                    SCOPE,
                                    unreadable -> {
                                        throw unreadable;
                                    })),
    ALL_GUESTS(
            GuestStore.class,
            "Query",
            client -> List.copyOf(guests(client).observations(SCOPE, TUESDAY).values())),
    SOME_GUESTS(
            GuestStore.class,
            "BatchGetItem",
            client ->
                    List.copyOf(
                            guests(client).observations(SCOPE, TUESDAY, List.of("i-0a")).values())),
    REMEMBER(
            GuestStore.class,
            "PutItem",
            client -> done(() -> guests(client).remember(probe("c-2", TUESDAY)))),
    RECORD_A_GUEST(
            GuestStore.class,
            "PutItem",
            client ->
                    guests(client)
                            .record(probe("c-2", TUESDAY), List.of(answer("it did not start")))),
    FORGET(
            GuestStore.class,
            "DeleteItem",
            client -> done(() -> guests(client).forget(probe("c-1", MONDAY)))),
    LOGS_BEFORE(
            LogStore.class,
            "Query",
            client -> logs(client).before(SCOPE).observation("/messages").orElseThrow()),
    LOG_FACTS(LogStore.class, "Query", client -> logs(client).facts(SCOPE)),
    RECORD_LOGS(LogStore.class, "PutItem", client -> done(() -> read(client, TUESDAY))),
    A_SUMMARY(
            FindingTable.class,
            "GetItem",
            client -> findings(client).summary(SCOPE).orElseThrow().changes()),
    SUMMARIES(FindingTable.class, "Query", client -> findings(client).summaries().size()),
    OF_A_SCOPE(FindingTable.class, "Query", client -> all(findings(client).findings(SCOPE))),
    OF_A_SEVERITY(
            FindingTable.class,
            "BatchGetItem",
            client -> all(findings(client).open(Severity.HIGH))),
    ROWS_OF_A_VERDICT(
            FindingTable.class,
            "Query",
            client ->
                    all(
                            findings(client)
                                    .openRows(
                                            Severity.HIGH,
                                            Status.NOT_READY,
                                            List.of(),
                                            problem -> {}))),
    A_ROSTER(FindingTable.class, "Query", client -> findings(client).roster(SCOPE)),
    THE_WORKLOADS(FindingTable.class, "Query", client -> findings(client).workloads(SCOPE)),
    COUNT_WORKLOADS(
            FindingTable.class,
            "PutItem",
            client ->
                    findings(client).write(SCOPE, TUESDAY, List.of(tally("batch"), tally("web")))),
    A_TREND(
            FindingTable.class,
            "Query",
            client -> findings(client).trend(SCOPE, day().minusDays(9)).toString()),
    WRITE_A_TREND(
            FindingTable.class,
            "PutItem",
            client -> done(() -> findings(client).writeTrend(SCOPE, day().plusDays(1), points()))),
    THE_FLEET_BY_DAY(
            FindingTable.class, "Query", client -> findings(client).fleetTrend(day()).keySet()),
    ROLL_UP(
            FindingTable.class,
            "PutItem",
            client -> findings(client).mark(List.of(), List.of(SCOPE), TUESDAY)),
    SOME_BY_THEIR_IDS(
            FindingTable.class,
            "BatchGetItem",
            client ->
                    findings(client)
                            .named(List.of(new Target.OfFinding(finding("i-0a", MONDAY).id())))
                            .keySet()),
    TAKE_OUT(FindingTable.class, "BatchWriteItem", client -> findings(client).retire(SCOPE)),
    OPEN_ONE(
            FindingTable.class,
            "UpdateItem",
            client -> findings(client).write(opened(finding("i-0new", TUESDAY)))),
    CHANGE_ONE(
            FindingTable.class,
            "UpdateItem",
            client ->
                    findings(client)
                            .write(
                                    new Changed(
                                            finding("i-0a", TUESDAY),
                                            open(finding("i-0a", MONDAY), MONDAY)))),
    RESOLVE_ONE(
            FindingTable.class,
            "UpdateItem",
            client -> findings(client).write(resolved(finding("i-0a", MONDAY), TUESDAY))),
    ALL_DECISIONS(DecisionTable.class, "Query", client -> decisions(client).all(corrupt -> {})),
    A_DECISION(
            DecisionTable.class,
            "GetItem",
            client -> decisions(client).get(waiver("web", MONDAY).target()).orElseThrow()),
    DECIDE(
            DecisionTable.class,
            "PutItem",
            client -> decisions(client).decide(waiver("batch", TUESDAY), null)),
    DECIDE_AGAIN(
            DecisionTable.class,
            "PutItem",
            client ->
                    decisions(client)
                            .decide(
                                    waiver("web", TUESDAY),
                                    new RecordedDecision(waiver("web", MONDAY), 1, null))),
    SUM_UP(FindingTable.class, "PutItem", client -> findings(client).write(summary(TUESDAY)));

    private final Class<?> store;
    private final String action;

    @SuppressWarnings("ImmutableEnumChecker") // no more than code
    private final Function<DynamoDbClient, Object> call;

    StoreCall(Class<?> store, String action, Function<DynamoDbClient, Object> call) {
        this.store = store;
        this.action = action;
        this.call = call;
    }

    Class<?> store() {
        return store;
    }

    /** As DynamoDB names it. */
    String action() {
        return action;
    }

    /** Makes the call, after which what it brought can be compared. */
    Object make(DynamoDbClient client) {
        return call.apply(client);
    }

    /** Puts what the calls are about into an empty table. */
    static void fill(DynamoDbClient client) {
        guests(client).remember(probe("c-1", MONDAY));
        guests(client).record(probe("c-1", MONDAY), List.of(answer("it did not end")));
        read(client, MONDAY);
        findings(client).write(opened(finding("i-0a", MONDAY)));
        findings(client).write(summary(MONDAY));
        decisions(client).decide(waiver("web", MONDAY), null);
        findings(client).write(SCOPE, MONDAY, List.of(tally("web")));
        findings(client).writeTrend(SCOPE, day(), points());
    }

    private static LocalDate day() {
        return LocalDate.of(2026, 11, 23);
    }

    private static SortedMap<String, TrendPoint> points() {
        return new TreeMap<>(Map.of("web", new TrendPoint(3, 2, 1, 0)));
    }

    private static WorkloadTally tally(String workload) {
        Rule rule = new Rule("imdsv2-required", ChecklistRow.CONFIGURE, Severity.HIGH);
        return WorkloadTally.of(
                workload,
                List.of(
                        new CheckTally(
                                rule,
                                Map.of(Status.READY, 2, Status.UNKNOWN, 1),
                                Map.of(Cause.Kind.GUEST_SILENT, 1))));
    }

    private static DecisionTable decisions(DynamoDbClient client) {
        return new DecisionTable(client, TableFixture.TABLE);
    }

    private static Waiver waiver(String workload, Instant at) {
        return new Waiver(
                new Target.OfCheck("imdsv2-required", workload),
                ReasonCode.OTHER,
                "replaced in March",
                "team",
                LocalDate.of(2027, 3, 31),
                null,
                new Made("arn:aws:iam::123456789012:user/a", at, new Made.Way.Command()));
    }

    private static MissingRoles roles(DynamoDbClient client) {
        return new MissingRoles(client, TableFixture.TABLE);
    }

    private static GuestStore guests(DynamoDbClient client) {
        return new GuestStore(
                client,
                TableFixture.TABLE,
                GuestReader::facts,
                TableFixture.AFTER_ALL,
                problem -> {});
    }

    private static LogStore logs(DynamoDbClient client) {
        return new LogStore(client, TableFixture.TABLE, TableFixture.AFTER_ALL, problem -> {});
    }

    private static FindingTable findings(DynamoDbClient client) {
        return new FindingTable(client, TableFixture.TABLE, TableFixture.AFTER_ALL);
    }

    private static SentProbe probe(String command, Instant at) {
        String run = "0123456789abcdef0123456789abcdef";
        return new SentProbe(SCOPE, command, run, at, List.of("i-0a"));
    }

    private static GuestAnswer answer(String why) {
        return GuestAnswer.missing("i-0a", new Missing<>(Why.FAILED, Message.literal(why)));
    }

    /** A run that found seven requests in the hour before. */
    private static void read(DynamoDbClient client, Instant at) {
        LogGroup group = new LogGroup("/messages", LogClass.STANDARD, 30, null, 12L, MONDAY);
        Instant from = HourlyCounts.hourOf(at.minusSeconds(3_600));
        LogWindow window =
                new LogWindow(
                        "/messages",
                        at,
                        from,
                        at,
                        Fact.known(new LogStreams(at, true, List.of())),
                        new LogCounts(
                                List.of(),
                                Fact.known(
                                        new LogTraffic(
                                                HourlyCounts.of(from, 7), HourlyCounts.NONE)),
                                new TreeSet<>()),
                        null);
        logs(client).record(SCOPE, at, logs(client).before(SCOPE), List.of(group), List.of(window));
    }

    private static ScopeSummary summary(Instant at) {
        ScopeReport report =
                new ScopeReport(SCOPE, at, at, 1, 1, new TreeMap<>(), List.of(), new Scorecard());
        return new ScopeSummary(report, new ChangeCounts(1, 2, 3, 4, 5));
    }

    private static Object done(Runnable call) {
        call.run();
        return "done";
    }

    private static <T> List<T> all(Iterator<T> items) {
        List<T> all = new ArrayList<>();
        items.forEachRemaining(all::add);
        return all;
    }
}
