package io.muster.readiness.check.highavailability;

import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.UnitRestarts;
import io.muster.readiness.text.Message;
import org.junit.jupiter.api.Test;

class UnitsStayUpTest {

    private static final UnitsStayUp CHECK = new UnitsStayUp();

    @Test
    void services_that_came_back_once_or_twice_are_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
        assertThat(status(new UnitRestarts("web.service", 2L, true, true, false, null)))
                .isEqualTo(Status.READY);
        assertThat(status(new UnitRestarts("web.service", 40L, false, false, true, 86_400L)))
                .isEqualTo(Status.READY);
    }

    @Test
    void a_service_that_fails_again_and_again_is_not_ready() {
        Verdict verdict =
                judge(
                        CHECK,
                        guest().restarts(
                                        seen(
                                                new UnitRestarts(
                                                        "pay.service",
                                                        1_204L,
                                                        true,
                                                        true,
                                                        true,
                                                        null))));
        assertThat(verdict.actual())
                .isEqualTo(
                        "pay.service keeps failing, and systemd has restarted it at least 1000 times");
        assertThat(remedy(CHECK, verdict)).contains("journalctl -u pay.service");
    }

    @Test
    void where_systemd_does_not_count_a_failure_that_waits_is_one() {
        assertThat(status(new UnitRestarts("pay.service", null, true, true, true, null)))
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_program_that_ends_well_and_is_run_again_is_no_fault() {
        assertThat(status(new UnitRestarts("poll.service", 900L, true, false, true, null)))
                .isEqualTo(Status.READY);
    }

    @Test
    void a_service_that_just_came_back_for_the_tenth_time() {
        assertThat(status(new UnitRestarts("api.service", 12L, false, false, false, 30L)))
                .isEqualTo(Status.NOT_READY);
        assertThat(status(new UnitRestarts("poll.service", 12L, false, false, true, 30L)))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_list_that_is_missing_or_cut_is_unknown() {
        assertThat(
                        judge(
                                        CHECK,
                                        guest().restarts(
                                                        Fact.missing(
                                                                Why.DENIED,
                                                                Message.literal("no right"))))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().restarts(cut())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Status status(UnitRestarts unit) {
        return judge(CHECK, guest().restarts(seen(unit))).status();
    }
}
