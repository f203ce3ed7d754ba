package io.muster.cli.findings;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.OpenFinding;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.StoreException;
import io.muster.cli.output.Entry;
import io.muster.cli.output.Entry.About;
import io.muster.cli.output.Entry.Scanned;
import io.muster.cli.output.Origin;
import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.output.Reports;
import io.muster.cli.output.Row;
import io.muster.cli.output.Totals;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Session;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.finding.Stored;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.finding.UnreadableFinding;
import io.muster.readiness.scorecard.CheckTally;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.WorkloadTally;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A table's findings on their way to the reports: as rows of an index where these do. */
public final class TableFindings {

    /** Partitions are read side by side; more at a time need more memory. */
    private static final int AT_A_TIME = 4;

    private final FindingTable table;
    private final List<ScopeSummary> summaries;
    private final Decisions decisions;
    private final Session session;
    private final Instant now;
    private final Map<Scope, List<InstanceReadiness>> rosters = new TreeMap<>();
    private final Map<Scope, Map<String, About>> tags = new TreeMap<>();

    private TableFindings(
            FindingTable table,
            List<ScopeSummary> summaries,
            Decisions decisions,
            Session session) {
        this.table = table;
        this.summaries = summaries;
        this.decisions = decisions;
        this.session = session;
        this.now = session.clock().instant();
    }

    /**
     * What a table knows of scopes.
     *
     * @param session gets a line for each item that cannot be read
     * @throws CommandFailure if no scan was ever recorded in it
     */
    public static TableFindings of(FindingTable table, Session session) {
        List<ScopeSummary> summaries = table.summaries(corrupt -> tell(session, corrupt));
        if (summaries.isEmpty()) {
            throw CommandFailure.error(
                    Message.of("screen.no-scan").with("table", table.name()),
                    Message.of("screen.no-scan-next").with("table", table.name()));
        }
        Decisions decisions =
                table.decisions()
                        .decisions(session.clock().instant(), corrupt -> tell(session, corrupt));
        return new TableFindings(table, summaries, decisions, session);
    }

    private static void tell(Session session, StoreException corrupt) {
        session.tell(corrupt.whatIsWrong());
    }

    /** The same for some of the scopes. */
    TableFindings in(Predicate<Scope> wanted) {
        return new TableFindings(
                table,
                summaries.stream()
                        .filter(summary -> wanted.test(summary.report().scope()))
                        .toList(),
                decisions,
                session);
    }

    /** The newest scan of each scope. */
    public List<ScopeSummary> summaries() {
        return summaries;
    }

    /** The waiver that holds for a finding; empty where it counts. */
    public Optional<Waiver> waiver(Row row) {
        return decisions.isEmpty()
                ? Optional.empty()
                : decisions.waiver(
                        row.id(),
                        row.rule(),
                        row.status() == Status.UNKNOWN,
                        row.of().workload(),
                        row::actual);
    }

    /** The decisions on record. */
    public Decisions decisions() {
        return decisions;
    }

    /** Whether a scope's newest scan is too old to count. */
    public boolean stale(ScopeSummary summary) {
        return summary.stale(now);
    }

    Origin origin() {
        return new Origin(
                null,
                summaries.stream()
                        .map(
                                summary ->
                                        new ScopeState(
                                                summary.report(),
                                                stale(summary) ? summary.begunAt() : null,
                                                summary.left() != null))
                        .toList(),
                now);
    }

    /** Shows all that is open. */
    public void show(Reports reports) {
        reports.begin(origin());
        Optional<Consumer<Row>> rows = reports.rows();
        List<Row> waived = new ArrayList<>();
        if (rows.isPresent()) {
            eachOpen(
                    row -> {
                        if (waiver(row).isPresent()) {
                            waived.add(row);
                        } else {
                            rows.get().accept(row);
                        }
                    });
        } else {
            each(
                    stored -> {
                        if (stored.open()) {
                            Entry entry = entry(stored, reports.readsRoster());
                            if (waiver(entry.row()).isPresent()) {
                                waived.add(entry.row());
                            } else {
                                reports.add(entry);
                            }
                        }
                    });
        }
        reports.end(
                new Totals(
                        scorecard(row -> true, waived),
                        instances(reports.readsRoster(), false, instance -> true),
                        told(waived)));
    }

