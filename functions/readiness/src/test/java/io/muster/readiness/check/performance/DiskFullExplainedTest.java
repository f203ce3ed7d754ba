package io.muster.readiness.check.performance;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static io.muster.readiness.fixture.GuestBuilder.MIB;
import static io.muster.readiness.fixture.GuestBuilder.fileSystem;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.DirectorySize;
import org.junit.jupiter.api.Test;

class DiskFullExplainedTest {

    private static final DiskFullExplained CHECK = new DiskFullExplained();

    @Test
    void no_full_disk_needs_no_explanation() {
        assertThat(judge(CHECK, guest().directories(unseen())).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_full_disk_is_explained_by_its_directories_and_not_by_those_around_them() {
        Verdict verdict =
                judge(
                        CHECK,
                        full(
                                new DirectorySize("/data/es", 80 * GIB),
                                new DirectorySize("/data/es/nodes", 79 * GIB),
                                new DirectorySize("/data/tmp", 2 * GIB),
                                new DirectorySize("/usr", 90 * GIB)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "/data (xfs, 100 GiB) is at least 90 % full; largest directories: /data/es/nodes (at least 50 GiB)");
        assertThat(remedy(CHECK, verdict))
                .contains("--threshold=100M /data/es/nodes")
                .doesNotContain("docker", "journalctl", "dnf");
    }

    @Test
    void journals_containers_and_packages_are_cleared_in_their_own_way() {
        Verdict verdict =
                judge(
                        CHECK,
                        guest().fileSystems(seen(fileSystem("/", "ext4", "/dev/xvda1", 100, 90)))
                                .directories(
                                        seen(
                                                new DirectorySize("/var/log/journal", 30 * GIB),
                                                new DirectorySize("/var/lib/docker", 30 * GIB),
                                                new DirectorySize("/var/cache/apt", 25 * GIB))));
        assertThat(remedy(CHECK, verdict))
                .contains("--directory=/var/log/journal", "docker system prune", "apt-get clean");
    }

    @Test
    void a_full_disk_that_nothing_explains_is_unknown() {
        assertThat(judge(CHECK, full()).status()).isEqualTo(Status.UNKNOWN);
        GuestBuilder unmeasured = full().directories(unseen());
        assertThat(judge(CHECK, unmeasured).actual()).contains("could not be evaluated");
        assertThat(judge(CHECK, guest().fileSystems(unseen())).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void what_is_in_no_directory_is_looked_for_elsewhere() {
        Verdict verdict =
                judge(
                        CHECK,
                        full(
                                new DirectorySize("/data/x", 30 * GIB),
                                new DirectorySize("/data/x/y", 29 * GIB)));
        assertThat(verdict.actual())
                .contains("its directories hold only at least 20 GiB", "deleted files");
        assertThat(remedy(CHECK, verdict))
                .contains("lsof -nP +aL1 /data")
                .doesNotContain("--threshold");
    }

    @Test
    void what_was_not_measured_may_hold_the_rest() {
        assertThat(
                        judge(
                                        CHECK,
                                        full(
                                                new DirectorySize("/data/x", MIB),
                                                new DirectorySize("/data/y", null)))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_directory_too_large_to_be_measured_is_named() {
        Verdict verdict =
                judge(
                        CHECK,
                        full(
                                new DirectorySize("/data/a", 50 * GIB),
                                new DirectorySize("/data/b", null)));
        assertThat(verdict.evidence()).contains("/data/b: too large to be measured in time");
    }

    private static GuestBuilder full(DirectorySize... directories) {
        return guest().fileSystems(
                        seen(
                                fileSystem("/", "xfs", "/dev/nvme0n1p1", 300, 30),
                                fileSystem("/data", "xfs", "/dev/nvme1n1", 100, 90)))
                .directories(seen(directories));
    }
}
