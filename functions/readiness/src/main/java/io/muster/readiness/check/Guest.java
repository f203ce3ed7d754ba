package io.muster.readiness.check;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.text.Message;

/**
 * A running Linux instance with what is known of its inside: what a {@link Check.OfGuest} judges.
 */
public record Guest(
        Instance instance, Fleet fleet, GuestObservation observation, GuestFacts facts) {

    /**
     * Judges an instance by its guest, or says why that cannot be done: a stopped one gives no
     * answer, the probe is for Linux, and what was not seen, or long ago, is unknown.
     */
    static Verdict judge(
            Check.OfGuest check, Instance instance, Fleet fleet, Thresholds thresholds) {
        Verdict verdict =
                Verdict.ofRunning(
                        instance,
                        check.expectation(thresholds),
                        () ->
                                otherThanLinux(instance, fleet)
                                        ? Verdict.notApplicable(Message.of("facts.guest-not-linux"))
                                        : ofRunning(check, instance, fleet, thresholds));
        return instance.state() == State.UNRECOGNISED
                ? verdict.because(new Cause(Kind.GUEST_PARTIAL, "state"))
                : verdict;
    }

    private static boolean otherThanLinux(Instance instance, Fleet fleet) {
        return instance.machine().platform() == Platform.WINDOWS
                || fleet.nodeOf(instance)
                        .map(node -> node.filter(ManagedNode::otherThanLinux).isPresent())
                        .orElse(false);
    }

    private static Verdict ofRunning(
            Check.OfGuest check, Instance instance, Fleet fleet, Thresholds thresholds) {
        Fact<GuestObservation> newest =
                fleet.guestOf(instance, thresholds.get(Setting.GUEST_MAXIMUM_AGE_HOURS));
        return Verdict.of(
                check.expectation(thresholds),
                newest,
                newest.flatMap(GuestObservation::facts).because(Cause.of(Kind.GUEST_SILENT)),
                (observation, facts) ->
                        check.judge(new Guest(instance, fleet, observation, facts), thresholds));
    }
}
