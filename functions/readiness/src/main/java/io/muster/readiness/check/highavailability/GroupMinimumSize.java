package io.muster.readiness.check.highavailability;

import static io.muster.readiness.checklist.ChecklistRow.HIGH_AVAILABILITY;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.util.Map;

/**
 * A group that may shrink to a single instance will do so at night, and the next fault takes the
 * workload down until a new instance has started.
 */
public final class GroupMinimumSize extends Check.OfWorkload {

    public GroupMinimumSize() {
        super(
                new Rule("group-minimum-size", HIGH_AVAILABILITY, HIGH),
                """
                # {#raise}
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --min-size {minimum}

                # {#raise-both}
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {smallGroup} --min-size {minimum} --max-size {minimum}
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html");
    }

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {

        int minimum = thresholds.get(Setting.MINIMUM_GROUP_SIZE);
        Message expected = Message.of("group-minimum-size.expected").with("minimum", minimum);
        return EachGroup.of(workload, expected, group -> judge(group, expected, minimum));
    }

    private static Verdict judge(AutoScalingGroup group, Message expected, int minimum) {
        if (group.switchedOff()) {
            return Verdict.notApplicable(Message.of("high-availability.group-at-zero"));
        }
        int size = group.capacity().minimum();
        if (size >= minimum) {
            return Verdict.ready(
                    expected, Message.of("group-minimum-size.enough").with("size", size));
        }
        String place = group.capacity().maximum() < minimum ? "smallGroup" : "group";
        return Verdict.notReady(expected, Message.of("group-minimum-size.small").with("size", size))
                .withRemedyStep(Map.of(place, group.name(), "minimum", Integer.toString(minimum)));
    }
}