    /**
     * The rows of an index that are open, in no order: the partitions are read side by side.
     *
     * @param to called by one thread at a time
     */
    void eachOpen(Consumer<Row> to) {
        Set<Scope> chosen = new HashSet<>();
        summaries.forEach(summary -> chosen.add(summary.report().scope()));
        Consumer<OpenFinding> one =
                row -> {
                    if (chosen.contains(row.scope())) {
                        synchronized (chosen) {
                            to.accept(row(row));
                        }
                    }
                };
        List<Callable<Boolean>> queries = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            for (Status verdict : List.of(Status.NOT_READY, Status.UNKNOWN)) {
                queries.add(
                        () -> {
                            openRows(severity, verdict).forEachRemaining(one);
                            return true;
                        });
            }
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (Future<Boolean> query : threads.invokeAll(queries)) {
                query.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("reading the table was interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        }
    }

    private Iterator<OpenFinding> openRows(Severity severity, Status verdict) {
        return table.openRows(
                severity, verdict, summaries, problem -> session.tell(Message.literal(problem)));
    }

    /** The findings of the scopes, open and resolved. */
    public void each(Consumer<StoredFinding> to) {
        for (ScopeSummary summary : summaries) {
            Iterator<Stored> all =
                    table.stored(
                            summary.report().scope(),
                            "",
                            problem -> session.tell(Message.literal(problem)));
            while (all.hasNext()) {
                switch (all.next()) {
                    case StoredFinding finding -> to.accept(finding);
                    case UnreadableFinding unreadable -> {
                        // Its problem was told when it was read.
                    }
                }
            }
        }
    }

    /** A whole finding, with the name of its instance where that is known. */
    public Entry entry(StoredFinding stored, boolean named) {
        Finding finding = stored.finding();
        return Entry.stored(
                stored,
                named ? about(finding) : About.NOTHING,
                summaries.stream()
                        .filter(summary -> summary.report().scope().equals(finding.scope()))
                        .map(
                                summary ->
                                        new Scanned(
                                                summary.begunAt(),
                                                stale(summary),
                                                summary.lookedAt(finding)))
                        .findFirst()
                        .orElse(null));
    }

    private About about(Finding finding) {
        return tags.computeIfAbsent(finding.scope(), this::tags)
                .getOrDefault(finding.resource().id(), About.NOTHING);
    }

    private Map<String, About> tags(Scope scope) {
        Map<String, About> byId = new HashMap<>();
        for (InstanceReadiness instance : roster(scope)) {
            byId.put(
                    instance.id(),
                    new About(instance.name(), instance.tags().owner(), instance.graviton()));
        }
        return byId;
    }

    /** The instances of a scope; empty where no scan listed them. */
    public List<InstanceReadiness> roster(Scope scope) {
        return rosters.computeIfAbsent(scope, table::roster);
    }

    /** What is said of findings that are not shown because they are waived. */
    static List<Message> told(List<Row> waived) {
        return waived.isEmpty()
                ? List.of()
                : List.of(Message.of("decision.waived-count").with("count", waived.size()));
    }

    /**
     * The counts of the scopes' scans; what is too old to count is unknown.
     *
     * @param rows of the checklist that are wanted
     * @param waived findings that are not to be counted
     */
    public Scorecard scorecard(Predicate<ChecklistRow> rows, List<Row> waived) {
        Scorecard sum = new Scorecard();
        boolean all = true;
        for (ChecklistRow row : ChecklistRow.values()) {
            all &= rows.test(row);
        }
        for (ScopeSummary summary : summaries) {
            Scorecard counted = summary.report().scorecard();
            boolean stale = stale(summary);
            for (ChecklistRow row : ChecklistRow.values()) {
                if (rows.test(row)) {
                    for (Status status : Status.values()) {
                        boolean unknown = stale && status != Status.NOT_APPLICABLE;
                        sum.add(row, unknown ? Status.UNKNOWN : status, counted.count(row, status));
                    }
                }
            }
            for (Severity severity : Severity.values()) {
                sum.addNotReady(severity, all && !stale ? counted.notReady(severity) : 0);
            }
            for (Kind kind : Kind.values()) {
                if (all && counted.explained(kind) > 0) {
                    sum.addExplained(kind, counted.explained(kind));
                }
            }
        }
        Set<Scope> old = new HashSet<>();
        summaries.stream().filter(this::stale).forEach(each -> old.add(each.report().scope()));
        waived.stream()
                .filter(row -> !old.contains(row.of().scope()) && rows.test(row.rule().row()))
                .forEach(row -> sum.waive(row.rule(), row.status()));
        waiveHidden(sum, rows);
        return sum;
    }

    /** What a waived cause hides is waived with it: one query a scope more, where there is one. */
    private void waiveHidden(Scorecard sum, Predicate<ChecklistRow> rows) {
        List<Target.OfCause> causes = new ArrayList<>();
        for (Decision decision : decisions.all()) {
            if (decision.target() instanceof Target.OfCause cause
                    && decisions.standing(decision).holds()) {
                causes.add(cause);
            }
        }
        if (causes.isEmpty()) {
            return;
        }
        for (ScopeSummary summary : summaries) {
            if (!stale(summary)) {
                for (WorkloadTally tally : table.workloads(summary.report().scope())) {
                    for (Target.OfCause cause : causes) {
                        if (cause.workload().equals(tally.workload())) {
                            tally.checks()
                                    .values()
                                    .forEach(check -> waiveHidden(check, cause, sum, rows));
                        }
                    }
                }
            }
        }
    }

    private static void waiveHidden(
            CheckTally check, Target.OfCause cause, Scorecard sum, Predicate<ChecklistRow> rows) {
        if (rows.test(check.rule().row())) {
            sum.waive(check.rule().row(), cause.cause(), check.unknownFor(cause.cause()));
        }
    }

    /**
     * The instances of the scopes.
     *
     * @param listed whether each is wanted, and not only their number
     * @param some whether some are left out, so that they must be read to be counted
     * @param wanted which are not left out
     */
    Totals.Instances instances(boolean listed, boolean some, Predicate<InstanceReadiness> wanted) {
        Map<Readiness, Integer> counts = new EnumMap<>(Readiness.class);
        List<Totals.Listed> each = new ArrayList<>();
        int unknown = 0;
        for (ScopeSummary summary : summaries) {
            boolean known = !stale(summary) && summary.roster() != null;
            List<InstanceReadiness> roster =
                    listed || some
                            ? roster(summary.report().scope()).stream().filter(wanted).toList()
                            : List.of();
            if (listed) {
                roster.forEach(instance -> each.add(new Totals.Listed(instance, known)));
            }
            if (!known) {
                Integer scanned = summary.report().instances();
                unknown += some ? roster.size() : scanned == null ? 0 : scanned;
            } else if (some) {
                roster.forEach(instance -> counts.merge(instance.readiness(), 1, Integer::sum));
            } else {
                for (Readiness readiness : Readiness.values()) {
                    counts.merge(readiness, summary.instances(readiness), Integer::sum);
                }
            }
        }
        return new Totals.Instances(counts, unknown, each);
    }

    /** What a list says of an index's row. */
    public static Row row(OpenFinding open) {
        return new Row(
                new Row.Of(
                        open.scope(),
                        open.resource().type(),
                        open.resource().id(),
                        open.workload()),
                open.rule(),
                open.verdict(),
                open.title(),
                open.says(),
                null,
                open.firstSeen(),
                lastSeen(open.lastSeen()));
    }

    private static @Nullable LastSeen lastSeen(@Nullable Instant at) {
        return at == null ? null : new LastSeen(at, "");
    }
}
