package io.muster.handlers.console;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.OpenFinding;
import io.muster.aws.store.OpenSelection;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.ScopeSummary.RosterStamp;
import io.muster.aws.store.WaivedFindings;
import io.muster.console.state.FleetDay;
import io.muster.console.state.FleetSource;
import io.muster.console.state.InstanceCounts;
import io.muster.console.state.ListedDecision;
import io.muster.console.state.ListedFinding;
import io.muster.console.state.ListedInstance;
import io.muster.console.state.MachineFacts;
import io.muster.console.state.OpenFilter;
import io.muster.console.state.OpenPage;
import io.muster.console.state.OpenRow;
import io.muster.console.state.Seen;
import io.muster.console.state.Seen.ScopeSeen;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.SeverityRule;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.CheckTally;
import io.muster.readiness.scorecard.FindingDecision;
import io.muster.readiness.scorecard.GravitonSum;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Policy;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.TrendPoint;
import io.muster.readiness.scorecard.WorkloadScorecard;
import io.muster.readiness.scorecard.WorkloadTally;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A fleet as a table has it, for one page: each part is read when the page asks for it, and once.
 * Not thread-safe.
 */
public final class StoredFleet implements FleetSource {

    /** So many days a trend goes back. */
    private static final int TREND_DAYS = 90;

    /** A workload's goes back less far: each day has all workloads of a scope. */
    private static final int WORKLOAD_TREND_DAYS = 30;

    /** Of so many scopes the names of instances are looked up for a list. */
    private static final int MAX_NAMED_SCOPES = 10;

    /** More at once are asked for a part at a time: two partitions are read, and half is enough. */
    private static final int MAX_LIMIT = 600;

    private final FindingTable table;
    private final GuestStore guests;
    private final Instant now;
    private final Consumer<String> problems;

    private final Map<Scope, Map<String, InstanceReadiness>> rosters = new HashMap<>();
    private final Map<Scope, List<WorkloadTally>> tallies = new HashMap<>();
    private @Nullable List<ScopeSummary> summaries;
    private @Nullable Decisions decisions;
    private @Nullable WaivedFindings waived;
    private @Nullable Map<String, Integer> revisions;

    /**
     * @param now as of when ages and decisions are told
     * @param problems gets a message for each item that cannot be read and is left out
     */
    public StoredFleet(
            FindingTable table, GuestStore guests, Instant now, Consumer<String> problems) {
        this.table = table;
        this.guests = guests;
        this.now = now;
        this.problems = problems;
    }

    private List<ScopeSummary> summaries() {
        if (summaries == null) {
            summaries = table.summaries(corrupt -> tell(corrupt));
        }
        return summaries;
    }

    private void tell(RuntimeException corrupt) {
        problems.accept(String.valueOf(corrupt.getMessage()));
    }

    private Decisions standing() {
        if (decisions == null) {
            decisions = table.decisions().decisions(now, this::tell);
        }
        return decisions;
    }

    private WaivedFindings waived() {
        if (waived == null) {
            waived = WaivedFindings.in(table, standing());
        }
        return waived;
    }

    private Map<String, InstanceReadiness> roster(Scope scope) {
        return rosters.computeIfAbsent(scope, unread -> byId(table.roster(unread)));
    }

    private static Map<String, InstanceReadiness> byId(List<InstanceReadiness> roster) {
        Map<String, InstanceReadiness> byId = new LinkedHashMap<>();
        roster.forEach(each -> byId.put(each.id(), each));
        return byId;
    }

    /** All of them at once. */
    private void readRosters() {
        List<ScopeSummary> unread =
                summaries().stream()
                        .filter(summary -> !rosters.containsKey(summary.report().scope()))
                        .toList();
        table.rosters(unread).forEach((scope, roster) -> rosters.put(scope, byId(roster)));
    }

    private List<WorkloadTally> tallies(Scope scope) {
        if (tallies.isEmpty()) {
            tallies.putAll(table.workloads(scopes()));
        }
        return tallies.getOrDefault(scope, List.of());
    }

    private List<Scope> scopes() {
        return summaries().stream().map(summary -> summary.report().scope()).toList();
    }

    @Override
    public Seen seen() {
        return new Seen(
                summaries().stream()
                        .map(
                                summary ->
                                        new ScopeSeen(
                                                summary.report(),
                                                summary.stale(now) ? summary.begunAt() : null))
                        .toList(),
                table.name(),
                now);
    }

