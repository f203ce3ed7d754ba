package io.muster.readiness.check.performance;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static io.muster.readiness.fixture.GuestBuilder.ROOT_VOLUME;
import static io.muster.readiness.fixture.GuestBuilder.device;
import static io.muster.readiness.fixture.GuestBuilder.disk;
import static io.muster.readiness.fixture.GuestBuilder.fileSystem;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.partition;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.FileSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilesystemGrownTest {

    private static final FilesystemGrown CHECK = new FilesystemGrown();

    @Test
    void a_file_system_that_fills_its_volume_is_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_partition_smaller_than_its_volume_is_grown_with_its_xfs() {
        Verdict verdict =
                judge(
                        CHECK,
                        on(
                                disk(
                                        "nvme0n1",
                                        100,
                                        "vol-0b",
                                        partition("nvme0n1p1", 30, "xfs", "/")),
                                fileSystem("/", "xfs", "/dev/nvme0n1p1", 30, 90)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("/dev/nvme0n1 (vol-0b) is 100 GiB, but its partitions use 30 GiB");
        assertThat(remedy(CHECK, verdict))
                .contains("growpart /dev/nvme0n1 1", "xfs_growfs /")
                .doesNotContain("resize2fs", "lvextend", "btrfs");
    }

    @Test
    void a_file_system_smaller_than_its_partition_is_grown_by_its_own_tool() {
        Verdict ext4 = judge(CHECK, whole("ext4", 50, 100));
        assertThat(ext4.actual())
                .isEqualTo("/data (ext4) uses 50 GiB of the 100 GiB of /dev/nvme1n1 (vol-0c)");
        assertThat(remedy(CHECK, ext4))
                .contains("resize2fs /dev/nvme1n1")
                .doesNotContain("growpart");
        assertThat(remedy(CHECK, judge(CHECK, whole("xfs", 50, 100)))).contains("xfs_growfs /data");
        assertThat(remedy(CHECK, judge(CHECK, whole("btrfs", 50, 100))))
                .contains("resize max /data");
        assertThat(remedy(CHECK, judge(CHECK, whole("jfs", 50, 100)))).contains("df -hT /data");
    }

    @Test
    void what_a_file_system_keeps_for_itself_is_no_gap() {
        assertThat(judge(CHECK, whole("ext4", 98, 100)).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, whole("ext4", 91, 100)).status()).isEqualTo(Status.READY);
    }

    @Test
    void lvm_is_told_apart() {
        BlockDevice member =
                new BlockDevice(
                        "nvme1n1p1",
                        "part",
                        100 * GIB,
                        "LVM2_member",
                        List.of(),
                        null,
                        null,
                        List.of(device("vg0-data", "lvm", 40, "xfs", "/data")));
        Verdict verdict =
                judge(
                        CHECK,
                        on(
                                disk("nvme1n1", 100, "vol-0c", member),
                                fileSystem("/data", "xfs", "/dev/mapper/vg0-data", 40, 90)));
        assertThat(verdict.actual())
                .isEqualTo(
                        "LVM physical volume /dev/nvme1n1p1 (vol-0c) is 100 GiB, but its logical volumes use 40 GiB");
        assertThat(remedy(CHECK, verdict))
                .contains(
                        "pvresize /dev/nvme1n1p1",
                        "lvextend --resizefs --extents +100%FREE /dev/mapper/vg0-data")
                .doesNotContain("xfs_growfs", "growpart");
    }

    @Test
    void lvm_over_two_disks_shows_no_gap_that_is_not_there() {
        BlockDevice data = device("vg0-data", "lvm", 190, "xfs", "/data");
        GuestBuilder guest =
                guest().blocks(seen(member("nvme1n1", 100, data), member("nvme2n1", 100, data)))
                        .fileSystems(
                                seen(fileSystem("/data", "xfs", "/dev/mapper/vg0-data", 190, 10)));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_volume_larger_than_its_disk_waits_for_a_reboot() {
        Instance host = instance().build();
        Facts facts =
                new Facts()
                        .with(
                                guest().build(),
                                volume(ROOT_VOLUME).sizeGib(60).attachedTo(host.id()).build());
        assertThat(judge(CHECK, host, facts).actual())
                .isEqualTo(
                        ROOT_VOLUME
                                + " is 60 GiB, but the instance sees 30 GiB on /dev/nvme0n1 until it is rebooted");
    }

    @Test
    void the_guest_alone_is_enough_where_volumes_are_missing() {
        Instance host = instance().build();
        Facts facts = new Facts().with(guest().build()).without(Source.VOLUMES);
        assertThat(judge(CHECK, host, facts).status()).isEqualTo(Status.READY);
    }

    @Test
    void unreported_sizes_and_missing_lists_are_unknown() {
        BlockDevice sizeless =
                new BlockDevice("xvda1", "part", null, null, List.of("/"), null, null, List.of());
        assertThat(
                        judge(
                                        CHECK,
                                        on(
                                                disk("xvda", 30, null, sizeless),
                                                fileSystem("/", "xfs", "/dev/xvda1", 30, 9)))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().blocks(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().fileSystems(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().blocks(seen())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static BlockDevice member(String name, int gib, BlockDevice on) {
        return new BlockDevice(
                name,
                "disk",
                gib * GIB,
                "LVM2_member",
                List.of(),
                null,
                "vol-0" + name,
                List.of(on));
    }

    private static GuestBuilder whole(String type, int fileSystemGib, int diskGib) {
        BlockDevice disk =
                new BlockDevice(
                        "nvme1n1",
                        "disk",
                        diskGib * GIB,
                        type,
                        List.of("/data"),
                        null,
                        "vol-0c",
                        List.of());
        return on(disk, fileSystem("/data", type, "/dev/nvme1n1", fileSystemGib, 90));
    }

    private static GuestBuilder on(BlockDevice disk, FileSystem fileSystem) {
        return guest().blocks(seen(disk)).fileSystems(seen(fileSystem));
    }
}
