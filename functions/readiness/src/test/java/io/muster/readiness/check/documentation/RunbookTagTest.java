package io.muster.readiness.check.documentation;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunbookTagTest {

    @Test
    void a_runbook_is_ready() {
        assertThat(judge("runbook", "https://wiki/shop").status()).isEqualTo(Status.READY);
    }

    @Test
    void a_blank_runbook_or_none_is_not_ready() {
        assertThat(judge("runbook", " ").status()).isEqualTo(Status.NOT_READY);
        assertThat(judge("owner", "team-shop").status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void the_key_is_a_setting() {
        Verdict verdict =
                new RunbookTag()
                        .judge(
                                instance().tag("docs", "https://wiki/shop").build(),
                                new Facts().fleet(),
                                Thresholds.from(Map.of("MUSTER_RUNBOOK_TAG_KEY", "docs")));
        assertThat(verdict.status()).isEqualTo(Status.READY);
    }

    private static Verdict judge(String key, String value) {
        return new RunbookTag()
                .judge(
                        instance().tag(key, value).build(),
                        new Facts().fleet(),
                        Thresholds.defaults());
    }
}
