package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.ShippedFaults;
import io.muster.readiness.check.logs.evidence.ShippedLogs;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.text.Message;
import java.util.function.Predicate;

/** The known faults of some severities that an instance's log streams tell of. */
abstract class LogFaultsOf extends Check.OfLogs {

    private final Message expected;
    private final Message none;
    private final Predicate<Severity> wanted;

    /**
     * Takes what the check is.
     *
     * @param severity of the check; those of the faults are {@code wanted}
     * @param none what a log without these faults says
     */
    LogFaultsOf(
            String id,
            Severity severity,
            Message expected,
            Message none,
            Predicate<Severity> wanted) {
        super(
                new Rule(id, LOGS, severity),
                """
                # {#read}
                aws logs tail {group} --region {region} --log-stream-names {stream} --since 1d
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AnalyzingLogData.html");
        this.expected = expected;
        this.none = none;
        this.wanted = wanted;
    }

    @Override
    public final Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return ShippedLogs.judge(
                instance,
                fleet,
                thresholds,
                expected,
                none,
                (log, found) -> {
                    new ShippedFaults(thresholds, fleet.observedAt(), found).read(log, wanted);
                    explain(log, instance, fleet, thresholds, found);
                });
    }

    /** Adds what the rest of the facts tells of a log's faults. */
    void explain(
            Log log, Instance instance, Fleet fleet, Thresholds thresholds, VerdictBuilder found) {}
}
