package io.muster.readiness.scorecard;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.Attestation;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.AttestedItems;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.scorecard.Levels.Assigned;
import io.muster.readiness.scorecard.RowCard.OpenCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fifteen rows of a workload, with what was decided about them.
 *
 * <p>A row's state, the first that is true: WAIVED if the row is; NOT_READY if something is not
 * ready that no decision accepts or accepted; EXPIRED if what is not ready was accepted by a
 * decision that holds no more, or an attestation or the row's waiver has ended; UNKNOWN if
 * something could not be evaluated and no decision speaks of it; WAIVED if findings are; ATTESTED
 * if it rests on an attestation; READY if something was judged and all of it is ready;
 * NOT_APPLICABLE if no check concerns the workload; UNKNOWN if nothing looked at it.
 *
 * @param rows all fifteen, in their order
 * @param below what it lacks of the level of its environments; null where no level is set
 */
public record WorkloadScorecard(String workload, List<RowCard> rows, @Nullable BelowLevel below) {

    /**
     * How a workload stands beside its level.
     *
     * @param environments those of its instances that have a level
     * @param unassigned how many of its instances are in none of these, for which the strictest is
     *     taken
     * @param rows that the level asks for and that are neither ready nor decided, counting findings
     *     from the level's severity on
     */
    public record BelowLevel(List<String> environments, int unassigned, List<ChecklistRow> rows) {
        public BelowLevel {
            environments = List.copyOf(environments);
            rows = List.copyOf(rows);
        }
    }

    public WorkloadScorecard {
        rows = List.copyOf(rows);
    }

    /**
     * Makes the scorecard of a workload.
     *
     * @param findings the waivers of single findings of the workload that are open
     */
    public static WorkloadScorecard of(
            WorkloadTally tally,
            Decisions decisions,
            Collection<FindingDecision> findings,
            Policy policy) {
        Assigned asked = policy.levels().of(tally.environments());
        Map<ChecklistRow, List<CheckTally>> checks = new EnumMap<>(ChecklistRow.class);
        for (CheckTally check : tally.checks().values()) {
            checks.computeIfAbsent(check.rule().row(), unused -> new ArrayList<>()).add(check);
        }
        About about = new About(tally.workload(), decisions, findings);
        List<RowCard> rows = new ArrayList<>();
        List<ChecklistRow> below = new ArrayList<>();
        for (ChecklistRow row : ChecklistRow.values()) {
            RowOf of = new RowOf(row, checks.getOrDefault(row, List.of()), about, policy.items());
            rows.add(of.card(policy.effort()));
            Severity lowest = asked.level().required().get(row);
            if (lowest != null && !of.state(lowest).settled()) {
                below.add(row);
            }
        }
        return new WorkloadScorecard(
                tally.workload(),
                rows,
                policy.levels().byEnvironment().isEmpty()
                        ? null
                        : new BelowLevel(asked.environments(), asked.unassigned(), below));
    }

    /** How many rows are ready or decided. */
    public long settled() {
        return rows.stream().filter(row -> row.state().settled()).count();
    }

    /** What remains, estimated in hours. */
    public int hours() {
        return rows.stream().mapToInt(RowCard::hours).sum();
    }

    /**
     * The worst of what is not ready, of all rows.
     *
     * @param max how many at most
     */
    public List<OpenCheck> worst(int max) {
        List<OpenCheck> worst = new ArrayList<>();
        for (RowCard row : rows) {
            for (OpenCheck open : row.open()) {
                // Each row has its worst first.
                if (open.notReady() == 0 || !joins(worst, max, open)) {
                    break;
                }
            }
        }
        return List.copyOf(worst);
    }

