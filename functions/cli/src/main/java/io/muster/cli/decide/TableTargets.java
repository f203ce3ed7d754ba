package io.muster.cli.decide;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.readiness.decision.DecisionForm.Field;
import io.muster.readiness.decision.DecisionForm.Problem;
import io.muster.readiness.decision.Target;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.WorkloadTally;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a table knows of the targets of decisions: its findings, and the names of its workloads. */
public final class TableTargets {

    private final FindingTable table;
    private final List<ScopeSummary> summaries;
    private final Map<String, Optional<StoredFinding>> named = new HashMap<>();
    private @Nullable Set<String> listed;

    public TableTargets(FindingTable table, List<ScopeSummary> summaries) {
        this.table = table;
        this.summaries = summaries;
    }

    /** Reads the findings that some targets are about, a hundred a call. */
    public void load(Collection<? extends Target> targets) {
        List<Target.OfFinding> findings = new ArrayList<>();
        for (Target target : targets) {
            if (target instanceof Target.OfFinding finding && !named.containsKey(finding.id())) {
                findings.add(finding);
            }
        }
        Map<String, StoredFinding> found = table.named(findings);
        findings.forEach(each -> named.put(each.id(), Optional.ofNullable(found.get(each.id()))));
    }

    /** The open finding of an id; empty where there is none. */
    public Optional<StoredFinding> open(Target.OfFinding target) {
        load(List.of(target));
        return named.getOrDefault(target.id(), Optional.empty()).filter(StoredFinding::open);
    }

    /** Whether what a decision is about is there: an open finding, or a workload. */
    boolean has(Target target) {
        return target instanceof Target.OfFinding finding
                ? open(finding).isPresent()
                : target.ofWorkload().map(listed()::contains).orElse(false);
    }

    /** What to say of a target that is not there. */
    Problem notThere(Target target) {
        if (target instanceof Target.OfFinding finding) {
            List<String> ids =
                    ofResource(finding).stream()
                            .filter(StoredFinding::open)
                            .map(stored -> stored.finding().id())
                            .toList();
            return new Problem(
                    Field.TARGET,
                    Message.of("decision.no-finding")
                            .with("id", finding.id())
                            .with("table", table.name()),
                    nearest(finding.id(), ids).orElse(Message.of("decision.no-finding-next")));
        }
        String workload = target.ofWorkload().orElse("");
        return new Problem(
                Field.TARGET,
                Message.of("decision.no-workload")
                        .with("name", workload)
                        .with("table", table.name()),
                nearest(workload, listed()).orElse(Message.of("decision.no-workload-next")));
    }

    private static Optional<Message> nearest(String given, Iterable<String> known) {
        TreeSet<String> names = new TreeSet<>();
        known.forEach(names::add);
        return Nearest.to(given, names)
                .map(near -> Message.of("screen.did-you-mean").with("name", near));
    }

    /** The workloads that the newest scans counted: one that vanished since is not among them. */
    private Set<String> listed() {
        if (listed == null) {
            Set<String> names = new TreeSet<>();
            for (ScopeSummary summary : summaries) {
                Scope scope = summary.report().scope();
                List<WorkloadTally> counted = table.workloads(scope);
                counted.forEach(tally -> names.add(tally.workload()));
                if (counted.isEmpty()) {
                    // An older Muster scanned, which counted no workloads.
                    table.roster(scope).stream()
                            .map(InstanceReadiness::workload)
                            .flatMap(Stream::ofNullable)
                            .forEach(names::add);
                }
            }
            listed = names;
        }
        return listed;
    }

    private List<StoredFinding> ofResource(Target.OfFinding target) {
        List<StoredFinding> findings = new ArrayList<>();
        target.place()
                .ifPresent(
                        place ->
                                table.findings(place.scope(), List.of(place.resource()))
                                        .forEachRemaining(findings::add));
        return findings;
    }
}
