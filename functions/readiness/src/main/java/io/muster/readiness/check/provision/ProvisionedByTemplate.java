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
import io.muster.readiness.text.Message;

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
                """
                # {#data}
                aws ec2 get-launch-template-data --region {region} --instance-id {id} --query LaunchTemplateData
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html");
        reads(Source.AUTO_SCALING_GROUPS);
    }

    private static final Message EXPECTED = Message.of("provisioned-by-template.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        String template = instance.tags().get(TEMPLATE_TAG);
        if (template != null) {
            return Verdict.ready(EXPECTED, launchTemplate(instance).with("template", template));
        }
        String stack = instance.tags().get(STACK_TAG);
        if (stack != null) {
            return Verdict.ready(
                    EXPECTED, Message.of("provisioned-by-template.stack").with("stack", stack));
        }
        return fleet.groupOf(instance)
                .map(
                        group ->
                                group.map(found -> inGroup(instance, found))
                                        .orElseGet(ProvisionedByTemplate::unmarked))
                .orElseGet(
                        missing ->
                                Verdict.unknown(EXPECTED, missing)
                                        .withEvidence(
                                                Message.of("provisioned-by-template.no-tag")));
    }

    private static Message launchTemplate(Instance instance) {
        String version = instance.tags().get(VERSION_TAG);
        return version == null
                ? Message.of("provisioned-by-template.launch-template")
                : Message.of("provisioned-by-template.launch-template-version")
                        .with("version", version);
    }

    private static Verdict inGroup(Instance instance, AutoScalingGroup group) {
        return switch (group.launchSource()) {
            case Template template -> fromTemplate(instance, group);
            case MixedInstances mixed -> fromTemplate(instance, group);
            case Configuration configuration ->
                    Verdict.unknown(
                            EXPECTED,
                            Message.of("provisioned-by-template.launch-configuration")
                                    .with("group", group.name())
                                    .with("configuration", configuration.name()),
                            Message.of("provisioned-by-template.related"));
            case None none -> unmarked();
        };
    }

    private static Verdict fromTemplate(Instance instance, AutoScalingGroup group) {
        String version =
                group.member(instance.id()).map(member -> member.templateVersion()).orElse(null);
        return version == null
                ? Verdict.unknown(
                        EXPECTED,
                        Message.of("provisioned-by-template.no-version")
                                .with("group", group.name()))
                : Verdict.ready(
                        EXPECTED,
                        Message.of("provisioned-by-template.group")
                                .with("group", group.name())
                                .with("version", version));
    }

    private static Verdict unmarked() {
        return Verdict.neverShown(EXPECTED, Message.of("provisioned-by-template.no-record"));
    }
}
