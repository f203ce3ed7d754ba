package io.muster.readiness.check.security;

import static io.muster.readiness.fixture.GuestBuilder.PROBED;
import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.Login;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastLoginsTest {

    private static final LastLogins CHECK = new LastLogins();

    @Test
    void people_who_log_in_as_themselves_are_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, guest().logins(seen())).status()).isEqualTo(Status.READY);
    }

    @Test
    void root_from_elsewhere_is_not_ready() {
        Verdict verdict = judge(CHECK, by("root", "203.0.113.5", PROBED.minusSeconds(3 * 86_400)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("root logged in from 203.0.113.5 on 2026-11-19");
        assertThat(remedy(CHECK, verdict)).contains("PermitRootLogin");
    }

    @Test
    void root_at_the_console_or_long_ago_is_ready() {
        assertThat(judge(CHECK, by("root", null, PROBED)).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, by("root", ":0", PROBED)).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, by("root", "127.0.0.1", PROBED)).status()).isEqualTo(Status.READY);
        assertThat(
                        judge(CHECK, by("root", "203.0.113.5", PROBED.minusSeconds(31 * 86_400)))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_log_in_without_a_date_a_cut_list_and_none_are_unknown() {
        assertThat(judge(CHECK, by("root", "203.0.113.5", null)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().logins(cut())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().logins(unseen())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static GuestBuilder by(String user, @Nullable String from, @Nullable Instant at) {
        return guest().logins(seen(new Login(user, "pts/0", from, at)));
    }
}
