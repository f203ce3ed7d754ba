package io.muster.readiness.check.provision;

import static io.muster.readiness.checklist.ChecklistRow.PROVISION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Configuration;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.MixedInstances;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import java.util.Map;

/**
 * AWS froze launch configurations: they know no instance type that came after 2022, no metadata
 * options that came later, and new accounts cannot make them.
 */
public final class LaunchTemplateUsed extends Check.OfWorkload {

    public LaunchTemplateUsed() {
        super(
                new Rule("launch-template-used", PROVISION, MEDIUM),
                "Every Auto Scaling group launches from a launch template",
                """
                # The EC2 console copies a launch configuration to a launch template: Launch Configurations,
                # Actions, Copy to launch template. Then put its name into TEMPLATE. Running instances stay.
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --launch-template LaunchTemplateName="${TEMPLATE:?name the launch template first}"
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/migrate-to-launch-templates.html");
    }

    private static final String EXPECTED =
            "each Auto Scaling group of the workload has a launch template or a mixed instances policy";

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {

        return EachGroup.of(workload, EXPECTED, LaunchTemplateUsed::judge);
    }

    private static Verdict judge(AutoScalingGroup group) {
        return switch (group.launchSource()) {
            case Template template -> Verdict.ready(EXPECTED, "launches from a launch template");
            case MixedInstances mixed ->
                    Verdict.ready(
                            EXPECTED, "launches from the template of a mixed instances policy");
            case Configuration configuration ->
                    Verdict.notReady(
                                    EXPECTED,
                                    "launches from launch configuration " + configuration.name())
                            .withRemedyStep(Map.of("group", group.name()));
            case None none ->
                    Verdict.unknown(
                            EXPECTED, "EC2 Auto Scaling does not report what it launches from");
        };
    }
}
