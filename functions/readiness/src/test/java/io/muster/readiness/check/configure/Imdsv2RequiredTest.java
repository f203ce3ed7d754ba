package io.muster.readiness.check.configure;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fixture.Facts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Imdsv2RequiredTest {

    @Test
    void tokens_required_is_ready() {
        assertThat(judge(new MetadataOptions(true, true, 1)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_service_that_is_off_needs_no_tokens() {
        assertThat(judge(new MetadataOptions(false, false, 1)).status()).isEqualTo(Status.READY);
    }

    @Test
    void tokens_optional_is_not_ready() {
        Verdict verdict = judge(new MetadataOptions(true, false, 1));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("HttpTokens is optional");
    }

    @Test
    void options_that_ec2_does_not_report_are_unknown() {
        assertThat(judge(null).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(@Nullable MetadataOptions options) {
        return new Imdsv2Required()
                .judge(
                        instance().metadataOptions(options).build(),
                        new Facts().fleet(),
                        Thresholds.defaults());
    }
}