    @Override
    public Scorecard scorecard() {
        Scorecard sum = new Scorecard();
        Set<Scope> recent = new HashSet<>();
        for (ScopeSummary summary : summaries()) {
            sum.add(summary.scorecard(now));
            if (!summary.stale(now)) {
                recent.add(summary.report().scope());
            }
        }
        if (standing().all().stream().anyMatch(each -> standing().standing(each).holds())) {
            for (Scope scope : recent) {
                tallies(scope).forEach(tally -> takeOut(tally, sum));
            }
            for (StoredFinding each : waived().findings().values()) {
                if (recent.contains(each.finding().scope())) {
                    takeOut(each.finding(), sum);
                }
            }
        }
        return sum;
    }

    /** Takes out what is waived in a workload: what the scan counted, and what causes hide. */
    private void takeOut(WorkloadTally tally, Scorecard sum) {
        for (CheckTally check : tally.checks().values()) {
            int hidden = check.causes().values().stream().mapToInt(Integer::intValue).sum();
            takeOut(check, tally, Status.NOT_READY, check.count(Status.NOT_READY), sum);
            takeOut(check, tally, Status.UNKNOWN, check.count(Status.UNKNOWN) - hidden, sum);
            for (Decision each : standing().of(tally.workload())) {
                if (each.target() instanceof Target.OfCause cause
                        && standing().standing(each).holds()) {
                    sum.waive(check.rule().row(), cause.cause(), check.unknownFor(cause.cause()));
                }
            }
        }
    }

    private void takeOut(
            CheckTally check, WorkloadTally of, Status status, int count, Scorecard sum) {
        boolean holds =
                standing()
                        .waiver(
                                "",
                                check.rule(),
                                status == Status.UNKNOWN,
                                of.workload(),
                                () -> Message.EMPTY)
                        .isPresent();
        for (int i = 0; holds && i < count; i++) {
            sum.waive(check.rule(), status);
        }
    }

    /** A finding that has a waiver of its own, unless one of its workload has taken it out. */
    private void takeOut(Finding finding, Scorecard sum) {
        boolean unknown = finding.status() == Status.UNKNOWN;
        boolean before =
                standing()
                        .waiver(
                                "",
                                finding.rule(),
                                unknown,
                                finding.workload(),
                                () -> Message.EMPTY)
                        .isPresent();
        if (!before && isWaived(finding)) {
            sum.waive(finding.rule(), finding.status());
        }
    }

    private boolean isWaived(Finding finding) {
        return standing()
                .waiver(
                        finding.id(),
                        finding.rule(),
                        finding.status() == Status.UNKNOWN,
                        finding.workload(),
                        () -> finding.answer().says().actual())
                .isPresent();
    }

    private boolean isWaived(OpenFinding row) {
        return standing()
                .waiver(
                        row.id(),
                        row.rule(),
                        row.verdict() == Status.UNKNOWN,
                        row.workload(),
                        row::actual)
                .isPresent();
    }

    @Override
    public InstanceCounts instances() {
        Map<Readiness, Integer> counts = new EnumMap<>(Readiness.class);
        int unknown = 0;
        for (ScopeSummary summary : summaries()) {
            if (known(summary)) {
                for (Readiness readiness : Readiness.values()) {
                    counts.merge(readiness, summary.instances(readiness), Integer::sum);
                }
            } else {
                unknown += scanned(summary);
            }
        }
        return new InstanceCounts(counts, unknown);
    }

    /** How many instances there were when they were last listed. */
    private int scanned(ScopeSummary summary) {
        Integer scanned = summary.report().instances();
        return scanned == null ? roster(summary.report().scope()).size() : scanned;
    }

    @Override
    public GravitonSum graviton() {
        GravitonSum sum = GravitonSum.unknown(0);
        for (ScopeSummary summary : summaries()) {
            RosterStamp stamp = summary.roster();
            if (stamp == null || summary.stale(now)) {
                sum = sum.plus(GravitonSum.unknown(scanned(summary)));
            } else if (stamp.graviton() != null) {
                sum = sum.plus(stamp.graviton());
            } else {
                GravitonTotals totals = new GravitonTotals();
                roster(summary.report().scope()).values().forEach(totals::add);
                sum = sum.plus(totals.sum());
            }
        }
        return sum;
    }

    private boolean known(ScopeSummary summary) {
        return !summary.stale(now) && summary.roster() != null;
    }

    @Override
    public List<ListedInstance> machines() {
        readRosters();
        List<ListedInstance> machines = new ArrayList<>();
        for (ScopeSummary summary : summaries()) {
            Scope scope = summary.report().scope();
            for (InstanceReadiness each : roster(scope).values()) {
                machines.add(new ListedInstance(scope, each, known(summary), MachineFacts.NONE));
            }
        }
        return machines;
    }

