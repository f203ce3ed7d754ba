package io.muster.console.page;

import io.muster.console.state.ListedInstance;
import io.muster.readiness.graviton.Effort;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.migration.MigrationPlan;
import io.muster.readiness.migration.Move;
import io.muster.readiness.migration.PlanTexts;
import io.muster.readiness.migration.ScannedInstance;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a workload moves to arm64.
 *
 * @param summary how many instances can move, and what that saves
 * @param moves in the order in which to make them
 * @param stay instances that do not move, and why
 * @param measures what to compare before and after
 */
public record PlanView(
        String title,
        List<String> summary,
        List<MoveView> moves,
        List<Stay> stay,
        List<String> measures,
        More more) {

    private static final int MAX_MOVES = 50;
    private static final int MAX_STAY = 50;

    public PlanView {
        summary = List.copyOf(summary);
        moves = List.copyOf(moves);
        stay = List.copyOf(stay);
        measures = List.copyOf(measures);
    }

    /** How many are left out of each list. */
    public record More(int moves, int stay) {}

    /**
     * Instances that move together.
     *
     * @param line the move in a line of a table
     * @param facts where they are, and what they can move to
     * @param notes what to know before the steps
     * @param work what to do first
     * @param steps in their order, the way back last; none where nothing can move yet
     */
    public record MoveView(
            Line line,
            List<String> facts,
            List<String> notes,
            List<String> work,
            List<Step> steps) {

        public MoveView {
            facts = List.copyOf(facts);
            notes = List.copyOf(notes);
            work = List.copyOf(work);
            steps = List.copyOf(steps);
        }
    }

    /**
     * A move in short.
     *
     * @param target such as {@code m7g.large}
     * @param delta what all of them cost more a month, USD
     * @param effort in AWS's words; empty where it is not known
     */
    public record Line(
            int number,
            String what,
            String types,
            String target,
            String delta,
            String tone,
            String outcome,
            String effort) {}

    /** A step and its commands. */
    public record Step(String title, String commands) {}

    /** An instance that stays. */
    public record Stay(String instance, String type, String reason) {}

    /** The plan of a workload; empty where it has no instances. */
    static Optional<PlanView> of(String workload, List<ListedInstance> machines, Reader to) {
        List<ScannedInstance> instances =
                machines.stream()
                        .filter(each -> workload.equals(each.instance().workload()))
                        .map(
                                each ->
                                        new ScannedInstance(
                                                each.scope(),
                                                each.instance(),
                                                each.known(),
                                                List.of()))
                        .toList();
        return instances.isEmpty()
                ? Optional.empty()
                : Optional.of(of(MigrationPlan.of(workload, instances), workload, to));
    }

    private static PlanView of(MigrationPlan plan, String workload, Reader to) {
        Move canary = plan.canary().orElse(null);
        List<MoveView> moves = new ArrayList<>();
        for (Move move : plan.moves().stream().limit(MAX_MOVES).toList()) {
            moves.add(move(line(moves.size() + 1, move, move.equals(canary), to), move, to));
        }
        return new PlanView(
                to.text(Message.of("migration.title-of").with("workload", workload)),
                summary(plan, to),
                moves,
                plan.stay().stream()
                        .limit(MAX_STAY)
                        .map(
                                each ->
                                        new Stay(
                                                to.text(PlanTexts.named(each.instance())),
                                                Reader.line(each.instance().type()),
                                                to.text(PlanTexts.reason(each))))
                        .toList(),
                plan.measures().stream().map(to::text).toList(),
                new More(plan.moves().size() - MAX_MOVES, plan.stay().size() - MAX_STAY));
    }

    private static List<String> summary(MigrationPlan plan, Reader to) {
        GravitonTotals totals = plan.totals();
        List<Message> lines = new ArrayList<>();
        lines.add(
                Message.of("migration.summary")
                        .with("instances", plan.size())
                        .with("candidates", totals.count(Outcome.CANDIDATE))
                        .with("blocked", totals.count(Outcome.BLOCKED))
                        .with("unknown", totals.count(Outcome.UNKNOWN))
                        .with("ready", totals.count(Outcome.READY))
                        .with("notApplicable", totals.count(Outcome.NOT_APPLICABLE)));
        lines.add(
                Message.of("migration.saving")
                        .with("saving", Amounts.usd(totals.monthlySaving()))
                        .with("most", Amounts.usd(totals.monthlySavingAtMost())));
        if (!plan.priced()) {
            lines.add(Message.of("migration.saving-unknown"));
        }
        return lines.stream().map(to::text).toList();
    }

    private static Line line(int number, Move move, boolean canary, Reader to) {
        Message what = PlanTexts.what(move);
        Effort effort = move.effort();
        return new Line(
                number,
                to.text(canary ? Message.of("migration.canary").with("what", what) : what),
                to.text(PlanTexts.types(move)),
                move.target()
                        .map(Reader::line)
                        .orElseGet(() -> to.text(Message.of("migration.no-target"))),
                move.monthlyDelta()
                        .map(PlanView::signed)
                        .orElseGet(() -> to.text(Message.of("migration.unknown-price"))),
                Tone.of(move.outcome()),
                to.text(move.outcome().title()),
                effort == null ? "" : effort.label());
    }

    private static String signed(BigDecimal usd) {
        return (usd.signum() > 0 ? "+" : "") + Amounts.usd(usd);
    }

    private static MoveView move(Line line, Move move, Reader to) {
        return new MoveView(
                line,
                PlanTexts.facts(move).stream().map(to::text).toList(),
                notes(move).stream().map(to::text).toList(),
                move.work().stream().map(PlanTexts::said).map(to::text).toList(),
                Stream.concat(move.steps().stream(), move.rollBack().stream())
                        .map(
                                step ->
                                        new Step(
                                                to.text(step.kind().title()),
                                                Reader.lines(
                                                                step.commands()
                                                                        .in(
                                                                                to.rendering()
                                                                                        .language()))
                                                        .strip()))
                        .toList());
    }

    private static List<Message> notes(Move move) {
        List<Message> notes = new ArrayList<>();
        if (move.costsMore()) {
            notes.add(Message.of("migration.costs-more"));
        }
        if (move.outcome() == Outcome.BLOCKED) {
            notes.add(Message.of("migration.blocked"));
        } else if (move.steps().isEmpty()) {
            notes.add(Message.of("migration.no-like-for-like-target"));
        } else if (move.outcome() == Outcome.UNKNOWN) {
            notes.add(Message.of("migration.unknown-first"));
        }
        return notes;
    }
}
