package io.muster.readiness.migration;

import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.scorecard.Setup;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a workload moves to arm64.
 *
 * @param workload null for instances that nothing assigns to one
 * @param moves in the order in which to make them, the easiest first
 * @param stay instances that do not move, by name: they are on arm64, or have nothing to move to
 */
public record MigrationPlan(
        @Nullable String workload,
        GravitonTotals totals,
        List<Move> moves,
        List<ScannedInstance> stay) {

    public MigrationPlan {
        moves = List.copyOf(moves);
        stay = List.copyOf(stay);
    }

    /** What instances must have in common to move together, where no group holds them. */
    private record Alike(String type, Outcome outcome, @Nullable GravitonVerdict verdict) {}

    /** The plan of a workload's instances. */
    public static MigrationPlan of(@Nullable String workload, List<ScannedInstance> instances) {
        List<ScannedInstance> sorted = instances.stream().sorted(ScannedInstance.ORDER).toList();
        GravitonTotals totals = new GravitonTotals();
        Map<List<Object>, List<ScannedInstance>> together = new LinkedHashMap<>();
        List<ScannedInstance> stay = new ArrayList<>();
        for (ScannedInstance scanned : sorted) {
            scanned.count(totals);
            if (scanned.outcome() == Outcome.READY || scanned.outcome() == Outcome.NOT_APPLICABLE) {
                stay.add(scanned);
            } else {
                Setup.Group group = scanned.group();
                together.computeIfAbsent(
                                List.of(
                                        scanned.scope(),
                                        group == null
                                                ? new Alike(
                                                        scanned.instance().type(),
                                                        scanned.outcome(),
                                                        scanned.instance().graviton())
                                                : group.name()),
                                unused -> new ArrayList<>())
                        .add(scanned);
            }
        }
        List<Move> moves =
                together.values().stream()
                        .map(
                                members ->
                                        new Move(
                                                        members.getFirst().scope(),
                                                        members.getFirst().group(),
                                                        members,
                                                        Work.of(members),
                                                        List.of(),
                                                        List.of())
                                                .withSteps())
                        .sorted(Move.EASIEST_FIRST)
                        .toList();
        return new MigrationPlan(workload, totals, moves, stay);
    }

    /** How many instances it has. */
    public int size() {
        return moves.stream().mapToInt(move -> move.instances().size()).sum() + stay.size();
    }

    /** The move to begin with: the first that nothing stands in the way of; empty for none. */
    public Optional<Move> canary() {
        return moves.stream().filter(move -> move.outcome() == Outcome.CANDIDATE).findFirst();
    }

    /** What to compare before and after a move, whatever moves. */
    public List<Message> measures() {
        List<Message> measures = new ArrayList<>();
        measures.add(Message.of("migration.measure-latency"));
        measures.add(Message.of("migration.measure-cpu"));
        measures.add(Message.of("migration.measure-memory"));
        measures.add(Message.of("migration.measure-network"));
        measures.add(Message.of("migration.measure-ebs"));
        boolean burstable =
                moves.stream()
                        .flatMap(move -> move.target().stream())
                        .anyMatch(type -> type.matches("t\\d.*"));
        if (burstable) {
            measures.add(Message.of("migration.measure-credits"));
        }
        measures.add(Message.of("migration.measure-cost"));
        return measures;
    }

    /** Whether the difference in price is known of all that moves. */
    public boolean priced() {
        return moves.stream()
                .flatMap(move -> move.instances().stream())
                .map(ScannedInstance::target)
                .filter(Objects::nonNull)
                .allMatch(target -> target.monthlyDelta() != null);
    }
}
