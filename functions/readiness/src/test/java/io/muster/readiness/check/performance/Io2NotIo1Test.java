package io.muster.readiness.check.performance;

import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fixture.Facts;
import org.junit.jupiter.api.Test;

class Io2NotIo1Test {

    private static final Io2NotIo1 CHECK = new Io2NotIo1();

    @Test
    void io2_is_ready() {
        assertThat(judge("io2").status()).isEqualTo(Status.READY);
    }

    @Test
    void io1_is_not_ready() {
        assertThat(judge("io1").status()).isEqualTo(Status.NOT_READY);
        Volume volume = volume().type("io1").build();
        assertThat(remedy(CHECK, volume, judge("io1"))).contains("--volume-type io2");
    }

    @Test
    void other_types_have_no_provisioned_iops() {
        assertThat(judge("gp3").status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(String type) {
        return CHECK.judge(volume().type(type).build(), new Facts().fleet(), Thresholds.defaults());
    }
}
