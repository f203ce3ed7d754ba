package io.muster.readiness.check.security;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fixture.Facts;
import org.junit.jupiter.api.Test;

class InstanceProfileAttachedTest {

    private static final InstanceProfileAttached CHECK = new InstanceProfileAttached();

    @Test
    void a_host_with_a_profile_is_ready_and_names_it() {
        Verdict verdict = judge(instance().build());
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).contains("arn:aws:iam::123456789012:instance-profile/app");
    }

    @Test
    void a_host_without_one_is_not_ready() {
        Instance host = instance().instanceProfile(null).build();
        Verdict verdict = judge(host);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(CHECK, host, verdict)).contains("aws iam list-instance-profiles");
    }

    private static Verdict judge(Instance host) {
        return CHECK.judge(host, new Facts().fleet(), Thresholds.defaults());
    }
}