    /** Puts a check among the worst; false where there are enough that are worse. */
    private static boolean joins(List<OpenCheck> worst, int max, OpenCheck open) {
        int at = worst.size();
        while (at > 0 && OpenCheck.WORST_FIRST.compare(open, worst.get(at - 1)) < 0) {
            at--;
        }
        if (at == max) {
            return false;
        }
        worst.add(at, open);
        if (worst.size() > max) {
            worst.removeLast();
        }
        return true;
    }

    /**
     * A check that is not ready somewhere in a fleet.
     *
     * @param notReady how many findings are not ready, and accepted by no decision
     * @param workloads in how many workloads
     */
    public record FleetCheck(Rule rule, int notReady, int workloads) {

        private static final Comparator<FleetCheck> WORST_FIRST =
                Comparator.comparing((FleetCheck each) -> each.rule().severity())
                        .thenComparingInt(FleetCheck::workloads)
                        .reversed()
                        .thenComparing(each -> each.rule().id());
    }

    /**
     * The worst of what is not ready in a fleet: by severity, then what most workloads have.
     *
     * @param max how many at most
     */
    public static List<FleetCheck> worst(Collection<WorkloadScorecard> fleet, int max) {
        Map<Rule, FleetCheck> checks = new LinkedHashMap<>();
        for (WorkloadScorecard card : fleet) {
            for (RowCard row : card.rows()) {
                for (OpenCheck open : row.open()) {
                    if (open.notReady() > 0) {
                        checks.merge(
                                open.rule(),
                                new FleetCheck(open.rule(), open.notReady(), 1),
                                (one, other) ->
                                        new FleetCheck(
                                                one.rule(),
                                                one.notReady() + other.notReady(),
                                                one.workloads() + other.workloads()));
                    }
                }
            }
        }
        return checks.values().stream().sorted(FleetCheck.WORST_FIRST).limit(max).toList();
    }

    public RowCard row(ChecklistRow row) {
        return rows.stream().filter(card -> card.row() == row).findFirst().orElseThrow();
    }

    /**
     * What was decided about a workload.
     *
     * @param some the decisions that name it, the newest first
     * @param all asked how one stands
     */
    private record About(
            String workload,
            List<Decision> some,
            Decisions all,
            Collection<FindingDecision> findings) {

        About(String workload, Decisions all, Collection<FindingDecision> findings) {
            this(workload, all.of(workload), all, findings);
        }
    }

    /** One row under way. */
    private static final class RowOf {

        private final ChecklistRow row;
        private final List<CheckTally> checks;
        private final String workload;
        private final Decisions decisions;
        private final List<FindingDecision> findings;
        private final AttestedItems items;
        private final List<Decision> holding = new ArrayList<>();
        private final List<Decision> lapsed = new ArrayList<>();
        private final List<OpenCheck> open = new ArrayList<>();
        private final List<String> allReady = new ArrayList<>();
        private int ready;
        private int notApplicable;
        private int waived;

        /** Of the answers that no API shows, the severity of each. */
        private final List<Severity> neverShown = new ArrayList<>();

        /** Of the open findings, those that a decision accepted which holds no more. */
        private int lapsedNotReady;

        RowOf(ChecklistRow row, List<CheckTally> checks, About about, AttestedItems items) {
            this.row = row;
            this.items = items;
            this.checks = checks;
            this.workload = about.workload();
            this.decisions = about.all();
            this.findings =
                    about.findings().stream().filter(each -> each.rule().row() == row).toList();
            for (Decision decision : about.some()) {
                if (isOfRow(decision)) {
                    (isHolding(decision) ? holding : lapsed).add(decision);
                }
            }
        }

        private boolean isOfRow(Decision decision) {
            return switch (decision.target()) {
                case Target.OfRow of -> of.row() == row;
                case Target.OfItem of ->
                        items.byId(of.item()).filter(item -> item.row() == row).isPresent();
                case Target.OfCheck of -> hasCheck(of.check());
                case Target.OfCause of ->
                        of.cause().toldBy().filter(this::hasCheck).isPresent()
                                || hidden(of.cause()) > 0;
                case Target.OfFinding unused ->
                        findings.stream().anyMatch(each -> each.waiver().equals(decision));
            };
        }

