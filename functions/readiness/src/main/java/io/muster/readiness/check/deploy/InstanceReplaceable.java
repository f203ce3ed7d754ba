package io.muster.readiness.check.deploy;

import static io.muster.readiness.checklist.ChecklistRow.DEPLOY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.Member;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host that a group keeps is a host that can be thrown away: a new version, a new image or a dead
 * machine needs no manual work.
 */
public final class InstanceReplaceable extends Check.OfInstance {

    public InstanceReplaceable() {
        super(
                new Rule("instance-replaceable", DEPLOY, MEDIUM),
                "An Auto Scaling group can replace the instance",
                """
                # No group keeps this host. What it was launched with becomes the data of a launch template, and
                # a group launches from that. What is on its volumes does not come along: bake it into the image.
                aws ec2 get-launch-template-data --region {region} --instance-id {single} --query LaunchTemplateData
                # Take private addresses and interface ids out of that, save it, and put the file name into TEMPLATE_DATA.
                aws ec2 create-launch-template --region {region} --launch-template-name from-{single} --launch-template-data file://"${TEMPLATE_DATA:?name the file with the launch template data first}"
                aws autoscaling create-auto-scaling-group --region {region} --auto-scaling-group-name from-{single} --launch-template LaunchTemplateName=from-{single} --min-size 1 --max-size 2 --vpc-zone-identifier "${SUBNETS:?list the subnet ids first, with commas between them}"

                # The group is held back: let it work again once the reason for that is over.
                aws autoscaling resume-processes --region {region} --auto-scaling-group-name {suspendedGroup} --scaling-processes Launch Terminate ReplaceUnhealthy

                # The group leaves an instance in Standby alone: give it back when the work on it is done.
                aws autoscaling exit-standby --region {region} --auto-scaling-group-name {standbyGroup} --instance-ids {id}
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html");
        reads(Source.AUTO_SCALING_GROUPS);
    }

    private static final String EXPECTED =
            "the instance is a member of an Auto Scaling group that may launch, terminate and replace";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED,
                fleet.groupOf(instance),
                group -> inGroup(instance, group),
                () -> single(instance));
    }

    private static Verdict single(Instance instance) {
        String tagged = instance.autoScalingGroupName();
        String actual =
                tagged == null
                        ? "no Auto Scaling group has the instance"
                        : "its tag names Auto Scaling group " + tagged + ", which does not exist";
        return Verdict.notReady(EXPECTED, actual).withRemedyStep(Map.of("single", instance.id()));
    }

    private static Verdict inGroup(Instance instance, AutoScalingGroup group) {
        Optional<Member> member = group.member(instance.id());
        if (member.isEmpty()) {
            return Verdict.unknown(
                    EXPECTED,
                    "its tag names Auto Scaling group %s, which does not list it: it waits in a warm pool, was detached, or came or went during the scan"
                            .formatted(group.name()));
        }
        List<String> suspended = group.suspended("Launch", "ReplaceUnhealthy", "Terminate");
        if (!suspended.isEmpty()) {
            return Verdict.notReady(
                            EXPECTED,
                            "%s has suspended %s"
                                    .formatted(group.name(), String.join(", ", suspended)))
                    .withRemedyStep(Map.of("suspendedGroup", group.name()));
        }
        if ("Standby".equals(member.get().lifecycleState())) {
            return Verdict.notReady(EXPECTED, "in Standby, where " + group.name() + " leaves it")
                    .withRemedyStep(Map.of("standbyGroup", group.name()));
        }
        return Verdict.ready(EXPECTED, "a member of " + group.name());
    }
}
