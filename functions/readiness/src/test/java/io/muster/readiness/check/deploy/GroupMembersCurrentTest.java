package io.muster.readiness.check.deploy;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GroupBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupMembersCurrentTest {

    @Test
    void members_of_the_version_that_the_group_names_are_ready() {
        Verdict verdict = judge(group().template("3").member("i-1", "3").member("i-2", "3"));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("web: every instance was launched from version 3");
    }

    @Test
    void a_member_of_another_version_is_not_ready_and_named() {
        Verdict verdict = judge(group().template("3").member("i-2", "2").member("i-1", "3"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence())
                .containsExactly("web: version 2: i-2", "web: version 3: i-1");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("group", "web"));
    }

    @Test
    void members_that_agree_on_an_old_version_are_not_ready() {
        assertThat(judge(group().template("3").member("i-1", "2").member("i-2", "2")).status())
                .isEqualTo(Status.NOT_READY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$Latest", "$Default"})
    void members_that_agree_are_unknown_where_the_number_is_not(String version) {
        Verdict verdict = judge(group().template(version).member("i-1", "2").member("i-2", "2"));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains(version);
    }

    @Test
    void members_that_differ_cannot_all_be_the_latest() {
        assertThat(
                        judge(group().template("$Latest").member("i-1", "2").member("i-2", "3"))
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_group_that_names_no_version_means_the_default() {
        Verdict verdict = judge(group().template(null).member("i-1", "2"));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("$Default");
    }

    @Test
    void a_member_that_says_no_version_is_unknown() {
        Verdict verdict = judge(group().template("3").member("i-1", "3").member("i-2", null));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("no launch template version for i-2");
    }

    @Test
    void a_member_of_an_old_version_outweighs_one_that_says_none() {
        assertThat(judge(group().template("3").member("i-1", "2").member("i-2", null)).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void members_on_their_way_out_do_not_count() {
        assertThat(
                        judge(
                                        group().template("3")
                                                .member("i-1", "3")
                                                .member("i-2", "m7g.large", "Terminating:Wait", "2")
                                                .member("i-3", "m7g.large", "Detaching", "2"))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void types_of_a_mixed_policy_may_have_templates_of_their_own() {
        GroupBuilder mixed =
                group().mixed("3", "m7g.large", "m6i.large")
                        .member("i-1", "m7g.large", "InService", "3")
                        .member("i-2", "m6i.large", "InService", "1");
        Verdict verdict = judge(mixed);
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual())
                .contains("i-2")
                .contains("launch template of the instance type");
    }

    @Test
    void one_type_of_a_mixed_policy_has_one_template() {
        GroupBuilder mixed =
                group().mixed("$Latest", "m7g.large", "m6i.large")
                        .member("i-1", "m7g.large", "InService", "3")
                        .member("i-2", "m7g.large", "InService", "2");
        Verdict verdict = judge(mixed);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence()).contains("web: version 2, m7g.large: i-2");
    }

    @Test
    void a_mixed_policy_by_requirements_has_one_template_for_all() {
        GroupBuilder mixed =
                group().mixed("3")
                        .member("i-1", "m7g.large", "InService", "3")
                        .member("i-2", "m6g.large", "InService", "2");
        assertThat(judge(mixed).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_group_without_instances_or_versions_is_not_concerned() {
        assertThat(judge(group().template("3")).status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(group().configuration("old").member("i-1", null)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_group_whose_source_is_not_reported_is_unknown() {
        assertThat(judge(group().launching(new None()).member("i-1", null)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void single_machines_are_not_concerned() {
        Facts facts = new Facts().with(instance().tag("Name", "db").build());
        assertThat(judge(facts, "db").status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(GroupBuilder group) {
        return judge(new Facts().with(group.build()), "web");
    }

    private static Verdict judge(Facts facts, String workload) {
        return new GroupMembersCurrent()
                .judge(facts.workload(workload), facts.fleet(), Thresholds.defaults());
    }
}
