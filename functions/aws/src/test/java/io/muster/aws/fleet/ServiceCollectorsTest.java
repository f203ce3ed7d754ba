package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static io.muster.aws.fleet.Collecting.missing;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.AlarmRule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.fact.AutoScalingGroup.Member;
import io.muster.readiness.fact.DeployedDocument;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fact.InstanceStatus.ScheduledEvent;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.ManagedNode.PingStatus;
import io.muster.readiness.fact.MetadataDefaults;
import io.muster.readiness.fact.ScalingPolicy;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.probe.ProbeDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands around an instance: groups of both kinds, policies, statuses, alarms. */
class ServiceCollectorsTest {

    @Test
    void a_rule_keeps_all_it_lets_in() {
        SecurityGroup group =
                securityGroup(
                        """
                        <groupId>sg-0a</groupId><groupName>web</groupName><vpcId>vpc-0a</vpcId>
                        <ipPermissions>
                          <item><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort>
                            <toPort>22</toPort>
                            <ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges>
                            <ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges>
                            <prefixListIds><item><prefixListId>pl-0a</prefixListId></item>
                            </prefixListIds>
                            <groups><item><groupId>sg-0b</groupId></item></groups></item>
                          <item><ipProtocol>-1</ipProtocol></item>
                        </ipPermissions>
                        """);
        assertThat(group)
                .isEqualTo(
                        new SecurityGroup(
                                "sg-0a",
                                "web",
                                List.of(
                                        new IngressRule(
                                                "tcp",
                                                22,
                                                22,
                                                List.of("0.0.0.0/0"),
                                                List.of("::/0"),
                                                List.of("pl-0a")),
                                        new IngressRule(
                                                "-1", null, null, List.of(), List.of(),
                                                List.of()))));
    }

    @Test
    void a_rule_without_a_protocol_fails_the_fact() {
        assertThat(
                        missing(
                                        Collecting.from(
                                                Operation.SECURITY_GROUPS,
                                                clients ->
                                                        new SecurityGroupCollector(clients::ec2)
                                                                .all(Collecting.NOTHING),
                                                "<groupId>sg-0a</groupId><ipPermissions>"
                                                        + "<item><fromPort>22</fromPort></item>"
                                                        + "</ipPermissions>"))
                                .detail()
                                .english())
                .contains("sg-0a", "no protocol");
    }

    @Test
    void a_status_has_its_three_checks_and_its_events_the_ended_ones_too() {
        InstanceStatus status =
                status(
                        """
                        <instanceId>i-0a</instanceId>
                        <eventsSet><item><code>instance-retirement</code>
                          <description>[Completed] The host is old</description>
                          <notBefore>2026-12-01T00:00:00.000Z</notBefore></item>
                          <item><code>instance-teleport</code></item></eventsSet>
                        <systemStatus><status>ok</status></systemStatus>
                        <instanceStatus><status>impaired</status></instanceStatus>
                        <attachedEbsStatus><status>ok</status></attachedEbsStatus>
                        """);
        assertThat(status)
                .isEqualTo(
                        new InstanceStatus(
                                "i-0a",
                                "ok",
                                "impaired",
                                "ok",
                                List.of(
                                        new ScheduledEvent(
                                                "instance-retirement",
                                                "[Completed] The host is old",
                                                Instant.parse("2026-12-01T00:00:00Z")),
                                        new ScheduledEvent("instance-teleport", null, null))));
    }

    @Test
    void a_status_without_checks_reports_none() {
        assertThat(status("<instanceId>i-0a</instanceId>"))
                .isEqualTo(new InstanceStatus("i-0a", null, null, null, List.of()));
    }

    @Test
    void the_document_of_this_version_is_known_as_such() {
        assertThat(document("the-probe", aws -> {}))
                .isEqualTo(
                        new DeployedDocument.Found(
                                ProbeDocument.currentDigest(), ProbeDocument.currentDigest()));
    }

    @Test
    void a_document_that_is_not_there_is_absent() {
        assertThat(
                        document(
                                "the-probe",
                                aws ->
                                        aws.refuses(
                                                "GetDocument",
                                                call -> Optional.of("InvalidDocument"))))
                .isEqualTo(new DeployedDocument.Absent());
    }

