package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.disk;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.partition;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Mount;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeMountedTest {

    private static final VolumeMounted CHECK = new VolumeMounted();
    private static final BlockDevice ROOT =
            disk("nvme0n1", 30, "vol-0a", partition("nvme0n1p1", 30, "xfs", "/"));

    @Test
    void mounted_and_swapped_to_volumes_are_ready() {
        GuestBuilder guest =
                guest().blocks(
                                seen(
                                        disk(
                                                "nvme0n1",
                                                30,
                                                "vol-0a",
                                                partition("nvme0n1p1", 30, "xfs", "/")),
                                        disk(
                                                "nvme1n1",
                                                8,
                                                "vol-0b",
                                                partition("nvme1n1p1", 8, "swap", "[SWAP]"))));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_volume_without_a_file_system_is_not_ready() {
        Verdict verdict = judge(CHECK, guest().blocks(seen(ROOT, disk("nvme2n1", 500, "vol-0c"))));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("/dev/nvme2n1 (vol-0c, 500 GiB) has no known file system");
        assertThat(remedy(CHECK, verdict)).contains("detach-volume", "--volume-id vol-0c");
    }

    @Test
    void a_file_system_that_nothing_mounts_is_not_ready() {
        Verdict verdict =
                judge(
                        CHECK,
                        guest().blocks(
                                        seen(
                                                disk(
                                                        "nvme2n1",
                                                        500,
                                                        null,
                                                        partition("nvme2n1p1", 500, "ext4")))));
        assertThat(verdict.actual())
                .isEqualTo("/dev/nvme2n1 (500 GiB) holds ext4, which is not mounted");
        assertThat(remedy(CHECK, verdict)).doesNotContain("detach-volume");
    }

    @Test
    void a_place_for_a_disk_without_any_bytes_is_none() {
        GuestBuilder guest =
                guest().blocks(
                                seen(
                                        disk("zram0", 0, null),
                                        disk(
                                                "nvme0n1",
                                                30,
                                                "vol-0a",
                                                partition("nvme0n1p1", 30, "xfs", "/"))));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void the_mount_table_speaks_where_lsblk_knows_no_mount_points() {
        GuestBuilder guest =
                guest().blocks(seen(disk("xvdf", 10, null)))
                        .mounts(seen(new Mount("/dev/xvdf", "/srv", "ext4", List.of("rw"))));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void disks_that_programs_use_without_mounting_are_ready() {
        GuestBuilder guest =
                guest().blocks(
                                seen(
                                        disk(
                                                "nvme1n1",
                                                10,
                                                "vol-0b",
                                                partition("nvme1n1p1", 10, "zfs_member"))));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_part_of_something_larger_is_never_to_be_detached() {
        BlockDevice member =
                new BlockDevice(
                        "nvme2n1",
                        "disk",
                        500 * GIB,
                        "linux_raid_member",
                        List.of(),
                        null,
                        "vol-0c",
                        List.of());
        Verdict verdict = judge(CHECK, guest().blocks(seen(ROOT, member)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(CHECK, verdict)).doesNotContain("detach-volume");
    }

    @Test
    void a_member_that_its_array_lacks_is_neither_to_be_mounted_nor_to_be_detached() {
        BlockDevice array =
                new BlockDevice(
                        "md0", "raid1", 500 * GIB, "xfs", List.of("/srv"), null, null, List.of());
        Verdict verdict =
                judge(
                        CHECK,
                        guest().blocks(
                                        seen(
                                                ROOT,
                                                member("nvme2n1", List.of(array)),
                                                member("nvme3n1", List.of()))));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "/dev/nvme3n1 (500 GiB) is a member of the RAID array md0, which runs without it");
        assertThat(remedy(CHECK, verdict))
                .contains("mdadm --detail /dev/md0")
                .doesNotContain("detach-volume");
    }

    @Test
    void the_members_of_a_whole_array_are_in_use() {
        BlockDevice array =
                new BlockDevice(
                        "md0", "raid1", 500 * GIB, "xfs", List.of("/srv"), null, null, List.of());
        assertThat(
                        judge(
                                        CHECK,
                                        guest().blocks(
                                                        seen(
                                                                ROOT,
                                                                member("nvme2n1", List.of(array)),
                                                                member("nvme3n1", List.of(array)))))
                                .status())
                .isEqualTo(Status.READY);
    }

    private static BlockDevice member(String name, List<BlockDevice> on) {
        return new BlockDevice(
                name,
                "disk",
                500 * GIB,
                new BlockDevice.Content("linux_raid_member", "5b1f0c9e"),
                List.of(),
                new BlockDevice.Description(null, false, null, null),
                on);
    }

    @Test
    void a_listing_without_any_content_tells_of_no_disk_that_it_is_empty() {
        Verdict verdict = judge(CHECK, guest().blocks(seen(disk("nvme2n1", 500, "vol-0c"))));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_empty_instance_store_costs_nothing() {
        BlockDevice store =
                new BlockDevice(
                        "nvme3n1",
                        "disk",
                        75 * GIB,
                        null,
                        List.of(),
                        "Amazon EC2 NVMe Instance Storage",
                        null,
                        List.of());
        GuestBuilder guest =
                guest().blocks(
                                seen(
                                        disk(
                                                "nvme0n1",
                                                30,
                                                "vol-0a",
                                                partition("nvme0n1p1", 30, "xfs", "/")),
                                        store));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void lists_that_are_missing_cut_or_empty_are_unknown() {
        assertThat(judge(CHECK, guest().blocks(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().mounts(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().blocks(seen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().mounts(cut())).status()).isEqualTo(Status.UNKNOWN);
    }
}
