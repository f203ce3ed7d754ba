package io.muster.readiness.check.security;

import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VolumeEncryptedTest {

    private static final VolumeEncrypted CHECK = new VolumeEncrypted();

    @Test
    void an_encrypted_volume_is_ready() {
        assertThat(judge(true).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_volume_in_the_clear_is_not_ready() {
        Verdict verdict = judge(false);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(CHECK, volume().encrypted(false).build(), verdict))
                .contains("--source-snapshot-id \"$snapshot\" --encrypted");
    }

    @Test
    void what_ec2_does_not_report_is_unknown() {
        assertThat(judge(null).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(@Nullable Boolean encrypted) {
        return CHECK.judge(
                volume().encrypted(encrypted).build(), new Facts().fleet(), Thresholds.defaults());
    }
}
