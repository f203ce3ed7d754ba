package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance.Tenancy;
import io.muster.readiness.fixture.Facts;
import org.junit.jupiter.api.Test;

class SharedTenancyTest {

    @Test
    void default_tenancy_is_ready() {
        assertThat(judge(Tenancy.DEFAULT).status()).isEqualTo(Status.READY);
    }

    @Test
    void dedicated_tenancy_is_unknown_because_nothing_says_whether_it_is_needed() {
        Verdict verdict = judge(Tenancy.DEDICATED);
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.evidence().getFirst()).contains("hourly fee for the whole region");
    }

    @Test
    void a_dedicated_host_likewise() {
        Verdict verdict = judge(Tenancy.HOST);
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.evidence().getFirst()).contains("billed as a whole");
    }

    private static Verdict judge(Tenancy tenancy) {
        return new SharedTenancy()
                .judge(
                        instance().tenancy(tenancy).build(),
                        new Facts().fleet(),
                        Thresholds.defaults());
    }
}
