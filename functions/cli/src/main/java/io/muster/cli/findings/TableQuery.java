package io.muster.cli.findings;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.option.FindingState;
import io.muster.cli.output.Entry;
import io.muster.cli.output.Reports;
import io.muster.cli.output.Row;
import io.muster.cli.output.Totals;
import io.muster.cli.selection.FailOn;
import io.muster.cli.selection.KnownNames;
import io.muster.cli.selection.KnownNames.Kind;
import io.muster.cli.selection.Selection;
import io.muster.cli.selection.Since;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a table.
 *
 * @param resource the one resource that is asked for; null for all
 * @param since when the findings were first seen at the earliest; null for all
 */
record TableQuery(
        Selection selection, @Nullable String resource, @Nullable Since since, FindingState state) {

    /** Asks the table in the narrowest of its own orders that holds all that is asked for. */
    void show(
            FindingTable table,
            TableFindings findings,
            boolean explained,
            FailOn watch,
            Reports reports) {
        Run run = new Run(table, findings, selection.shown(explained), watch, reports);
        run.show();
    }

    private final class Run {
        private final FindingTable table;
        private final TableFindings findings;
        private final Selection.Shown shown;
        private final FailOn watch;
        private final Reports reports;
        private final Set<Scope> scopes = new HashSet<>();
        private final Set<String> instances = new LinkedHashSet<>();
        private final List<Row> waived = new ArrayList<>();
        private final @Nullable Instant earliest;

        private Run(
                FindingTable table,
                TableFindings findings,
                Selection.Shown shown,
                FailOn watch,
                Reports reports) {
            this.table = table;
            this.findings = findings;
            this.shown = shown;
            this.watch = watch;
            this.reports = reports;
            findings.summaries().forEach(summary -> scopes.add(summary.report().scope()));
            this.earliest = since == null ? null : since.before(findings.origin().now());
        }

        private void show() {
            List<Iterator<StoredFinding>> narrow = narrow();
            Optional<Consumer<Row>> rows = reports.rows();
            reports.begin(findings.origin());
            if (!narrow.isEmpty()) {
                narrow.forEach(some -> some.forEachRemaining(this::add));
            } else if (rows.isPresent()
                    && (state == FindingState.OPEN || state == FindingState.WAIVED)) {
                findings.eachOpen(row -> add(row, rows.get()));
            } else {
                findings.each(this::add);
            }
            List<Message> notShown = new ArrayList<>(shown.notShown());
            if (state == FindingState.OPEN) {
                notShown.addAll(TableFindings.told(waived));
            }
            reports.end(new Totals(scorecard(), instances(), notShown));
        }

        /** By resource or workload, each of which the table holds together; empty for all. */
        private List<Iterator<StoredFinding>> narrow() {
            List<Iterator<StoredFinding>> narrow = new ArrayList<>();
            if (resource != null) {
                Iterator<StoredFinding> of = table.ofResource(resource);
                if (!of.hasNext()) {
                    require(Kind.RESOURCE, resource, names(true));
                }
                narrow.add(of);
            } else if (!selection.instances().isEmpty()) {
                for (String instance : selection.instances()) {
                    Set<String> ids = ids(instance);
                    instances.addAll(ids);
                    ids.forEach(id -> narrow.add(table.ofResource(id)));
                }
            } else {
                for (String workload : selection.workloads()) {
                    Iterator<StoredFinding> of = table.ofWorkload(workload);
                    if (!of.hasNext()) {
                        require(Kind.WORKLOAD, workload, names(false));
                    }
                    narrow.add(of);
                }
            }
            return narrow;
        }

        /** The ids of the instances of an id or Name. */
        private Set<String> ids(String instance) {
            Set<String> ids = new TreeSet<>();
            for (ScopeSummary summary : findings.summaries()) {
                for (InstanceReadiness each : findings.roster(summary.report().scope())) {
                    if (each.id().equals(instance) || instance.equals(each.name())) {
                        ids.add(each.id());
                    }
                }
            }
            if (ids.isEmpty()) {
                if (!table.ofResource(instance).hasNext()) {
                    require(Kind.INSTANCE, instance, names(true));
                }
                ids.add(instance);
            }
            return ids;
        }

        private void require(Kind kind, String name, Set<String> known) {
            if (!known.contains(name)) {
                throw KnownNames.unknown(kind, name, known, KnownNames.inTable(table.name()));
            }
        }

        /**
         * What the rosters know.
         *
         * @param ofInstances their ids and Names, or else their workloads
         */
        private Set<String> names(boolean ofInstances) {
            Set<String> names = new TreeSet<>();
            for (ScopeSummary summary : findings.summaries()) {
                for (InstanceReadiness each : findings.roster(summary.report().scope())) {
                    if (ofInstances) {
                        names.add(each.id());
                        if (each.name() != null) {
                            names.add(each.name());
                        }
                    } else if (each.workload() != null) {
                        names.add(each.workload());
                    }
                }
            }
            if (!ofInstances) {
                // Those of groups alone and of rosters that an older Muster did not make.
                findings.eachOpen(
                        row -> {
                            if (row.of().workload() != null) {
                                names.add(row.of().workload());
                            }
                        });
            }
            return names;
        }

        private void add(StoredFinding stored) {
            Entry entry = findings.entry(stored, reports.readsRoster());
            Row row = entry.row();
            if (!asked(row)) {
                return;
            }
            boolean accepted = stored.open() && accepted(row);
            boolean inState =
                    switch (state) {
                        case OPEN -> stored.open() && !accepted;
                        case RESOLVED -> !stored.open();
                        case WAIVED -> accepted;
                        case ALL -> true;
                    };
            if (!inState) {
                return;
            }
            if (stored.open() && !accepted) {
                see(row);
            }
            if (shown.shows(row.rule(), row.status(), false)) {
                reports.add(entry);
            }
        }

        private void add(Row row, Consumer<Row> to) {
            if (!asked(row)) {
                return;
            }
            boolean accepted = accepted(row);
            if (accepted != (state == FindingState.WAIVED)) {
                return;
            }
            if (!accepted) {
                see(row);
            }
            if (shown.shows(row.rule(), row.status(), false)) {
                to.accept(row);
            }
        }

        /** Whether an open finding is waived, and so leaves the counts. */
        private boolean accepted(Row row) {
            boolean accepted = findings.waiver(row).isPresent();
            if (accepted) {
                waived.add(row);
            }
            return accepted;
        }

        private void see(Row row) {
            watch.see(row.rule(), row.status(), row::id);
        }

        private boolean asked(Row row) {
            Row.Of of = row.of();
            boolean about =
                    instances.isEmpty()
                            ? selection.looksAt(of.type(), of.id(), of.workload())
                            : of.type() == ResourceType.INSTANCE
                                    && instances.contains(of.id())
                                    && selection.ofWorkloads(of.workload());
            return about
                    && scopes.contains(of.scope())
                    && selection.asksFor(row.rule())
                    && (resource == null || resource.equals(of.id()))
                    && (earliest == null
                            || row.firstSeen() == null
                            || !row.firstSeen().isBefore(earliest));
        }

        /** The counts of the scans, where they are of what is asked for. */
        private @Nullable Scorecard scorecard() {
            boolean some =
                    resource != null
                            || selection.someSubjects()
                            || selection.someChecks()
                            || since != null
                            || state == FindingState.RESOLVED
                            || state == FindingState.WAIVED;
            return some ? null : findings.scorecard(selection::asksForRow, waived);
        }

        private Totals.Instances instances() {
            if (selection.partial() || since != null || resource != null) {
                Totals.Instances all =
                        findings.instances(reports.readsRoster(), true, this::wanted);
                return new Totals.Instances(null, 0, all.each());
            }
            return findings.instances(
                    reports.readsRoster(), selection.someSubjects(), this::wanted);
        }

        private boolean wanted(InstanceReadiness instance) {
            return (resource == null || resource.equals(instance.id()))
                    && (instances.isEmpty() || instances.contains(instance.id()))
                    && selection.ofWorkloads(instance.workload());
        }
    }
}
