package io.muster.readiness.check.provision;

import static io.muster.readiness.checklist.ChecklistRow.PROVISION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Configuration;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.MixedInstances;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.GroupLaunch;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.Map;

/**
 * AWS froze launch configurations: they know no instance type that came after 2022, no metadata
 * options that came later, and new accounts cannot make them.
 */
public final class LaunchTemplateUsed extends Check.OfWorkload {

    public LaunchTemplateUsed() {
        super(
                new Rule("launch-template-used", PROVISION, MEDIUM),
                """
                # {#copy}
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --launch-template LaunchTemplateName="${TEMPLATE:?set it to the name of the launch template}"

                # {#blocked}
                aws autoscaling describe-auto-scaling-groups --region {region} --auto-scaling-group-names {blockedGroup} --query 'AutoScalingGroups[].[LaunchTemplate,MixedInstancesPolicy.LaunchTemplate]'
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/migrate-to-launch-templates.html");
        reads(Source.LAUNCH_TEMPLATES, Source.IMAGES, Source.SECURITY_GROUPS);
    }

    private static final Message EXPECTED = Message.of("launch-template-used.expected");

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        return EachGroup.of(workload, EXPECTED, group -> judge(group, fleet));
    }

    private static Verdict judge(AutoScalingGroup group, Fleet fleet) {
        return switch (group.launchSource()) {
            case Template template ->
                    launching(group, fleet, Message.of("launch-template-used.template"));
            case MixedInstances mixed ->
                    launching(group, fleet, Message.of("launch-template-used.mixed-instances"));
            case Configuration configuration ->
                    Verdict.notReady(
                                    EXPECTED,
                                    Message.of("launch-template-used.configuration")
                                            .with("configuration", configuration.name()))
                            .withRemedyStep(Map.of("group", group.name()));
            case None none ->
                    Verdict.unknown(EXPECTED, Message.of("launch-template-used.not-returned"));
        };
    }

    /** A template that launches nothing is as good as none. */
    private static Verdict launching(AutoScalingGroup group, Fleet fleet, Message used) {
        GroupLaunch launch = fleet.launchOf(group);
        VerdictBuilder found = new VerdictBuilder();
        if (launch.blocked()) {
            found.notReady(
                    launch.whollyBlocked()
                            ? Message.of("launch-template-used.cannot-launch")
                            : Message.of("launch-template-used.cannot-launch-some"),
                    Map.of("blockedGroup", group.name()));
            launch.obstacles().forEach(obstacle -> found.evidence(obstacle.what()));
        }
        launch.unseen().forEach(found::unknown);
        return found.verdict(EXPECTED, used);
    }
}
