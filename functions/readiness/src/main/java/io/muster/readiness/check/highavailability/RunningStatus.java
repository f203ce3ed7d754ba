package io.muster.readiness.check.highavailability;

import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
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
            String expected,
            Function<InstanceStatus, Verdict> judge) {
        return switch (instance.state()) {
            case RUNNING -> ofRunning(instance, fleet, expected, judge);
            case PENDING, STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED ->
                    Verdict.notApplicable("the instance is not running");
            case UNRECOGNISED ->
                    Verdict.unknown(
                            expected, "the instance is in a state that Muster does not know");
        };
    }

    /**
     * The group that would replace the instance, for a remedy: what one does by hand to a single
     * machine makes its group terminate it.
     *
     * @return missing where it is not known whether there is one
     */
    static Fact<Optional<AutoScalingGroup>> groupOf(Instance instance, Fleet fleet) {
        return fleet.groupOf(instance)
                .map(group -> group.filter(found -> found.member(instance.id()).isPresent()));
    }

    private static Verdict ofRunning(
            Instance instance,
            Fleet fleet,
            String expected,
            Function<InstanceStatus, Verdict> judge) {
        return switch (fleet.of(Source.INSTANCE_STATUSES, instance)) {
            case Known<Optional<InstanceStatus>> known ->
                    known.value()
                            .map(judge)
                            .orElseGet(
                                    () ->
                                            Verdict.unknown(
                                                    expected,
                                                    "EC2 lists no status of the instance: it started or stopped during the scan"));
            case Missing<Optional<InstanceStatus>> missing -> Verdict.unknown(expected, missing);
        };
    }
}
