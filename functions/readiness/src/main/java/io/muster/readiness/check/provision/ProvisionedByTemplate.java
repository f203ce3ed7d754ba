package io.muster.readiness.check.provision;

import static io.muster.readiness.checklist.ChecklistRow.PROVISION;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Configuration;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.MixedInstances;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.List;

/**
 * What was made from a template can be made again. AWS marks only what came from its own templates,
 * so that an instance without a mark is unknown, never unsound: Terraform and others leave none.
 *
 * <p>Being a member of a group proves nothing by itself, because an instance that was made by hand
 * can be attached to one: the group must name the template version it launched the member from.
 */
public final class ProvisionedByTemplate extends Check.OfInstance {

    private static final String TEMPLATE_TAG = "aws:ec2launchtemplate:id";
    private static final String VERSION_TAG = "aws:ec2launchtemplate:version";
    private static final String STACK_TAG = "aws:cloudformation:stack-name";

    public ProvisionedByTemplate() {
        super(
                new Rule("provisioned-by-template", PROVISION, LOW),
                "The instance was made from a template",
                """
                # Shows what the instance was launched with, as the data of a launch template. Look through it
                # before you make a template of it: private addresses and interface ids belong to this host only.
                aws ec2 get-launch-template-data --region {region} --instance-id {id} --query LaunchTemplateData
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html");
        reads(Source.AUTO_SCALING_GROUPS);
    }

    private static final String EXPECTED =
            "AWS marks the instance as made from a launch template, a CloudFormation stack or the template of its Auto Scaling group";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        String template = instance.tags().get(TEMPLATE_TAG);
        if (template != null) {
            String version = instance.tags().get(VERSION_TAG);
            return Verdict.ready(
                    EXPECTED,
                    "launched from launch template "
                            + template
                            + (version == null ? "" : ", version " + version));
        }
        String stack = instance.tags().get(STACK_TAG);
        if (stack != null) {
            return Verdict.ready(EXPECTED, "made by CloudFormation stack " + stack);
        }
        return fleet.groupOf(instance)
                .map(
                        group ->
                                group.map(found -> inGroup(instance, found))
                                        .orElseGet(ProvisionedByTemplate::unmarked))
                .orElseGet(
                        missing ->
                                Verdict.unknown(EXPECTED, missing)
                                        .withLines(
                                                List.of("the instance's tags name no template")));
    }

    private static Verdict inGroup(Instance instance, AutoScalingGroup group) {
        return switch (group.launchSource()) {
            case Template template -> fromTemplate(instance, group);
            case MixedInstances mixed -> fromTemplate(instance, group);
            case Configuration configuration ->
                    Verdict.unknown(
                            EXPECTED,
                            "%s launches from launch configuration %s, but EC2 does not say that this instance came from it"
                                    .formatted(group.name(), configuration.name()),
                            "launch-template-used looks at the configuration itself");
            case None none -> unmarked();
        };
    }

    private static Verdict fromTemplate(Instance instance, AutoScalingGroup group) {
        String version =
                group.member(instance.id()).map(member -> member.templateVersion()).orElse(null);
        return version == null
                ? Verdict.unknown(
                        EXPECTED,
                        group.name()
                                + " launches from a template, but does not say that it launched this instance from it: it may have been attached, or be older than the template")
                : Verdict.ready(
                        EXPECTED,
                        "launched by %s from version %s of its launch template"
                                .formatted(group.name(), version));
    }

    private static Verdict unmarked() {
        return Verdict.neverShown(
                EXPECTED,
                "nothing that AWS reports proves a template; Terraform and other tools leave no mark on an instance");
    }
}
