package io.muster.readiness.check.performance;

import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.VolumeBuilder;
import org.junit.jupiter.api.Test;

class Gp2BurstTest {

    private static final Gp2Burst CHECK = new Gp2Burst();

    @Test
    void a_gp2_volume_of_a_thousand_gib_is_ready() {
        assertThat(judge(attached().sizeGib(1_000)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_smaller_one_is_not_ready() {
        Volume volume = attached().sizeGib(200).build();
        Verdict verdict = judge(volume);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "gp2 with 200 GiB has a baseline of 600 IOPS, and up to 3000 IOPS only on burst credits");
        assertThat(remedy(CHECK, volume, verdict))
                .contains("--volume-type gp3 --iops 3000 --throughput 250");
    }

    @Test
    void a_tiny_one_has_a_baseline_of_a_hundred() {
        assertThat(judge(attached().sizeGib(8)).actual()).contains("a baseline of 100 IOPS");
    }

    @Test
    void other_types_do_not_borrow() {
        assertThat(judge(attached().type("gp3")).status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(attached().type("st1")).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_volume_that_nothing_uses_is_not_judged() {
        assertThat(judge(volume().type("gp2")).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    private static VolumeBuilder attached() {
        return volume().type("gp2").attachedTo("i-0aaaaaaaaaaaaaaaa");
    }

    private static Verdict judge(VolumeBuilder volume) {
        return judge(volume.build());
    }

    private static Verdict judge(Volume volume) {
        return CHECK.judge(volume, new Facts().fleet(), Thresholds.defaults());
    }
}
