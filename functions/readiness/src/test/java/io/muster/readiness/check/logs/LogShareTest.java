package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static io.muster.readiness.fixture.GuestBuilder.PROBED;
import static io.muster.readiness.fixture.GuestBuilder.fileSystem;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.LogSizes.LogFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogShareTest {

    private static final LogShare CHECK = new LogShare();

    @Test
    void a_small_share_is_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_large_share_is_not_ready() {
        Verdict verdict = judge(CHECK, total(17 * GIB));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("/var/log takes at least 50 % of / (xfs, 30 GiB)");
        assertThat(verdict.evidence()).containsExactly("/var/log/a: at least 10 GiB");
        assertThat(remedy(CHECK, verdict)).contains("vacuum-time");
        assertThat(judge(CHECK, total(7 * GIB)).actual()).contains("at least 20 %");
    }

    @Test
    void logs_with_a_disk_of_their_own_take_no_room_from_others() {
        GuestBuilder guest =
                total(17 * GIB)
                        .fileSystems(
                                seen(
                                        fileSystem("/", "xfs", "/dev/nvme0n1p1", 30, 20),
                                        fileSystem("/var/log", "xfs", "/dev/nvme1n1", 20, 85)));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void what_was_not_measured_is_unknown() {
        assertThat(judge(CHECK, total(null)).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().sizes(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().fileSystems(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().fileSystems(seen())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static GuestBuilder total(@Nullable Long bytes) {
        return guest().sizes(
                        known(
                                new LogSizes(
                                        bytes,
                                        Listing.of(
                                                List.of(
                                                        new LogFile(
                                                                "/var/log/a",
                                                                16 * GIB,
                                                                PROBED))))));
    }
}
