package io.muster.readiness.fleet;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.guest.GuestObservation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Joins instances with their guests, and says of a guest that was not seen why, and what to do.
 *
 * <p>The words name the moment of the last answer and the limit, never the answer's age, so that a
 * finding about a guest that stays silent stays the same.
 */
final class Guests {

    private final FleetFacts facts;

    Guests(FleetFacts facts) {
        this.facts = facts;
    }

    Fact<Optional<ManagedNode>> nodeOf(Instance instance) {
        return facts.get(Source.MANAGED_NODES)
                .map(all -> Optional.ofNullable(all.get(instance.id())));
    }

    Fact<GuestObservation> of(Instance instance, Duration maximumAge) {
        return facts.get(Source.GUESTS)
                .flatMap(
                        all -> {
                            GuestObservation newest = all.get(instance.id());
                            if (newest == null) {
                                return new Missing<>(
                                        Why.NOT_REPORTED,
                                        neverAnswered(instance),
                                        cause(instance, Kind.GUEST_SILENT));
                            }
                            return fresh(newest.observedAt(), maximumAge)
                                    ? Fact.known(newest)
                                    : new Missing<>(
                                            Why.STALE,
                                            stale(instance, newest, maximumAge),
                                            cause(instance, Kind.GUEST_STALE));
                        });
    }

    /**
     * What keeps the guest from being seen: Systems Manager, or, where it reaches the guest, what
     * became of the probe.
     */
    private Cause cause(Instance instance, Kind reached) {
        return nodeOf(instance)
                .map(
                        node ->
                                node.filter(ManagedNode::online).isPresent()
                                        ? reached
                                        : Kind.GUEST_UNMANAGED)
                .map(Cause::of)
                .orElseGet(
                        missing -> Objects.requireNonNullElse(missing.cause(), Cause.of(reached)));
    }

    private boolean fresh(Instant answered, Duration maximumAge) {
        return Duration.between(answered, facts.observedAt()).compareTo(maximumAge) <= 0;
    }

    private String stale(Instance instance, GuestObservation newest, Duration maximumAge) {
        return "the guest's newest answer is of %s, older than the limit of %d h; %s"
                .formatted(
                        newest.observedAt().truncatedTo(ChronoUnit.SECONDS),
                        maximumAge.toHours(),
                        obstacle(instance).orElse("see how the probe's last command on it ended"));
    }

    private String neverAnswered(Instance instance) {
        return "the guest was not seen: "
                + obstacle(instance)
                        .orElse(
                                "it is managed, but the probe has brought no answer yet; wait for its next run, or see how its command ended");
    }

    /** What keeps the probe from the guest; empty where Systems Manager reaches it. */
    private Optional<String> obstacle(Instance instance) {
        return nodeOf(instance)
                .map(
                        node ->
                                node.isEmpty()
                                        ? Optional.of(notManaged(instance))
                                        : node.filter(known -> !known.online()).map(Guests::silent))
                .orElseGet(
                        missing ->
                                Optional.of(
                                        "whether Systems Manager reaches it is not known: "
                                                + missing.detail()));
    }

    private static String notManaged(Instance instance) {
        return "Systems Manager does not manage it: "
                + (instance.options().profileArn() == null
                        ? "attach an instance profile whose role has the policy AmazonSSMManagedInstanceCore, and see that the SSM Agent runs"
                        : "see that its role has the policy AmazonSSMManagedInstanceCore, that the SSM Agent runs and that it reaches the ssm endpoints");
    }

    private static String silent(ManagedNode node) {
        return "its SSM Agent has not answered%s: see that it runs and reaches the ssm endpoints"
                .formatted(node.sinceLastPing());
    }
}
