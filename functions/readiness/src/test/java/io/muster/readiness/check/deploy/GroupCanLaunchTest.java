package io.muster.readiness.check.deploy;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.LaunchSettings;
import io.muster.readiness.fact.LaunchTemplate;
import io.muster.readiness.fact.LaunchTemplate.Version;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GroupBuilder;
import io.muster.readiness.fixture.SecurityGroups;
import io.muster.readiness.fleet.Source;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GroupCanLaunchTest {

    /**
     * What is there: image ami-0a, disabled image ami-0off, security group sg-0a, template lt-0a.
     */
    enum Case {
        BY_NUMBER("3", version("ami-0a", "sg-0a"), Status.READY, ""),
        BY_DEFAULT(null, version("ami-0a"), Status.READY, ""),
        BY_LATEST("$Latest", version("ami-0a"), Status.READY, ""),
        IMAGE_GONE(
                "3",
                version("ami-0dead", "sg-0a"),
                Status.NOT_READY,
                "version 3 of launch template lt-0a (web) names image ami-0dead, which does not"
                        + " exist or is no longer shared"),
        IMAGE_DISABLED(
                "$Latest",
                version("ami-0off"),
                Status.NOT_READY,
                "version 3 of launch template lt-0a (web) names image ami-0off, which is in the"
                        + " state disabled"),
        NO_IMAGE(
                "3",
                version(null, "sg-0a"),
                Status.NOT_READY,
                "version 3 of launch template lt-0a (web) names no image"),
        SECURITY_GROUP_GONE(
                "$Default",
                version("ami-0a", "sg-0a", "sg-0dead"),
                Status.NOT_READY,
                "version 3 of launch template lt-0a (web) names security group sg-0dead, which"
                        + " does not exist"),
        VERSION_GONE(
                "2",
                version("ami-0a"),
                Status.NOT_READY,
                "launch template lt-0a (web) has no version 2"),
        PUBLIC_PARAMETER(
                "3",
                version("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-arm64"),
                Status.READY,
                ""),
        OWN_PARAMETER(
                "3",
                version("resolve:ssm:/golden/web:7"),
                Status.UNKNOWN,
                "version 3 of launch template lt-0a (web) names its image by the parameter"
                        + " /golden/web:7, whose value Muster does not read");

        private final @Nullable String named;

        @SuppressWarnings("ImmutableEnumChecker") // a record of a list that is
        private final LaunchSettings settings;

        private final Status status;
        private final String says;

        Case(@Nullable String named, LaunchSettings settings, Status status, String says) {
            this.named = named;
            this.settings = settings;
            this.status = status;
            this.says = says;
        }

        private static LaunchSettings version(@Nullable String image, String... groups) {
            return new LaunchSettings(image, Arrays.asList(groups));
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void a_template_is_judged_by_what_it_names(Case each) {
        Verdict verdict = judge(group().launching(named(each.named)), template(each.settings));
        assertThat(verdict.status()).isEqualTo(each.status);
        assertThat(verdict.actual()).contains(each.says);
    }

    @Test
    void a_template_that_is_gone_is_not_ready() {
        Verdict verdict = judge(group().launching(named("$Latest")));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("web: launch template lt-0a (web) does not exist");
        assertThat(verdict.remedySteps()).contains(Map.of("lostGroup", "web"));
    }

    @Test
    void a_template_is_found_by_name_where_no_id_is_said() {
        assertThat(
                        judge(
                                        group().launching(new Template(null, "web", "3")),
                                        template(new LaunchSettings("ami-0a", List.of())))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_policy_is_judged_by_all_its_templates_and_images() {
        LaunchTemplate sound = template(new LaunchSettings("ami-0a", List.of()));
        assertThat(judge(group().mixed("3", List.of(named("3")), "m7g.large"), sound).status())
                .isEqualTo(Status.READY);
        assertThat(judge(group().mixed("3", List.of(named("3")), "m7g.large")).actual())
                .contains("launch template lt-0a (web) does not exist");
        assertThat(
                        judge(group().mixed("3", Map.of("m7g.large", "ami-0dead"), "m7g.large"))
                                .actual())
                .contains("the mixed instances policy names image ami-0dead");
    }

    @ParameterizedTest
    @CsvSource({"ami-0a, sg-0a, READY", "ami-0dead, sg-0a, NOT_READY", "ami-0a, sg-0b, NOT_READY"})
    void a_launch_configuration_is_judged_alike(String image, String groupId, Status status) {
        Facts facts =
                there().with(group().configuration("old").build())
                        .collected(
                                Source.LAUNCH_CONFIGURATIONS,
                                Map.of("old", new LaunchSettings(image, List.of(groupId))));
        assertThat(judge(facts).status()).isEqualTo(status);
    }

    @Test
    void the_remedy_makes_a_version_and_starts_no_refresh() {
        Facts facts =
                there().with(group().launching(named("3")).build())
                        .with(template(new LaunchSettings("ami-0dead", List.of())));
        assertThat(remedy(new GroupCanLaunch(), facts.workload("web"), judge(facts)))
                .contains("--launch-template-id lt-0a --source-version 3")
                .contains("--auto-scaling-group-name web --launch-template LaunchTemplateId=lt-0a")
                .doesNotContain("start-instance-refresh");
    }

    @Test
    void a_policy_is_not_replaced_by_the_remedy() {
        Facts facts =
                there().with(group().mixed("3", List.of(named("3")), "m7g.large").build())
                        .with(template(new LaunchSettings("ami-0dead", List.of())));
        assertThat(remedy(new GroupCanLaunch(), facts.workload("web"), judge(facts)))
                .doesNotContain("update-auto-scaling-group");
    }

    @ParameterizedTest
    @CsvSource({"launch templates", "images", "security groups"})
    void what_was_not_seen_is_unknown(String label) {
        Facts facts =
                there().with(group().launching(named("3")).build())
                        .with(template(new LaunchSettings("ami-0a", List.of("sg-0a"))))
                        .without(
                                Source.all().stream()
                                        .filter(source -> source.label().equals(label))
                                        .findFirst()
                                        .orElseThrow());
        assertThat(judge(facts).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void what_is_gone_outweighs_what_was_not_seen() {
        Facts facts =
                there().with(group().launching(named("3")).build())
                        .with(template(new LaunchSettings("ami-0a", List.of("sg-0dead"))))
                        .without(Source.IMAGES);
        assertThat(judge(facts).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_group_that_is_switched_off_or_absent_is_not_concerned() {
        assertThat(judge(group().launching(named("3")).sizes(0, 0, 0)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
        Facts single = new Facts().with(instance().tag("Name", "web").build());
        assertThat(judge(single).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_group_whose_source_is_not_reported_is_unknown() {
        assertThat(judge(group().launching(new None())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Template named(@Nullable String version) {
        return new Template("lt-0a", "web", version);
    }

    private static LaunchTemplate template(LaunchSettings settings) {
        return new LaunchTemplate("lt-0a", "web", Map.of(3L, new Version(3, true, settings)));
    }

    private static Facts there() {
        return new Facts()
                .with(image("ami-0a", "available"), image("ami-0off", "disabled"))
                .with(SecurityGroups.group("sg-0a"));
    }

    private static Image image(String id, String state) {
        return new Image(
                id,
                null,
                "123456789012",
                state,
                Image.Dates.created(Facts.NOW),
                Architecture.ARM64,
                null,
                List.of());
    }

    /** Only these templates, and the sound one of the builder, are there. */
    private static Verdict judge(GroupBuilder group, LaunchTemplate... templates) {
        Map<String, LaunchTemplate> all = new HashMap<>();
        all.put(
                GroupBuilder.TEMPLATE,
                new LaunchTemplate(
                        GroupBuilder.TEMPLATE,
                        "web",
                        Map.of(3L, new Version(3, true, new LaunchSettings("ami-0a", List.of())))));
        for (LaunchTemplate template : templates) {
            all.put(template.id(), template);
        }
        return judge(there().with(group.build()).collected(Source.LAUNCH_TEMPLATES, all));
    }

    private static Verdict judge(Facts facts) {
        return new GroupCanLaunch()
                .judge(facts.workload("web"), facts.fleet(), Thresholds.defaults());
    }
}
