package io.muster.console.page;

import io.muster.console.page.InstanceView.Badge;
import io.muster.console.state.FleetState;
import io.muster.console.state.ListedFinding;
import io.muster.console.state.ListedInstance;
import io.muster.console.state.Seen;
import io.muster.console.state.Seen.ScopeSeen;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page that is one file.
 *
 * @param reach what was scanned, and how much of it is shown
 */
public record FileView(
        Reach reach,
        Overview overview,
        List<FindingGroup> groups,
        List<InstanceView> instances,
        List<WorkloadView> workloads,
        GravitonSection graviton,
        List<DecisionView> decisions) {

    /** So that a browser on a telephone can hold the page. */
    private static final int MAX_INSTANCES = 500;

    /**
     * What the page is of, and how much of it is shown.
     *
     * @param scopes what was scanned and when, a line each
     * @param commands by which a reader sees the rest
     */
    public record Reach(List<String> scopes, Commands commands, More more) {
        public Reach {
            scopes = List.copyOf(scopes);
        }
    }

    /** How many are left out of each list. */
    public record More(int instances, int workloads, int decisions) {}

    private static final int MAX_WORKLOADS = 200;
    private static final int MAX_DECISIONS = 200;
    private static final int MAX_SCOPES = 40;

    /** Those that need work come first. */
    static final Comparator<ListedInstance> FIRST =
            Comparator.comparing((ListedInstance each) -> !each.known())
                    .thenComparingInt(each -> order(each.instance().readiness()))
                    .thenComparing(
                            FileView::severity, Comparator.nullsFirst(Comparator.reverseOrder()))
                    .thenComparing(ListedInstance::scope)
                    .thenComparing(each -> each.instance().id());

    public FileView {
        groups = List.copyOf(groups);
        instances = List.copyOf(instances);
        workloads = List.copyOf(workloads);
        decisions = List.copyOf(decisions);
    }

    static FileView of(FleetState state, Reader to) {
        List<FindingGroup> groups = FindingGroup.of(state.findings(), state.seen(), to);
        List<InstanceView> all = instances(state, groups, to);
        List<InstanceView> shown = all.stream().limit(MAX_INSTANCES).toList();
        Set<String> anchors = groups.stream().map(FindingGroup::anchor).collect(Collectors.toSet());
        return new FileView(
                new Reach(
                        scopes(state.seen(), to),
                        new Commands(state.seen().table()),
                        new More(
                                all.size() - shown.size(),
                                Math.max(0, state.workloads().size() - MAX_WORKLOADS),
                                Math.max(0, state.decisions().size() - MAX_DECISIONS))),
                Overview.of(
                        state,
                        Overview.totals(state).sum(),
                        groups,
                        Overview.Told.of(state.findings()),
                        to),
                groups,
                shown,
                state.workloads().stream()
                        .limit(MAX_WORKLOADS)
                        .map(card -> WorkloadView.of(card, anchors, to))
                        .toList(),
                GravitonSection.of(state, all, MAX_INSTANCES, to),
                DecisionView.of(state.decisions(), to).stream().limit(MAX_DECISIONS).toList());
    }

    private static @Nullable Severity severity(ListedInstance each) {
        return each.instance().worst() == null ? null : each.instance().worst().severity();
    }

    /** Those that are not ready first, of these the worst. */
    static List<ListedFinding> inOrderOfWork(List<ListedFinding> findings) {
        return findings.stream()
                .sorted(
                        Comparator.comparing((ListedFinding each) -> each.finding().status())
                                .thenComparing(
                                        each -> each.finding().rule().severity(),
                                        Comparator.reverseOrder())
                                .thenComparing(each -> each.finding().check()))
                .toList();
    }

    private static int order(Readiness readiness) {
        return switch (readiness) {
            case NOT_READY -> 0;
            case NOT_INSPECTED -> 1;
            case READY -> 2;
        };
    }

    static List<String> scopes(Seen seen, Reader to) {
        List<String> lines = new ArrayList<>();
        List<ScopeSeen> all = seen.scopes();
        for (ScopeSeen each : all.subList(0, Math.min(MAX_SCOPES, all.size()))) {
            lines.add(
                    to.text(
                            Message.of("console.scanned")
                                    .with("scope", each.report().scope().toString())
                                    .with("time", each.report().finishedAt())));
        }
        if (all.size() > MAX_SCOPES) {
            lines.add(to.more(all.size() - MAX_SCOPES));
        }
        return lines;
    }

    private static List<InstanceView> instances(
            FleetState state, List<FindingGroup> groups, Reader to) {
        Map<String, List<InstanceView.Reference>> findings = references(state, groups);
        List<InstanceView> views = new ArrayList<>();
        for (ListedInstance each : state.machines().stream().sorted(FIRST).toList()) {
            views.add(
                    InstanceView.of(
                            "i" + (views.size() + 1),
                            each,
                            findings.getOrDefault(each.instance().id(), List.of()),
                            to));
        }
        return views;
    }

    /** The findings about each instance, by its id: to the finding, or to its check's group. */
    private static Map<String, List<InstanceView.Reference>> references(
            FleetState state, List<FindingGroup> groups) {
        Map<String, FindingGroup> byCheck = new HashMap<>();
        Map<String, String> anchors = new HashMap<>();
        for (FindingGroup group : groups) {
            byCheck.put(group.tones().check(), group);
            for (FindingGroup.View view : group.shown()) {
                anchors.put(group.tones().check() + "/" + view.subject().id(), view.anchor());
            }
        }
        Map<String, List<InstanceView.Reference>> byInstance = new HashMap<>();
        List<ListedFinding> ofInstances =
                inOrderOfWork(
                        state.findings().stream()
                                .filter(
                                        each ->
                                                each.finding().resource().type()
                                                        == ResourceType.INSTANCE)
                                .toList());
        for (ListedFinding each : ofInstances) {
            String check = each.finding().check();
            FindingGroup group = byCheck.get(check);
            if (group != null) {
                byInstance
                        .computeIfAbsent(
                                each.finding().resource().id(), unused -> new ArrayList<>())
                        .add(
                                new InstanceView.Reference(
                                        anchors.getOrDefault(
                                                check
                                                        + "/"
                                                        + Reader.line(
                                                                each.finding().resource().id()),
                                                group.anchor()),
                                        each.finding().id(),
                                        Badge.of(
                                                each.finding().rule(),
                                                group.tones().severity(),
                                                group.tones().severityTitle()),
                                        group.title()));
            }
        }
        return byInstance;
    }
}
