package io.muster.readiness.check.highavailability;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import java.util.Map;

/**
 * A group that may shrink to a single instance will do so at night, and the next fault takes the
 * workload down until a new instance has started.
 */
public final class GroupMinimumSize implements Check.OfWorkload {

    private static final Spec SPEC =
            Spec.of(
                    "group-minimum-size",
                    ChecklistRow.HIGH_AVAILABILITY,
                    Severity.HIGH,
                    ResourceType.WORKLOAD,
                    "No Auto Scaling group may shrink to where one fault takes the workload down",
                    """
                    # Raises the desired capacity too where that is lower: instances start, and are paid.
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --min-size {minimum}

                    # As above. The maximum is lower than the new minimum, and rises with it.
                    aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {smallGroup} --min-size {minimum} --max-size {minimum}
                    """,
                    "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        if (workload.groups().isEmpty()) {
            return Verdict.notApplicable("the workload has no Auto Scaling group");
        }
        int minimum = thresholds.get(Setting.MINIMUM_GROUP_SIZE);
        String expected =
                "each Auto Scaling group of the workload has a minimum size of %d or more"
                        .formatted(minimum);
        return EachGroup.of(workload, expected, group -> judge(group, expected, minimum));
    }

    private static Verdict judge(AutoScalingGroup group, String expected, int minimum) {
        if (group.switchedOff()) {
            return Verdict.notApplicable("switched off: its maximum size is 0");
        }
        String actual = "minimum size " + group.minimumSize();
        if (group.minimumSize() >= minimum) {
            return Verdict.ready(expected, actual);
        }
        String place = group.maximumSize() < minimum ? "smallGroup" : "group";
        return Verdict.notReady(expected, actual)
                .withRemedyStep(Map.of(place, group.name(), "minimum", Integer.toString(minimum)));
    }
}
