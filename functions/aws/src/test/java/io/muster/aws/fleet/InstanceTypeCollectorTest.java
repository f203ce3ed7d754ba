package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.InstanceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstanceTypeCollectorTest {

    @Test
    void every_field_is_taken_over() {
        assertThat(
                        only(
                                """
                                <instanceType>g5g.metal</instanceType>
                                <currentGeneration>true</currentGeneration>
                                <bareMetal>true</bareMetal><hypervisor>nitro</hypervisor>
                                <processorInfo><supportedArchitectures><item>arm64</item>
                                  <item>sparc</item></supportedArchitectures></processorInfo>
                                <vCpuInfo><defaultVCpus>64</defaultVCpus>
                                  <defaultCores>32</defaultCores></vCpuInfo>
                                <memoryInfo><sizeInMiB>131072</sizeInMiB></memoryInfo>
                                <instanceStorageInfo><totalSizeInGB>3800</totalSizeInGB><disks>
                                  <item><sizeInGB>1900</sizeInGB><count>2</count><type>ssd</type>
                                  </item></disks>
                                  <nvmeSupport>required</nvmeSupport></instanceStorageInfo>
                                <ebsInfo><ebsOptimizedSupport>default</ebsOptimizedSupport>
                                  <ebsOptimizedInfo><baselineIops>80000</baselineIops>
                                  <baselineThroughputInMBps>2375.5</baselineThroughputInMBps>
                                  </ebsOptimizedInfo><nvmeSupport>required</nvmeSupport>
                                  <maximumEbsAttachments>27</maximumEbsAttachments>
                                  <attachmentLimitType>dedicated</attachmentLimitType>
                                  <ebsCardSet>
                                  <item><baselineIops>40000</baselineIops>
                                  <baselineThroughputInMBps>1187.75</baselineThroughputInMBps></item>
                                  <item><baselineIops>40000</baselineIops>
                                  <baselineThroughputInMBps>1187.75</baselineThroughputInMBps></item>
                                  </ebsCardSet></ebsInfo>
                                <networkInfo><maximumNetworkInterfaces>15</maximumNetworkInterfaces>
                                  <networkCards>
                                  <item><baselineBandwidthInGbps>12.5</baselineBandwidthInGbps></item>
                                  <item><baselineBandwidthInGbps>12.5</baselineBandwidthInGbps></item>
                                  </networkCards><enaSupport>required</enaSupport>
                                  <connectionTrackingConfiguration>
                                  <defaultTcpEstablishedTimeout>350</defaultTcpEstablishedTimeout>
                                  </connectionTrackingConfiguration></networkInfo>
                                <gpuInfo><gpus><item><name>T4g</name></item><item/></gpus></gpuInfo>
                                <fpgaInfo><fpgas><item><name>VU9P</name></item></fpgas></fpgaInfo>
                                <inferenceAcceleratorInfo><accelerators>
                                  <item><name>Inferentia</name></item></accelerators>
                                </inferenceAcceleratorInfo>
                                <neuronInfo><neuronDevices><item><name>Trainium2</name></item>
                                  </neuronDevices></neuronInfo>
                                <mediaAcceleratorInfo><accelerators><item><name>U30</name></item>
                                  </accelerators></mediaAcceleratorInfo>
                                <burstablePerformanceSupported>true</burstablePerformanceSupported>
                                """))
                .isEqualTo(
                        new InstanceType(
                                "g5g.metal",
                                true,
                                new InstanceType.Compute(
                                        Set.of(Architecture.ARM64, Architecture.UNRECOGNISED),
                                        64,
                                        32,
                                        131_072L,
                                        true,
                                        true,
                                        "nitro",
                                        Set.of(
                                                "T4g",
                                                "GPU",
                                                "VU9P",
                                                "Inferentia",
                                                "Trainium2",
                                                "U30")),
                                new InstanceType.Network(25.0, 15, "required", 350),
                                new InstanceType.Ebs(
                                        "default",
                                        80_000,
                                        2_375.5,
                                        new InstanceType.EbsCard(40_000, 1_187.75),
                                        27,
                                        "dedicated"),
                                new InstanceType.LocalDisks(3_800, 0, 3_800)));
    }

    @Test
    void what_ec2_leaves_out_is_null_or_none() {
        assertThat(only("<instanceType>m5.large</instanceType>"))
                .isEqualTo(
                        new InstanceType(
                                "m5.large",
                                null,
                                new InstanceType.Compute(
                                        Set.of(), null, null, null, false, false, null, Set.of()),
                                new InstanceType.Network(null, null, null, null),
                                new InstanceType.Ebs(null, null, null, null, null, null),
                                InstanceType.LocalDisks.NONE));
    }

    @Test
    void disks_that_are_not_nvme_are_local_but_not_nvme() {
        InstanceType d2 =
                only(
                        """
                        <instanceType>d2.xlarge</instanceType>
                        <instanceStorageInfo><totalSizeInGB>6144</totalSizeInGB>
                          <disks><item><sizeInGB>2048</sizeInGB><count>3</count><type>hdd</type>
                          </item></disks>
                          <nvmeSupport>unsupported</nvmeSupport></instanceStorageInfo>
                        """);
        assertThat(d2.localDisks()).isEqualTo(new InstanceType.LocalDisks(0, 6_144, 0));
    }

    @Test
    void a_local_disk_of_an_unknown_kind_counts_as_an_ssd() {
        InstanceType type =
                only(
                        """
                        <instanceType>x9.large</instanceType>
                        <instanceStorageInfo><totalSizeInGB>300</totalSizeInGB><disks>
                          <item><sizeInGB>100</sizeInGB><count>2</count><type>tape</type></item>
                          <item><sizeInGB>100</sizeInGB><count>1</count><type>hdd</type></item>
                          </disks><nvmeSupport>supported</nvmeSupport></instanceStorageInfo>
                        """);
        assertThat(type.localDisks()).isEqualTo(new InstanceType.LocalDisks(200, 100, 300));
    }

    @Test
    void a_network_baseline_with_a_card_that_has_none_is_not_known() {
        assertThat(
                        only("""
                                        <instanceType>p4d.24xlarge</instanceType>
                                        <networkInfo><networkCards>
                                          <item><baselineBandwidthInGbps>100</baselineBandwidthInGbps>
                                          </item><item/></networkCards></networkInfo>
                                        """)
                                .network()
                                .baselineGbps())
                .isNull();
    }

    @Test
    void the_candidates_are_current_arm64_types_and_only_the_others_in_use_are_named() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            Map<String, InstanceType> types =
                    known(
                            new InstanceTypeCollector(clients::ec2)
                                    .of(
                                            Collecting.SCOPE,
                                            Collecting.ids("m5.large", "m7g.large", "gone.large")));

            assertThat(types).containsOnlyKeys("m7g.large", "m5.large");
            List<FakeAws.Call> calls = aws.calls(Operation.INSTANCE_TYPES);
            assertThat(calls).hasSize(2);
            assertThat(calls.get(0).filter("processor-info.supported-architecture"))
                    .containsExactly("arm64");
            assertThat(calls.get(0).filter("current-generation")).containsExactly("true");
            assertThat(calls.get(1).filter("instance-type"))
                    .containsExactly("gone.large", "m5.large");
        }
    }

    @Test
    void the_zones_of_a_type_are_gathered_from_its_rows() {
        Map<String, Set<String>> zones =
                known(
                        Collecting.from(
                                Operation.OFFERINGS,
                                clients ->
                                        new OfferingCollector(clients::ec2)
                                                .of(
                                                        Collecting.SCOPE,
                                                        Collecting.ids("m7g.large", "m5.large")),
                                SmallFleet.offering("m7g.large", "us-east-1a"),
                                SmallFleet.offering("m5.large", "us-east-1a"),
                                SmallFleet.offering("m7g.large", "us-east-1b")));
        assertThat(zones)
                .isEqualTo(
                        Map.of(
                                "m7g.large", Set.of("us-east-1a", "us-east-1b"),
                                "m5.large", Set.of("us-east-1a")));
    }

    private static InstanceType only(String xml) {
        return known(
                        Collecting.from(
                                Operation.INSTANCE_TYPES,
                                clients ->
                                        new InstanceTypeCollector(clients::ec2)
                                                .of(Collecting.SCOPE, Collecting.ids("x")),
                                xml))
                .values()
                .iterator()
                .next();
    }
}
