package io.muster.readiness.scorecard;

import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.LikeForLike;
import io.muster.readiness.scorecard.InstanceReadiness.Machine;
import io.muster.readiness.scorecard.InstanceReadiness.Tags;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says of each instance whether it is ready, from the judgements about it, and counts.
 *
 * <p>An instance is ready if its inside was inspected and no finding about it of the severity that
 * counts, or above, is not ready or unknown. Unknown does not count where no API can tell, or where
 * this run did not ask. Findings about its volumes and its workload are theirs. Findings that tell
 * a cause make it not inspected instead of not ready.
 *
 * <p>Takes judgements in the order of their subjects; {@link #close} it after the last.
 */
public final class InstanceRoster implements Consumer<Judgement> {

    private static final Comparator<Rule> WORST_FIRST =
            Comparator.comparing(Rule::severity).reversed().thenComparing(Rule::id);

    /** The check that says whether the inside was inspected. */
    private static final String INSPECTED = Kind.GUEST_SILENT.toldBy().orElseThrow();

    private static final Set<Kind> NOT_COUNTED = EnumSet.of(Kind.NEVER_SHOWN, Kind.NOT_COLLECTED);

    private final Thresholds thresholds;
    private final Severity counts;
    private final Consumer<InstanceReadiness> to;
    private @Nullable Fleet fleet;
    private final Map<Readiness, Integer> totals = new EnumMap<>(Readiness.class);

    /** Instances of one type and image can move to the same: a list of many holds it once. */
    private final Map<GravitonVerdict, GravitonVerdict> moves = new HashMap<>();

    private @Nullable Instance instance;
    private @Nullable String workload;
    private @Nullable Rule worst;
    private @Nullable String obstacle;
    private boolean unknown;

    /**
     * @param thresholds which name the severity that counts and the tag of the owner
     * @param to gets each instance, in the order of the judgements
     */
    public InstanceRoster(Thresholds thresholds, Consumer<InstanceReadiness> to) {
        this.thresholds = thresholds;
        this.counts = thresholds.get(Setting.READY_SEVERITY);
        this.to = to;
    }

    /** Says of which fleet the judgements are that follow. */
    public void begin(Fleet of) {
        fleet = of;
    }

    @Override
    public void accept(Judgement judgement) {
        if (!(judgement.subject() instanceof Instance of)) {
            close();
            return;
        }
        if (instance == null || !instance.id().equals(of.id())) {
            close();
            instance = of;
            workload = judgement.workload();
            obstacle = "not-asked";
        }
        see(judgement.spec().rule(), judgement.verdict());
    }

    /** Says that there are no more judgements. */
    public void close() {
        if (instance != null) {
            Readiness readiness = readiness();
            totals.merge(readiness, 1, Integer::sum);
            to.accept(
                    new InstanceReadiness(
                            instance.id(),
                            new Tags(
                                    instance.name(),
                                    instance.tags().get(thresholds.get(Setting.OWNER_TAG_KEY))),
                            new Machine(
                                    instance.instanceType(),
                                    instance.state().label(),
                                    fleet == null ? null : Setup.of(instance, fleet),
                                    fleet == null
                                            ? null
                                            : Related.of(
                                                    instance,
                                                    fleet,
                                                    thresholds.get(Setting.LOG_INSTANCE_PATTERN))),
                            workload,
                            readiness,
                            worst,
                            obstacle,
                            graviton(instance)));
        }
        instance = null;
        worst = null;
        unknown = false;
    }

    /** None where the run did not ask for the types that an instance could move to. */
    private @Nullable GravitonVerdict graviton(Instance of) {
        if (fleet == null || !fleet.facts().get(Source.OFFERINGS).isCollected()) {
            return null;
        }
        GravitonVerdict move =
                fleet.gravitonOf(
                        of,
                        new LikeForLike(thresholds.get(Setting.LIKE_FOR_LIKE_PERCENT)),
                        thresholds.get(Setting.GUEST_MAXIMUM_AGE_HOURS));
        return moves.computeIfAbsent(move, first -> first);
    }

    /** How many instances there are of a kind. */
    public int count(Readiness readiness) {
        return totals.getOrDefault(readiness, 0);
    }

    private void see(Rule rule, Verdict verdict) {
        if (rule.id().equals(INSPECTED)) {
            obstacle = obstacle(verdict);
        } else if (verdict.status() == Status.NOT_READY && !Kind.tellers().contains(rule.id())) {
            worst = worst == null || WORST_FIRST.compare(rule, worst) < 0 ? rule : worst;
        } else if (verdict.status() == Status.UNKNOWN) {
            Cause cause = verdict.cause();
            unknown |=
                    rule.severity().atLeast(counts)
                            && (cause == null || !NOT_COUNTED.contains(cause.kind()));
        }
    }

    /** A guest of which a part is missing was inspected: what is missing is unknown by itself. */
    private @Nullable String obstacle(Verdict verdict) {
        return switch (verdict.status()) {
            case READY -> null;
            case NOT_READY -> Kind.GUEST_SILENT.label();
            case UNKNOWN -> verdict.cause() == null ? null : verdict.cause().kind().label();
            case NOT_APPLICABLE -> notApplicable();
        };
    }

    private String notApplicable() {
        if (instance != null && instance.operator() != null) {
            return "operator";
        }
        return instance != null && instance.running() ? "not-linux" : "not-running";
    }

    private Readiness readiness() {
        if (worst != null && worst.severity().atLeast(counts)) {
            return Readiness.NOT_READY;
        }
        return obstacle == null && !unknown ? Readiness.READY : Readiness.NOT_INSPECTED;
    }
}
