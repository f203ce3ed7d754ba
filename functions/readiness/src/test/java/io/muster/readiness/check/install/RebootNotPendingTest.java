package io.muster.readiness.check.install;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.GuestFacts.PendingReboot;
import io.muster.readiness.guest.Host;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RebootNotPendingTest {

    private static final RebootNotPending CHECK = new RebootNotPending();

    @Test
    void a_guest_whose_updates_all_run_is_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
    }

    @Test
    void an_update_that_waits_is_not_ready_and_named() {
        Verdict verdict = judge(CHECK, reboot(true, "linux-base", "kernel 6.8.0-1019-aws"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence())
                .containsExactly(
                        "waits for a reboot: kernel 6.8.0-1019-aws",
                        "waits for a reboot: linux-base");
        assertThat(remedy(CHECK, verdict)).contains("sudo systemctl reboot");
    }

    @Test
    void a_mark_without_a_name_is_not_ready() {
        assertThat(judge(CHECK, reboot(true)).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_guest_on_which_nothing_knows_is_unknown() {
        assertThat(judge(CHECK, reboot(null)).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().reboot(unseen())).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_container_has_nothing_to_reboot() {
        Host container = new Host("c", "container", "docker", "Debian", null, null, null);
        assertThat(judge(CHECK, reboot(true).host(known(container))).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private static GuestBuilder reboot(@Nullable Boolean pending, String... reasons) {
        return guest().reboot(known(new PendingReboot(pending, new TreeSet<>(List.of(reasons)))));
    }
}
