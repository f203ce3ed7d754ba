package io.muster.readiness.fleet;

import static io.muster.readiness.fixture.Facts.NOW;
import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Volume.Attachment;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetTest {

    @Test
    void a_volume_attached_to_two_instances_belongs_to_both() {
        Volume shared = volume("vol-a", "i-a", "i-b");
        Fleet fleet = new Facts().with(shared).fleet();

        assertThat(fleet.volumesOf(instance("i-a").build())).isEqualTo(Fact.known(List.of(shared)));
        assertThat(fleet.volumesOf(instance("i-b").build())).isEqualTo(Fact.known(List.of(shared)));
    }

    @Test
    void a_volumes_workload_is_that_of_the_first_instance_that_is_known() {
        Instance host = instance("i-b").tag("workload", "shop").build();

        assertThat(new Facts().with(host).fleet().workloadOf(volume("vol-a", "i-gone", "i-b")))
                .contains("shop");
    }

    @Test
    void the_newest_snapshot_is_the_newest_that_is_complete() {
        Volume volume = volume("vol-a");
        Snapshot old = snapshot("snap-a", "completed", 9);
        Snapshot newer = snapshot("snap-b", "completed", 5);
        Snapshot pending = snapshot("snap-c", "pending", 1);

        assertThat(new Facts().with(old, newer, pending).fleet().newestSnapshotOf(volume))
                .isEqualTo(Fact.known(Optional.of(newer)));
    }

    @Test
    void an_image_that_was_not_found_is_known_to_be_absent() {
        assertThat(new Facts().fleet().imageOf(instance().image("ami-gone").build()))
                .isEqualTo(Fact.known(Optional.empty()));
    }

    @Test
    void an_image_that_was_not_asked_for_is_missing() {
        assertThat(new Facts().without(Source.IMAGES).fleet().imageOf(instance().build()))
                .isInstanceOf(Missing.class);
    }

    @Test
    void one_security_group_that_was_not_described_makes_them_all_missing() {
        SecurityGroup known = new SecurityGroup("sg-a", "web", List.of());
        Instance host = instance().securityGroups("sg-a", "sg-b").build();

        assertThat(new Facts().with(known).fleet().securityGroupsOf(host))
                .isEqualTo(
                        Fact.missing(
                                Why.NOT_REPORTED,
                                Message.of("facts.security-group-not-described")
                                        .with("group", "sg-b")));
    }

    @Test
    void a_type_that_ec2_does_not_describe_is_missing() {
        assertThat(new Facts().fleet().type("z9.huge")).isInstanceOf(Missing.class);
    }

    @Test
    void alarms_are_found_by_their_dimension() {
        Alarm alarm = new Alarm("cpu", "OK", List.of(), Map.of("InstanceId", "i-a"));

        assertThat(new Facts().with(alarm).fleet().alarmsOn(instance("i-a").build()))
                .isEqualTo(Fact.known(List.of(alarm)));
        assertThat(new Facts().with(alarm).fleet().alarmsOn(instance("i-b").build()))
                .isEqualTo(Fact.known(List.of()));
    }

    @Test
    void an_address_belongs_to_the_instance_that_it_is_associated_with() {
        Address address = new Address("eipalloc-a", "192.0.2.1", "a", "i-a", null, Map.of());

        assertThat(new Facts().with(address).fleet().addressesOf(instance("i-a").build()))
                .isEqualTo(Fact.known(List.of(address)));
    }

    @Test
    void an_image_that_the_group_names_for_the_type_comes_first() {
        Instance host = instance("i-a").tag("aws:autoscaling:groupName", "web").build();
        Facts facts =
                new Facts()
                        .with(host)
                        .with(
                                group("web")
                                        .mixed("1", Map.of("m8g.large", "ami-0b"), "m8g.large")
                                        .build());
        assertThat(facts.fleet().arm64ImageOf(host, "m8g.large"))
                .isEqualTo(
                        Fact.known(
                                new MatchingImage.Found(
                                        "ami-0b", null, MatchingImage.How.GROUP, "web")));
        assertThat(facts.fleet().arm64ImageOf(host, "m6g.large"))
                .isInstanceOfSatisfying(
                        Fact.Known.class,
                        known -> assertThat(known.value()).isInstanceOf(MatchingImage.None.class));
    }

    private static Volume volume(String id, String... instanceIds) {
        return new Volume(
                id,
                new Volume.Specification("gp3", 8, 3_000, 125, true),
                instanceIds.length == 0 ? "available" : "in-use",
                NOW,
                List.of(instanceIds).stream().map(FleetTest::attachment).toList(),
                null,
                Map.of());
    }

    private static Attachment attachment(String instanceId) {
        return new Attachment(instanceId, "attached");
    }

    private static Snapshot snapshot(String id, String state, int daysAgo) {
        return new Snapshot(
                id, "vol-a", state, NOW.minusSeconds(daysAgo * 86_400L), 8, true, null, Map.of());
    }
}
