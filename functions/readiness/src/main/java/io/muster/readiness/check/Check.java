package io.muster.readiness.check;

import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;

/**
 * One question about one kind of subject, answered from facts alone.
 *
 * <p>A check holds no state, calls nothing and knows no clock but {@link Fleet#observedAt()}.
 *
 * @param <S> the kind of subject
 */
public sealed interface Check<S extends Subject> {

    Spec spec();

    Verdict judge(S subject, Fleet fleet, Thresholds thresholds);

    /**
     * Whether a scan asked for what the check cannot do without, be it in vain. A check that nobody
     * gathered anything for is left out of the scan, which says so, instead of answering UNKNOWN
     * for every subject.
     */
    default boolean asked(FleetFacts facts) {
        return true;
    }

    /** A check of an instance that is not gone. */
    non-sealed interface OfInstance extends Check<Instance> {}

    /** A check of the inside of a running Linux instance, which the probe brought to light. */
    interface OfGuest extends OfInstance {

        /** What would be ready, said also where the guest was not seen. */
        String expected(Thresholds thresholds);

        Verdict judge(Guest guest, Thresholds thresholds);

        @Override
        default Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
            return Guest.judge(this, instance, fleet, thresholds);
        }

        @Override
        default boolean asked(FleetFacts facts) {
            return facts.get(Source.GUESTS).isCollected();
        }
    }

    /** A check of an instance by what its log streams in CloudWatch Logs tell. */
    interface OfLogs extends OfInstance {

        @Override
        default boolean asked(FleetFacts facts) {
            return facts.get(Source.LOGS).isCollected();
        }
    }

    non-sealed interface OfLogGroup extends Check<LogGroup> {

        @Override
        default boolean asked(FleetFacts facts) {
            return facts.get(Source.LOGS).isCollected();
        }
    }

    non-sealed interface OfVolume extends Check<Volume> {}

    non-sealed interface OfSnapshot extends Check<Snapshot> {}

    non-sealed interface OfAddress extends Check<Address> {}

    non-sealed interface OfWorkload extends Check<Workload> {}
}
