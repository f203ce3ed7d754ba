package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.SECURITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.logs.evidence.BruteForce;
import io.muster.readiness.check.logs.evidence.ShippedFaults;
import io.muster.readiness.check.logs.evidence.ShippedLogs;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;

/**
 * Passwords are being guessed, as the logs in CloudWatch tell: the guest may be rebuilt by then.
 */
public final class LogBruteForce extends Check.OfLogs {

    public LogBruteForce() {
        super(
                new Rule("log-brute-force", SECURITY, MEDIUM),
                """
                # {#read}
                aws logs tail {group} --region {region} --since 1d --filter-pattern Failed
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/connect-to-an-amazon-ec2-instance-by-using-session-manager.html");
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        int limit = thresholds.get(Setting.FAILED_LOGINS_MAXIMUM);
        return ShippedLogs.judge(
                instance,
                fleet,
                thresholds,
                BruteForce.expected(limit),
                Message.of("log-brute-force.none"),
                (log, found) -> {
                    new ShippedFaults(thresholds, fleet.observedAt(), found)
                            .read(log, severity -> false);
                    BruteForce.addTo(log, limit, found);
                });
    }
}
