package io.muster.readiness.check;

import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/** The checks of one run, by kind of subject, each list in the order of the ids. */
public final class Catalogue {

    private final List<Check<?>> all;
    private final Map<String, Check<?>> byId;
    private final Set<String> retired;
    private final Set<Source<?>> beside;

    private Catalogue(List<Check<?>> checks, Set<String> retired, Set<Source<?>> beside) {
        this.retired = Set.copyOf(retired);
        this.beside = Set.copyOf(beside);
        this.all =
                checks.stream()
                        .sorted(Comparator.comparing((Check<?> check) -> check.spec().id()))
                        .toList();
        this.byId = new HashMap<>();
        for (Check<?> check : all) {
            if (byId.put(check.spec().id(), check) != null) {
                throw new IllegalArgumentException("two checks are called " + check.spec().id());
            }
        }
    }

    public static Catalogue of(List<Check<?>> checks) {
        return new Catalogue(checks, Set.of(), Set.of());
    }

    /**
     * Checks, and those that there were once.
     *
     * @param retired ids whose stored findings are to be resolved; no id is used again
     */
    public static Catalogue of(List<Check<?>> checks, Set<String> retired) {
        return new Catalogue(checks, retired, Set.of());
    }

    /** The ids of checks that there were once. */
    public Set<String> retired() {
        return retired;
    }

    /**
     * What tells two catalogues apart: the number of checks and eight hexadecimal digits of a CRC
     * of their ids.
     */
    public String version() {
        CRC32 ids = new CRC32();
        all.forEach(
                check -> ids.update((check.spec().id() + "\n").getBytes(StandardCharsets.UTF_8)));
        return "%d-%08x".formatted(all.size(), ids.getValue());
    }

    /** Every check, in the order of the ids. */
    public List<Check<?>> all() {
        return all;
    }

    /**
     * Without the checks that need what a scan did not ask for: a scan from a laptop that has no
     * guests to read must not answer UNKNOWN twenty times for each instance. Its report says under
     * {@link FleetFacts#missing()} what it did not see.
     */
    public Catalogue asked(FleetFacts facts) {
        return only(
                check ->
                        check.needs().stream().allMatch(source -> facts.get(source).isCollected()));
    }

    /** The checks that need nothing but the guest's answer, for one that is judged by itself. */
    public Catalogue ofGuests() {
        return only(Check.OfGuest.class::isInstance);
    }

    /** Without the checks that tell for others what cannot be seen. */
    public Catalogue withoutBlindSpots() {
        return only(check -> !(check instanceof BlindSpot));
    }

    /** The checks that judge what logs say, for an analysis that is judged by itself. */
    public Catalogue ofLogs() {
        return only(check -> check instanceof Check.OfLogs || check instanceof Check.OfLogGroup);
    }

    /** The checks of instances and volumes, for some that are judged by themselves. */
    public Catalogue ofInstancesAndVolumes() {
        return only(check -> check instanceof Check.OfInstance || check instanceof Check.OfVolume);
    }

    public Optional<Check<?>> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The checks that judge a kind of subject. */
    List<Check<?>> judging(ResourceType subject) {
        return only(check -> check.spec().subject() == subject).all;
    }

    /** The same checks for a run that looks at some more sources itself. */
    public Catalogue reading(Set<Source<?>> sources) {
        return new Catalogue(all, retired, sources);
    }

    /**
     * What a run of these checks looks at: every source that lists subjects of a check or that it
     * reads, and the instances, by which each run counts. Checks that cannot be put are left out.
     *
     * @param offered the sources that the run can ask
     */
    public Set<Source<?>> reads(Set<Source<?>> offered) {
        Set<Source<?>> reads = new HashSet<>(beside);
        reads.add(Source.INSTANCES);
        for (Check<?> check : all) {
            if (offered.containsAll(check.needs())) {
                reads.addAll(check.reads());
                reads.addAll(Judge.listing(check.spec().subject()));
            }
        }
        reads.retainAll(offered);
        return reads;
    }

    private Catalogue only(Predicate<Check<?>> wanted) {
        return new Catalogue(all.stream().filter(wanted).toList(), Set.of(), beside);
    }
}
