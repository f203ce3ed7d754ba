package io.muster.readiness.check.logs;

import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;

/** A unit, a scheduled job, a rotation or an agent that failed, as CloudWatch was told. */
public final class LogFaultsMinor extends LogFaultsOf {

    public LogFaultsMinor() {
        super(
                "log-faults-minor",
                Severity.MEDIUM,
                Message.of("log-faults-minor.expected"),
                Message.of("log-faults-minor.none"),
                severity -> severity.compareTo(Severity.HIGH) < 0);
    }
}
