package io.muster.readiness.check.performance;

import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.entry;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.searched;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.Mount;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilesystemWritableTest {

    private static final FilesystemWritable CHECK = new FilesystemWritable();

    @Test
    void disks_mounted_for_writing_are_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_disk_that_turned_read_only_is_not_ready_and_the_kernel_says_why() {
        GuestBuilder guest =
                guest().mounts(seen(mount("/dev/nvme1n1", "/data", "ext4", "ro")))
                        .kernelMessages(
                                searched(
                                        entry(
                                                2,
                                                "kernel",
                                                "EXT4-fs (nvme1n1): Remounting filesystem read-only"),
                                        entry(4, "kernel", "something else")));
        Verdict verdict = judge(CHECK, guest);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("/data (ext4 on /dev/nvme1n1) is mounted read-only");
        assertThat(verdict.evidence())
                .containsExactly(
                        "kernel message: EXT4-fs (nvme1n1): Remounting filesystem read-only");
        assertThat(remedy(CHECK, verdict)).contains("remount,rw /data");
    }

    @Test
    void images_that_cannot_be_written_are_ready() {
        GuestBuilder guest =
                guest().mounts(
                                seen(
                                        mount("/dev/nvme0n1p1", "/", "ext4", "rw"),
                                        mount("/dev/loop3", "/snap/core/1", "squashfs", "ro"),
                                        mount("/dev/loop4", "/opt/image", "ext4", "ro"),
                                        mount("/dev/sr0", "/media", "iso9660", "ro"),
                                        mount("overlay", "/merged", "overlay", "ro"),
                                        mount("tmpfs", "/sys/fs/cgroup", "tmpfs", "ro")));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_read_only_view_of_a_writable_disk_is_a_choice() {
        GuestBuilder guest =
                guest().mounts(
                                seen(
                                        mount("/dev/nvme0n1p1", "/", "ext4", "rw"),
                                        mount("/dev/nvme0n1p1", "/jail/etc", "ext4", "ro")));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_table_that_is_missing_cut_or_without_a_disk_is_unknown() {
        assertThat(judge(CHECK, guest().mounts(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().mounts(seen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(CHECK, guest().mounts(cut(mount("/dev/xvda1", "/", "xfs", "rw"))))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Mount mount(String device, String place, String type, String mode) {
        return new Mount(device, place, type, List.of(mode, "relatime"));
    }
}