    @Override
    public String name(Scope scope, String resource) {
        if (!rosters.containsKey(scope) && rosters.size() >= MAX_NAMED_SCOPES) {
            return "";
        }
        InstanceReadiness instance = roster(scope).get(resource);
        return instance == null || instance.name() == null ? "" : instance.name();
    }

    @Override
    public OpenPage open(OpenFilter filter, String after, int max) {
        Optional<OpenPlace> from = OpenPlace.parse(after);
        Set<Scope> scopes = new HashSet<>();
        summaries().forEach(summary -> scopes.add(summary.report().scope()));
        List<OpenFinding> rows = new ArrayList<>();
        for (OpenPlace part : parts(filter, from.orElse(null))) {
            if (rows.size() > max) {
                break;
            }
            Iterator<OpenFinding> found =
                    table.openRows(selection(filter, part, max), summaries(), problems);
            while (rows.size() <= max && found.hasNext()) {
                OpenFinding row = found.next();
                if (scopes.contains(row.scope()) && !isWaived(row)) {
                    rows.add(row);
                }
            }
        }
        boolean more = rows.size() > max;
        List<OpenFinding> shown = more ? rows.subList(0, max) : rows;
        return new OpenPage(
                shown.stream().map(StoredFleet::row).toList(), more ? place(shown.getLast()) : "");
    }

    private static String place(OpenFinding row) {
        return new OpenPlace(row.rule().severity(), row.verdict(), row.place()).toString();
    }

    /** The parts of the index that are asked for, the first one from a place on. */
    private static List<OpenPlace> parts(OpenFilter filter, @Nullable OpenPlace from) {
        List<OpenPlace> parts = new ArrayList<>();
        Set<Severity> severities = severities(filter.check());
        boolean passed = from == null;
        for (OpenPlace part : OpenPlace.beginnings()) {
            boolean here = from != null && part.isWith(from);
            passed |= here;
            if (passed
                    && severities.contains(part.severity())
                    && (filter.severity() == null || filter.severity() == part.severity())
                    && (filter.verdict() == null || filter.verdict() == part.verdict())) {
                parts.add(here ? from : part);
            }
        }
        return parts;
    }

    /** Those that findings of a check may have: the rest of the index need not be read for it. */
    private static Set<Severity> severities(String check) {
        return BuiltInChecks.catalogue()
                .byId(check)
                .map(known -> SeverityRule.severities(known.spec().severity()))
                .orElse(EnumSet.allOf(Severity.class));
    }

    private static OpenSelection selection(OpenFilter filter, OpenPlace part, int max) {
        boolean whole =
                filter.row() == null && filter.check().isEmpty() && filter.workload().isEmpty();
        return new OpenSelection(
                part.severity(),
                part.verdict(),
                filter.row(),
                filter.check().isEmpty() ? null : filter.check(),
                filter.workload().isEmpty() ? null : filter.workload(),
                filter.newestFirst(),
                part.place(),
                whole ? Math.min(max + 1, MAX_LIMIT) : 0);
    }

    private static OpenRow row(OpenFinding row) {
        return new OpenRow(
                row.id(),
                row.rule(),
                row.verdict(),
                row.scope(),
                row.resource(),
                row.workload(),
                row.says(),
                row.firstSeen());
    }

    @Override
    public Optional<ListedFinding> finding(String id) {
        return Target.parse(id)
                .filter(Target.OfFinding.class::isInstance)
                .map(Target.OfFinding.class::cast)
                .flatMap(target -> table.named(List.of(target)).values().stream().findFirst())
                .map(this::listed);
    }

    private ListedFinding listed(StoredFinding stored) {
        Finding finding = stored.finding();
        InstanceReadiness instance = roster(finding.scope()).get(finding.resource().id());
        return ListedFinding.of(
                stored,
                instance == null ? null : instance.name(),
                instance == null ? null : instance.tags().owner(),
                summaries().stream()
                        .filter(summary -> summary.report().scope().equals(finding.scope()))
                        .findFirst()
                        .map(summary -> summary.lookedAt(finding))
                        .orElse(null));
    }

    @Override
    public List<ListedFinding> findings(Scope scope, String instance) {
        List<ListedFinding> open = new ArrayList<>();
        table.findings(scope, List.of(new ResourceRef(ResourceType.INSTANCE, instance, null)))
                .forEachRemaining(
                        stored -> {
                            if (stored.open() && !isWaived(stored.finding())) {
                                open.add(listed(stored));
                            }
                        });
        return open;
    }

