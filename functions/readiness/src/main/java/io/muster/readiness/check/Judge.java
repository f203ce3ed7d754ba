package io.muster.readiness.check;

import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts every check to every subject of a fleet, in the order of the findings' keys, so that the
 * answers can be compared with what is stored without holding either.
 */
public final class Judge {

    private final Catalogue catalogue;
    private final Thresholds thresholds;

    public Judge(Catalogue catalogue, Thresholds thresholds) {
        this.catalogue = catalogue;
        this.thresholds = thresholds;
    }

    /**
     * Judges a whole fleet.
     *
     * @param to gets each judgement, ordered by {@link ResourceRef#key()} and check id
     */
    public void judge(Fleet fleet, Consumer<Judgement> to) {
        judge(fleet, to, () -> false);
    }

    /**
     * Judges a fleet until it is told to stop.
     *
     * @param to gets each judgement, ordered by {@link ResourceRef#key()} and check id
     * @param enough asked before each subject; once it says so, none is judged any more
     */
    public void judge(Fleet fleet, Consumer<Judgement> to, BooleanSupplier enough) {
        for (ResourceType type : ResourceType.values()) {
            switch (type) {
                case ADDRESS ->
                        each(fleet.facts().get(Source.ADDRESSES), addressJudge(fleet, to), enough);
                case INSTANCE ->
                        each(
                                fleet.facts().get(Source.INSTANCES).map(Judge::notGone),
                                instanceJudge(fleet, to),
                                enough);
                case LOG_GROUP ->
                        each(
                                fleet.facts().get(Source.LOGS).map(LogFacts::groups),
                                logGroupJudge(fleet, to),
                                enough);
                case SNAPSHOT ->
                        each(fleet.facts().get(Source.SNAPSHOTS), snapshotJudge(fleet, to), enough);
                case VOLUME ->
                        each(fleet.facts().get(Source.VOLUMES), volumeJudge(fleet, to), enough);
                case WORKLOAD -> each(fleet.workloads(), workloadJudge(fleet, to), enough);
            }
        }
    }

    /**
     * The kinds of subject of which the fleet's facts hold every one, so that a stored finding
     * about one that is not among them is about one that is gone.
     */
    public static Set<ResourceType> enumerated(Fleet fleet) {
        Set<ResourceType> known = EnumSet.noneOf(ResourceType.class);
        for (ResourceType type : ResourceType.values()) {
            Fact<?> subjects =
                    switch (type) {
                        case ADDRESS -> fleet.facts().get(Source.ADDRESSES);
                        case INSTANCE -> fleet.facts().get(Source.INSTANCES);
                        case LOG_GROUP -> fleet.facts().get(Source.LOGS);
                        case SNAPSHOT -> fleet.facts().get(Source.SNAPSHOTS);
                        case VOLUME -> fleet.facts().get(Source.VOLUMES);
                        case WORKLOAD -> fleet.workloads();
                    };
            if (subjects instanceof Known<?>) {
                known.add(type);
            }
        }
        return known;
    }

    private Consumer<Address> addressJudge(Fleet fleet, Consumer<Judgement> to) {
        Function<Address, @Nullable String> workload =
                address ->
                        address.instanceId() == null
                                ? null
                                : instanceOf(fleet, address.instanceId())
                                        .flatMap(fleet::workloadOf)
                                        .orElse(null);
        return judge(catalogue.ofAddress(), workload, fleet, to);
    }

    private Consumer<Instance> instanceJudge(Fleet fleet, Consumer<Judgement> to) {
        return judge(
                catalogue.ofInstance(),
                instance -> fleet.workloadOf(instance).orElse(null),
                fleet,
                to);
    }

    private Consumer<LogGroup> logGroupJudge(Fleet fleet, Consumer<Judgement> to) {
        return judge(catalogue.ofLogGroup(), group -> null, fleet, to);
    }

    private Consumer<Snapshot> snapshotJudge(Fleet fleet, Consumer<Judgement> to) {
        return judge(catalogue.ofSnapshot(), snapshot -> null, fleet, to);
    }

    private Consumer<Volume> volumeJudge(Fleet fleet, Consumer<Judgement> to) {
        return judge(
                catalogue.ofVolume(), volume -> fleet.workloadOf(volume).orElse(null), fleet, to);
    }

    private Consumer<Workload> workloadJudge(Fleet fleet, Consumer<Judgement> to) {
        return judge(catalogue.ofWorkload(), Workload::id, fleet, to);
    }

    private <S extends Subject> Consumer<S> judge(
            List<? extends Check<S>> checks,
            Function<S, @Nullable String> workloadOf,
            Fleet fleet,
            Consumer<Judgement> to) {
        return subject -> {
            String workload = workloadOf.apply(subject);
            for (Check<S> check : checks) {
                to.accept(
                        new Judgement(
                                check.spec(), subject, workload, answer(check, subject, fleet)));
            }
        };
    }

    /** A check that breaks on one subject is a defect of Muster's; the others' answers stand. */
    private <S extends Subject> Verdict answer(Check<S> check, S subject, Fleet fleet) {
        try {
            return check.judge(subject, fleet, thresholds);
        } catch (RuntimeException defect) {
            return Verdict.unknown(
                    check.spec().title(),
                    "the check itself failed, which is a defect of Muster's: please report it",
                    defect.toString());
        }
    }

    private static <S extends Subject> void each(
            Fact<List<S>> subjects, Consumer<S> judge, BooleanSupplier enough) {
        switch (subjects) {
            case Known<List<S>> all ->
                    all.value().stream()
                            .sorted(
                                    Comparator.comparing(
                                            subject -> ResourceRef.keyOf(subject.id()),
                                            ResourceRef.KEY_ORDER))
                            .takeWhile(subject -> !enough.getAsBoolean())
                            .forEach(judge);
            case Missing<List<S>> missing -> {
                // Nothing to judge. The scan's report says that these subjects were not seen, and
                // what
                // the table holds about them stays as it is: see enumerated().
            }
        }
    }

    private static Optional<Instance> instanceOf(Fleet fleet, String id) {
        return switch (fleet.instance(id)) {
            case Known<Optional<Instance>> found -> found.value();
            case Missing<Optional<Instance>> missing -> Optional.empty();
        };
    }

    private static List<Instance> notGone(List<Instance> instances) {
        return instances.stream().filter(instance -> !instance.state().gone()).toList();
    }
}
