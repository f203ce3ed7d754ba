package io.muster.readiness.migration;

import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.graviton.Effort;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Setup;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Instances that move together: those of an Auto Scaling group, or those of one type that are alike
 * in all that matters to a move.
 *
 * @param group null where they are in none
 * @param instances by name, at least one
 * @param work what to do first
 * @param steps in their order; empty where nothing can move yet
 * @param rollBack the way back; empty where nothing can move yet
 */
public record Move(
        Scope scope,
        Setup.@Nullable Group group,
        List<ScannedInstance> instances,
        List<Work> work,
        List<Step> steps,
        List<Step> rollBack) {

    /** What is surest and does not cost more, takes least and saves most comes first. */
    static final Comparator<Move> EASIEST_FIRST =
            Comparator.comparingInt((Move move) -> rank(move.outcome()))
                    .thenComparing(Move::costsMore)
                    .thenComparing(
                            Move::effort, Comparator.nullsLast(Comparator.<Effort>naturalOrder()))
                    .thenComparing(Move::monthlySavingAtMost, Comparator.reverseOrder())
                    .thenComparing(Move::first, ScannedInstance.ORDER);

    public Move {
        instances = List.copyOf(instances);
        work = List.copyOf(work);
        steps = List.copyOf(steps);
        rollBack = List.copyOf(rollBack);
    }

    private static int rank(Outcome outcome) {
        return switch (outcome) {
            case CANDIDATE -> 0;
            case UNKNOWN -> 1;
            case BLOCKED -> 2;
            case READY, NOT_APPLICABLE -> 3;
        };
    }

    /** The instance that stands for all of them, and moves first. */
    public ScannedInstance first() {
        return instances.getFirst();
    }

    /** The least sure outcome of its instances. */
    public Outcome outcome() {
        return instances.stream()
                .map(ScannedInstance::outcome)
                .max(Comparator.comparingInt(Move::rank))
                .orElseThrow();
    }

    /** The greatest effort of its instances; null where none is known. */
    public @Nullable Effort effort() {
        return verdicts()
                .map(GravitonVerdict::effort)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What its candidates that run save a month, USD. */
    public BigDecimal monthlySaving() {
        return saving(
                instances.stream().filter(each -> each.outcome() == Outcome.CANDIDATE).toList());
    }

    /** What all that run would save a month, were all of them candidates, USD. */
    public BigDecimal monthlySavingAtMost() {
        return saving(instances);
    }

    private static BigDecimal saving(List<ScannedInstance> instances) {
        return instances.stream()
                .map(ScannedInstance::instance)
                .filter(InstanceReadiness::running)
                .map(InstanceReadiness::graviton)
                .filter(Objects::nonNull)
                .map(GravitonVerdict::monthlySaving)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What all that run cost more a month, USD; empty where that is not known of each. */
    public Optional<BigDecimal> monthlyDelta() {
        BigDecimal sum = BigDecimal.ZERO;
        for (ScannedInstance each : instances) {
            Option target = each.target();
            if (target == null || target.monthlyDelta() == null) {
                return Optional.empty();
            }
            sum = each.instance().running() ? sum.add(target.monthlyDelta()) : sum;
        }
        return Optional.of(sum);
    }

    /** Whether they are known to cost more after the move. */
    public boolean costsMore() {
        return monthlyDelta().filter(delta -> delta.signum() > 0).isPresent();
    }

    /** How many instances there are of each type. */
    public Map<String, Long> types() {
        return counted(instances.stream().map(each -> each.instance().type()));
    }

    /**
     * The arm64 type to move to: that of the most instances, by name among several; empty where no
     * instance has one.
     */
    public Optional<String> target() {
        return targets().keySet().stream().findFirst();
    }

    /** Every arm64 type that one of them moves to, the most frequent first, and from which type. */
    Map<String, String> targets() {
        Map<String, Map<String, Long>> from = new TreeMap<>();
        for (ScannedInstance each : instances) {
            Option to = each.target();
            if (to != null) {
                from.computeIfAbsent(to.instanceType(), unused -> new TreeMap<>())
                        .merge(each.instance().type(), 1L, Long::sum);
            }
        }
        Map<String, String> targets = new LinkedHashMap<>();
        from.entrySet().stream()
                .sorted(
                        Comparator.comparingLong(
                                each ->
                                        -each.getValue().values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum()))
                .forEach(each -> targets.put(each.getKey(), most(each.getValue())));
        return targets;
    }

    private static String most(Map<String, Long> counts) {
        return Collections.max(
                        counts.entrySet(),
                        Map.Entry.<String, Long>comparingByValue()
                                .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .getKey();
    }

    /** The verdict on an instance that moves to that type; empty where none does. */
    public Optional<GravitonVerdict> verdict() {
        String target = target().orElse(null);
        return verdicts()
                .filter(
                        verdict ->
                                verdict.target() != null
                                        && verdict.target().instanceType().equals(target))
                .findFirst();
    }

    /** The image to move to, or why none is known; empty where none was looked for. */
    public Optional<MatchingImage> image() {
        return verdict().flatMap(verdict -> Optional.ofNullable(verdict.image()));
    }

    /** What the target type changes; empty where that is not known. */
    public List<Message> changes() {
        return instances.stream()
                .filter(
                        each ->
                                each.target() != null
                                        && target().equals(
                                                        Optional.of(each.target().instanceType())))
                .map(ScannedInstance::changes)
                .filter(changes -> !changes.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The same with the steps of its kind. */
    Move withSteps() {
        MoveSteps all = new MoveSteps(this);
        return new Move(scope, group, instances, work, all.steps(), all.rollBack());
    }

    private Stream<GravitonVerdict> verdicts() {
        return instances.stream().map(each -> each.instance().graviton()).filter(Objects::nonNull);
    }

    private static Map<String, Long> counted(Stream<String> names) {
        Map<String, Long> counts = new TreeMap<>();
        names.forEach(name -> counts.merge(name, 1L, Long::sum));
        return counts;
    }
}
