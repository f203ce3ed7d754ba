package io.muster.readiness.check.provision;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GroupBuilder;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fleet.Source;
import org.junit.jupiter.api.Test;

class ProvisionedByTemplateTest {

    private static final String ID = "i-0aaaaaaaaaaaaaaaa";

    @Test
    void the_tag_of_a_launch_template_is_proof_even_when_groups_are_denied() {
        Verdict verdict =
                judge(
                        instance()
                                .tag("aws:ec2launchtemplate:id", "lt-1")
                                .tag("aws:ec2launchtemplate:version", "7"),
                        new Facts().without(Source.AUTO_SCALING_GROUPS));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("launched from launch template lt-1, version 7");
    }

    @Test
    void the_tag_of_a_stack_is_proof() {
        Verdict verdict =
                judge(instance().tag("aws:cloudformation:stack-name", "shop"), new Facts());
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("created by CloudFormation stack shop");
    }

    @Test
    void a_member_with_a_template_version_is_proof() {
        assertThat(judge(instance(), with(group().member(ID, "3"))).status())
                .isEqualTo(Status.READY);
        assertThat(
                        judge(instance(), with(group().mixed("3", "m7g.large").member(ID, "3")))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_member_without_a_template_version_may_have_been_attached() {
        assertThat(judge(instance(), with(group().member(ID, null))).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_tag_that_names_a_group_is_no_proof_when_the_group_does_not_list_the_instance() {
        assertThat(
                        judge(instance().tag("aws:autoscaling:groupName", "web"), with(group()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_member_of_a_group_with_a_launch_configuration_is_unknown_and_says_which() {
        Verdict verdict = judge(instance(), with(group().configuration("old").member(ID, null)));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("launch configuration old");
    }

    @Test
    void an_instance_without_tags_and_group_is_unknown_and_never_unsound() {
        Verdict verdict = judge(instance(), new Facts());
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("Terraform");
    }

    @Test
    void a_group_that_names_no_source_proves_nothing() {
        assertThat(judge(instance(), with(group().launching(new None()).member(ID, null))).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void denied_groups_are_unknown_with_the_reason() {
        Verdict verdict = judge(instance(), new Facts().without(Source.AUTO_SCALING_GROUPS));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).isEqualTo("Auto Scaling groups denied");
    }

    private static Facts with(GroupBuilder group) {
        return new Facts().with(group.build());
    }

    private static Verdict judge(InstanceBuilder instance, Facts facts) {
        return new ProvisionedByTemplate()
                .judge(instance.build(), facts.fleet(), Thresholds.defaults());
    }
}
