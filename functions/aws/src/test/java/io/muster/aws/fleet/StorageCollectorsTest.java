package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static io.muster.aws.fleet.Collecting.missing;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.Operation;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes, snapshots, images, addresses. */
class StorageCollectorsTest {

    @Test
    void every_field_of_a_volume_is_taken_over() {
        assertThat(
                        volumes(
                                """
                                <volumeId>vol-0a</volumeId><size>2048</size>
                                <snapshotId>snap-0a</snapshotId>
                                <availabilityZone>us-east-1a</availabilityZone>
                                <status>in-use</status>
                                <createTime>2025-01-02T03:04:05.678Z</createTime>
                                <attachmentSet>
                                  <item><instanceId>i-0a</instanceId><device>/dev/sdf</device>
                                    <status>attached</status>
                                    <deleteOnTermination>true</deleteOnTermination></item>
                                  <item><instanceId>i-0b</instanceId></item>
                                  <item><associatedResource>arn:aws:ecs</associatedResource></item>
                                </attachmentSet>
                                <tagSet><item><key>Name</key><value>data</value></item></tagSet>
                                <volumeType>io2</volumeType><iops>64000</iops>
                                <encrypted>true</encrypted><throughput>1000</throughput>
                                <multiAttachEnabled>true</multiAttachEnabled>
                                """))
                .containsExactly(
                        new Volume(
                                "vol-0a",
                                new Volume.Specification("io2", 2048, 64000, 1000, true),
                                "in-use",
                                Instant.parse("2025-01-02T03:04:05.678Z"),
                                List.of(
                                        new Volume.Attachment("i-0a", "attached"),
                                        new Volume.Attachment("i-0b", "attached")),
                                null,
                                Map.of("Name", "data")));
    }

    @Test
    void a_volume_says_little_when_ec2_does() {
        assertThat(
                        volumes(
                                """
                                <volumeId>vol-0a</volumeId><size>1</size><snapshotId/>
                                <status>melting</status><volumeType>gp9</volumeType>
                                """))
                .containsExactly(
                        new Volume(
                                "vol-0a",
                                new Volume.Specification("gp9", 1, null, null, null),
                                "melting",
                                null,
                                List.of(),
                                null,
                                Map.of()));
    }

    @Test
    void a_volume_without_a_size_fails_the_fact() {
        Fact<List<Volume>> fact =
                Collecting.from(
                        Operation.VOLUMES,
                        clients -> new VolumeCollector(clients::ec2).all(Collecting.NOTHING),
                        "<volumeId>vol-0a</volumeId>");
        assertThat(missing(fact).detail().english()).contains("vol-0a", "no size");
    }

    @Test
    void every_field_of_a_snapshot_is_taken_over() {
        assertThat(
                        snapshots(
                                """
                                <snapshotId>snap-0a</snapshotId><volumeId>vol-ffffffff</volumeId>
                                <status>completed</status>
                                <startTime>2025-01-02T03:04:05.000Z</startTime>
                                <ownerId>123456789012</ownerId><volumeSize>30</volumeSize>
                                <description>nightly</description><encrypted>false</encrypted>
                                <tagSet><item><key>Name</key><value>backup</value></item></tagSet>
                                """))
                .containsExactly(
                        new Snapshot(
                                "snap-0a",
                                "vol-ffffffff",
                                "completed",
                                Instant.parse("2025-01-02T03:04:05Z"),
                                30,
                                false,
                                "nightly",
                                Map.of("Name", "backup")));
    }

    @Test
    void a_snapshot_of_another_owner_is_not_the_accounts() {
        assertThat(
                        snapshots(
                                "<snapshotId>snap-0a</snapshotId><status>completed</status>",
                                """
                                <snapshotId>snap-0b</snapshotId><status>completed</status>
                                <ownerId>210987654321</ownerId>
                                """))
                .extracting(Snapshot::id)
                .containsExactly("snap-0a");
    }

