package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.BlindSpot;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.BruteForce;
import io.muster.readiness.check.logs.evidence.GroupLogs;
import io.muster.readiness.check.logs.evidence.ShippedFaults;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;

/**
 * What a log tells of, where its streams are no instance's that is known: of containers, above all.
 */
public final class LogGroupFaults extends Check.OfLogGroup implements BlindSpot {

    public LogGroupFaults() {
        super(
                new Rule("log-group-faults", LOGS, HIGH),
                """
                # {#read}
                aws logs tail {id} --region {region} --since 1d
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AnalyzingLogData.html");
        reads(Source.INSTANCES);
    }

    private static final Message EXPECTED = Message.of("log-group-faults.expected");

    @Override
    public Verdict judge(LogGroup group, Fleet fleet, Thresholds thresholds) {
        return GroupLogs.judge(
                group, fleet, thresholds, EXPECTED, log -> judge(log, fleet, thresholds));
    }

    private static Verdict judge(Log log, Fleet fleet, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        new ShippedFaults(thresholds, fleet.observedAt(), found).read(log, severity -> true);
        BruteForce.addTo(log, thresholds.get(Setting.FAILED_LOGINS_MAXIMUM), found);
        return found.verdict(EXPECTED, Message.of("log-group-faults.none"));
    }
}
