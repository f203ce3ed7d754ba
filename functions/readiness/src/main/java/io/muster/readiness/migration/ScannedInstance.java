package io.muster.readiness.migration;

import io.muster.readiness.fact.Scope;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Setup;
import io.muster.readiness.text.Message;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance as a scan saw it.
 *
 * @param current whether that scan is new enough to count
 * @param changes what its target type changes; empty where the finding that says so is not known
 */
public record ScannedInstance(
        Scope scope, InstanceReadiness instance, boolean current, List<Message> changes) {

    /** As people look for them: by Name, and by id where several have one, or none. */
    static final Comparator<ScannedInstance> ORDER =
            Comparator.comparing(ScannedInstance::scope)
                    .thenComparing(
                            each -> each.instance().name(),
                            Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(ScannedInstance::id);

    public ScannedInstance {
        changes = List.copyOf(changes);
    }

    public String id() {
        return instance.id();
    }

    /** What is known of its move; UNKNOWN where its scan is too old. */
    public Outcome outcome() {
        GravitonVerdict verdict = instance.graviton();
        return !current || verdict == null ? Outcome.UNKNOWN : verdict.outcome();
    }

    /** The type to which a plan moves it; null for none. */
    @Nullable Option target() {
        GravitonVerdict verdict = instance.graviton();
        return verdict == null ? null : verdict.target();
    }

    /** The Auto Scaling group that it is in; null for none, or where an older scan is silent. */
    Setup.@Nullable Group group() {
        Setup setup = instance.machine().setup();
        return setup == null ? null : setup.group();
    }

    /** Counts it among others. */
    public void count(GravitonTotals totals) {
        if (current) {
            totals.add(instance);
        } else {
            totals.addUnknown();
        }
    }
}
