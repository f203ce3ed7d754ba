package io.muster.readiness.check.performance;

import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.disk;
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
import io.muster.readiness.fixture.Guests;
import io.muster.readiness.guest.FileSystem;
import org.junit.jupiter.api.Test;

class FilesystemSpaceTest {

    private static final FilesystemSpace CHECK = new FilesystemSpace();

    @Test
    void disks_below_the_limit_are_ready() {
        GuestBuilder guest =
                guest().fileSystems(
                                seen(
                                        fileSystem("/", "ext4", "/dev/nvme0n1p1", 30, 31),
                                        fileSystem("/data/main", "xfs", "/dev/nvme2n1", 1_000, 63),
                                        fileSystem("/data/sub", "xfs", "/dev/nvme1n1", 2_048, 84)));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_full_disk_is_not_ready_and_told_with_its_volume() {
        GuestBuilder guest =
                guest().fileSystems(seen(fileSystem("/data", "xfs", "/dev/nvme1n1", 1_000, 93)))
                        .blocks(seen(disk("nvme1n1", 1_000, "vol-0b")));
        Verdict verdict = judge(CHECK, guest);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("/data (xfs, 1000 GiB) is at least 90 % full");
        assertThat(remedy(CHECK, verdict)).contains("--threshold=1G /data", "--volume-id vol-0b");
    }

    @Test
    void a_disk_is_too_full_from_the_limit_on() {
        assertThat(judge(CHECK, full("ext4", 85)).actual()).contains("at least 85 % full");
        assertThat(judge(CHECK, full("ext4", 84)).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, full("ext4", 100)).actual()).contains("is 100 % full");
    }

    @Test
    void what_is_full_by_its_nature_or_holds_no_data_does_not_count() {
        GuestBuilder guest =
                guest().fileSystems(
                                seen(
                                        fileSystem("/", "ext4", "/dev/nvme0n1p1", 30, 31),
                                        fileSystem(
                                                "/snap/core/1", "squashfs", "/dev/loop0", 1, 100),
                                        fileSystem("/run", "tmpfs", "tmpfs", 1, 100),
                                        fileSystem("/export", "nfs4", "10.0.0.5:/export", 1, 100)));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_disk_that_is_mounted_twice_is_told_once() {
        GuestBuilder guest =
                guest().fileSystems(
                                seen(
                                        fileSystem("/var/lib/bind", "ext4", "/dev/xvdf", 30, 99),
                                        fileSystem("/srv", "ext4", "/dev/xvdf", 30, 99)));
        assertThat(judge(CHECK, guest).actual())
                .isEqualTo("/srv (ext4, 30 GiB) is at least 99 % full");
    }

    @Test
    void a_list_that_was_cut_is_unknown_unless_it_holds_a_full_disk() {
        assertThat(
                        judge(
                                        CHECK,
                                        guest().fileSystems(
                                                        cut(
                                                                fileSystem(
                                                                        "/",
                                                                        "xfs",
                                                                        "/dev/xvda1",
                                                                        8,
                                                                        20))))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        Verdict verdict =
                judge(CHECK, guest().fileSystems(cut(fileSystem("/", "xfs", "/dev/xvda1", 8, 99))));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence()).anyMatch(line -> line.startsWith("not evaluated: "));
    }

    @Test
    void no_disk_no_numbers_and_no_section_are_unknown() {
        assertThat(judge(CHECK, guest().fileSystems(seen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().fileSystems(Guests.without("/", "/dev/xvda1"))).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().fileSystems(unseen())).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void many_full_disks_are_told_in_order_and_bounded() {
        FileSystem[] all = new FileSystem[7];
        for (int i = 0; i < all.length; i++) {
            all[i] =
                    fileSystem(
                            "/d" + (all.length - i), "xfs", "/dev/nvme%dn1".formatted(i), 10, 99);
        }
        Verdict verdict = judge(CHECK, guest().fileSystems(seen(all)));
        assertThat(verdict.actual()).startsWith("/d1 (xfs").contains("/d5").endsWith("and 2 more");
        assertThat(verdict.evidence()).anyMatch(line -> line.startsWith("/d7"));
    }

    private static GuestBuilder full(String type, int percent) {
        return guest().fileSystems(seen(fileSystem("/", type, "/dev/xvda1", 8, percent)));
    }
}