    @Test
    void every_field_of_an_image_is_taken_over() {
        assertThat(
                        images(
                                """
                                <imageId>ami-0a</imageId><name>al2023</name>
                                <imageOwnerId>137112412989</imageOwnerId>
                                <imageOwnerAlias>amazon</imageOwnerAlias>
                                <imageState>disabled</imageState>
                                <creationDate>2025-01-02T03:04:05.000Z</creationDate>
                                <deprecationTime>2027-01-02T03:04:05.000Z</deprecationTime>
                                <architecture>arm64</architecture>
                                <publicSsmParameterName>/aws/service/al2023-arm64</publicSsmParameterName>
                                <blockDeviceMapping><item><deviceName>/dev/xvda</deviceName>
                                <ebs><snapshotId>snap-0a</snapshotId></ebs></item>
                                <item><deviceName>/dev/sdb</deviceName>
                                <virtualName>ephemeral0</virtualName></item></blockDeviceMapping>
                                """))
                .containsEntry(
                        "ami-0a",
                        new Image(
                                "ami-0a",
                                "al2023",
                                "137112412989",
                                "disabled",
                                new Image.Dates(
                                        Instant.parse("2025-01-02T03:04:05Z"),
                                        Fact.known(
                                                Optional.of(
                                                        Instant.parse("2027-01-02T03:04:05Z")))),
                                Architecture.ARM64,
                                "/aws/service/al2023-arm64",
                                List.of("snap-0a")));
    }

    @Test
    void a_date_that_is_none_is_not_reported() {
        assertThat(
                        images(
                                        """
                                        <imageId>ami-0a</imageId><imageState>available</imageState>
                                        <creationDate>yesterday</creationDate>
                                        """)
                                .get("ami-0a"))
                .isEqualTo(
                        new Image(
                                "ami-0a",
                                null,
                                null,
                                "available",
                                Image.Dates.created(null),
                                null,
                                null,
                                List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"next year", "2027-13-01T00:00:00.000Z", "1798761600"})
    void a_deprecation_time_that_is_none_is_not_taken_for_absent(String time) {
        Image image =
                images(
                                """
                                <imageId>ami-0a</imageId><imageState>available</imageState>
                                <deprecationTime>%s</deprecationTime>"""
                                        .formatted(time))
                        .get("ami-0a");
        assertThat(missing(Objects.requireNonNull(image).dates().deprecatedAt()).detail().english())
                .contains(time);
    }

    @Test
    void an_address_without_an_allocation_goes_by_itself() {
        assertThat(
                        addresses(
                                """
                                <publicIp>198.51.100.7</publicIp>
                                <allocationId>eipalloc-0a</allocationId>
                                <associationId>eipassoc-0a</associationId>
                                <instanceId>i-0a</instanceId>
                                <networkInterfaceId>eni-0a</networkInterfaceId>
                                <tagSet><item><key>Name</key><value>nat</value></item></tagSet>
                                """,
                                "<publicIp>198.51.100.8</publicIp><instanceId/>"))
                .containsExactly(
                        new Address(
                                "eipalloc-0a",
                                "198.51.100.7",
                                "eipassoc-0a",
                                "i-0a",
                                "eni-0a",
                                Map.of("Name", "nat")),
                        new Address("198.51.100.8", "198.51.100.8", null, null, null, Map.of()));
    }

    private static List<Volume> volumes(String... xml) {
        return known(
                Collecting.from(
                        Operation.VOLUMES,
                        clients -> new VolumeCollector(clients::ec2).all(Collecting.NOTHING),
                        xml));
    }

    private static List<Snapshot> snapshots(String... xml) {
        return known(
                Collecting.from(
                        Operation.SNAPSHOTS,
                        clients -> new SnapshotCollector(clients::ec2).all(Collecting.NOTHING),
                        xml));
    }

    private static Map<String, Image> images(String... xml) {
        return known(
                Collecting.from(
                        Operation.IMAGES,
                        clients ->
                                new ImageCollector(clients::ec2)
                                        .of(Collecting.SCOPE, Collecting.ids("ami-0a")),
                        xml));
    }

    private static List<Address> addresses(String... xml) {
        return known(
                Collecting.from(
                        Operation.ADDRESSES,
                        clients -> new AddressCollector(clients::ec2).all(Collecting.NOTHING),
                        xml));
    }
}
