package io.muster.readiness.check;

import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.Set;

/**
 * One question about one kind of subject, answered from facts alone.
 *
 * <p>A check holds no state, calls nothing and knows no clock but {@link Fleet#observedAt()}.
 *
 * @param <S> the kind of subject
 */
public abstract sealed class Check<S extends Subject> {

    private final Spec spec;

    /**
     * Takes what the check is.
     *
     * @param title the good state, without "Ensure" or a full stop
     * @param remedy a template, see {@link io.muster.readiness.checklist.Remedy}
     * @param source the https address of where the expectation comes from
     */
    private Check(ResourceType subject, Rule rule, String title, String remedy, String source) {
        spec = Spec.of(subject, rule, title, remedy, source);
    }

    public final Spec spec() {
        return spec;
    }

    public abstract Verdict judge(S subject, Fleet fleet, Thresholds thresholds);

    /**
     * The sources that the check cannot do without, beside that of its subjects. Where a scan did
     * not ask one of them, the check is left out of the scan, which says so, instead of answering
     * UNKNOWN for every subject; a source that could not be read makes UNKNOWN.
     */
    public Set<Source<?>> needs() {
        return Set.of();
    }

    /** A check of an instance that is not gone. */
    public abstract static non-sealed class OfInstance extends Check<Instance> {

        protected OfInstance(Rule rule, String title, String remedy, String source) {
            super(ResourceType.INSTANCE, rule, title, remedy, source);
        }
    }

    /** A check of the inside of a running Linux instance, which the probe brought to light. */
    public abstract static class OfGuest extends OfInstance {

        protected OfGuest(Rule rule, String title, String remedy, String source) {
            super(rule, title, remedy, source);
        }

        /** What would be ready, said also where the guest was not seen. */
        public abstract String expected(Thresholds thresholds);

        public abstract Verdict judge(Guest guest, Thresholds thresholds);

        @Override
        public final Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
            return Guest.judge(this, instance, fleet, thresholds);
        }

        @Override
        public Set<Source<?>> needs() {
            return Set.of(Source.GUESTS);
        }
    }

    /** A check of an instance by what its log streams in CloudWatch Logs tell. */
    public abstract static class OfLogs extends OfInstance {

        protected OfLogs(Rule rule, String title, String remedy, String source) {
            super(rule, title, remedy, source);
        }

        @Override
        public Set<Source<?>> needs() {
            return Set.of(Source.LOGS);
        }
    }

    public abstract static non-sealed class OfLogGroup extends Check<LogGroup> {

        protected OfLogGroup(Rule rule, String title, String remedy, String source) {
            super(ResourceType.LOG_GROUP, rule, title, remedy, source);
        }

        @Override
        public Set<Source<?>> needs() {
            return Set.of(Source.LOGS);
        }
    }

    public abstract static non-sealed class OfVolume extends Check<Volume> {

        protected OfVolume(Rule rule, String title, String remedy, String source) {
            super(ResourceType.VOLUME, rule, title, remedy, source);
        }
    }

    public abstract static non-sealed class OfSnapshot extends Check<Snapshot> {

        protected OfSnapshot(Rule rule, String title, String remedy, String source) {
            super(ResourceType.SNAPSHOT, rule, title, remedy, source);
        }
    }

    public abstract static non-sealed class OfAddress extends Check<Address> {

        protected OfAddress(Rule rule, String title, String remedy, String source) {
            super(ResourceType.ADDRESS, rule, title, remedy, source);
        }
    }

    public abstract static non-sealed class OfWorkload extends Check<Workload> {

        protected OfWorkload(Rule rule, String title, String remedy, String source) {
            super(ResourceType.WORKLOAD, rule, title, remedy, source);
        }
    }
}