    @Override
    public MachineFacts inside(Scope scope, String instance) {
        return StoredMachine.of(
                StoredMachine.answer(
                        guests.observations(scope, now, List.of(instance)).get(instance)),
                roster(scope).get(instance),
                table.securityGroups(scope));
    }

    @Override
    public List<WorkloadScorecard> workloads() {
        Map<String, List<WorkloadTally>> all = new TreeMap<>();
        for (ScopeSummary summary : summaries()) {
            for (WorkloadTally tally : tallies(summary.report().scope())) {
                all.computeIfAbsent(tally.workload(), unused -> new ArrayList<>())
                        .add(summary.stale(now) ? tally.unknown() : tally);
            }
        }
        Map<String, List<FindingDecision>> byWorkload = waived().byWorkload();
        List<WorkloadScorecard> cards = new ArrayList<>();
        all.forEach(
                (workload, scopes) ->
                        cards.add(
                                WorkloadScorecard.of(
                                        WorkloadTally.sum(scopes),
                                        standing(),
                                        byWorkload.getOrDefault(workload, List.of()),
                                        Policy.usual())));
        return List.copyOf(cards);
    }

    @Override
    public List<ListedDecision> decisions() {
        return listed(standing().all());
    }

    @Override
    public List<ListedDecision> about(ListedFinding finding) {
        return listed(
                standing().all().stream()
                        .filter(each -> speaksOf(each.target(), finding.finding()))
                        .toList());
    }

    private static boolean speaksOf(Target target, Finding finding) {
        String workload = finding.workload();
        return switch (target) {
            case Target.OfFinding of -> of.id().equals(finding.id());
            case Target.OfCheck of ->
                    of.check().equals(finding.check()) && of.workload().equals(workload);
            case Target.OfRow of ->
                    of.row() == finding.rule().row() && of.workload().equals(workload);
            case Target.OfCause of ->
                    of.workload().equals(workload)
                            && Target.OfCause.isToldBy(
                                    of.cause(), finding.rule(), finding.status() == Status.UNKNOWN);
            case Target.OfItem unused -> false;
        };
    }

    private List<ListedDecision> listed(List<Decision> some) {
        List<ListedDecision> listed = new ArrayList<>();
        for (Decision each : some) {
            listed.add(new ListedDecision(each, standing(each)));
        }
        return listed;
    }

    private Standing standing(Decision decision) {
        if (decision instanceof Waiver waiver && waiver.finding() != null) {
            StoredFinding about = waived().findings().get(waiver.target().text());
            if (about != null) {
                return standing().standing(waiver, about.finding().answer().says().actual());
            }
        }
        return standing().standing(decision);
    }

    @Override
    public int revision(Target target) {
        if (revisions == null) {
            revisions = new HashMap<>();
            for (RecordedDecision each : table.decisions().all(this::tell)) {
                revisions.put(each.target().text(), each.revision());
            }
        }
        return revisions.getOrDefault(target.text(), 0);
    }

    @Override
    public List<RecordedDecision> history(Target target) {
        return table.decisions().history(target, this::tell);
    }

    @Override
    public List<FleetDay> trend() {
        LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(TREND_DAYS);
        List<FleetDay> days = new ArrayList<>();
        table.fleetTrend(from)
                .forEach(
                        (day, fleet) ->
                                days.add(
                                        new FleetDay(
                                                day,
                                                fleet.scorecard().count(Status.NOT_READY),
                                                fleet.scorecard().count(Status.UNKNOWN))));
        return Collections.unmodifiableList(days);
    }

    @Override
    public List<FleetDay> trend(String workload) {
        LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(WORKLOAD_TREND_DAYS);
        Map<LocalDate, TrendPoint> days = new TreeMap<>();
        for (ScopeSummary summary : summaries()) {
            Scope scope = summary.report().scope();
            if (tallies(scope).stream().anyMatch(tally -> tally.workload().equals(workload))) {
                table.trend(scope, from)
                        .forEach(
                                (day, points) -> {
                                    TrendPoint point = points.get(workload);
                                    if (point != null) {
                                        days.merge(day, point, TrendPoint::plus);
                                    }
                                });
            }
        }
        return days.entrySet().stream()
                .map(
                        day ->
                                new FleetDay(
                                        day.getKey(),
                                        day.getValue().notReady(),
                                        day.getValue().unknown()))
                .toList();
    }
}
