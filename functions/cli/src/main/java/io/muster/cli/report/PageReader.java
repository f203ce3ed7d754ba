package io.muster.cli.report;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.StoredFacts;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.output.Entry;
import io.muster.cli.output.Row;
import io.muster.cli.scan.SubjectTags;
import io.muster.cli.session.Session;
import io.muster.console.state.AttachedVolume;
import io.muster.console.state.FleetState;
import io.muster.console.state.InstanceCounts;
import io.muster.console.state.ListedDecision;
import io.muster.console.state.ListedFinding;
import io.muster.console.state.ListedInstance;
import io.muster.console.state.MachineFacts;
import io.muster.console.state.MachineFacts.Disks;
import io.muster.console.state.Seen;
import io.muster.console.state.Seen.ScopeSeen;
import io.muster.handlers.console.StoredMachine;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.InstanceRoster;
import io.muster.readiness.scorecard.Policy;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.WorkloadScorecard;
import io.muster.readiness.scorecard.WorkloadTallies;
import io.muster.readiness.scorecard.WorkloadTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings what the page shows: from a scan that is made now, or from a table. */
public record PageReader(Session session, Policy policy) {

    /** What scans found, as it comes. */
    private static final class Found {
        private final List<ScopeSeen> scopes = new ArrayList<>();
        private final Scorecard scorecard = new Scorecard();
        private final Map<Readiness, Integer> counts = new EnumMap<>(Readiness.class);
        private final List<ListedInstance> machines = new ArrayList<>();
        private final List<ListedFinding> findings = new ArrayList<>();
        private final Map<String, WorkloadTally> tallies = new TreeMap<>();
    }

    /**
     * Scans regions, and writes nothing.
     *
     * @param access whose account is scanned
     * @param elsewhere whether an endpoint of its own is asked, whose prices are not kept
     */
    FleetState scan(AwsAccess access, List<String> regions, boolean elsewhere) {
        Thresholds thresholds = session.thresholds();
        List<ScopeScan> scans = new ReportScans(session).of(access, regions, elsewhere, null);
        Found found = new Found();
        for (ScopeScan scan : scans) {
            add(scan, thresholds, found);
        }
        Instant now = session.clock().instant();
        Decisions decisions = new Decisions(List.of(), now);
        return new FleetState(
                new Seen(found.scopes, null, now),
                found.scorecard,
                new InstanceCounts(found.counts, 0),
                found.machines,
                found.findings,
                List.of(),
                found.tallies.values().stream()
                        .map(tally -> WorkloadScorecard.of(tally, decisions, List.of(), policy))
                        .toList());
    }

    private static void add(ScopeScan scan, Thresholds thresholds, Found found) {
        Fleet fleet = scan.fleet();
        SubjectTags tags = new SubjectTags(thresholds.get(Setting.OWNER_TAG_KEY));
        WorkloadTallies tallies = new WorkloadTallies();
        InstanceRoster roster =
                new InstanceRoster(
                        thresholds,
                        instance -> {
                            found.counts.merge(instance.readiness(), 1, Integer::sum);
                            found.machines.add(
                                    new ListedInstance(
                                            fleet.scope(),
                                            instance,
                                            true,
                                            machine(fleet, instance, thresholds)));
                        });
        roster.begin(fleet);
        ScopeReport report =
                scan.judge(
                        judged -> {
                            Judgement judgement = judged.judgement();
                            roster.accept(judgement);
                            tallies.accept(judgement);
                            if (judgement.verdict().told()) {
                                found.findings.add(listed(judged, tags));
                            }
                        });
        roster.close();
        scan.complete(tallies);
        found.scopes.add(new ScopeSeen(report, null));
        found.scorecard.add(report.scorecard());
        tallies.all()
                .forEach(
                        tally -> found.tallies.merge(tally.workload(), tally, WorkloadTally::plus));
    }

    private static ListedFinding listed(FreshFinding judged, SubjectTags tags) {
        Entry.About about = tags.about(judged.judgement().subject());
        return new ListedFinding(judged.finding(), about.name(), about.owner());
    }

