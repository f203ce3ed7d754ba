package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static io.muster.aws.fleet.Collecting.missing;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.BlockDevice;
import io.muster.readiness.fact.Instance.Life;
import io.muster.readiness.fact.Instance.Lifecycle;
import io.muster.readiness.fact.Instance.Machine;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fact.Instance.Network;
import io.muster.readiness.fact.Instance.Options;
import io.muster.readiness.fact.Instance.Placement;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.Instance.Storage;
import io.muster.readiness.fact.Instance.Tenancy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceCollectorTest {

    private static final String WHOLE =
            """
            <instanceId>i-0123456789abcdef0</instanceId>
            <imageId>ami-0123456789abcdef0</imageId>
            <instanceState><code>80</code><name>stopped</name></instanceState>
            <privateDnsName>ip-10-0-0-10.ec2.internal</privateDnsName>
            <reason>User initiated (2026-01-02 03:04:05 GMT)</reason>
            <productCodes><item><productCode>abc123</productCode><type>marketplace</type></item>
            </productCodes>
            <instanceType>m5d.xlarge</instanceType>
            <launchTime>2025-12-01T10:11:12.000Z</launchTime>
            <placement><availabilityZone>us-east-1b</availabilityZone><tenancy>dedicated</tenancy>
            </placement>
            <platform>windows</platform>
            <usageOperation>RunInstances:0102</usageOperation>
            <cpuOptions><coreCount>2</coreCount><threadsPerCore>2</threadsPerCore>
              <nestedVirtualization>enabled</nestedVirtualization></cpuOptions>
            <monitoring><state>enabled</state></monitoring>
            <subnetId>subnet-0a</subnetId><vpcId>vpc-0a</vpcId>
            <privateIpAddress>10.0.0.10</privateIpAddress><ipAddress>198.51.100.9</ipAddress>
            <groupSet><item><groupId>sg-0a</groupId></item></groupSet>
            <architecture>x86_64</architecture>
            <rootDeviceName>/dev/xvda</rootDeviceName>
            <blockDeviceMapping>
              <item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-0a</volumeId>
                <deleteOnTermination>true</deleteOnTermination></ebs></item>
              <item><deviceName>/dev/sdf</deviceName><ebs><volumeId>vol-0b</volumeId>
                <deleteOnTermination>false</deleteOnTermination></ebs></item>
            </blockDeviceMapping>
            <instanceLifecycle>spot</instanceLifecycle>
            <tagSet><item><key>Name</key><value>web-1</value></item>
              <item><key>empty</key><value/></item></tagSet>
            <hypervisor>xen</hypervisor>
            <networkInterfaceSet>
              <item><groupSet><item><groupId>sg-0a</groupId></item></groupSet></item>
              <item><groupSet><item><groupId>sg-0b</groupId></item></groupSet></item>
            </networkInterfaceSet>
            <iamInstanceProfile><arn>arn:aws:iam::123456789012:instance-profile/web</arn>
            </iamInstanceProfile>
            <ebsOptimized>true</ebsOptimized><enaSupport>true</enaSupport>
            <metadataOptions><httpTokens>required</httpTokens>
              <httpPutResponseHopLimit>2</httpPutResponseHopLimit>
              <httpEndpoint>enabled</httpEndpoint></metadataOptions>
            """;

    @Test
    void every_field_is_taken_over() {
        assertThat(only(WHOLE))
                .isEqualTo(
                        new Instance(
                                "i-0123456789abcdef0",
                                new Life(
                                        State.STOPPED,
                                        Instant.parse("2025-12-01T10:11:12Z"),
                                        Instant.parse("2026-01-02T03:04:05Z")),
                                new Machine(
                                        "m5d.xlarge",
                                        Architecture.X86_64,
                                        true,
                                        Platform.WINDOWS,
                                        "ami-0123456789abcdef0",
                                        List.of("abc123"),
                                        "RunInstances:0102"),
                                new Placement(
                                        "us-east-1b", Tenancy.DEDICATED, Lifecycle.SPOT, null),
                                new Network(
                                        "10.0.0.10",
                                        "ip-10-0-0-10.ec2.internal",
                                        List.of("198.51.100.9"),
                                        List.of("sg-0a", "sg-0b"),
                                        2),
                                new Options(
                                        true,
                                        new MetadataOptions(true, true, 2),
                                        "arn:aws:iam::123456789012:instance-profile/web",
                                        true),
                                new Storage(
                                        true,
                                        List.of(
                                                new BlockDevice("/dev/xvda", "vol-0a", true),
                                                new BlockDevice("/dev/sdf", "vol-0b", false))),
                                Map.of("Name", "web-1", "empty", "")));
    }

    @Test
    void what_ec2_leaves_out_is_null_or_empty() {
        Instance bare = only("<instanceId>i-0a</instanceId><instanceType>m5.large</instanceType>");
        assertThat(bare)
                .isEqualTo(
                        new Instance(
                                "i-0a",
                                new Life(State.UNRECOGNISED, null, null),
                                new Machine(
                                        "m5.large",
                                        null,
                                        null,
                                        Platform.LINUX,
                                        null,
                                        List.of(),
                                        null),
                                new Placement(null, Tenancy.DEFAULT, Lifecycle.ON_DEMAND, null),
                                new Network(null, null, List.of(), List.of(), 0),
                                new Options(null, null, null, null),
                                new Storage(null, List.of()),
                                Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "'<association><publicIp>198.51.100.8</publicIp></association>', 198.51.100.8",
        "'<privateIpAddressesSet><item><association><publicIp>198.51.100.8</publicIp></association></item></privateIpAddressesSet>', 198.51.100.8",
        "'<ipv6AddressesSet><item><ipv6Address>2600:1f18::7</ipv6Address></item></ipv6AddressesSet>', 2600:1f18::7"
    })
    void an_address_of_any_interface_is_public(String second, String address) {
        assertThat(
                        with("<networkInterfaceSet><item/><item>"
                                        + second
                                        + "</item></networkInterfaceSet>")
                                .network()
                                .publicAddresses())
                .containsExactly(address);
    }

    @Test
    void an_address_is_listed_once_and_a_private_one_not_at_all() {
        assertThat(
                        with("""
                                        <ipAddress>198.51.100.8</ipAddress><networkInterfaceSet><item>
                                        <association><publicIp>198.51.100.8</publicIp></association>
                                        <ipv6AddressesSet><item><ipv6Address>fd00::7</ipv6Address></item>
                                        </ipv6AddressesSet></item></networkInterfaceSet>""")
                                .network()
                                .publicAddresses())
                .containsExactly("198.51.100.8");
    }

    @ParameterizedTest
    @CsvSource({
        "pending, PENDING",
        "running, RUNNING",
        "stopping, STOPPING",
        "stopped, STOPPED",
        "shutting-down, SHUTTING_DOWN",
        "terminated, TERMINATED",
        "hibernating, UNRECOGNISED"
    })
    void a_state_is_taken_over_and_a_new_one_is_not_recognised(String name, State state) {
        assertThat(with("<instanceState><name>" + name + "</name></instanceState>").state())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "spot, SPOT",
        "scheduled, SCHEDULED",
        "capacity-block, CAPACITY_BLOCK",
        "interruptible-capacity-reservation, INTERRUPTIBLE_CAPACITY_RESERVATION",
        "something-new, UNRECOGNISED"
    })
    void the_way_of_buying_is_taken_over(String name, Lifecycle lifecycle) {
        assertThat(
                        with("<instanceLifecycle>" + name + "</instanceLifecycle>")
                                .placement()
                                .lifecycle())
                .isEqualTo(lifecycle);
    }

    @ParameterizedTest
    @CsvSource({"default, DEFAULT", "dedicated, DEDICATED", "host, HOST", "new, DEFAULT"})
    void the_tenancy_is_taken_over(String name, Tenancy tenancy) {
        assertThat(
                        with("<placement><tenancy>" + name + "</tenancy></placement>")
                                .placement()
                                .tenancy())
                .isEqualTo(tenancy);
    }

    @Test
    void an_operator_is_taken_over() {
        assertThat(operator("<managed>true</managed><principal>eks.amazonaws.com</principal>"))
                .isEqualTo("eks.amazonaws.com");
        assertThat(operator("<managed>false</managed>")).isNull();
    }

    @Test
    void an_operator_without_a_name_is_one_all_the_same() {
        assertThat(operator("<managed>true</managed>")).isEqualTo("amazonaws.com");
    }

    private static @Nullable String operator(String xml) {
        return with("<operator>" + xml + "</operator>").operator();
    }

    @Test
    void an_architecture_that_is_new_is_not_recognised() {
        assertThat(with("<architecture>riscv64</architecture>").machine().architecture())
                .isEqualTo(Architecture.UNRECOGNISED);
    }

    @Test
    void windows_is_also_known_by_the_platform_details() {
        assertThat(
                        with("<platformDetails>Windows with SQL Server Web</platformDetails>")
                                .machine()
                                .platform())
                .isEqualTo(Platform.WINDOWS);
        assertThat(with("<platformDetails>Linux/UNIX</platformDetails>").machine().platform())
                .isEqualTo(Platform.LINUX);
    }

    @ParameterizedTest
    @CsvSource({"enabled, true", "pending, true", "disabled, false", "disabling, false", "x,"})
    void monitoring_is_detailed_when_it_is_on_or_about_to_be(
            String state, @Nullable Boolean detailed) {
        assertThat(
                        with("<monitoring><state>" + state + "</state></monitoring>")
                                .options()
                                .detailedMonitoring())
                .isEqualTo(detailed);
    }

    @Test
    void metadata_options_without_a_known_token_setting_are_not_reported() {
        assertThat(options("<httpEndpoint>enabled</httpEndpoint>")).isNull();
        assertThat(options("<httpTokens>sometimes</httpTokens>")).isNull();
        assertThat(
                        options(
                                "<httpTokens>optional</httpTokens><httpEndpoint>disabled</httpEndpoint>"))
                .isEqualTo(new MetadataOptions(false, false, null));
    }

    @Test
    void a_time_of_the_last_stop_is_read_from_ec2s_and_motos_words() {
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(InstanceCollector.stateChangedAt("User initiated (2026-01-02 03:04:05 GMT)"))
                .isEqualTo(time);
        assertThat(InstanceCollector.stateChangedAt("User initiated (2026-01-02 03:04:05 UTC)"))
                .isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "User initiated",
                "User initiated (2026-13-45 99:99:99 GMT)",
                "User initiated (2026-02-30 00:00:00 GMT)",
                "Server.SpotInstanceTermination: Spot instance termination",
                "(2026-01-02 03:04:05 CET)",
                "(((((((((((((((((((((("
            })
    void words_without_a_time_give_none(String reason) {
        assertThat(InstanceCollector.stateChangedAt(reason)).isNull();
    }

    @Test
    void a_network_interfaces_groups_count_as_the_instances() {
        assertThat(only(WHOLE).network().securityGroupIds()).containsExactly("sg-0a", "sg-0b");
    }

    @Test
    void an_instance_without_an_id_or_type_fails_the_fact_and_is_named() {
        assertThat(missing(read("<instanceType>m5.large</instanceType>")).detail().english())
                .contains("ec2:DescribeInstances", "without an ID", "no id");
        Fact.Missing<?> withoutType = missing(read("<instanceId>i-0a</instanceId>"));
        assertThat(withoutType.why()).isEqualTo(Why.FAILED);
        assertThat(withoutType.detail().english()).contains("i-0a", "no instance type");
    }

    @Test
    void a_number_that_is_none_fails_the_fact() {
        Fact.Missing<?> missing =
                missing(
                        read(
                                "<instanceId>i-0a</instanceId><instanceType>m5.large</instanceType>"
                                        + "<amiLaunchIndex>many</amiLaunchIndex>"));
        assertThat(missing.why()).isEqualTo(Why.FAILED);
        assertThat(missing.detail().english()).contains("ec2:DescribeInstances");
    }

    @Test
    void tags_and_texts_beyond_any_of_aws_are_cut() {
        StringBuilder tags = new StringBuilder("<tagSet>");
        for (int i = 0; i < 500; i++) {
            tags.append(
                    "<item><key>key-%d</key><value>%s</value></item>"
                            .formatted(i, "x".repeat(5_000)));
        }
        Instance instance = with(tags.append("</tagSet>").toString());
        assertThat(instance.tags()).hasSize(100).containsKey("key-0");
        assertThat(instance.tags().values()).allSatisfy(value -> assertThat(value).hasSize(1_024));
    }

    @Test
    void instances_of_one_kind_share_their_texts() {
        List<Instance> two =
                known(read(WHOLE, WHOLE.replace(">i-0123456789abcdef0", ">i-0123456789abcdef1")));
        Instance one = two.get(0);
        Instance other = two.get(1);
        assertThat(one.instanceType()).isSameAs(other.instanceType());
        assertThat(one.placement().zone()).isSameAs(other.placement().zone());
        assertThat(one.imageId()).isSameAs(other.imageId());
        assertThat(one.tags()).isSameAs(other.tags());
        assertThat(one.network().securityGroupIds()).isSameAs(other.network().securityGroupIds());
        assertThat(one.options().metadata()).isSameAs(other.options().metadata());
    }

    private static @Nullable MetadataOptions options(String xml) {
        return with("<metadataOptions>" + xml + "</metadataOptions>").options().metadata();
    }

    private static Instance with(String xml) {
        return only("<instanceId>i-0a</instanceId><instanceType>m5.large</instanceType>" + xml);
    }

    private static Instance only(String xml) {
        return known(read(xml)).get(0);
    }

    private static Fact<List<Instance>> read(String... xml) {
        return Collecting.from(
                Operation.INSTANCES,
                clients -> new InstanceCollector(clients::ec2).all(Collecting.NOTHING),
                SmallFleet.reservation(xml));
    }
}
