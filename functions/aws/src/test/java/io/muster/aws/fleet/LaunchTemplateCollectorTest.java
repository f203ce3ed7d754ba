package io.muster.aws.fleet;

import static io.muster.aws.fixture.SmallFleet.templateVersion;
import static io.muster.aws.fleet.Collecting.known;
import static io.muster.aws.fleet.Collecting.missing;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.FakeAws.Call;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.LaunchSettings;
import io.muster.readiness.fact.LaunchTemplate;
import io.muster.readiness.fact.LaunchTemplate.Version;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaunchTemplateCollectorTest {

    private static final String ACTION = "DescribeLaunchTemplateVersions";

    @Test
    void a_version_has_its_image_and_the_groups_of_all_its_interfaces() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(Operation.GROUPS, group("a", "lt-0a", "$Latest"))
                    .holds(
                            Operation.LAUNCH_TEMPLATES,
                            """
                            <launchTemplateId>lt-0a</launchTemplateId>
                            <launchTemplateName>web</launchTemplateName>
                            <versionNumber>7</versionNumber><defaultVersion>false</defaultVersion>
                            <launchTemplateData><imageId>ami-0a</imageId>
                            <securityGroupIdSet><item>sg-0a</item></securityGroupIdSet>
                            <networkInterfaceSet><item><groupSet>
                            <groupId>sg-0b</groupId><groupId>sg-0a</groupId></groupSet></item>
                            </networkInterfaceSet></launchTemplateData>""",
                            """
                            <launchTemplateId>lt-0a</launchTemplateId>
                            <launchTemplateName>web</launchTemplateName>
                            <versionNumber>5</versionNumber><defaultVersion>true</defaultVersion>""");

            assertThat(known(all(clients)))
                    .isEqualTo(
                            Map.of(
                                    "lt-0a",
                                    new LaunchTemplate(
                                            "lt-0a",
                                            "web",
                                            Map.of(
                                                    7L,
                                                    new Version(
                                                            7,
                                                            false,
                                                            new LaunchSettings(
                                                                    "ami-0a",
                                                                    List.of("sg-0a", "sg-0b"))),
                                                    5L,
                                                    new Version(
                                                            5,
                                                            true,
                                                            new LaunchSettings(
                                                                    null, List.of()))))));
        }
    }

    @Test
    void the_latest_and_default_of_all_templates_come_in_pages() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(Operation.GROUPS, group("a", "lt-7", "3"), group("b", "lt-300", "$Default"))
                    .holds(
                            Operation.LAUNCH_TEMPLATES,
                            IntStream.range(0, 401)
                                    .mapToObj(i -> templateVersion("lt-" + i, 3))
                                    .toList());

            assertThat(known(all(clients))).containsOnlyKeys("lt-7", "lt-300");

            assertThat(aws.calls(ACTION))
                    .hasSize(3)
                    .allMatch(call -> call.parameter("LaunchTemplateId") == null)
                    .allMatch(call -> "$Latest".equals(call.parameter("LaunchTemplateVersion.1")));
        }
    }

    @Test
    void a_version_that_is_neither_takes_a_call_for_its_template() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(Operation.GROUPS, group("a", "lt-0a", "1"), group("b", "lt-0a", "2"))
                    .holds(
                            Operation.LAUNCH_TEMPLATES,
                            call ->
                                    call.parameter("LaunchTemplateId") == null
                                            ? List.of(templateVersion("lt-0a", 3))
                                            : List.of(
                                                    templateVersion("lt-0a", 1),
                                                    templateVersion("lt-0a", 2)));

            assertThat(known(all(clients)).values())
                    .singleElement()
                    .satisfies(
                            template ->
                                    assertThat(template.versions()).containsOnlyKeys(1L, 2L, 3L));

            assertThat(aws.calls(ACTION)).hasSize(2);
        }
    }

    @Test
    void a_template_that_is_not_listed_is_not_asked_for() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(Operation.GROUPS, group("a", "lt-0dead", "1"))
                    .holds(Operation.LAUNCH_TEMPLATES, templateVersion("lt-0a", 3));

            assertThat(known(all(clients))).isEmpty();

            assertThat(aws.calls(ACTION)).hasSize(1);
        }
    }

    @Test
    void a_version_that_is_gone_does_not_hide_the_others() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(Operation.GROUPS, group("a", "lt-0a", "1"), group("b", "lt-0a", "2"))
                    .holds(
                            Operation.LAUNCH_TEMPLATES,
                            call ->
                                    List.of(
                                            templateVersion(
                                                    "lt-0a",
                                                    call.parameter("LaunchTemplateId") == null
                                                            ? 3
                                                            : 2)))
                    .refuses(ACTION, call -> names(call, "1", "VersionNotFound"));

            assertThat(known(all(clients)).values())
                    .singleElement()
                    .satisfies(
                            template -> assertThat(template.versions()).containsOnlyKeys(2L, 3L));
        }
    }

    @Test
    void named_instances_cost_a_call_for_the_template_of_their_group() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(Operation.LAUNCH_TEMPLATES, templateVersion("lt-0a", 3));

            assertThat(known(some(clients, aws, group("a", "lt-0a", "3"))))
                    .containsOnlyKeys("lt-0a");

            assertThat(aws.calls(ACTION))
                    .singleElement()
                    .satisfies(
                            call -> {
                                assertThat(call.parameter("LaunchTemplateId")).isEqualTo("lt-0a");
                                assertThat(call.parameter("LaunchTemplateVersion.3"))
                                        .isEqualTo("3");
                            });
        }
    }

    @Test
    void a_template_that_is_gone_is_not_in_the_map_of_named_instances() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.refuses(ACTION, call -> Optional.of("InvalidLaunchTemplateId.NotFound"));

            assertThat(known(some(clients, aws, group("a", "lt-0dead", "$Latest")))).isEmpty();
        }
    }

    @Test
    void a_call_that_is_denied_is_the_cause() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.fails(ACTION, Fault.ACCESS_DENIED);

            assertThat(missing(all(clients)).cause())
                    .isEqualTo(new Cause(Cause.Kind.DENIED, "ec2:" + ACTION));
        }
    }

    @Test
    void what_groups_would_launch_is_read_with_what_runs() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(
                    Operation.LAUNCH_TEMPLATES,
                    templateVersion(SmallFleet.TEMPLATE, 3).replace(SmallFleet.IMAGE, "ami-0dead"));

            known(Collecting.whole(clients).get(Source.IMAGES));

            assertThat(aws.calls(Operation.IMAGES).getFirst().filter("image-id"))
                    .contains(SmallFleet.IMAGE, "ami-0dead");
        }
    }

    private static Optional<String> names(Call call, String version, String error) {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(i -> String.valueOf(call.parameter("LaunchTemplateVersion." + i)))
                .filter(version::equals)
                .findFirst()
                .map(found -> "InvalidLaunchTemplateId." + error);
    }

    private static String group(String name, String template, String version) {
        return SmallFleet.group(name) + SmallFleet.ofTemplate(template, version);
    }

    private static Fact<Map<String, LaunchTemplate>> all(AwsClients clients) {
        return new FleetCollector(clients)
                .collect(
                        Collecting.SCOPE,
                        Collecting.NOW,
                        Set.of(Source.AUTO_SCALING_GROUPS, Source.LAUNCH_TEMPLATES))
                .get(Source.LAUNCH_TEMPLATES);
    }

    private static Fact<Map<String, LaunchTemplate>> some(
            AwsClients clients, FakeAws aws, String group) {
        aws.holds(Operation.GROUPS, group);
        FleetFacts before =
                Collecting.NOTHING.with(
                        Source.AUTO_SCALING_GROUPS,
                        new AutoScalingGroupCollector(clients::autoScaling)
                                .all(Collecting.NOTHING));
        return new LaunchTemplateCollector(clients::ec2).some(before);
    }
}
