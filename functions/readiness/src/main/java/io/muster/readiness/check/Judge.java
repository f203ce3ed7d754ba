package io.muster.readiness.check;

import io.muster.readiness.check.BlindSpot.Hidden;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Puts every check to every subject of a fleet, in the order of the findings' keys, so that the
 * answers can be compared with what is stored without holding either.
 *
 * <p>What keeps several checks from an answer is told by one of them, a {@link BlindSpot}: the
 * verdicts of a subject are therefore made before the first of them is passed on.
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
        new Run(fleet, to, enough).judge();
    }

    /**
     * The kinds of subject of which the fleet's facts hold every one, so that a stored finding
     * about one that is not among them is about one that is gone.
     */
    public static Set<ResourceType> enumerated(Fleet fleet) {
        Set<ResourceType> known = EnumSet.allOf(ResourceType.class);
        known.removeAll(unlisted(fleet).keySet());
        return known;
    }

    /** The kinds of subject of which it is not known whether there are more, each with why. */
    public static Map<ResourceType, Missing<?>> unlisted(Fleet fleet) {
        Map<ResourceType, Missing<?>> unlisted = new EnumMap<>(ResourceType.class);
        for (ResourceType type : ResourceType.values()) {
            if (subjects(type, fleet) instanceof Missing<?> missing) {
                unlisted.put(type, missing);
            }
        }
        return unlisted;
    }

    /** The sources that list the subjects of a kind. */
    static Set<Source<?>> listing(ResourceType type) {
        return switch (type) {
            case ADDRESS -> Set.of(Source.ADDRESSES);
            case INSTANCE -> Set.of(Source.INSTANCES);
            case LOG_GROUP -> Set.of(Source.LOGS);
            case SCOPE -> Set.of();
            case SECURITY_GROUP -> Set.of(Source.SECURITY_GROUPS);
            case SNAPSHOT -> Set.of(Source.SNAPSHOTS);
            case VOLUME -> Set.of(Source.VOLUMES);
            case WORKLOAD -> Set.of(Source.INSTANCES, Source.AUTO_SCALING_GROUPS);
        };
    }

    private static Fact<List<Subject>> subjects(ResourceType type, Fleet fleet) {
        return switch (type) {
            case ADDRESS -> fleet.facts().get(Source.ADDRESSES).map(List::copyOf);
            case INSTANCE -> fleet.facts().get(Source.INSTANCES).map(Judge::notGone);
            case LOG_GROUP ->
                    fleet.facts().get(Source.LOGS).map(logs -> List.copyOf(logs.groups()));
            case SCOPE -> Fact.known(List.of(fleet.scope()));
            case SECURITY_GROUP -> fleet.securityGroups().map(all -> List.copyOf(all.values()));
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

    private static Optional<String> workloadOf(Subject subject, Fleet fleet) {
        return switch (subject) {
            case Address address ->
                    Optional.ofNullable(address.instanceId())
                            .flatMap(id -> fleet.instance(id).orElse(Optional.empty()))
                            .flatMap(fleet::workloadOf);
            case Instance instance -> fleet.workloadOf(instance);
            case LogGroup group -> Optional.empty();
            case Scope scope -> Optional.empty();
            case SecurityGroup group -> Optional.empty();
            case Snapshot snapshot -> Optional.empty();
            case Volume volume -> fleet.workloadOf(volume);
            case Workload workload -> Optional.of(workload.id());
        };
    }

    private static boolean tells(Check<?> check, Cause cause) {
        return cause.kind().toldBy().filter(check.spec().id()::equals).isPresent();
    }

    /** One pass over a fleet. */
    private final class Run {

        private final Fleet fleet;
        private final Consumer<Judgement> to;
        private final BooleanSupplier enough;

        /** What the scope's own check tells, gathered until its turn comes. */
        private final Hidden hiddenByScope = new Hidden();

        Run(Fleet fleet, Consumer<Judgement> to, BooleanSupplier enough) {
            this.fleet = fleet;
            this.to = to;
            this.enough = enough;
        }

        void judge() {
            catalogue.all().stream()
                    .filter(check -> check.spec().subject() != ResourceType.SCOPE)
                    .filter(check -> check.reads().stream().anyMatch(this::unread))
                    .forEach(check -> hiddenByScope.add(check.spec()));
            for (ResourceType type : ResourceType.values()) {
                List<Check<?>> checks = catalogue.judging(type);
                // Of missing subjects the scope's own check says that they were not seen, and what
                // the table holds about them stays: see unlisted().
                subjects(type, fleet).orElse(List.of()).stream()
                        .sorted(
                                Comparator.comparing(
                                        subject -> ResourceRef.keyOf(subject.id()),
                                        ResourceRef.KEY_ORDER))
                        .takeWhile(subject -> !enough.getAsBoolean())
                        .forEach(subject -> judge(subject, checks));
            }
        }

        private boolean unread(Source<?> source) {
            Fact<?> fact = fleet.facts().get(source);
            return fact instanceof Missing<?> && fact.isCollected();
        }

        private void judge(Subject subject, List<Check<?>> checks) {
            String workload = workloadOf(subject, fleet).orElse(null);
            List<Verdict> verdicts = new ArrayList<>(checks.size());
            Map<String, Hidden> hidden = new HashMap<>();
            for (Check<?> check : checks) {
                Verdict verdict = answer(check, subject);
                verdicts.add(verdict);
                hide(check, verdict, hidden);
            }
            for (int i = 0; i < verdicts.size(); i++) {
                Check<?> check = checks.get(i);
                Verdict verdict = verdicts.get(i);
                if (check instanceof BlindSpot spot) {
                    verdict = told(spot.telling(verdict, hiddenBy(check.spec(), hidden)), check);
                }
                to.accept(new Judgement(check.spec(), subject, workload, verdict));
            }
        }

        /** Of a guest only checks of its inside count, which are put whenever it is judged. */
        private void hide(Check<?> check, Verdict verdict, Map<String, Hidden> ofSubject) {
            Cause cause = verdict.cause();
            if (cause == null || check instanceof BlindSpot) {
                return;
            }
            if (cause.kind().ofScope()) {
                hiddenByScope.add(check.spec(), cause, verdict.says().actual());
            } else if (check instanceof Check.OfGuest && cause.kind().toldBy().isPresent()) {
                ofSubject
                        .computeIfAbsent(cause.kind().toldBy().get(), unused -> new Hidden())
                        .add(check.spec(), cause, verdict.says().actual());
            }
        }

        private Hidden hiddenBy(Spec spec, Map<String, Hidden> ofSubject) {
            return spec.subject() == ResourceType.SCOPE
                    ? hiddenByScope
                    : ofSubject.getOrDefault(spec.id(), new Hidden());
        }

        /** A check that tells a cause does not leave it to another to tell. */
        private static Verdict told(Verdict verdict, Check<?> check) {
            return verdict.cause() != null && tells(check, verdict.cause())
                    ? verdict.because(null)
                    : verdict;
        }

        /**
         * Of what a service of AWS runs, the service decides. A check that breaks on one subject is
         * a bug in Muster; the others' answers stand.
         */
        @SuppressWarnings("unchecked") // a catalogue's checks of a kind of subject judge that kind
        private <S extends Subject> Verdict answer(Check<S> check, Subject subject) {
            String operator = subject.operator();
            if (operator != null) {
                return Verdict.notApplicable(
                        Message.of("facts.operator-managed").with("operator", operator));
            }
            try {
                return check.judge((S) subject, fleet, thresholds);
            } catch (RuntimeException defect) {
                return Verdict.unknown(
                        check.spec().title(),
                        Message.of("facts.check-failed"),
                        Message.literal(defect.toString()));
            }
        }
    }
}
