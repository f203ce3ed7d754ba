package io.muster.readiness.check.logs;

import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;

/** A failing disk, a damaged file system or a kernel that stopped, as CloudWatch was told. */
public final class LogFaultsCritical extends LogFaultsOf {

    public LogFaultsCritical() {
        super(
                "log-faults-critical",
                Severity.CRITICAL,
                Message.of("log-faults-critical.expected"),
                Message.of("log-faults-critical.none"),
                Severity.CRITICAL::equals);
    }
}
