package io.muster.readiness.check.documentation;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import org.junit.jupiter.api.Test;

class NameTagTest {

    @Test
    void a_name_is_ready() {
        assertThat(judge("Name", "shop-1").status()).isEqualTo(Status.READY);
    }

    @Test
    void a_name_under_another_key_is_not_ready_and_named() {
        Verdict verdict = judge("name", "shop-1");
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence()).containsExactly("similar tag key: 'name'");
    }

    @Test
    void a_blank_name_is_not_ready() {
        assertThat(judge("Name", "").status()).isEqualTo(Status.NOT_READY);
    }

    private static Verdict judge(String key, String value) {
        return new NameTag()
                .judge(
                        instance().tag(key, value).build(),
                        new Facts().fleet(),
                        Thresholds.defaults());
    }
}
