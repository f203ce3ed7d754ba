package io.muster.readiness.check.highavailability;

import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.VolumeStatus;
import io.muster.readiness.fact.VolumeStatus.Detail;
import io.muster.readiness.fact.VolumeStatus.Event;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeStatusOkTest {

    private static final VolumeStatusOk CHECK = new VolumeStatusOk();
    private static final Volume VOLUME = volume().build();
    private static final Instant THEN = Instant.parse("2026-11-20T08:00:00Z");

    @Test
    void a_volume_that_passes_is_ready_and_tells_what_was_checked() {
        Verdict verdict =
                judge(
                        "ok",
                        new Detail("io-performance", "not-applicable"),
                        new Detail("io-enabled", "passed"),
                        new Detail("initialization-state", null));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence())
                .containsExactly(
                        "initialization-state: not reported",
                        "io-enabled: passed",
                        "io-performance: not-applicable");
    }

    @Test
    void a_volume_whose_io_is_disabled_is_not_ready_and_is_copied_before_anything_is_written() {
        Verdict verdict = judge("impaired", new Detail("io-enabled", "failed"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("status impaired: I/O to the volume is disabled");
        String remedy = remedy(CHECK, VOLUME, verdict);
        assertThat(remedy)
                .contains("aws ec2 create-snapshot", "enable-volume-io", "fsck -n")
                .doesNotContain("delete-", "slower");
        assertThat(remedy.lines().filter(line -> line.startsWith("aws ec2 enable-volume-io")))
                .isEmpty();
    }

    @Test
    void an_impaired_volume_without_details_is_taken_for_one_whose_io_is_disabled() {
        assertThat(judge("impaired").remedySteps())
                .containsExactly(Map.of("disabled", VOLUME.id()));
    }

    @Test
    void a_volume_that_stalls_is_not_ready_and_not_said_to_be_inconsistent() {
        Verdict verdict =
                judge(
                        "impaired",
                        new Detail("io-enabled", "passed"),
                        new Detail("io-performance", "stalled"));
        assertThat(verdict.actual()).isEqualTo("status impaired: I/O to the volume is stalled");
        assertThat(remedy(CHECK, VOLUME, verdict)).doesNotContain("inconsistent");
    }

    @Test
    void a_warning_is_not_ready_for_its_performance_and_says_whether_the_volume_is_initialised() {
        Verdict verdict =
                judge(
                        "warning",
                        new Detail("io-performance", "degraded"),
                        new Detail("initialization-state", "initializing"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("below what is expected");
        assertThat(verdict.evidence()).contains("initialization-state: initializing");
        assertThat(remedy(CHECK, VOLUME, verdict)).contains("until it is initialized");
    }

    @Test
    void insufficient_data_is_unknown() {
        assertThat(judge("insufficient-data").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_word_that_aws_adds_is_unknown_and_told() {
        Verdict verdict = judge("resting");
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("resting");
    }

    @Test
    void a_status_that_is_not_reported_is_unknown() {
        assertThat(judge((String) null).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_volume_that_the_answer_leaves_out_is_unknown() {
        assertThat(judge(VOLUME, new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void denied_statuses_are_unknown() {
        assertThat(judge(VOLUME, new Facts().without(Source.VOLUME_STATUSES)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void events_are_evidence_with_their_time_and_aws_own_description() {
        Facts facts =
                facts(
                        new VolumeStatus(
                                VOLUME.id(),
                                "ok",
                                List.of(),
                                List.of(
                                        new Event("io-performance:normal", null, null, null),
                                        new Event(
                                                "potential-data-inconsistency",
                                                "IO Auto-Enabled",
                                                THEN,
                                                THEN.plusSeconds(60)))));
        assertThat(judge(VOLUME, facts).evidence())
                .containsExactly(
                        "event: io-performance:normal",
                        "event: potential-data-inconsistency, from 2026-11-20T08:00:00Z, until"
                                + " 2026-11-20T08:01:00Z, IO Auto-Enabled");
    }

    @Test
    void a_volume_in_state_error_is_not_ready_whatever_its_status() {
        Volume lost = volume().state("error").build();
        Verdict verdict = judge(lost, facts(status("ok")));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(CHECK, lost, verdict)).contains("describe-snapshots");
    }

    @ParameterizedTest
    @ValueSource(strings = {"creating", "deleting", "deleted"})
    void a_volume_that_comes_or_goes_is_not_judged(String state) {
        assertThat(judge(volume().state(state).build(), new Facts()).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(@Nullable String status, Detail... details) {
        return judge(VOLUME, facts(status(status, details)));
    }

    private static VolumeStatus status(@Nullable String status, Detail... details) {
        return new VolumeStatus(VOLUME.id(), status, List.of(details), List.of());
    }

    private static Facts facts(VolumeStatus status) {
        return new Facts().collected(Source.VOLUME_STATUSES, Map.of(VOLUME.id(), status));
    }

    private static Verdict judge(Volume volume, Facts facts) {
        return CHECK.judge(volume, facts.fleet(), Thresholds.defaults());
    }
}