    private static MachineFacts machine(
            Fleet fleet, InstanceReadiness listed, Thresholds thresholds) {
        if (!(fleet.instance(listed.id()) instanceof Known<Optional<Instance>> known)
                || known.value().isEmpty()) {
            return MachineFacts.NONE;
        }
        Instance instance = known.value().get();
        MachineFacts inside =
                StoredMachine.of(
                        fleet.guestOf(instance, thresholds.get(Setting.GUEST_MAXIMUM_AGE_HOURS)),
                        listed,
                        fleet.securityGroups().orElse(Map.of()));
        return new MachineFacts(
                instance.machine().architecture(),
                new Disks(
                        fleet.volumesOf(instance).orElse(List.of()).stream()
                                .map(AttachedVolume::of)
                                .toList(),
                        inside.disks().fileSystems(),
                        inside.disks().history()),
                inside.ports(),
                inside.logs());
    }

    /**
     * Reads a table.
     *
     * @param clients of the table's region
     */
    public FleetState read(AwsClients clients, FindingTable table, TableFindings all) {
        Instant now = session.clock().instant();
        Map<String, StoredFinding> open = new HashMap<>();
        List<ListedFinding> findings = new ArrayList<>();
        List<Row> waived = new ArrayList<>();
        all.each(
                stored -> {
                    if (stored.open()) {
                        Entry entry = all.entry(stored, true);
                        open.put(stored.finding().id(), stored);
                        if (all.waiver(entry.row()).isPresent()) {
                            waived.add(entry.row());
                        } else {
                            findings.add(
                                    new ListedFinding(
                                            stored.finding(),
                                            stored,
                                            entry.about().name(),
                                            entry.about().owner(),
                                            entry.seenAt()));
                        }
                    }
                });
        StoredFacts facts = StoredFacts.of(clients, table.name(), session.clock(), problem -> {});
        List<ScopeSeen> scopes = new ArrayList<>();
        List<ListedInstance> machines = new ArrayList<>();
        Map<Readiness, Integer> counts = new EnumMap<>(Readiness.class);
        int unknown = 0;
        for (ScopeSummary summary : all.summaries()) {
            Scope scope = summary.report().scope();
            boolean stale = all.stale(summary);
            scopes.add(new ScopeSeen(summary.report(), stale ? summary.begunAt() : null));
            Map<String, GuestObservation> guests = facts.guests().observations(scope, now);
            List<InstanceReadiness> roster = all.roster(scope);
            Map<String, SecurityGroup> groups = table.securityGroups(scope);
            boolean known = !stale && summary.roster() != null;
            for (InstanceReadiness each : roster) {
                machines.add(
                        new ListedInstance(
                                scope,
                                each,
                                known,
                                StoredMachine.of(
                                        StoredMachine.answer(guests.get(each.id())),
                                        each,
                                        groups)));
                if (known) {
                    counts.merge(each.readiness(), 1, Integer::sum);
                }
            }
            if (!known) {
                Integer scanned = summary.report().instances();
                unknown += scanned == null ? roster.size() : scanned;
            }
        }
        return new FleetState(
                new Seen(scopes, table.name(), now),
                all.scorecard(row -> true, waived),
                new InstanceCounts(counts, unknown),
                machines,
                findings,
                decisions(all.decisions(), open),
                new ChecklistReader(table, all, policy, now).read(List.of()).workloads());
    }

    private static List<ListedDecision> decisions(
            Decisions decisions, Map<String, StoredFinding> open) {
        List<ListedDecision> listed = new ArrayList<>();
        for (Decision each : decisions.all()) {
            listed.add(new ListedDecision(each, standing(decisions, each, open)));
        }
        return listed;
    }

    private static Standing standing(
            Decisions decisions, Decision decision, Map<String, StoredFinding> open) {
        StoredFinding about = open.get(decision.target().text());
        if (decision instanceof Waiver waiver && about != null) {
            Finding finding = about.finding();
            return decisions.standing(waiver, finding.answer().says().actual());
        }
        return decisions.standing(decision);
    }
}
