package io.muster.readiness.check.deploy;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.LaunchSettings;
import io.muster.readiness.fact.LaunchTemplate;
import io.muster.readiness.fact.LaunchTemplate.Version;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GroupBuilder;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupMembersCurrentTest {

    /** A template of one of the types. */
    private static final List<Template> OWN = List.of(new Template("lt-0b", "intel", "1"));

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
    @CsvSource({
        "$Latest, 7, READY", "$Latest, 5, NOT_READY", "$Default, 5, READY",
        "$Default, 7, NOT_READY", ", 5, READY", ", 7, NOT_READY"
    })
    void latest_and_default_stand_for_numbers(
            @Nullable String named, String launched, Status status) {
        Facts facts =
                new Facts()
                        .with(
                                group().template(named)
                                        .member("i-1", launched)
                                        .member("i-2", launched)
                                        .build())
                        .with(
                                new LaunchTemplate(
                                        GroupBuilder.TEMPLATE,
                                        "web",
                                        Map.of(5L, version(5, true), 7L, version(7, false))));
        assertThat(judge(facts, "web").status()).isEqualTo(status);
    }

    private static Version version(long number, boolean isDefault) {
        return new Version(number, isDefault, new LaunchSettings("ami-0a", List.of()));
    }

    @Test
    void a_group_that_cannot_launch_is_not_refreshed() {
        Facts facts =
                new Facts()
                        .with(group().template("$Latest").member("i-1", "5").build())
                        .with(
                                new LaunchTemplate(
                                        GroupBuilder.TEMPLATE,
                                        "web",
                                        Map.of(5L, version(5, true), 7L, version(7, false))));
        Verdict verdict = judge(facts, "web");
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(new GroupMembersCurrent(), facts.workload("web"), verdict))
                .contains("--auto-scaling-group-names web")
                .doesNotContain("start-instance-refresh");
    }

    @Test
    void members_of_a_template_that_is_gone_are_unknown() {
        Facts facts =
                new Facts()
                        .with(group().template("$Latest").member("i-1", "5").build())
                        .collected(Source.LAUNCH_TEMPLATES, Map.of());
        assertThat(judge(facts, "web").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void without_the_templates_what_they_tell_is_unknown() {
        Facts latest = new Facts().with(group().template("$Latest").member("i-1", "5").build());
        assertThat(judge(latest.without(Source.LAUNCH_TEMPLATES), "web").status())
                .isEqualTo(Status.UNKNOWN);
        Facts number = new Facts().with(group().template("3").member("i-1", "3").build());
        assertThat(judge(number.without(Source.LAUNCH_TEMPLATES), "web").status())
                .isEqualTo(Status.READY);
    }

    @Test
    void members_that_differ_cannot_all_be_the_latest() {
        assertThat(
                        judge(group().template("$Latest").member("i-1", "2").member("i-2", "3"))
                                .status())
                .isEqualTo(Status.NOT_READY);
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
                group().mixed("3", OWN, "m7g.large", "m6i.large")
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
                group().mixed("$Latest", OWN, "m7g.large", "m6i.large")
                        .member("i-1", "m7g.large", "InService", "3")
                        .member("i-2", "m7g.large", "InService", "2");
        Verdict verdict = judge(mixed);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence()).contains("web: version 2, m7g.large: i-2");
    }

    @Test
    void types_without_templates_of_their_own_share_one() {
        GroupBuilder mixed =
                group().mixed("3", "m7g.large", "m6i.large")
                        .member("i-1", "m7g.large", "InService", "3")
                        .member("i-2", "m6i.large", "InService", "1");
        assertThat(judge(mixed).status()).isEqualTo(Status.NOT_READY);
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
