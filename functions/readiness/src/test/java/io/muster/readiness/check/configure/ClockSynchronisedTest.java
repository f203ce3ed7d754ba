package io.muster.readiness.check.configure;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.ClockSync;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClockSynchronisedTest {

    private static final ClockSynchronised CHECK = new ClockSynchronised();

    @Test
    void a_synchronised_clock_is_ready() {
        Verdict verdict = judge(CHECK, guest());
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("the clock is synchronized with 169.254.169.123");
    }

    @Test
    void a_clock_that_nothing_keeps_right_is_not_ready() {
        Verdict verdict = judge(CHECK, clock(false, null, false));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("the clock is not synchronized, and no time service is running");
        assertThat(remedy(CHECK, verdict)).contains("169.254.169.123");
        assertThat(judge(CHECK, clock(false, null, true)).actual())
                .isEqualTo("the clock is not synchronized");
    }

    @Test
    void a_clock_that_is_off_is_not_ready_however_it_is_kept() {
        assertThat(judge(CHECK, clock(true, -2.5, true)).actual())
                .isEqualTo("the clock is more than 1000 ms off");
        assertThat(judge(CHECK, clock(null, 2.5, null)).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_clock_years_off_is_found_by_the_time_of_aws() {
        GuestBuilder guest = guest().probedAt(Instant.parse("1970-01-01T00:01:00Z"));
        assertThat(judge(CHECK, guest).actual())
                .contains("more than 15 minutes away from AWS time");
        GuestBuilder ahead = guest().probedAt(Instant.parse("2099-01-01T00:00:00Z"));
        assertThat(judge(CHECK, ahead).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_tool_that_does_not_tell_and_no_tool_are_unknown() {
        assertThat(judge(CHECK, clock(null, null, true)).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().clock(unseen())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static GuestBuilder clock(
            @Nullable Boolean synchronised, @Nullable Double offset, @Nullable Boolean active) {
        return guest().clock(known(new ClockSync(synchronised, null, offset, active)));
    }
}
