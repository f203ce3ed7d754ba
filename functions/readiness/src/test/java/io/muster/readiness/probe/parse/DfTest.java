package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.FileSystem.Inodes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DfTest {

    private static final long GIB = 1L << 30;

    /** {@code df -hT} of an Amazon Linux 2 server on arm64. */
    static final String AMAZON_LINUX_2_HUMAN =
            """
            Filesystem     Type      Size  Used Avail Use% Mounted on
            devtmpfs       devtmpfs  7.7G     0  7.7G   0% /dev
            tmpfs          tmpfs     7.7G     0  7.7G   0% /dev/shm
            tmpfs          tmpfs     7.7G  784K  7.7G   1% /run
            tmpfs          tmpfs     7.7G     0  7.7G   0% /sys/fs/cgroup
            /dev/nvme0n1p1 ext4       30G  8.9G   20G  31% /
            /dev/nvme1n1   xfs      1000G  624G  377G  63% /data/main
            /dev/nvme2n1   xfs       2.0T  320G  1.7T  16% /data/sub
            tmpfs          tmpfs     1.6G     0  1.6G   0% /run/user/1000
            """;

    /** {@code df -PTk} of Debian 12. */
    static final String DEBIAN_12 =
            """
            Filesystem     Type     1024-blocks    Used Available Capacity Mounted on
            udev           devtmpfs     1948736       0   1948736       0% /dev
            tmpfs          tmpfs         393224     524    392700       1% /run
            /dev/nvme0n1p1 ext4         8025396 1534124   6062032      21% /
            /dev/nvme0n1p15 vfat         126678   11840    114838      10% /boot/efi
            """;

    /** {@code df -PTk} of Alpine 3.19, whose busybox wraps no line under -P. */
    static final String ALPINE =
            """
            Filesystem           Type       1024-blocks    Used Available Capacity Mounted on
            devtmpfs             devtmpfs      10240         0     10240   0% /dev
            shm                  tmpfs        240988         0    240988   0% /dev/shm
            /dev/nvme0n1p2       ext4        7967724    512340   7028572   7% /
            """;

    /** {@code df -k} of an old busybox, which wraps behind a long device. */
    static final String BUSYBOX_WRAPPED =
            """
            Filesystem           1K-blocks      Used Available Use% Mounted on
            /dev/disk/by-uuid/5f2b1b34-8d43-4fb1-9d3c-a1b2c3d4e5f6
                                   7967724    512340   7028572   7% /
            tmpfs                    48196       108     48088   0% /run
            """;

    /** {@code df -PTk} with what people really mount. */
    static final String AWKWARD =
            """
            Filesystem                 Type 1024-blocks      Used Available Capacity Mounted on
            //10.0.0.9/My Share        cifs  1048576000 524288000 524288000      50% /mnt/my share
            10.0.0.5:/export           nfs4  9007199254739968 1024 9007199254738944 1% /efs
            10.0.0.6:/beyond           nfs4 9007199254740993 1024 9007199254740993 1% /beyond
            /dev/mapper/vg0-var\\040lib xfs     52402180  52402180         0     100% /var/lib
            /dev/nvme3n1               ext4    10255636   9999999   -234567     103% /full
            proc                       proc           0         0         0       - /proc
            autofs                     autofs         -         -         -       - /net
            """;

    static final String INODES_UBUNTU =
            """
            Filesystem       Inodes  IUsed    IFree IUse% Mounted on
            /dev/root       3870720 101234  3769486    3% /
            tmpfs            494091      2   494089    1% /dev/shm
            /dev/nvme0n1p15       0      0        0     - /boot/efi
            """;

    static final String INODES_BUSYBOX =
            """
            Filesystem              Inodes      Used Available Capacity Mounted on
            /dev/nvme0n1p2          512064     23412    488652   5% /
            """;

    /** What {@link HostileOutputTest} begins with: by section and the first tool of a parser. */
    static final Map<String, List<String>> SAMPLES =
            Map.ofEntries(
                    Map.entry(
                            "filesystems/df-PTk",
                            List.of(
                                    AMAZON_LINUX_2_HUMAN,
                                    DEBIAN_12,
                                    ALPINE,
                                    BUSYBOX_WRAPPED,
                                    AWKWARD)),
                    Map.entry("inodes/df-Pi", List.of(INODES_UBUNTU, INODES_BUSYBOX)));

    @Test
    void a_30_gigabyte_root_that_is_31_percent_full() {
        FileSystem root = at(AMAZON_LINUX_2_HUMAN, "/");
        assertThat(root.device()).isEqualTo("/dev/nvme0n1p1");
        assertThat(root.type()).isEqualTo("ext4");
        assertThat(root.space().sizeBytes()).isEqualTo(30 * GIB);
        assertThat(root.space().usedBytes()).isEqualTo(Math.round(8.9 * GIB));
        assertThat(root.space().availableBytes()).isEqualTo(20 * GIB);
        assertThat(root.space().usedPercent()).isEqualTo(31);
        assertThat(root.onDisk()).isTrue();
    }

    @Test
    void data_file_systems_of_a_thousand_gigabytes_and_of_two_terabytes() {
        FileSystem main = at(AMAZON_LINUX_2_HUMAN, "/data/main");
        assertThat(main.type()).isEqualTo("xfs");
        assertThat(main.space().sizeBytes()).isEqualTo(1_000 * GIB);
        assertThat(main.space().usedPercent()).isEqualTo(63);
        FileSystem sub = at(AMAZON_LINUX_2_HUMAN, "/data/sub");
        assertThat(sub.space().sizeBytes()).isEqualTo(2_048 * GIB);
        assertThat(sub.space().usedPercent()).isEqualTo(16);
    }

    @Test
    void blocks_of_1024_bytes_under_the_headings_of_posix() {
        FileSystem root = at(DEBIAN_12, "/");
        assertThat(root.space().sizeBytes()).isEqualTo(8_025_396L * 1_024);
        assertThat(root.space().availableBytes()).isEqualTo(6_062_032L * 1_024);
        assertThat(root.space().usedPercent()).isEqualTo(21);
        assertThat(Known.value(Df.parse(DEBIAN_12)).complete()).isTrue();
    }

    @Test
    void busybox_with_its_own_spacing() {
        assertThat(at(ALPINE, "/").type()).isEqualTo("ext4");
        assertThat(at(ALPINE, "/").space().usedPercent()).isEqualTo(7);
    }

    @Test
    void a_device_on_a_line_of_its_own() {
        FileSystem root = at(BUSYBOX_WRAPPED, "/");
        assertThat(root.device())
                .isEqualTo("/dev/disk/by-uuid/5f2b1b34-8d43-4fb1-9d3c-a1b2c3d4e5f6");
        assertThat(root.type()).isNull();
        assertThat(root.space().sizeBytes()).isEqualTo(7_967_724L * 1_024);
    }

    @Test
    void devices_and_mount_points_with_blanks() {
        FileSystem share = at(AWKWARD, "/mnt/my share");
        assertThat(share.device()).isEqualTo("//10.0.0.9/My Share");
        assertThat(at(AWKWARD, "/var/lib").device()).isEqualTo("/dev/mapper/vg0-var lib");
    }

    @Test
    void a_file_system_into_its_reserve_has_nothing_available() {
        FileSystem full = at(AWKWARD, "/full");
        assertThat(full.space().availableBytes()).isZero();
        assertThat(full.space().usedPercent()).isEqualTo(103);
    }

    @Test
    void amounts_that_do_not_fit_or_are_not_told_are_not_known() {
        assertThat(at(AWKWARD, "/efs").space().sizeBytes())
                .isEqualTo(9_007_199_254_739_968L * 1_024);
        assertThat(at(AWKWARD, "/beyond").space().sizeBytes()).isNull();
        assertThat(at(AWKWARD, "/efs").onDisk()).isFalse();
        assertThat(at(AWKWARD, "/efs").onNetwork()).isTrue();
        assertThat(at(AWKWARD, "/net").space().sizeBytes()).isNull();
        assertThat(at(AWKWARD, "/proc").space().usedPercent()).isNull();
    }

    @Test
    void ten_thousand_mounts_are_counted_and_not_all_kept() {
        StringBuilder many = new StringBuilder(DEBIAN_12);
        for (int i = 0; i < 10_000; i++) {
            many.append("overlay overlay 8025396 1534124 6062032 21% /mnt/").append(i).append('\n');
        }
        var listing = Known.value(Df.parse(many.toString()));
        assertThat(listing.size()).isEqualTo(Df.MOST);
        assertThat(listing.leftOut()).isEqualTo(10_004 - Df.MOST);
        assertThat(listing.complete()).isFalse();
        assertThat(listing.gaps().english()).isEqualTo("9504 more entries were not kept");
    }

    @Test
    void nothing_at_all_is_no_answer() {
        assertThat(Known.detail(Df.parse("")))
                .isEqualTo("NOT_REPORTED: df printed nothing on the instance");
        assertThat(Known.detail(Df.parse("df: \u001b[31mcannot read table\n")))
                .startsWith("FAILED: the output of df on the instance cannot be read")
                .endsWith("df: \\x1b[31mcannot read table");
    }

    @Test
    void control_characters_of_a_mount_point_become_visible() {
        String text = DEBIAN_12 + "/dev/sdb ext4 100 50 50 50% /mnt/a\u202eb\u0007\n";
        assertThat(Known.value(Df.parse(text)).items().getLast().mountPoint())
                .isEqualTo("/mnt/a\\u{202e}b\\x07");
    }

    @Test
    void inodes_of_gnu_and_busybox() {
        assertThat(inodesAt(INODES_UBUNTU, "/"))
                .isEqualTo(new Inodes(3_870_720, 101_234, 3_769_486));
        assertThat(inodesAt(INODES_UBUNTU, "/").usedPercent()).isEqualTo(3);
        assertThat(inodesAt(INODES_BUSYBOX, "/").usedPercent()).isEqualTo(5);
    }

    @Test
    void a_kind_without_a_fixed_number_of_inodes_has_no_share() {
        assertThat(inodesAt(INODES_UBUNTU, "/boot/efi").usedPercent()).isNull();
    }

    private static FileSystem at(String output, String mountPoint) {
        return Known.only(Df.parse(output), fs -> fs.mountPoint().equals(mountPoint));
    }

    private static Inodes inodesAt(String output, String mountPoint) {
        return Known.only(DfInodes.parse(output), row -> row.mountPoint().equals(mountPoint))
                .inodes();
    }
}
