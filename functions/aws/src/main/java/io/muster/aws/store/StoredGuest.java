package io.muster.aws.store;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.probe.ProbeAnswer;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A guest as the table keeps it: its newest answer, how the newest attempt to ask it went, and how
 * full its disks were. An attempt that fails leaves the answer of before, which grows stale.
 *
 * @param said null while it has not answered yet
 */
public record StoredGuest(
        Scope scope, String instanceId, @Nullable Said said, Attempt newest, DiskHistory history) {

    /**
     * An answer.
     *
     * @param at when the probe was sent
     */
    public record Said(Instant at, String commandId, ProbeAnswer answer) {}

    /**
     * An attempt to ask.
     *
     * @param at when the probe was sent
     * @param failure why it brought no answer; null if it brought one
     */
    public record Attempt(Instant at, String commandId, @Nullable Failure failure) {}

    /** Why an attempt brought no answer. */
    public record Failure(Why why, Message detail) {}

    /** A guest of which nothing was known before. */
    static StoredGuest first(SentProbe probe, GuestAnswer answer) {
        Attempt attempt = attempt(probe, answer);
        StoredGuest asked =
                new StoredGuest(
                        probe.scope(), answer.instanceId(), null, attempt, DiskHistory.NONE);
        return answered(answer).map(said -> asked.with(said, answer, probe)).orElse(asked);
    }

    /**
     * This guest with what an attempt brought; empty if that adds nothing: it is known already, or
     * older than what is.
     */
    Optional<StoredGuest> with(SentProbe probe, GuestAnswer answer) {
        boolean newer = probe.sentAt().isAfter(newest.at());
        Attempt attempt = newer ? attempt(probe, answer) : newest;
        StoredGuest attempted = new StoredGuest(scope, instanceId, said, attempt, history);
        Optional<ProbeAnswer> fresh = answered(answer);
        if (fresh.isPresent() && (said == null || probe.sentAt().isAfter(said.at()))) {
            return Optional.of(attempted.with(fresh.get(), answer, probe));
        }
        return newer ? Optional.of(attempted) : Optional.empty();
    }

    /** Whether its newest answer is to this probe. */
    boolean saidTo(SentProbe probe) {
        return said != null && said.commandId().equals(probe.commandId());
    }

    /**
     * What checks read of this guest.
     *
     * @param parser asked for the facts of its answer
     */
    GuestObservation observation(Function<ProbeAnswer, Fact<GuestFacts>> parser) {
        return new GuestObservation(instanceId, observedAt(), facts(parser), history);
    }

    /** When it was asked for what it said; if it has said nothing, when it was last asked. */
    Instant observedAt() {
        return said == null ? newest.at() : said.at();
    }

    /** The latest of its times. */
    Instant latest() {
        return said != null && said.at().isAfter(newest.at()) ? said.at() : newest.at();
    }

    /** The same with all its times at another. */
    StoredGuest asOf(Instant at) {
        return new StoredGuest(
                scope,
                instanceId,
                said == null ? null : new Said(at, said.commandId(), said.answer()),
                new Attempt(at, newest.commandId(), newest.failure()),
                history);
    }

    private Fact<GuestFacts> facts(Function<ProbeAnswer, Fact<GuestFacts>> parser) {
        if (said != null) {
            return parser.apply(said.answer());
        }
        Failure failure = newest.failure();
        return failure == null
                ? Fact.missing(Why.NOT_REPORTED, Message.of("facts.answer-not-stored"))
                : Fact.missing(failure.why(), failure.detail());
    }

    private StoredGuest with(ProbeAnswer fresh, GuestAnswer answer, SentProbe probe) {
        // An answer that came by the same attempt, on a second look, ends it well after all.
        Attempt attempt =
                newest.commandId().equals(probe.commandId())
                        ? new Attempt(newest.at(), newest.commandId(), null)
                        : newest;
        return new StoredGuest(
                scope,
                instanceId,
                new Said(probe.sentAt(), probe.commandId(), fresh),
                attempt,
                remembered(answer.facts(), probe.sentAt()));
    }

    /** A day on which the file systems could not be read leaves the days before as they are. */
    private DiskHistory remembered(Fact<GuestFacts> fresh, Instant at) {
        return fresh.flatMap(facts -> facts.storage().fileSystems())
                .map(all -> history.with(at, all.items()))
                .orElse(history);
    }

    private static Optional<ProbeAnswer> answered(GuestAnswer answer) {
        return answer.answer().map(Optional::of).orElse(Optional.empty());
    }

    private static Attempt attempt(SentProbe probe, GuestAnswer answer) {
        Failure failure =
                answer.answer() instanceof Missing<ProbeAnswer> missing
                        ? new Failure(missing.why(), missing.detail())
                        : null;
        return new Attempt(probe.sentAt(), probe.commandId(), failure);
    }
}
