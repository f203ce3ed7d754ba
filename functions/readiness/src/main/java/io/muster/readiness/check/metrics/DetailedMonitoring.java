package io.muster.readiness.check.metrics;

import static io.muster.readiness.checklist.ChecklistRow.METRICS;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;

/**
 * Basic monitoring gives a value every five minutes, which is how long an alarm and a scaling
 * policy then take to see anything. Detailed monitoring costs a little for each metric.
 */
public final class DetailedMonitoring extends Check.OfInstance {

    public DetailedMonitoring() {
        super(
                new Rule("detailed-monitoring", METRICS, LOW),
                """
                # {#enable}
                aws ec2 monitor-instances --region {region} --instance-ids {id}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html");
    }

    private static final Message EXPECTED = Message.of("detailed-monitoring.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Boolean detailed = instance.options().detailedMonitoring();
        if (detailed == null) {
            return Verdict.unknown(EXPECTED, Message.of("detailed-monitoring.not-reported"));
        }
        return detailed
                ? Verdict.ready(EXPECTED, Message.of("detailed-monitoring.enabled"))
                : Verdict.notReady(EXPECTED, Message.of("detailed-monitoring.disabled"));
    }
}
