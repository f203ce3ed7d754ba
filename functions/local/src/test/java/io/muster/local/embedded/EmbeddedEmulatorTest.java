package io.muster.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.local.Engine;
import io.muster.local.LocalCloud;
import io.muster.local.fleet.SampleFleet;
import io.muster.local.fleet.SampleNames;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;

/** The emulator that is part of Muster, asked through the SDK. */
class EmbeddedEmulatorTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:34:56Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String SEOUL = "ap-northeast-2";

    private static final List<String> TOLD = new ArrayList<>();
    private static LocalCloud cloud;
    private static AwsClients clients;

    @BeforeAll
    static void load() {
        cloud = Engine.EMBEDDED.start(Map.of(), told -> TOLD.add(told.english()));
        SampleFleet.load(cloud, CLOCK, SampleNames.HOSTILE);
        clients = in(cloud, SEOUL);
    }

    @AfterAll
    static void stop() {
        clients.close();
        cloud.close();
    }

    private static AwsClients in(LocalCloud cloud, String region) {
        return new AwsClients(
                Region.of(region), cloud.credentials(), cloud.endpoint(), new CallLedger());
    }

    private static Ec2Client ec2() {
        return clients.ec2();
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static List<Instance> instances(Filter... filters) {
        return ec2()
                .describeInstancesPaginator(ask -> ask.filters(filters).maxResults(5))
                .reservations()
                .stream()
                .map(Reservation::instances)
                .flatMap(List::stream)
                .toList();
    }

    private static Instance named(String name) {
        return instances(filter("tag:Name", name)).getFirst();
    }

    private static String code(Runnable call) {
        try {
            call.run();
            return "answered";
        } catch (AwsServiceException refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }

    @Test
    void every_page_of_a_listing_comes_and_each_instance_once() {
        List<String> ids = instances().stream().map(Instance::instanceId).toList();

        assertThat(ids).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    }

    @Test
    void a_filter_leaves_out_what_does_not_match() {
        Instance gateway = named("gateway-seoul");
        List<Volume> volumes =
                ec2().describeVolumes(
                                ask ->
                                        ask.filters(
                                                filter(
                                                        "attachment.instance-id",
                                                        gateway.instanceId())))
                        .volumes();

        assertThat(volumes)
                .flatExtracting(Volume::attachments)
                .extracting(each -> each.instanceId())
                .containsOnly(gateway.instanceId());
        assertThat(instances(filter("instance-state-name", "stopped")))
                .extracting(each -> each.state().nameAsString())
                .containsOnly("stopped");
    }

    @Test
    void stars_in_a_filter_stand_for_any_text_unless_they_are_escaped() {
        List<Image> some =
                ec2().describeImages(ask -> ask.owners("self").filters(filter("name", "al2023-*")))
                        .images();

        assertThat(some).extracting(Image::name).contains("al2023-arm64", "al2023-x86");
        assertThat(ec2().describeImages(ask -> ask.filters(filter("name", "al2023-\\*"))).images())
                .isEmpty();
    }

    @Test
    void types_are_found_by_their_architecture() {
        List<InstanceTypeInfo> arm64 =
                ec2()
                        .describeInstanceTypesPaginator(
                                ask ->
                                        ask.filters(
                                                        filter(
                                                                "processor-info.supported-architecture",
                                                                "arm64"),
                                                        filter("current-generation", "true"))
                                                .maxResults(100))
                        .instanceTypes()
                        .stream()
                        .toList();

        assertThat(arm64).hasSizeGreaterThan(100);
        assertThat(arm64)
                .allSatisfy(
                        type ->
                                assertThat(type.processorInfo().supportedArchitecturesAsStrings())
                                        .contains("arm64"));
    }

    @Test
    void times_count_back_from_the_moment_of_loading() {
        Instance stopped = named("batch-stopped");

        assertThat(stopped.launchTime()).isEqualTo(NOW.minusSeconds(40 * 86_400));
        assertThat(stopped.stateTransitionReason()).contains("2026-05-29 12:34:56 GMT");
    }

    @Test
    void hostile_names_come_as_they_were_given() {
        Instance coupons = named("<script>alert('muster')</script>");
        Instance feedback = named("=HYPERLINK(\"http://example.com\",\"click me\")");

        assertThat(tags(coupons)).containsEntry("workload", "</td></tr></table><b>&amp;");
        assertThat(tags(feedback)).containsEntry("owner", "+1,\"quoted\"\nsecond line");
    }

    private static Map<String, String> tags(Instance instance) {
        return instance.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Test
    void a_tag_can_be_set_and_taken_away() {
        String id = named("gateway-seoul").instanceId();
        Tag tag = Tag.builder().key("tried").value("a&b").build();

        ec2().createTags(ask -> ask.resources(id).tags(tag));
        assertThat(instances(filter("tag:tried", "a&b")))
                .extracting(Instance::instanceId)
                .containsExactly(id);
        ec2().deleteTags(ask -> ask.resources(id).tags(Tag.builder().key("tried").build()));
        assertThat(instances(filter("tag:tried", "a&b"))).isEmpty();
    }

    @Test
    void what_is_not_there_is_refused_as_ec2_refuses_it() {
        assertThat(code(() -> ec2().describeInstances(ask -> ask.instanceIds("i-0"))))
                .isEqualTo("InvalidInstanceID.NotFound");
        assertThat(code(() -> ec2().describeVolumes(ask -> ask.maxResults(1))))
                .isEqualTo("InvalidParameterValue");
        assertThat(code(() -> ec2().getManagedPrefixListEntries(ask -> ask.prefixListId("pl-0"))))
                .isEqualTo("InvalidPrefixListID.NotFound");
        assertThat(
                        code(
                                () ->
                                        ec2().describeLaunchTemplateVersions(
                                                        ask ->
                                                                ask.launchTemplateName("storefront")
                                                                        .versions("9"))))
                .isEqualTo("InvalidLaunchTemplateId.VersionNotFound");
    }

    @Test
    void a_question_that_was_not_recorded_is_refused_and_never_passed_over() {
        assertThat(code(() -> instances(filter("vpc-id", "vpc-1"))))
                .isEqualTo("InvalidParameterValue");
        assertThat(code(() -> ec2().describeImages(ask -> ask.owners("amazon"))))
                .isEqualTo("UnsupportedOperation");
        assertThat(code(() -> ec2().describeInstanceStatus(ask -> ask.includeAllInstances(true))))
                .isEqualTo("UnsupportedOperation");
    }

    @Test
    void an_operation_that_is_not_offered_is_refused_and_told_once() {
        assertThat(code(() -> ec2().describeVpcs())).isEqualTo("InvalidAction");
        assertThat(code(() -> ec2().describeVpcs())).isEqualTo("InvalidAction");
        assertThat(code(() -> clients.sqs().listQueues())).isEqualTo("UnknownOperationException");

        assertThat(TOLD.stream().filter(line -> line.contains("ec2:DescribeVpcs"))).hasSize(1);
    }

    @Test
    void what_services_of_aws_run_is_hidden_from_who_does_not_ask_for_it() {
        try (AwsClients virginia = in(cloud, "us-east-1")) {
            int all =
                    virginia.ec2()
                            .describeInstances(ask -> ask.includeManagedResources(true))
                            .reservations()
                            .size();

            assertThat(virginia.ec2().describeInstances().reservations()).hasSizeLessThan(all);
        }
    }

    @Test
    void a_region_without_a_fleet_is_empty() {
        try (AwsClients elsewhere = in(cloud, "eu-west-1")) {
            assertThat(elsewhere.ec2().describeInstances().reservations()).isEmpty();
            assertThat(elsewhere.logs().describeLogGroups().logGroups()).isEmpty();
        }
    }

    @Test
    void log_groups_have_the_age_and_the_class_of_the_fleet() {
        List<LogGroup> groups = clients.logs().describeLogGroups().logGroups();

        assertThat(groups)
                .filteredOn(group -> group.logGroupName().equals("/shop/nginx/access"))
                .singleElement()
                .satisfies(
                        group ->
                                assertThat(Instant.ofEpochMilli(group.creationTime()))
                                        .isEqualTo(NOW.minusSeconds(900L * 86_400)));
    }

    @Test
    void nothing_listens_when_it_has_ended() {
        LocalCloud other = Engine.EMBEDDED.start(Map.of(), told -> {});
        URI endpoint = other.endpoint();
        other.close();

        assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
                .isInstanceOf(IOException.class);
    }
}
