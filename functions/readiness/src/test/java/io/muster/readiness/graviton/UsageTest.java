package io.muster.readiness.graviton;

import static io.muster.readiness.fact.Fact.known;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.TypeBuilder.arm64;
import static io.muster.readiness.fixture.TypeBuilder.type;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.graviton.Shortfall.Quantity;
import io.muster.readiness.graviton.Usage.FastestVolume;
import io.muster.readiness.text.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void it_counts_what_the_instance_has_attached() {
        Usage usage =
                of(
                        instance()
                                .networkInterfaces(2)
                                .blockDevice("/dev/xvda", "vol-0a")
                                .blockDevice("/dev/sdf", "vol-0b"),
                        known(
                                List.of(
                                        volume().iops(3_000).throughputMibps(500).build(),
                                        volume().iops(16_000).throughputMibps(125).build())));
        assertThat(usage)
                .isEqualTo(new Usage(2, 2, new FastestVolume(16_000, 500 * 1.048576), null));
    }

    @Test
    void volumes_that_are_not_known_may_be_as_fast_as_the_type() {
        Usage usage = of(instance(), Fact.missing(Why.DENIED, Message.literal("denied")));
        assertThat(usage.fastest()).isNull();
        assertThat(usage.limited(Quantity.EBS_CARD_IOPS, 240_000)).isEqualTo(240_000);
    }

    @Test
    void dedicated_attachments_leave_interfaces_their_own_limit() {
        var dedicated =
                arm64("x")
                        .maximumNetworkInterfaces(4)
                        .maximumEbsAttachments(3)
                        .attachmentLimit("dedicated")
                        .build();
        assertThat(usage(4, 3).fits(dedicated)).isTrue();
        assertThat(usage(1, 4).fits(dedicated)).isFalse();
    }

    private static Usage of(InstanceBuilder host, Fact<List<Volume>> volumes) {
        return Usage.of(
                host.build(),
                type("m5.large").build(),
                volumes,
                Fact.missing(Why.NOT_COLLECTED, Message.literal("not asked")));
    }

    private static Usage usage(int interfaces, int volumes) {
        return new Usage(interfaces, volumes, null, null);
    }

    @Test
    void limits_bind_only_as_far_as_they_are_used() {
        var small = arm64("x").maximumNetworkInterfaces(2).maximumEbsAttachments(3).build();
        assertThat(usage(1, 1).fits(small)).isTrue();
        assertThat(usage(1, 3).fits(small)).isTrue();
        assertThat(usage(1, 4).fits(small)).isFalse();
        assertThat(usage(3, 1).fits(small)).isFalse();
    }

    @Test
    void a_further_interface_takes_the_place_of_a_volume() {
        var small = arm64("x").maximumNetworkInterfaces(4).maximumEbsAttachments(3).build();
        assertThat(usage(2, 2).fits(small)).isTrue();
        assertThat(usage(2, 3).fits(small)).isFalse();
        assertThat(usage(4, 0).fits(small)).isTrue();
    }

    @Test
    void a_limit_that_aws_does_not_give_binds_nothing() {
        var open = arm64("x").maximumNetworkInterfaces(null).maximumEbsAttachments(null).build();
        assertThat(usage(15, 100).fits(open)).isTrue();
    }
}
