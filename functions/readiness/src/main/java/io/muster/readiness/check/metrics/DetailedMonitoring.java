package io.muster.readiness.check.metrics;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fleet.Fleet;

/**
 * Basic monitoring gives a value every five minutes, which is how long an alarm and a scaling
 * policy then take to see anything. Detailed monitoring costs a little for each metric.
 */
public final class DetailedMonitoring implements Check.OfInstance {

    private static final Spec SPEC =
            Spec.of(
                    "detailed-monitoring",
                    ChecklistRow.METRICS,
                    Severity.LOW,
                    ResourceType.INSTANCE,
                    "EC2 reports the metrics of the instance every minute",
                    """
                    # Charged by the metric. In an Auto Scaling group change the launch template instead, so that the
                    # next instance has it too.
                    aws ec2 monitor-instances --region {region} --instance-ids {id}
                    """,
                    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html");

    private static final String EXPECTED = "detailed monitoring is on";

    @Override
    public Spec spec() {
        return SPEC;
    }

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
