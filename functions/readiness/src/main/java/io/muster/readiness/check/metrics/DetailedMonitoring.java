package io.muster.readiness.check.metrics;

import static io.muster.readiness.checklist.ChecklistRow.METRICS;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;

/**
 * Basic monitoring gives a value every five minutes, which is how long an alarm and a scaling
 * policy then take to see anything. Detailed monitoring costs a little for each metric.
 */
public final class DetailedMonitoring extends Check.OfInstance {

    public DetailedMonitoring() {
        super(
                new Rule("detailed-monitoring", METRICS, LOW),
                "EC2 reports the metrics of the instance every minute",
                """
                # Charged by the metric. In an Auto Scaling group change the launch template instead, so that the
                # next instance has it too.
                aws ec2 monitor-instances --region {region} --instance-ids {id}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html");
    }

    private static final String EXPECTED = "detailed monitoring is on";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Boolean detailed = instance.options().detailedMonitoring();
        if (detailed == null) {
            return Verdict.unknown(EXPECTED, "EC2 does not report the monitoring state");
        }
        return detailed
                ? Verdict.ready(EXPECTED, "a value every minute")
                : Verdict.notReady(EXPECTED, "a value every five minutes");
    }
}
