package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.DirectorySize;
import io.muster.readiness.guest.EbsDisk;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Mount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** lsblk in its four forms, /sys/block, /proc/mounts and du. */
class BlockDevicesTest {

    /** util-linux 2.30: every value is a string. */
    static final String AMAZON_LINUX_2 =
            """
            {
               "blockdevices": [
                  {"name": "nvme1n1", "kname": "nvme1n1", "pkname": null, "type": "disk", "size": "1073741824000", "ro": "0", "fstype": "xfs", "mountpoint": "/data/main", "label": null, "uuid": "0e2b7b35-6c0f-4e7b-a0a3-0d5d0c7f6b11", "serial": "vol0a1b2c3d4e5f60718", "model": "Amazon Elastic Block Store              "},
                  {"name": "nvme0n1", "kname": "nvme0n1", "pkname": null, "type": "disk", "size": "32212254720", "ro": "0", "fstype": null, "mountpoint": null, "label": null, "uuid": null, "serial": "vol0123456789abcdef0", "model": "Amazon Elastic Block Store              ",
                     "children": [
                        {"name": "nvme0n1p1", "kname": "nvme0n1p1", "pkname": "nvme0n1", "type": "part", "size": "32210140672", "ro": "0", "fstype": "ext4", "mountpoint": "/", "label": "/", "uuid": "a1b2", "serial": null, "model": null},
                        {"name": "nvme0n1p128", "kname": "nvme0n1p128", "pkname": "nvme0n1", "type": "part", "size": "1048576", "ro": "0", "fstype": null, "mountpoint": null, "label": null, "uuid": null, "serial": null, "model": null}
                     ]
                  }
               ]
            }
            """;

    /** util-linux 2.37 and later: numbers, truths, lists of mount points; LVM on a partition. */
    static final String RHEL_9_LVM =
            """
            {
               "blockdevices": [
                  {
                     "name": "nvme0n1", "type": "disk", "size": 21474836480, "ro": false,
                     "fstype": null, "mountpoints": [null], "serial": "vol00112233445566778",
                     "children": [
                        {
                           "name": "nvme0n1p3", "type": "part", "size": 20000538624, "ro": false,
                           "fstype": "LVM2_member", "mountpoints": [null],
                           "children": [
                              {"name": "rhel-root", "type": "lvm", "size": 17179869184, "ro": false,
                               "fstype": "xfs", "mountpoints": ["/"]},
                              {"name": "rhel-swap", "type": "lvm", "size": 2147483648, "ro": false,
                               "fstype": "swap", "mountpoints": ["[SWAP]"]}
                           ]
                        }
                     ]
                  },
                  {
                     "name": "nvme1n1", "type": "disk", "size": 107374182400, "ro": true,
                     "fstype": null, "mountpoints": [null], "serial": "AWS22FF8BD5C8F1B6A0E"
                  }
               ]
            }
            """;

    /** util-linux 2.23 knows no JSON. */
    static final String RHEL_7_PAIRS =
            """
            NAME="xvda" KNAME="xvda" PKNAME="" TYPE="disk" SIZE="10737418240" RO="0" FSTYPE="" MOUNTPOINT="" LABEL="" UUID="" SERIAL="" MODEL=""
            NAME="xvda2" KNAME="xvda2" PKNAME="xvda" TYPE="part" SIZE="10735321088" RO="0" FSTYPE="xfs" MOUNTPOINT="/" LABEL="my \\x22root\\x22" UUID="50a9826b" SERIAL="" MODEL=""
            NAME="xvdb" KNAME="xvdb" PKNAME="" TYPE="disk" SIZE="5368709120" RO="0" FSTYPE="ext4" MOUNTPOINT="/mnt/with\\x20blank" LABEL="" UUID="" SERIAL="" MODEL=""
            """;

    static final String SYS =
            "xvda\tdisk\t-\t8589934592\t0\nxvda1\tpart\txvda\t8588886016\t0\nsr0\tdisk\t-\t0\t1\n";

    static final String SERIALS =
            """
            nvme0n1\tvol0123456789abcdef0\tAmazon Elastic Block Store
            nvme1n1\tAWS22FF8BD5C8F1B6A0E\tAmazon EC2 NVMe Instance Storage
            """;

    static final String MOUNTS =
            """
            /dev/nvme0n1p1 / ext4 rw,relatime,discard,errors=remount-ro 0 0
            /dev/nvme1n1 /data/main xfs ro,noatime,attr2 0 0
            /dev/nvme2n1 /mnt/a\\040b\\012c xfs rw 0 0
            """;

    /** {@code du -h --max-depth 1}. */
    static final String DU_HUMAN =
            """
            8.9G\t./elasticsearch-7.3.2
            624M\t./kibana-7.3.2
            18M\t./node_exporter-1.1.2.linux-amd64
            9.6G\t.
            """;

    static final String DU_BLOCKS =
            """
            8551664\t/opt
            4366196\t/usr/lib
            12\t/srv/with\ttab and blank
            timeout\t/data
            """;

    /** What {@link HostileOutputTest} begins with: by section and the first tool of a parser. */
    static final Map<String, List<String>> SAMPLES =
            Map.ofEntries(
                    Map.entry("mounts/proc-mounts", List.of(MOUNTS)),
                    Map.entry("blocks/lsblk-json", List.of(AMAZON_LINUX_2, RHEL_9_LVM)),
                    Map.entry("blocks/lsblk-pairs", List.of(RHEL_7_PAIRS)),
                    Map.entry("blocks/sys-block", List.of(SYS)),
                    Map.entry("ebs-serials/sys-nvme", List.of(SERIALS)),
                    Map.entry("big-directories/du-xk", List.of(DU_HUMAN, DU_BLOCKS)));

