package io.muster.readiness.check.highavailability;

import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The status of an instance that should have one. */
final class RunningStatus {

    private RunningStatus() {}

    /**
     * Judges the status of a running instance. EC2 lists none for one that is not running, and
     * lists one a while after the start.
     */
    static Verdict judge(
            Instance instance,
            Fleet fleet,
            Message expected,
            Function<InstanceStatus, Verdict> judge) {
        Fact<Optional<InstanceStatus>> status = fleet.of(Source.INSTANCE_STATUSES, instance);
        Verdict notListed =
                Verdict.unknown(expected, Message.of("high-availability.status-not-listed"));
        return Verdict.ofRunning(
                instance, expected, () -> Verdict.of(expected, status, judge, () -> notListed));
    }

    /**
     * A verdict with the remedy's step for an instance. What is right for a single machine makes a
     * group terminate it: where it is not known whether there is one, there is no step.
     *
     * @param place of the step, by whether a group would replace the instance
     */
    static Verdict withStep(
            Verdict verdict, Instance instance, Fleet fleet, Function<Boolean, String> place) {
        return fleet.groupOf(instance)
                .map(group -> group.filter(found -> found.member(instance.id()).isPresent()))
                .map(group -> Map.of(place.apply(group.isPresent()), instance.id()))
                .map(verdict::withRemedyStep)
                .orElse(verdict);
    }
}
