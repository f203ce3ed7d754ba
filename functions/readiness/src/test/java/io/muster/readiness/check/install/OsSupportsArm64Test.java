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
import io.muster.readiness.guest.OperatingSystem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsSupportsArm64Test {

    private static final OsSupportsArm64 CHECK = new OsSupportsArm64();

    @ParameterizedTest
    @CsvSource({
        "amzn, 2",
        "amzn, 2023",
        "ubuntu, 18.04",
        "ubuntu, 20.04",
        "ubuntu, 24.04",
        "debian, 10",
        "debian, 13",
        "rhel, 8.10",
        "rhel, 8.2",
        "rhel, 9.4",
        "rocky, 8",
        "sles, 15.2",
        "sles, 15-SP5",
        "alpine, 3.19.1"
    })
    void releases_that_run_on_graviton_are_ready(String id, String version) {
        assertThat(judge(CHECK, on(id, version)).status()).isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @CsvSource({
        "amzn, 2018.03",
        "ubuntu, 16.04",
        "debian, 9",
        "rhel, 7.9",
        "rhel, 8.1",
        "centos, 7",
        "sles, 12.5",
        "alpine, 3.11.2"
    })
    void older_releases_are_not_ready(String id, String version) {
        Verdict verdict = judge(CHECK, on(id, version));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("older than");
        assertThat(remedy(CHECK, verdict)).contains("os-release");
    }

    @ParameterizedTest
    @CsvSource({
        "gentoo, 2.15",
        "arch,",
        "ubuntu,",
        "ubuntu, rolling",
        "debian, 99999999999999999999"
    })
    void an_unrecognised_system_is_unknown(String id, @Nullable String version) {
        assertThat(judge(CHECK, on(id, version)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_missing_release_is_unknown_and_an_arm64_host_is_not_asked() {
        assertThat(judge(CHECK, guest().x86().system(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    private static GuestBuilder on(String id, @Nullable String version) {
        return guest().x86()
                .system(
                        known(
                                new OperatingSystem(
                                        id, List.of(), version, id + " " + version, null)));
    }
}
