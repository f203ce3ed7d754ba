package io.muster.readiness.check;

import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;

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

    /** A check of an instance that is not gone. */
    non-sealed interface OfInstance extends Check<Instance> {}

    non-sealed interface OfVolume extends Check<Volume> {}

    non-sealed interface OfSnapshot extends Check<Snapshot> {}

    non-sealed interface OfAddress extends Check<Address> {}

    non-sealed interface OfWorkload extends Check<Workload> {}
}
