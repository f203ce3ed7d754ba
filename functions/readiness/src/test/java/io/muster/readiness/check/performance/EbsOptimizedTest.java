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

class EbsOptimizedTest {

    private static final EbsOptimized CHECK = new EbsOptimized();

    @Test
    void a_type_that_always_is_needs_no_flag() {
        assertThat(judge("default", false).status()).isEqualTo(Status.READY);
        assertThat(judge("default", null).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_flag_that_is_on_is_ready() {
        assertThat(judge("supported", true).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_flag_that_is_off_where_the_type_leaves_the_choice_is_not_ready() {
        Verdict verdict = judge("supported", false);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(CHECK, instance().build(), verdict)).contains("--ebs-optimized");
    }

    @Test
    void a_flag_that_ec2_does_not_report_is_unknown_where_it_counts() {
        assertThat(judge("supported", null).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_type_that_cannot_is_not_asked() {
        assertThat(judge("unsupported", false).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void support_that_is_not_reported_or_not_known_is_unknown() {
        assertThat(judge(null, true).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge("sometimes", true).actual()).contains("support sometimes");
    }

    @Test
    void missing_types_are_unknown() {
        Facts facts = new Facts().without(Source.INSTANCE_TYPES);
        assertThat(CHECK.judge(instance().build(), facts.fleet(), Thresholds.defaults()).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(@Nullable String support, @Nullable Boolean flag) {
        return CHECK.judge(
                instance().ebsOptimized(flag).build(),
                new Facts().with(arm64("m7g.large").ebsOptimized(support).build()).fleet(),
                Thresholds.defaults());
    }
}
