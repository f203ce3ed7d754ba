package io.muster.readiness.check.performance;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static io.muster.readiness.fixture.GuestBuilder.fileSystem;
import static io.muster.readiness.fixture.GuestBuilder.growing;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.FileSystem;
import org.junit.jupiter.api.Test;

class FilesystemForecastTest {

    private static final FilesystemForecast CHECK = new FilesystemForecast();

    @Test
    void a_disk_that_stays_as_it_is_is_ready_however_full() {
        assertThat(judge(CHECK, at(29, 0)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_disk_that_fills_up_within_the_limit_is_not_ready() {
        Verdict verdict = judge(CHECK, at(20, 2));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("/ (xfs, 30 GiB) fills up within 7 days");
        assertThat(verdict.evidence()).containsExactly("growth of / in a day: at least 2 GiB");
        assertThat(remedy(CHECK, verdict)).contains("find / -xdev");
    }

    @Test
    void the_days_left_are_told_in_bands() {
        assertThat(judge(CHECK, at(29, 1)).actual()).endsWith("fills up within 1 day");
        assertThat(judge(CHECK, at(18, 1)).actual()).endsWith("fills up within 14 days");
        assertThat(judge(CHECK, at(14, 1)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_forecast_that_still_gathers_samples_does_not_apply() {
        Verdict verdict = judge(CHECK, at(20, 2).history(DiskHistory.NONE));
        assertThat(verdict.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(verdict.actual()).contains("fewer than 7 daily samples", "/ (xfs, 30 GiB)");
    }

    @Test
    void one_disk_with_a_bad_forecast_outweighs_another_without_samples() {
        GuestBuilder guest =
                at(20, 2)
                        .fileSystems(
                                seen(
                                        fileSystem("/", "xfs", "/dev/nvme0n1p1", 30, 67),
                                        fileSystem("/new", "xfs", "/dev/nvme1n1", 30, 1)));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void no_file_systems_are_unknown() {
        assertThat(judge(CHECK, guest().fileSystems(seen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().fileSystems(unseen())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static GuestBuilder at(int usedGib, int gibADay) {
        long used = usedGib * GIB;
        FileSystem root =
                new FileSystem(
                        "/dev/nvme0n1p1",
                        "xfs",
                        "/",
                        new FileSystem.Space(30 * GIB, used, 30 * GIB - used, 50),
                        null,
                        false);
        return guest().fileSystems(seen(root)).history(growing("/", 30, usedGib, gibADay));
    }
}
