package io.muster.readiness.check.logs;

import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.FullDisks;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;

/**
 * Memory or space that ran out, a hang, a program of another architecture, as CloudWatch was told.
 */
public final class LogFaultsSerious extends LogFaultsOf {

    public LogFaultsSerious() {
        super(
                "log-faults-serious",
                Severity.HIGH,
                Message.of("log-faults-serious.expected"),
                Message.of("log-faults-serious.none"),
                Severity.HIGH::equals);
        reads(Source.GUESTS, Source.MANAGED_NODES);
    }

    @Override
    void explain(
            Log log, Instance instance, Fleet fleet, Thresholds thresholds, VerdictBuilder found) {
        if (log.faults().stream().anyMatch(fault -> fault.signature().equals("no-space-left"))) {
            FullDisks.of(instance, fleet, thresholds).forEach(found::evidence);
        }
    }
}
