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
import java.util.Map;

/** A scaling policy can do nothing in a group that is as large as it may be. */
public final class GroupCanGrow extends Check.OfWorkload {

    public GroupCanGrow() {
        super(
                new Rule("group-can-grow", SCALABILITY, MEDIUM),
                "Every Auto Scaling group has room to grow",
                """
                # How far it may grow is how much it may cost: that is for a person to say.
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --max-size "${MAXIMUM:?say how many instances the group may have}"
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html");
    }

    private static final String EXPECTED =
            "each Auto Scaling group of the workload has a maximum size above its minimum size and above its desired capacity";

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        if (workload.groups().isEmpty()) {
            return Verdict.notApplicable(
                    "the workload has no Auto Scaling group; scaling-policy-present says so");
        }
        return EachGroup.of(workload, EXPECTED, GroupCanGrow::judge);
    }

    private static Verdict judge(AutoScalingGroup group) {
        int maximum = group.capacity().maximum();
        if (group.switchedOff()) {
            return Verdict.notApplicable("switched off: its maximum size is 0");
        }
        if (maximum <= group.capacity().minimum()) {
            return Verdict.notReady(EXPECTED, "minimum and maximum size are both " + maximum)
                    .withRemedyStep(Map.of("group", group.name()));
        }
        if (group.capacity().desired() >= maximum) {
            return Verdict.notReady(EXPECTED, "desired capacity is at the maximum size, " + maximum)
                    .withRemedyStep(Map.of("group", group.name()));
        }
        return Verdict.ready(
                EXPECTED,
                "minimum size %d, maximum size %d".formatted(group.capacity().minimum(), maximum));
    }
}
