package io.muster.readiness.check;

import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One question about one kind of subject, answered from facts alone.
 *
 * <p>A check holds no state, calls nothing and knows no clock but {@link Fleet#observedAt()}.
 *
 * @param <S> the kind of subject
 */
public abstract sealed class Check<S extends Subject> {

    private final Spec spec;
    private final Set<Source<?>> needs = new HashSet<>();
    private final Set<Source<?>> reads = new HashSet<>();

    /**
     * Takes what the check is. Its texts are in the file of its row, under its id.
     *
     * @param remedy a template, see {@link io.muster.readiness.checklist.Remedy}
     * @param source the https address of where the expectation comes from
     */
    private Check(ResourceType subject, Rule rule, String remedy, String source) {
        spec = Spec.of(subject, rule, remedy, source);
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
    public final Set<Source<?>> needs() {
        return Collections.unmodifiableSet(needs);
    }

    /** Every source that the check may look at, {@link #needs} among them. */
    public final Set<Source<?>> reads() {
        return Collections.unmodifiableSet(reads);
    }

    /** Declares, in a check's constructor, what it cannot do without. */
    protected final void needs(Source<?>... sources) {
        needs.addAll(List.of(sources));
        reads(sources);
    }

    /** Declares, in a check's constructor, what it looks at and can do without. */
    protected final void reads(Source<?>... sources) {
        reads.addAll(List.of(sources));
    }

    /** A check of an instance that is not gone. */
    public abstract static non-sealed class OfInstance extends Check<Instance> {

        protected OfInstance(Rule rule, String remedy, String source) {
            super(ResourceType.INSTANCE, rule, remedy, source);
        }
    }

    /** A check of the inside of a running Linux instance, which the probe brought to light. */
    public abstract static class OfGuest extends OfInstance {

        private final Function<Thresholds, Message> expectation;

        /**
         * Takes what the check is.
         *
         * @param expectation what would be ready, said also where the guest was not seen
         */
        protected OfGuest(
                Rule rule,
                Function<Thresholds, Message> expectation,
                String remedy,
                String source) {
            super(rule, remedy, source);
            needs(Source.GUESTS);
            reads(Source.MANAGED_NODES);
            this.expectation = expectation;
        }

        public final Message expectation(Thresholds thresholds) {
            return expectation.apply(thresholds);
        }

        public abstract Verdict judge(Guest guest, Thresholds thresholds);

        @Override
        public final Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
            return Guest.judge(this, instance, fleet, thresholds);
        }
    }

    /** A check of an instance by what its log streams in CloudWatch Logs tell. */
    public abstract static class OfLogs extends OfInstance {

        protected OfLogs(Rule rule, String remedy, String source) {
            super(rule, remedy, source);
            needs(Source.LOGS);
            reads(Source.INSTANCES);
        }
    }

    public abstract static non-sealed class OfLogGroup extends Check<LogGroup> {

        protected OfLogGroup(Rule rule, String remedy, String source) {
            super(ResourceType.LOG_GROUP, rule, remedy, source);
            needs(Source.LOGS);
        }
    }

    public abstract static non-sealed class OfVolume extends Check<Volume> {

        protected OfVolume(Rule rule, String remedy, String source) {
            super(ResourceType.VOLUME, rule, remedy, source);
        }
    }

    public abstract static non-sealed class OfSecurityGroup extends Check<SecurityGroup> {

        protected OfSecurityGroup(Rule rule, String remedy, String source) {
            super(ResourceType.SECURITY_GROUP, rule, remedy, source);
        }
    }

    public abstract static non-sealed class OfSnapshot extends Check<Snapshot> {

        protected OfSnapshot(Rule rule, String remedy, String source) {
            super(ResourceType.SNAPSHOT, rule, remedy, source);
        }
    }

    public abstract static non-sealed class OfAddress extends Check<Address> {

        protected OfAddress(Rule rule, String remedy, String source) {
            super(ResourceType.ADDRESS, rule, remedy, source);
        }
    }

    /** A check of the scope as a whole. */
    public abstract static non-sealed class OfScope extends Check<Scope> {

        protected OfScope(Rule rule, String remedy, String source) {
            super(ResourceType.SCOPE, rule, remedy, source);
        }
    }

    public abstract static non-sealed class OfWorkload extends Check<Workload> {

        protected OfWorkload(Rule rule, String remedy, String source) {
            super(ResourceType.WORKLOAD, rule, remedy, source);
        }
    }
}
