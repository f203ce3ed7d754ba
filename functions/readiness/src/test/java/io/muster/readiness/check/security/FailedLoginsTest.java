package io.muster.readiness.check.security;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LoginFailures;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {

    private static final FailedLogins CHECK = new FailedLogins();

    @Test
    void a_typing_error_is_ready() {
        assertThat(judge(CHECK, refused(3, from("10.0.0.7", 3))).status()).isEqualTo(Status.READY);
    }

    @Test
    void one_source_that_tries_again_and_again_is_not_ready() {
        Verdict verdict = judge(CHECK, refused(63, from("198.51.100.7", 60), from("10.0.0.7", 3)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("198.51.100.7 failed to log in at least 50 times");
        assertThat(verdict.evidence()).isEmpty();
        assertThat(remedy(CHECK, verdict)).contains("start-session");
    }

    @Test
    void many_sources_that_each_try_a_little_are_not_ready() {
        LoginFailures.Source[] sources = new LoginFailures.Source[10];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = from("198.51.100." + i, 8);
        }
        assertThat(judge(CHECK, refused(80, sources)).actual())
                .isEqualTo(
                        "logins failed at least 50 times in total, number of sources: at least 10");
        assertThat(judge(CHECK, refused(79, sources)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_list_that_was_cut_is_unknown_below_the_limits() {
        LoginFailures cut = new LoginFailures(5, Listing.of(List.of(from("10.0.0.7", 5))).asCut());
        assertThat(judge(CHECK, guest().failedLogins(known(cut))).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().failedLogins(unseen())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static LoginFailures.Source from(String address, long attempts) {
        return new LoginFailures.Source(address, attempts);
    }

    private static GuestBuilder refused(long attempts, LoginFailures.Source... sources) {
        return guest().failedLogins(
                        known(new LoginFailures(attempts, Listing.of(List.of(sources)))));
    }
}
