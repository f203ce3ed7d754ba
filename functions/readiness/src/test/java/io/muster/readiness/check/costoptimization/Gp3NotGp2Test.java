package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fixture.Facts;
import org.junit.jupiter.api.Test;

class Gp3NotGp2Test {

    private static final Gp3NotGp2 CHECK = new Gp3NotGp2();

    @Test
    void gp3_is_ready() {
        assertThat(judge(volume().build()).status()).isEqualTo(Status.READY);
    }

    @Test
    void gp2_is_not_ready_attached_or_not() {
        Volume volume = volume().type("gp2").build();
        Verdict verdict = judge(volume);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("the volume is gp2 (100 GiB)");
        assertThat(remedy(CHECK, volume, verdict)).contains("--iops 3000 --throughput 125");
        assertThat(judge(volume().type("gp2").attachedTo("i-0a").build()).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_large_gp2_volume_keeps_what_it_gives() {
        Volume volume = volume().type("gp2").sizeGib(2_000).build();
        assertThat(remedy(CHECK, volume, judge(volume))).contains("--iops 6000 --throughput 250");
    }

    @Test
    void a_magnetic_volume_is_not_ready() {
        Volume volume = volume().type("standard").build();
        assertThat(judge(volume).status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(CHECK, volume, judge(volume))).contains("--iops 3000 --throughput 125");
    }

    @Test
    void other_types_are_not_asked() {
        assertThat(judge(volume().type("st1").build()).status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(volume().type("io2").build()).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(Volume volume) {
        return CHECK.judge(volume, new Facts().fleet(), Thresholds.defaults());
    }
}
