package io.muster.readiness.check.scalability;

import static io.muster.readiness.checklist.ChecklistRow.SCALABILITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.util.Map;

/** A scaling policy can do nothing in a group that is as large as it may be. */
public final class GroupCanGrow extends Check.OfWorkload {

    public GroupCanGrow() {
        super(
                new Rule("group-can-grow", SCALABILITY, MEDIUM),
                """
                # {#raise}
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --max-size "${MAXIMUM:?set it to the largest number of instances}"
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html");
    }

    private static final Message EXPECTED = Message.of("group-can-grow.expected");

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        if (workload.groups().isEmpty()) {
            return Verdict.notApplicable(Message.of("group-can-grow.no-group"));
        }
        return EachGroup.of(workload, EXPECTED, GroupCanGrow::judge);
    }

    private static Verdict judge(AutoScalingGroup group) {
        int maximum = group.capacity().maximum();
        if (group.switchedOff()) {
            return Verdict.notApplicable(Message.of("scalability.group-at-zero"));
        }
        if (maximum <= group.capacity().minimum()) {
            return Verdict.notReady(
                            EXPECTED, Message.of("group-can-grow.fixed").with("size", maximum))
                    .withRemedyStep(Map.of("group", group.name()));
        }
        if (group.capacity().desired() >= maximum) {
            return Verdict.notReady(
                            EXPECTED,
                            Message.of("group-can-grow.at-maximum").with("maximum", maximum))
                    .withRemedyStep(Map.of("group", group.name()));
        }
        return Verdict.ready(
                EXPECTED,
                Message.of("group-can-grow.room")
                        .with("minimum", group.capacity().minimum())
                        .with("maximum", maximum));
    }
}