        private boolean hasCheck(String id) {
            return checks.stream().anyMatch(each -> each.rule().id().equals(id));
        }

        /** A waiver of a finding that changed holds no more, though its time is not over. */
        private boolean isHolding(Decision decision) {
            return findings.stream()
                    .filter(each -> each.waiver().equals(decision))
                    .findFirst()
                    .map(each -> each.standing().holds())
                    .orElseGet(() -> decisions.standing(decision).holds());
        }

        private int hidden(Cause.Kind cause) {
            return checks.stream().mapToInt(each -> each.unknownFor(cause)).sum();
        }

        RowCard card(Effort effort) {
            checks.forEach(this::count);
            if (holds(new Target.OfRow(row, workload))) {
                open.forEach(each -> waived += each.notReady() + each.unknown());
                open.clear();
            }
            open.sort(OpenCheck.WORST_FIRST);
            RowState state = state(Severity.LOW);
            return new RowCard(
                    row, state, allReady, open, waived, holding, lapsed, hours(state, effort));
        }

        private void count(CheckTally check) {
            Rule rule = check.rule();
            int notReady = check.count(Status.NOT_READY);
            int shownNever = check.unknownFor(Cause.Kind.NEVER_SHOWN);
            int unknown = check.count(Status.UNKNOWN) - shownNever;
            ready += check.count(Status.READY);
            notApplicable += check.count(Status.NOT_APPLICABLE);
            if (notReady + unknown + shownNever == 0 && check.count(Status.READY) > 0) {
                allReady.add(rule.id());
            }
            if (holding.isEmpty() && lapsed.isEmpty() && findings.isEmpty()) {
                // Nothing is decided in most rows of a large fleet.
                neverShown.addAll(Collections.nCopies(shownNever, rule.severity()));
                if (notReady + unknown > 0) {
                    open.add(new OpenCheck(rule, notReady, unknown));
                }
                return;
            }
            Target target = new Target.OfCheck(rule.id(), workload);
            if (holds(target)) {
                waived += notReady + unknown + shownNever;
                return;
            }
            neverShown.addAll(Collections.nCopies(shownNever, rule.severity()));
            int accepted =
                    isAbout(holding, rule, Status.NOT_READY)
                            ? notReady
                            : findings(rule, Status.NOT_READY, true);
            int acceptedUnknown =
                    isAbout(holding, rule, Status.UNKNOWN)
                            ? unknown
                            : findings(rule, Status.UNKNOWN, true) + hiddenByWaived(check);
            int leftNotReady = Math.max(0, notReady - accepted);
            int leftUnknown = Math.max(0, unknown - acceptedUnknown);
            waived += notReady - leftNotReady + unknown - leftUnknown;
            lapsedNotReady +=
                    isLapsed(target) || isAbout(lapsed, rule, Status.NOT_READY)
                            ? leftNotReady
                            : Math.min(leftNotReady, findings(rule, Status.NOT_READY, false));
            if (leftNotReady + leftUnknown > 0) {
                open.add(new OpenCheck(rule, leftNotReady, leftUnknown));
            }
        }

        /** Findings and not waivers: a person and a tag may waive the same one. */
        private int findings(Rule rule, Status status, boolean hold) {
            return (int)
                    findings.stream()
                            .filter(each -> each.rule().id().equals(rule.id()))
                            .filter(each -> each.status() == status)
                            .filter(each -> each.standing().holds() == hold)
                            .map(each -> each.waiver().target())
                            .filter(target -> hold || !isWaived(target))
                            .distinct()
                            .count();
        }

        private boolean isWaived(Target finding) {
            return findings.stream()
                    .anyMatch(
                            each ->
                                    each.standing().holds()
                                            && each.waiver().target().equals(finding));
        }

