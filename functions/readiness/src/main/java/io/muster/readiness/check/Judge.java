package io.muster.readiness.check;

import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
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
            List<Check<?>> checks = catalogue.judging(type);
            // Of missing subjects the scan's report says that they were not seen, and what the
            // table
            // holds about them stays as it is: see enumerated().
            subjects(type, fleet).orElse(List.of()).stream()
                    .sorted(
                            Comparator.comparing(
                                    subject -> ResourceRef.keyOf(subject.id()),
                                    ResourceRef.KEY_ORDER))
                    .takeWhile(subject -> !enough.getAsBoolean())
                    .forEach(subject -> judge(subject, checks, fleet, to));
        }
    }

    /**
     * The kinds of subject of which the fleet's facts hold every one, so that a stored finding
     * about one that is not among them is about one that is gone.
     */
    public static Set<ResourceType> enumerated(Fleet fleet) {
        Set<ResourceType> known = EnumSet.allOf(ResourceType.class);
        known.removeIf(type -> subjects(type, fleet) instanceof Missing<?>);
        return known;
    }

    private static Fact<List<Subject>> subjects(ResourceType type, Fleet fleet) {
        return switch (type) {
            case ADDRESS -> fleet.facts().get(Source.ADDRESSES).map(List::copyOf);
            case INSTANCE -> fleet.facts().get(Source.INSTANCES).map(Judge::notGone);
            case LOG_GROUP ->
                    fleet.facts().get(Source.LOGS).map(logs -> List.copyOf(logs.groups()));
            case SNAPSHOT -> fleet.facts().get(Source.SNAPSHOTS).map(List::copyOf);
            case VOLUME -> fleet.facts().get(Source.VOLUMES).map(List::copyOf);
            case WORKLOAD -> fleet.workloads().map(List::copyOf);
        };
    }

    private static List<Subject> notGone(List<Instance> instances) {
        return instances.stream()
                .filter(instance -> !instance.state().gone())
                .<Subject>map(instance -> instance)
                .toList();
    }

    private void judge(
            Subject subject, List<Check<?>> checks, Fleet fleet, Consumer<Judgement> to) {
        String workload = workloadOf(subject, fleet).orElse(null);
        for (Check<?> check : checks) {
            Verdict verdict = answer(check, subject, fleet);
            to.accept(new Judgement(check.spec(), subject, workload, verdict));
        }
    }

    private static Optional<String> workloadOf(Subject subject, Fleet fleet) {
        return switch (subject) {
            case Address address ->
                    Optional.ofNullable(address.instanceId())
                            .flatMap(id -> fleet.instance(id).orElse(Optional.empty()))
                            .flatMap(fleet::workloadOf);
            case Instance instance -> fleet.workloadOf(instance);
            case LogGroup group -> Optional.empty();
            case Snapshot snapshot -> Optional.empty();
            case Volume volume -> fleet.workloadOf(volume);
            case Workload workload -> Optional.of(workload.id());
        };
    }

    /** A check that breaks on one subject is a defect of Muster's; the others' answers stand. */
    @SuppressWarnings("unchecked") // a catalogue's checks of a kind of subject judge that kind
    private <S extends Subject> Verdict answer(Check<S> check, Subject subject, Fleet fleet) {
        try {
            return check.judge((S) subject, fleet, thresholds);
        } catch (RuntimeException defect) {
            return Verdict.unknown(
                    check.spec().title(),
                    "the check itself failed, which is a defect of Muster's: please report it",
                    defect.toString());
        }
    }
}
