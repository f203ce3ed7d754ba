package io.muster.cli.report;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.StoredFacts;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.report.Migration.Gaps;
import io.muster.cli.selection.KnownNames;
import io.muster.cli.selection.KnownNames.Kind;
import io.muster.cli.session.Session;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.migration.MigrationPlan;
import io.muster.readiness.migration.ScannedInstance;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.InstanceRoster;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a plan is made of: from a table's newest scans, or from a scan of now.
 *
 * @param wanted the names of the workloads; empty for all
 */
record MigrationReader(Session session, List<String> wanted) {

    /** The check whose finding says what a target type changes. */
    private static final String CHECK = "graviton-target";

    private static final String CHANGES = "graviton-target.changes";

    /** What was read. */
    private static final class Found {

        private final List<ScannedInstance> instances = new ArrayList<>();
        private final List<String> outdated = new ArrayList<>();
        private final List<String> unread = new ArrayList<>();
    }

    /** The plans of a table: one query a scope, and one for each workload that is wanted. */
    Migration ofTable(FindingTable table, TableFindings findings) {
        Found found = new Found();
        Map<String, List<Message>> changes = new HashMap<>();
        wanted.forEach(workload -> changes(table.ofWorkload(workload), changes));
        for (ScopeSummary summary : findings.summaries()) {
            Scope scope = summary.report().scope();
            boolean current = !findings.stale(summary);
            if (!current) {
                found.outdated.add(scope.toString());
            }
            if (summary.report().instances() == null || summary.roster() == null) {
                found.unread.add(scope.toString());
            }
            for (InstanceReadiness instance : findings.roster(scope)) {
                found.instances.add(scanned(scope, instance, current, changes));
            }
        }
        return migration(
                found,
                Message.of("migration.from-table").with("table", table.name()),
                KnownNames.inTable(table.name()),
                true);
    }

    private static void changes(
            Iterator<StoredFinding> findings, Map<String, List<Message>> changes) {
        findings.forEachRemaining(
                stored -> {
                    Finding finding = stored.finding();
                    if (stored.open() && finding.check().equals(CHECK)) {
                        changes.put(finding.resource().id(), changes(finding));
                    }
                });
    }

    private static List<Message> changes(Finding finding) {
        return finding.answer().says().evidence().stream()
                .filter(line -> line.code().equals(CHANGES))
                .toList();
    }

    private static ScannedInstance scanned(
            Scope scope,
            InstanceReadiness instance,
            boolean current,
            Map<String, List<Message>> changes) {
        GravitonVerdict verdict = instance.graviton();
        Option target = verdict == null ? null : verdict.target();
        String type = target == null ? "" : target.instanceType();
        return new ScannedInstance(
                scope,
                instance,
                current,
                changes.getOrDefault(instance.id(), List.of()).stream()
                        .filter(line -> line.text("target").filter(type::equals).isPresent())
                        .toList());
    }

    /**
     * The plans of a scan of now, which is written nowhere.
     *
     * @param stored what guests said last; null where no table is given
     * @param table its name; null as above
     */
    Migration ofScan(
            AwsAccess access,
            List<String> regions,
            boolean ownEndpoint,
            @Nullable StoredFacts stored,
            @Nullable String table) {
        Thresholds thresholds = session.thresholds();
        List<ScopeScan> scans = new ReportScans(session).of(access, regions, ownEndpoint, stored);
        Found found = new Found();
        scans.forEach(scan -> judge(scan, thresholds, found));
        return migration(
                found,
                table == null
                        ? Message.of("migration.from-scan")
                        : Message.of("migration.from-scan-with-table").with("table", table),
                Message.of("screen.in-scan"),
                stored != null);
    }

    private static void judge(ScopeScan scan, Thresholds thresholds, Found found) {
        Scope scope = scan.fleet().scope();
        Map<String, List<Message>> changes = new HashMap<>();
        List<InstanceReadiness> all = new ArrayList<>();
        InstanceRoster roster = new InstanceRoster(thresholds, all::add);
        roster.begin(scan.fleet());
        scan.judge(
                fresh -> {
                    roster.accept(fresh.judgement());
                    if (fresh.finding().check().equals(CHECK)) {
                        changes.put(fresh.finding().resource().id(), changes(fresh.finding()));
                    }
                });
        roster.close();
        all.forEach(each -> found.instances.add(scanned(scope, each, true, changes)));
        if (scan.collected().instances() == null) {
            found.unread.add(scope.toString());
        }
    }

    private Migration migration(Found found, Message origin, Message where, boolean guests) {
        Map<String, List<ScannedInstance>> workloads = new TreeMap<>();
        List<ScannedInstance> without = new ArrayList<>();
        for (ScannedInstance scanned : found.instances) {
            String workload = scanned.instance().workload();
            (workload == null
                            ? without
                            : workloads.computeIfAbsent(workload, unused -> new ArrayList<>()))
                    .add(scanned);
        }
        if (found.unread.isEmpty()) {
            for (String name : wanted) {
                if (!workloads.containsKey(name)) {
                    throw KnownNames.unknown(Kind.WORKLOAD, name, workloads.keySet(), where);
                }
            }
        }
        List<MigrationPlan> plans = new ArrayList<>();
        GravitonTotals totals = new GravitonTotals();
        workloads.forEach(
                (workload, instances) -> {
                    if (wanted.isEmpty() || wanted.contains(workload)) {
                        plans.add(MigrationPlan.of(workload, instances));
                        instances.forEach(each -> each.count(totals));
                    }
                });
        if (wanted.isEmpty() && !without.isEmpty()) {
            plans.add(MigrationPlan.of(null, without));
            without.forEach(each -> each.count(totals));
        }
        plans.sort(
                Comparator.comparing((MigrationPlan plan) -> plan.totals().monthlySavingAtMost())
                        .reversed()
                        .thenComparing(
                                MigrationPlan::workload,
                                Comparator.nullsLast(Comparator.naturalOrder())));
        return new Migration(
                origin,
                !wanted.isEmpty(),
                plans,
                totals,
                new Gaps(found.outdated, found.unread, guests),
                session.clock().instant());
    }
}