        private int hiddenByWaived(CheckTally check) {
            return Target.OfCause.ALLOWED.stream()
                    .filter(cause -> holds(new Target.OfCause(cause, workload)))
                    .mapToInt(check::unknownFor)
                    .sum();
        }

        /** Whether one of some decisions names a cause that such a finding tells. */
        private static boolean isAbout(List<Decision> some, Rule rule, Status status) {
            return some.stream()
                    .anyMatch(
                            each ->
                                    each.target() instanceof Target.OfCause of
                                            && Target.OfCause.isToldBy(
                                                    of.cause(), rule, status == Status.UNKNOWN));
        }

        private boolean holds(Target target) {
            return isAbout(holding, target);
        }

        private boolean isLapsed(Target target) {
            return isAbout(lapsed, target);
        }

        private static boolean isAbout(List<Decision> some, Target target) {
            for (Decision each : some) {
                if (each.target().equals(target)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean hasAttestation(List<Decision> some) {
            for (Decision each : some) {
                if (each instanceof Attestation) {
                    return true;
                }
            }
            return false;
        }

        /** Whether an item of the team has an attestation, holding or not. */
        private boolean isAnswered(AttestedItem item) {
            Target target = new Target.OfItem(item.id(), workload);
            return holds(target) || isLapsed(target);
        }

        private boolean isRowLapsed() {
            return isLapsed(new Target.OfRow(row, workload));
        }

        /**
         * The state, once {@link #card} has counted.
         *
         * @param lowest the lowest severity of a check that counts
         */
        private RowState state(Severity lowest) {
            // Loops, because this is asked 30 times of each workload, and of most with empty lists.
            int notReady = 0;
            int unknown = 0;
            boolean lesser = false;
            for (OpenCheck each : open) {
                if (each.rule().severity().compareTo(lowest) >= 0) {
                    notReady += each.notReady();
                    unknown += each.unknown();
                } else {
                    lesser = true;
                }
            }
            boolean shownNever = false;
            for (Severity severity : neverShown) {
                shownNever |= severity.compareTo(lowest) >= 0;
            }
            List<AttestedItem> own = items.ownOf(row);
            boolean unanswered = own.stream().anyMatch(item -> !isAnswered(item));
            boolean attested = hasAttestation(holding);
            boolean judged = ready + notReady + unknown + waived > 0;
            if (holds(new Target.OfRow(row, workload))) {
                return RowState.WAIVED;
            }
            if (notReady > (isRowLapsed() ? notReady : lapsedNotReady)) {
                return RowState.NOT_READY;
            }
            if (notReady > 0
                    || hasAttestation(lapsed)
                    || (isRowLapsed() && (unknown > 0 || !judged))) {
                return RowState.EXPIRED;
            }
            if (unknown > 0 || unanswered || (shownNever && !attested)) {
                return RowState.UNKNOWN;
            }
            if (waived > 0) {
                return RowState.WAIVED;
            }
            if (attested && (ready == 0 || shownNever || !own.isEmpty())) {
                return RowState.ATTESTED;
            }
            boolean onlyLesser = lesser || (!shownNever && !neverShown.isEmpty());
            if (ready > 0 || onlyLesser) {
                return RowState.READY;
            }
            return notApplicable > 0 ? RowState.NOT_APPLICABLE : RowState.UNKNOWN;
        }

        private int hours(RowState state, Effort effort) {
            if (state.settled()) {
                return 0;
            }
            int checks = (int) open.stream().filter(each -> each.notReady() > 0).count();
            return effort.of(row) * Math.max(1, checks);
        }
    }

    /** The waivers that are about single findings of a workload. */
    public static List<Waiver> ofFindings(Decisions decisions) {
        return decisions.all().stream()
                .filter(Waiver.class::isInstance)
                .map(Waiver.class::cast)
                .filter(waiver -> waiver.target() instanceof Target.OfFinding)
                .toList();
    }
}
