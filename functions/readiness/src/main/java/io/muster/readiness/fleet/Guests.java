package io.muster.readiness.fleet;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.text.Message;
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

    private Message stale(Instance instance, GuestObservation newest, Duration maximumAge) {
        return Message.of("facts.guest-stale")
                .with("at", newest.observedAt().truncatedTo(ChronoUnit.SECONDS))
                .with("hours", maximumAge.toHours())
                .with("obstacle", obstacle(instance).orElse(Message.of("facts.see-last-command")));
    }

    private Message neverAnswered(Instance instance) {
        return Message.of("facts.guest-not-seen")
                .with("obstacle", obstacle(instance).orElse(Message.of("facts.no-answer-yet")));
    }

    /** What keeps the probe from the guest; empty where Systems Manager reaches it. */
    private Optional<Message> obstacle(Instance instance) {
        return nodeOf(instance)
                .map(
                        node ->
                                node.isEmpty()
                                        ? Optional.of(notManaged(instance))
                                        : node.filter(known -> !known.online()).map(Guests::silent))
                .orElseGet(
                        missing ->
                                Optional.of(
                                        Message.of("facts.reach-unknown")
                                                .with("reason", missing.detail())));
    }

    private static Message notManaged(Instance instance) {
        return Message.of(
                instance.options().profileArn() == null
                        ? "facts.not-managed-no-profile"
                        : "facts.not-managed");
    }

    private static Message silent(ManagedNode node) {
        Instant lastPingAt = node.lastPingAt();
        return lastPingAt == null
                ? Message.of("facts.agent-silent")
                : Message.of("facts.agent-silent-since")
                        .with("at", lastPingAt.truncatedTo(ChronoUnit.SECONDS));
    }
}
