package io.muster.readiness.check.deploy;

import static io.muster.readiness.checklist.ChecklistRow.DEPLOY;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.GroupLaunch;
import io.muster.readiness.fleet.GroupLaunch.Obstacle;
import io.muster.readiness.fleet.GroupLaunch.TemplateVersion;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.Map;

/**
 * A group whose image, security group or launch template was deleted keeps the instances that it
 * has, and shows nothing: the next one that fails is not replaced, and a load is not answered.
 */
public final class GroupCanLaunch extends Check.OfWorkload {

    public GroupCanLaunch() {
        super(
                new Rule("group-can-launch", DEPLOY, HIGH),
                """
                # {#version}
                aws ec2 describe-launch-template-versions --region {region} --launch-template-id {template} --versions {version} --query 'LaunchTemplateVersions[].LaunchTemplateData'
                aws ec2 create-launch-template-version --region {region} --launch-template-id {template} --source-version {version} --launch-template-data file://"${TEMPLATE_DATA:?set it to the name of the file with the launch template data}"

                # {#name}
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {namingGroup} --launch-template LaunchTemplateId={namedTemplate},Version="${TEMPLATE_VERSION:?set it to the number of the new version}"

                # {#template}
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {lostGroup} --launch-template LaunchTemplateName="${TEMPLATE:?set it to the name of the launch template}"

                # {#show}
                aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {group} --query 'AutoScalingGroups[].[LaunchTemplate,MixedInstancesPolicy.LaunchTemplate,LaunchConfigurationName]'
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-launch-template.html");
        reads(
                Source.LAUNCH_TEMPLATES,
                Source.LAUNCH_CONFIGURATIONS,
                Source.IMAGES,
                Source.SECURITY_GROUPS);
    }

    private static final Message EXPECTED = Message.of("group-can-launch.expected");

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        return EachGroup.of(workload, EXPECTED, group -> judge(group, fleet));
    }

    private static Verdict judge(AutoScalingGroup group, Fleet fleet) {
        if (group.switchedOff()) {
            return Verdict.notApplicable(Message.of("group-can-launch.size-zero"));
        }
        GroupLaunch launch = fleet.launchOf(group);
        VerdictBuilder found = new VerdictBuilder();
        for (Obstacle obstacle : launch.obstacles()) {
            found.notReady(obstacle.what(), step(group, obstacle));
        }
        launch.unseen().forEach(found::unknown);
        Verdict verdict = found.verdict(EXPECTED, Message.of("group-can-launch.there"));
        return launch.blocked() ? verdict.withRemedyStep(Map.of("group", group.name())) : verdict;
    }

    /** Only a group with a template of its own can be given another one by a single option. */
    private static Map<String, String> step(AutoScalingGroup group, Obstacle obstacle) {
        TemplateVersion version = obstacle.version();
        boolean own = group.launchSource() instanceof Template;
        if (version == null) {
            return own ? Map.of("lostGroup", group.name()) : Map.of();
        }
        String number = Long.toString(version.number());
        boolean byNumber =
                group.launchSource() instanceof Template template
                        && number.equals(template.version());
        return byNumber
                ? Map.of(
                        "template", version.templateId(),
                        "version", number,
                        "namingGroup", group.name(),
                        "namedTemplate", version.templateId())
                : Map.of("template", version.templateId(), "version", number);
    }
}
