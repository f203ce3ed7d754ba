package io.muster.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fixture.Verdicts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VerdictTextTest {

    @Test
    void a_text_is_never_cut_within_a_character() {
        for (String lead : new String[] {"", "a"}) {
            String actual = Verdicts.notReady("x", lead + "🚀".repeat(600)).actual();
            assertThat(actual).endsWith("🚀…").hasSizeLessThanOrEqualTo(Verdict.MAX_TEXT_LENGTH);
            assertThat(new String(actual.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(actual);
        }
    }
}
