package io.muster.readiness.check.performance;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.TypeBuilder.arm64;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurrentGenerationTest {

    private static final CurrentGeneration CHECK = new CurrentGeneration();

    @Test
    void a_current_type_is_ready() {
        assertThat(judge(type(true)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_type_of_a_previous_generation_is_not_ready() {
        Verdict verdict = judge(xen());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("m7g.large is of a previous generation, by EC2's own flag");
        assertThat(remedy(CHECK, instance().build(), verdict))
                .contains("Name=vcpu-info.default-vcpus,Values=2 --query");
    }

    @Test
    void a_nitro_type_that_is_flagged_is_judged_by_its_successors() {
        assertThat(judge(type(false)).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_generation_that_ec2_does_not_report_is_unknown() {
        assertThat(judge(type(null)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_type_that_ec2_does_not_describe_is_unknown() {
        assertThat(judge(new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void missing_types_are_unknown() {
        assertThat(judge(type(true).without(Source.INSTANCE_TYPES)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Facts xen() {
        return new Facts()
                .with(arm64("m7g.large").currentGeneration(false).hypervisor("xen").build());
    }

    private static Facts type(@Nullable Boolean current) {
        return new Facts().with(arm64("m7g.large").currentGeneration(current).build());
    }

    private static Verdict judge(Facts facts) {
        return CHECK.judge(instance().build(), facts.fleet(), Thresholds.defaults());
    }
}
