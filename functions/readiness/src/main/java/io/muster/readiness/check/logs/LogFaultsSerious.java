package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.logs.evidence.FullDisks;
import io.muster.readiness.check.logs.evidence.ShippedFaults;
import io.muster.readiness.check.logs.evidence.ShippedLogs;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;

/**
 * Memory or space that ran out, a hang, a program of another architecture, as CloudWatch was told.
 */
public final class LogFaultsSerious extends Check.OfLogs {

    public LogFaultsSerious() {
        super(
                new Rule("log-faults-serious", LOGS, HIGH),
                "The instance's logs tell of no serious fault",
                """
                # Read what the log tells. The evidence names what to do for each fault.
                aws logs tail {group} --region {region} --log-stream-names {stream} --since 1d
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AnalyzingLogData.html");
        reads(Source.GUESTS, Source.MANAGED_NODES);
    }

    private static final String EXPECTED = "no serious fault in the last day of its logs";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return ShippedLogs.judge(
                instance,
                fleet,
                thresholds,
                EXPECTED,
                "its logs tell of no serious fault",
                (log, found) -> {
                    new ShippedFaults(thresholds, fleet.observedAt(), found)
                            .read(log, severity -> severity == Severity.HIGH);
                    if (log.faults().stream()
                            .anyMatch(fault -> fault.signature().equals("no-space-left"))) {
                        FullDisks.of(instance, fleet, thresholds).forEach(found::evidence);
                    }
                });
    }
}
