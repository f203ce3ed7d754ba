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

class VolumeAttachedTest {

    private static final VolumeAttached CHECK = new VolumeAttached();

    @Test
    void an_attached_volume_is_ready() {
        assertThat(judge(volume().attachedTo("i-0a").build()).actual())
                .isEqualTo("attached to i-0a");
    }

    @Test
    void a_volume_on_several_hosts_names_them_in_order() {
        Verdict verdict = judge(volume().attachedTo("i-0b").attachedTo("i-0a").build());
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("attached to i-0a, i-0b");
    }

    @Test
    void a_volume_on_nothing_is_not_ready_and_says_its_size() {
        Volume volume = volume().build();
        Verdict verdict = judge(volume);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("not attached (gp3, 100 GiB)");
        assertThat(verdict.evidence()).containsExactly("created on: 2026-01-01");
        assertThat(remedy(CHECK, volume, verdict)).contains("&&\naws ec2 delete-volume");
    }

    @Test
    void a_volume_that_comes_or_goes_is_not_asked() {
        for (String state : new String[] {"creating", "deleting", "deleted"}) {
            assertThat(judge(volume().state(state).build()).status())
                    .isEqualTo(Status.NOT_APPLICABLE);
        }
    }

    @Test
    void a_volume_in_any_other_state_is_unknown() {
        assertThat(judge(volume().state("error").build()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_volume_in_use_by_something_unnamed_is_in_use() {
        assertThat(judge(volume().state("in-use").build()).status()).isEqualTo(Status.READY);
    }

    private static Verdict judge(Volume volume) {
        return CHECK.judge(volume, new Facts().fleet(), Thresholds.defaults());
    }
}
