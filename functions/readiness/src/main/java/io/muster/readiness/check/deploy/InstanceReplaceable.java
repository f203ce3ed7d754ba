package io.muster.readiness.check.deploy;

import static io.muster.readiness.checklist.ChecklistRow.DEPLOY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.Member;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.GroupLaunch;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
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
                """
                # {#data}
                aws ec2 get-launch-template-data --region {region} --instance-id {single} --query LaunchTemplateData
                # {#group}
                aws ec2 create-launch-template --region {region} --launch-template-name from-{single} --launch-template-data file://"${TEMPLATE_DATA:?set it to the name of the file with the launch template data}"
                aws autoscaling create-auto-scaling-group --region {region} --auto-scaling-group-name from-{single} --launch-template LaunchTemplateName=from-{single} --min-size 1 --max-size 2 --vpc-zone-identifier "${SUBNETS:?set it to the subnet IDs, separated by commas}"

                # {#resume}
                aws autoscaling resume-processes --region {region} --auto-scaling-group-name {suspendedGroup} --scaling-processes Launch Terminate ReplaceUnhealthy

                # {#standby}
                aws autoscaling exit-standby --region {region} --auto-scaling-group-name {standbyGroup} --instance-ids {id}

                # {#blocked}
                aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {blockedGroup} --query 'AutoScalingGroups[].[LaunchTemplate,MixedInstancesPolicy.LaunchTemplate,LaunchConfigurationName]'
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html");
        reads(
                Source.AUTO_SCALING_GROUPS,
                Source.LAUNCH_TEMPLATES,
                Source.LAUNCH_CONFIGURATIONS,
                Source.IMAGES,
                Source.SECURITY_GROUPS);
    }

    private static final Message EXPECTED = Message.of("instance-replaceable.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED,
                fleet.groupOf(instance),
                group -> inGroup(instance, group, fleet),
                () -> single(instance));
    }

    private static Verdict single(Instance instance) {
        String tagged = instance.autoScalingGroupName();
        Message actual =
                tagged == null
                        ? Message.of("instance-replaceable.no-group")
                        : Message.of("instance-replaceable.group-not-found").with("group", tagged);
        return Verdict.notReady(EXPECTED, actual).withRemedyStep(Map.of("single", instance.id()));
    }

    private static Verdict inGroup(Instance instance, AutoScalingGroup group, Fleet fleet) {
        Optional<Member> member = group.member(instance.id());
        if (member.isEmpty()) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("instance-replaceable.not-listed").with("group", group.name()));
        }
        List<String> suspended = group.suspended("Launch", "ReplaceUnhealthy", "Terminate");
        if (!suspended.isEmpty()) {
            return Verdict.notReady(
                            EXPECTED,
                            Message.of("instance-replaceable.suspended")
                                    .with("group", group.name())
                                    .with("processes", String.join(", ", suspended)))
                    .withRemedyStep(Map.of("suspendedGroup", group.name()));
        }
        if ("Standby".equals(member.get().lifecycleState())) {
            return Verdict.notReady(
                            EXPECTED,
                            Message.of("instance-replaceable.standby").with("group", group.name()))
                    .withRemedyStep(Map.of("standbyGroup", group.name()));
        }
        return launching(group, fleet.launchOf(group));
    }

    private static Verdict launching(AutoScalingGroup group, GroupLaunch launch) {
        VerdictBuilder found = new VerdictBuilder();
        if (launch.blocked()) {
            Message text =
                    launch.whollyBlocked()
                            ? Message.of("instance-replaceable.cannot-launch")
                            : Message.of("instance-replaceable.cannot-launch-some");
            found.notReady(text.with("group", group.name()), Map.of("blockedGroup", group.name()));
            launch.obstacles().forEach(obstacle -> found.evidence(obstacle.what()));
        }
        launch.unseen().forEach(found::unknown);
        return found.verdict(
                EXPECTED, Message.of("instance-replaceable.member").with("group", group.name()));
    }
}
