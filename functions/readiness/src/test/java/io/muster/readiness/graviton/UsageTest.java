package io.muster.readiness.graviton;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.TypeBuilder.arm64;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void it_counts_what_the_instance_has_attached() {
        assertThat(
                        Usage.of(
                                instance()
                                        .networkInterfaces(2)
                                        .blockDevice("/dev/xvda", "vol-0a")
                                        .blockDevice("/dev/sdf", "vol-0b")
                                        .build()))
                .isEqualTo(new Usage(2, 2));
    }

    @Test
    void limits_bind_only_as_far_as_they_are_used() {
        var small = arm64("x").maximumNetworkInterfaces(2).maximumEbsAttachments(3).build();
        assertThat(new Usage(1, 1).fits(small)).isTrue();
        assertThat(new Usage(1, 3).fits(small)).isTrue();
        assertThat(new Usage(1, 4).fits(small)).isFalse();
        assertThat(new Usage(3, 1).fits(small)).isFalse();
    }

    @Test
    void a_further_interface_takes_the_place_of_a_volume() {
        var small = arm64("x").maximumNetworkInterfaces(4).maximumEbsAttachments(3).build();
        assertThat(new Usage(2, 2).fits(small)).isTrue();
        assertThat(new Usage(2, 3).fits(small)).isFalse();
        assertThat(new Usage(4, 0).fits(small)).isTrue();
    }

    @Test
    void a_limit_that_aws_does_not_give_binds_nothing() {
        var open = arm64("x").maximumNetworkInterfaces(null).maximumEbsAttachments(null).build();
        assertThat(new Usage(15, 100).fits(open)).isTrue();
    }
}