    @Test
    void the_document_is_asked_for_by_its_name() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            known(new ProbeDocumentCollector(clients::ssm, "other").all(Collecting.NOTHING));
            assertThat(aws.calls("GetDocument").getFirst().parameter("Name")).isEqualTo("other");
        }
    }

    @Test
    void a_scope_without_instances_is_asked_for_no_document() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            assertThat(
                            known(
                                    new ProbeDocumentCollector(clients::ssm, "p")
                                            .all(
                                                    Collecting.NOTHING.with(
                                                            Source.INSTANCES,
                                                            Fact.known(List.of())))))
                    .isEqualTo(new DeployedDocument.Unneeded());
            assertThat(aws.calls()).isEmpty();
        }
    }

    private static DeployedDocument document(String name, Consumer<FakeAws> trouble) {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            trouble.accept(aws);
            return known(new ProbeDocumentCollector(clients::ssm, name).all(Collecting.NOTHING));
        }
    }

    @Test
    void a_node_of_ec2_is_taken_over_and_no_other() {
        Map<String, ManagedNode> nodes =
                known(
                        Collecting.from(
                                Operation.MANAGED_NODES,
                                clients ->
                                        new ManagedNodeCollector(clients::ssm)
                                                .all(Collecting.NOTHING),
                                """
                                {"InstanceId":"i-0a","ResourceType":"EC2Instance",
                                "PingStatus":"Online","PlatformType":"Linux",
                                "LastPingDateTime":1764590400}""",
                                """
                                {"InstanceId":"mi-0b","ResourceType":"ManagedInstance"}""",
                                """
                                {"InstanceId":"i-0c","ResourceType":"AnotherCloud"}"""));
        assertThat(nodes)
                .isEqualTo(
                        Map.of(
                                "i-0a",
                                new ManagedNode(
                                        "i-0a",
                                        PingStatus.ONLINE,
                                        Instant.parse("2025-12-01T12:00:00Z"),
                                        "Linux")));
    }

    @ParameterizedTest
    @CsvSource({
        "'<httpTokens>required</httpTokens>', true, false",
        "'<httpTokens>optional</httpTokens>', false, false",
        "'<httpTokens>no-preference</httpTokens>',, false",
        "'<httpTokens>required</httpTokens><httpTokensEnforced>enabled</httpTokensEnforced>', true, true",
        "'',, false"
    })
    void the_accounts_metadata_default_is_taken_over(
            String xml, @Nullable Boolean required, boolean enforced) {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.answers(
                    "GetInstanceMetadataDefaults",
                    call ->
                            """
                            <GetInstanceMetadataDefaultsResponse><accountLevel>%s</accountLevel>
                            </GetInstanceMetadataDefaultsResponse>"""
                                    .formatted(xml));
            assertThat(known(new MetadataDefaultsCollector(clients::ec2).all(Collecting.NOTHING)))
                    .isEqualTo(new MetadataDefaults(required, enforced));
        }
    }

    @Test
    void every_field_of_a_group_is_taken_over() {
        AutoScalingGroup group =
                group(
                        """
                        <AutoScalingGroupName>web</AutoScalingGroupName>
                        <AutoScalingGroupARN>arn:aws:autoscaling:x</AutoScalingGroupARN>
                        <MinSize>2</MinSize><MaxSize>6</MaxSize><DesiredCapacity>3</DesiredCapacity>
                        <AvailabilityZones><member>us-east-1a</member><member>us-east-1b</member>
                        </AvailabilityZones>
                        <HealthCheckType>EC2,EBS</HealthCheckType>
                        <TargetGroupARNs><member>arn:tg</member></TargetGroupARNs>
                        <LoadBalancerNames><member>classic</member></LoadBalancerNames>
                        <TrafficSources><member><Identifier>arn:tg</Identifier></member>
                          <member><Identifier>arn:lattice</Identifier></member></TrafficSources>
                        <LaunchTemplate><LaunchTemplateId>lt-0a</LaunchTemplateId>
                          <LaunchTemplateName>web</LaunchTemplateName><Version>$Latest</Version>
                        </LaunchTemplate>
                        <MaxInstanceLifetime>604800</MaxInstanceLifetime>
                        <SuspendedProcesses><member><ProcessName>AZRebalance</ProcessName></member>
                        </SuspendedProcesses>
                        <Instances><member><InstanceId>i-0a</InstanceId>
                          <InstanceType>m5.large</InstanceType>
                          <AvailabilityZone>us-east-1a</AvailabilityZone>
                          <LifecycleState>Levitating</LifecycleState>
                          <HealthStatus>Healthy</HealthStatus>
                          <LaunchTemplate><Version>7</Version></LaunchTemplate></member></Instances>
                        <Tags><member><Key>workload</Key><Value>shop</Value></member></Tags>
                        """);
        assertThat(group)
                .isEqualTo(
                        new AutoScalingGroup(
                                "web",
                                new AutoScalingGroup.Capacity(
                                        2, 6, 3, List.of("us-east-1a", "us-east-1b")),
                                List.of("arn:tg", "classic", "arn:lattice"),
                                new Template("lt-0a", "web", "$Latest"),
                                new AutoScalingGroup.Replacement(
                                        Set.of("EC2", "EBS"), 604_800, Set.of("AZRebalance")),
                                List.of(new Member("i-0a", "m5.large", "Levitating", "7")),
                                Map.of("workload", "shop")));
    }

    @Test
    void a_group_launches_from_a_mixed_policy_a_configuration_or_nothing() {
        assertThat(
                        launchSource(
                                """
                                <MixedInstancesPolicy><LaunchTemplate>
                                  <LaunchTemplateSpecification>
                                    <LaunchTemplateId>lt-0a</LaunchTemplateId>
                                  </LaunchTemplateSpecification>
                                  <Overrides><member><InstanceType>m7g.large</InstanceType></member>
                                    <member><InstanceType>m6g.large</InstanceType>
                                      <ImageId>ami-0a</ImageId>
                                      <LaunchTemplateSpecification>
                                        <LaunchTemplateId>lt-0b</LaunchTemplateId>
                                        <Version>1</Version>
                                      </LaunchTemplateSpecification></member>
                                    <member><InstanceRequirements/></member></Overrides>
                                </LaunchTemplate></MixedInstancesPolicy>
                                """))
                .isEqualTo(
                        new LaunchSource.MixedInstances(
                                new Template("lt-0a", null, null),
                                List.of("m7g.large", "m6g.large"),
                                Map.of("m6g.large", "ami-0a"),
                                List.of(new Template("lt-0b", null, "1"))));
        assertThat(launchSource("<LaunchConfigurationName>old</LaunchConfigurationName>"))
                .isEqualTo(new LaunchSource.Configuration("old"));
        assertThat(launchSource("")).isEqualTo(new LaunchSource.None());
    }

    @Test
    void a_group_without_a_size_fails_the_fact() {
        assertThat(
                        missing(
                                        Collecting.from(
                                                Operation.GROUPS,
                                                clients ->
                                                        new AutoScalingGroupCollector(
                                                                        clients::autoScaling)
                                                                .all(Collecting.NOTHING),
                                                "<AutoScalingGroupName>web</AutoScalingGroupName>"))
                                .detail()
                                .english())
                .contains("web", "no minimum size");
    }

    @Test
    void a_policy_is_its_groups_and_enabled_unless_it_says_otherwise() {
        Fact<List<ScalingPolicy>> policies =
                Collecting.from(
                        Operation.POLICIES,
                        clients ->
                                new ScalingPolicyCollector(clients::autoScaling)
                                        .all(Collecting.NOTHING),
                        SmallFleet.policy("cpu")
                                + "<PolicyType>TargetTrackingScaling</PolicyType>"
                                + "<Enabled>false</Enabled>",
                        SmallFleet.policy("steps"),
                        SmallFleet.policy("cpu").replace(SmallFleet.GROUP, "another"));
        assertThat(known(policies))
                .containsExactly(
                        new ScalingPolicy("cpu", SmallFleet.GROUP, "TargetTrackingScaling", false),
                        new ScalingPolicy("steps", SmallFleet.GROUP, null, true),
                        new ScalingPolicy("cpu", "another", null, true));
    }

    @Test
    void an_alarm_has_the_actions_that_are_enabled() {
        assertThat(
                        alarm(
                                """
                                <AlarmName>cpu</AlarmName><Namespace>AWS/EC2</Namespace>
                                <MetricName>CPUUtilization</MetricName><StateValue>OK</StateValue>
                                <ActionsEnabled>true</ActionsEnabled>
                                <AlarmActions><member>arn:aws:sns:x</member></AlarmActions>
                                <Dimensions><member><Name>InstanceId</Name><Value>i-0a</Value>
                                </member></Dimensions>
                                """))
                .isEqualTo(
                        new Alarm(
                                "cpu",
                                "OK",
                                List.of("arn:aws:sns:x"),
                                Map.of("InstanceId", "i-0a")));
        assertThat(
                        alarm(
                                        """
                                        <AlarmName>cpu</AlarmName>
                                        <ActionsEnabled>false</ActionsEnabled>
                                        <AlarmActions><member>arn:aws:sns:x</member></AlarmActions>
                                        """)
                                .actions())
                .isEmpty();
        assertThat(alarm("<AlarmName>cpu</AlarmName>").actions()).isEmpty();
    }

    @Test
    void an_expression_is_about_what_all_its_metrics_share() {
        Alarm alarm =
                alarm(
                        """
                        <AlarmName>ratio</AlarmName><Metrics>
                          <member><Id>e1</Id><Expression>m1/m2</Expression></member>
                          <member><Id>m1</Id><MetricStat><Metric><Namespace>CWAgent</Namespace>
                            <MetricName>disk_used</MetricName><Dimensions>
                            <member><Name>InstanceId</Name><Value>i-0a</Value></member>
                            <member><Name>path</Name><Value>/</Value></member></Dimensions>
                            </Metric></MetricStat></member>
                          <member><Id>m2</Id><MetricStat><Metric><Namespace>CWAgent</Namespace>
                            <MetricName>disk_total</MetricName><Dimensions>
                            <member><Name>InstanceId</Name><Value>i-0a</Value></member>
                            <member><Name>path</Name><Value>/data</Value></member></Dimensions>
                            </Metric></MetricStat></member>
                        </Metrics>
                        """);
        assertThat(alarm)
                .isEqualTo(new Alarm("ratio", null, List.of(), Map.of("InstanceId", "i-0a")));
    }

    @Test
    void composite_alarms_come_with_the_others_in_one_call() {
        String body =
                """
                <DescribeAlarmsResponse><DescribeAlarmsResult>
                <MetricAlarms><member><AlarmName>cpu</AlarmName></member></MetricAlarms>
                <CompositeAlarms>
                  <member><AlarmName>site</AlarmName><StateValue>ALARM</StateValue>
                  <AlarmRule>ALARM(cpu)</AlarmRule>
                  <AlarmActions><member>arn:aws:sns:x</member></AlarmActions></member>
                  <member><AlarmName>off</AlarmName><AlarmRule>ALARM(cpu)</AlarmRule>
                  <ActionsEnabled>false</ActionsEnabled>
                  <AlarmActions><member>arn:aws:sns:x</member></AlarmActions></member>
                </CompositeAlarms></DescribeAlarmsResult></DescribeAlarmsResponse>""";
        AlarmRule ofCpu = new AlarmRule(Set.of("cpu"), true);
        try (FakeAws aws = new FakeAws().answers("DescribeAlarms", call -> body);
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            assertThat(known(new AlarmCollector(clients::cloudWatch).all(Collecting.NOTHING)))
                    .containsExactly(
                            new Alarm("cpu", null, List.of(), Map.of()),
                            new Alarm("site", "ALARM", List.of("arn:aws:sns:x"), Map.of(), ofCpu),
                            new Alarm("off", null, List.of(), Map.of(), ofCpu));
            assertThat(aws.calls(Operation.ALARMS))
                    .singleElement()
                    .satisfies(
                            call ->
                                    assertThat(call.parameters().values())
                                            .contains("MetricAlarm", "CompositeAlarm"));
        }
    }

    private static SecurityGroup securityGroup(String xml) {
        return known(
                        Collecting.from(
                                Operation.SECURITY_GROUPS,
                                clients ->
                                        new SecurityGroupCollector(clients::ec2)
                                                .all(Collecting.NOTHING),
                                xml))
                .values()
                .iterator()
                .next();
    }

    private static InstanceStatus status(String xml) {
        return known(
                        Collecting.from(
                                Operation.STATUSES,
                                clients ->
                                        new InstanceStatusCollector(clients::ec2)
                                                .all(Collecting.NOTHING),
                                xml))
                .values()
                .iterator()
                .next();
    }

    private static LaunchSource launchSource(String xml) {
        return group(SmallFleet.group("web") + xml).launchSource();
    }

    private static AutoScalingGroup group(String xml) {
        return known(
                        Collecting.from(
                                Operation.GROUPS,
                                clients ->
                                        new AutoScalingGroupCollector(clients::autoScaling)
                                                .all(Collecting.NOTHING),
                                xml))
                .get(0);
    }

    private static Alarm alarm(String xml) {
        return known(
                        Collecting.from(
                                Operation.ALARMS,
                                clients ->
                                        new AlarmCollector(clients::cloudWatch)
                                                .all(Collecting.NOTHING),
                                xml))
                .get(0);
    }
}