    @Test
    void values_that_are_strings_are_read_as_what_they_mean() {
        BlockDevice root = named(Lsblk.parse(AMAZON_LINUX_2), "nvme0n1");
        assertThat(root.sizeBytes()).isEqualTo(32_212_254_720L);
        assertThat(root.disk()).isTrue();
        assertThat(root.model()).isEqualTo("Amazon Elastic Block Store");
        assertThat(root.children().getFirst().mountPoints()).containsExactly("/");
        assertThat(root.children().getFirst().fileSystem()).isEqualTo("ext4");
    }

    @Test
    void a_serial_gives_the_ebs_volume() {
        assertThat(named(Lsblk.parse(AMAZON_LINUX_2), "nvme0n1").volumeId())
                .isEqualTo("vol-0123456789abcdef0");
        assertThat(named(Lsblk.parse(AMAZON_LINUX_2), "nvme1n1").volumeId())
                .isEqualTo("vol-0a1b2c3d4e5f60718");
    }

    @Test
    void lvm_on_a_partition_is_a_tree() {
        BlockDevice disk = named(Lsblk.parse(RHEL_9_LVM), "nvme0n1");
        assertThat(disk.inUse()).isTrue();
        assertThat(disk.tree().map(BlockDevice::name))
                .containsExactly("nvme0n1", "nvme0n1p3", "rhel-root", "rhel-swap");
    }

    @Test
    void a_disk_of_the_instance_store_is_no_volume_and_may_lie_idle() {
        BlockDevice disk = named(Lsblk.parse(RHEL_9_LVM), "nvme1n1");
        assertThat(disk.volumeId()).isNull();
        assertThat(disk.inUse()).isFalse();
    }

    @Test
    void pairs_are_put_under_their_parents_and_unescaped() {
        Listing<BlockDevice> devices = Known.value(LsblkPairs.parse(RHEL_7_PAIRS));
        assertThat(devices.stream().map(BlockDevice::name)).containsExactly("xvda", "xvdb");
        BlockDevice part = devices.items().getFirst().children().getFirst();
        assertThat(part.mountPoints()).containsExactly("/");
        assertThat(part.sizeBytes()).isEqualTo(10_735_321_088L);
        assertThat(devices.items().getLast().mountPoints()).containsExactly("/mnt/with blank");
    }

    @Test
    void nesting_without_end_is_no_listing() {
        String bottomless = "{\"blockdevices\":[{\"name\":\"a\",\"children\":[".repeat(10_000);
        assertThat(Known.detail(Lsblk.parse(bottomless))).startsWith("FAILED");
    }

    @Test
    void devices_that_claim_to_lie_on_each_other_are_left_out() {
        String circle =
                "NAME=\"a\" PKNAME=\"b\"\nNAME=\"b\" PKNAME=\"a\"\nNAME=\"c\" PKNAME=\"\"\n";
        assertThat(Known.value(LsblkPairs.parse(circle)).stream().map(BlockDevice::name))
                .containsExactly("c");
    }

    @Test
    void the_kernels_own_list_knows_sizes_and_partitions() {
        BlockDevice disk = named(SysBlock.parse(SYS), "xvda");
        assertThat(disk.sizeBytes()).isEqualTo(8_589_934_592L);
        assertThat(disk.children().getFirst().name()).isEqualTo("xvda1");
    }

    @Test
    void serials_of_controllers_tell_volumes_from_instance_store() {
        assertThat(Known.value(NvmeSerials.parse(SERIALS)).items())
                .containsExactly(
                        new EbsDisk(
                                "nvme0n1", "vol-0123456789abcdef0", "Amazon Elastic Block Store"),
                        new EbsDisk("nvme1n1", null, "Amazon EC2 NVMe Instance Storage"));
    }

    @Test
    void a_mount_table_tells_read_only_from_read_only_on_error() {
        List<Mount> mounts = Known.value(ProcMounts.parse(MOUNTS)).items();
        assertThat(mounts.get(0).readOnly()).isFalse();
        assertThat(mounts.get(1).readOnly()).isTrue();
    }

    @Test
    void octal_escapes_are_undone_and_a_line_break_stays_visible() {
        assertThat(Known.value(ProcMounts.parse(MOUNTS)).items().getLast().mountPoint())
                .isEqualTo("/mnt/a b\\x0ac");
    }

    @Test
    void the_biggest_directory_comes_first() {
        assertThat(Known.value(Du.parse(DU_HUMAN)).stream().map(DirectorySize::path))
                .containsExactly(
                        ".",
                        "./elasticsearch-7.3.2",
                        "./kibana-7.3.2",
                        "./node_exporter-1.1.2.linux-amd64");
        assertThat(Known.value(Du.parse(DU_HUMAN)).items().get(2).bytes()).isEqualTo(624L << 20);
    }

    @Test
    void a_directory_that_du_did_not_finish_has_no_size() {
        List<DirectorySize> sizes = Known.value(Du.parse(DU_BLOCKS)).items();
        assertThat(sizes.getFirst()).isEqualTo(new DirectorySize("/opt", 8_551_664L * 1_024));
        assertThat(sizes.get(2).path()).isEqualTo("/srv/with\\x09tab and blank");
        assertThat(sizes.getLast()).isEqualTo(new DirectorySize("/data", null));
    }

    private static BlockDevice named(Fact<Listing<BlockDevice>> devices, String name) {
        return Known.only(devices, device -> device.name().equals(name));
    }
}
