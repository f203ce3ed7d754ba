package io.muster.cli.decide;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.readiness.decision.DecisionForm.Field;
import io.muster.readiness.decision.DecisionForm.Problem;
import io.muster.readiness.decision.Target;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a table knows of the targets of decisions: its findings, and the names of its workloads. */
public final class TableTargets {

    private final FindingTable table;
    private final List<ScopeSummary> summaries;
    private final Map<String, Boolean> known = new HashMap<>();
    private @Nullable Set<String> listed;

    public TableTargets(FindingTable table, List<ScopeSummary> summaries) {
        this.table = table;
        this.summaries = summaries;
    }

    /** The open finding of an id; empty where there is none. */
    public Optional<StoredFinding> open(Target.OfFinding target) {
        return ofResource(target).stream()
                .filter(stored -> stored.finding().id().equals(target.id()))
                .filter(StoredFinding::open)
                .findFirst();
    }

    /** Whether what a decision is about is there: an open finding, or a workload. */
    boolean has(Target target) {
        return target instanceof Target.OfFinding finding
                ? open(finding).isPresent()
                : target.ofWorkload().map(this::hasWorkload).orElse(false);
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

    private boolean hasWorkload(String name) {
        return known.computeIfAbsent(
                name, each -> listed().contains(each) || table.ofWorkload(each).hasNext());
    }

    /** The workloads of instances; one that has none is found by its findings alone. */
    private Set<String> listed() {
        if (listed == null) {
            Set<String> names = new TreeSet<>();
            for (ScopeSummary summary : summaries) {
                for (InstanceReadiness each : table.roster(summary.report().scope())) {
                    if (each.workload() != null) {
                        names.add(each.workload());
                    }
                }
            }
            listed = names;
        }
        return listed;
    }

    private List<StoredFinding> ofResource(Target.OfFinding target) {
        String[] parts = target.id().split("/", 5);
        try {
            ResourceRef resource = new ResourceRef(ResourceType.ofLabel(parts[3]), parts[4], null);
            Iterator<StoredFinding> all =
                    table.findings(Scope.of(parts[1], parts[2]), List.of(resource));
            List<StoredFinding> findings = new ArrayList<>();
            all.forEachRemaining(findings::add);
            return findings;
        } catch (IllegalArgumentException noFinding) {
            return List.of();
        }
    }
}
