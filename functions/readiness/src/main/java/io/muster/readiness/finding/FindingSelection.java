package io.muster.readiness.finding;

import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judge;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fleet.Fleet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which stored findings a run of judgements concerns; all others stay as they are. */
public sealed interface FindingSelection {

    /** The checks that are put. */
    Catalogue asked();

    /** The keys that the run works. */
    default KeyRange keys() {
        return KeyRange.WHOLE;
    }

    /**
     * Why a stored finding that no judgement speaks of is resolved; empty if nothing is known of it
     * and it stays as it is.
     */
    Optional<Resolution> unjudged(Finding finding);

    /**
     * What keeps a stored finding that no judgement speaks of from being seen; empty if nothing
     * does, or it was not looked for.
     */
    default Optional<String> blocked(Finding finding) {
        return Optional.empty();
    }

    /**
     * A whole scope, or a range of its keys.
     *
     * @param catalogue the whole one: a finding of a check that it retired is resolved, and one of
     *     a check that it never knew is a newer Muster's and stays; the checks that need what the
     *     facts were not asked for are left out
     */
    static FindingSelection ofScope(Catalogue catalogue, Fleet fleet, KeyRange keys) {
        return new OfScope(catalogue, ofChecks(catalogue, fleet), keys);
    }

    /**
     * Some checks in a whole scope.
     *
     * @param checks without those that need what the facts were not asked for
     */
    static OfChecks ofChecks(Catalogue checks, Fleet fleet) {
        Map<ResourceType, String> blocked = new EnumMap<>(ResourceType.class);
        Judge.unlisted(fleet)
                .forEach(
                        (type, missing) -> {
                            if (missing.isCollected()) {
                                blocked.put(type, blockedBy(missing));
                            }
                        });
        return new OfChecks(checks.asked(fleet.facts()), Judge.enumerated(fleet), blocked);
    }

    private static String blockedBy(Missing<?> missing) {
        return missing.cause() == null ? missing.detail().english() : missing.cause().toString();
    }

    /**
     * Some checks of some resources, and every finding about those of them that are gone.
     *
     * @param checks without those that need what the facts were not asked for
     */
    static FindingSelection ofResources(
            Catalogue checks,
            Fleet fleet,
            Collection<ResourceRef> resources,
            Collection<ResourceRef> gone) {
        return new OfResources(
                checks.asked(fleet.facts()),
                List.copyOf(resources),
                gone.stream().map(ResourceRef::key).collect(Collectors.toUnmodifiableSet()));
    }

    /** See {@link #ofScope}. */
    record OfScope(Catalogue catalogue, OfChecks checks, KeyRange keys)
            implements FindingSelection {

        @Override
        public Catalogue asked() {
            return checks.asked();
        }

        @Override
        public Optional<Resolution> unjudged(Finding finding) {
            return catalogue.retired().contains(finding.check())
                    ? Optional.of(Resolution.CHECK_RETIRED)
                    : checks.unjudged(finding);
        }

        @Override
        public Optional<String> blocked(Finding finding) {
            return checks.blocked(finding);
        }
    }

    /**
     * See {@link #ofChecks}.
     *
     * @param enumerated the kinds of resource of which the facts hold every one
     * @param blocked what kept other kinds from being listed
     */
    record OfChecks(
            Catalogue asked, Set<ResourceType> enumerated, Map<ResourceType, String> blocked)
            implements FindingSelection {

        @Override
        public Optional<Resolution> unjudged(Finding finding) {
            return asked.byId(finding.check()).isPresent()
                            && enumerated.contains(finding.resource().type())
                    ? Optional.of(Resolution.GONE)
                    : Optional.empty();
        }

        @Override
        public Optional<String> blocked(Finding finding) {
            return asked.byId(finding.check()).map(check -> blocked.get(finding.resource().type()));
        }
    }

    /**
     * See {@link #ofResources}.
     *
     * @param gone the keys of those resources that are gone
     */
    record OfResources(Catalogue asked, List<ResourceRef> resources, Set<String> gone)
            implements FindingSelection {

        @Override
        public Optional<Resolution> unjudged(Finding finding) {
            return gone.contains(finding.resource().key())
                    ? Optional.of(Resolution.GONE)
                    : Optional.empty();
        }
    }
}
