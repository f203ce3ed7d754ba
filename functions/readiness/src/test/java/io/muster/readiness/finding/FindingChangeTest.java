package io.muster.readiness.finding;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.install.GuestInspected;
import io.muster.readiness.check.install.ImageAge;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Verdicts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FindingChangeTest {

    private static final Instant NOW = Facts.NOW;

    @Test
    void a_cause_that_is_back_within_a_day_is_quiet_for_a_day() {
        FindingChange.Reopened change = reopened(new GuestInspected().spec(), Duration.ofHours(1));
        assertThat(change.course().quietUntil()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void a_cause_that_is_back_after_a_day_is_news() {
        assertThat(reopened(new GuestInspected().spec(), Duration.ofDays(1)).course().quietUntil())
                .isNull();
    }

    @Test
    void another_finding_that_is_back_is_news() {
        assertThat(reopened(new ImageAge().spec(), Duration.ofHours(1)).course().quietUntil())
                .isNull();
    }

    private static FindingChange.Reopened reopened(Spec spec, Duration after) {
        Finding finding =
                Finding.of(
                        Facts.SCOPE,
                        new Judgement(spec, instance().build(), null, Verdicts.notReady("a", "b")),
                        NOW);
        Instant resolved = NOW.minus(after);
        return new FindingChange.Reopened(
                finding,
                new StoredFinding(finding, resolved, resolved, resolved, Resolution.READY));
    }
}
