package io.muster.readiness.probe;

import static io.muster.readiness.probe.GuestCasesTest.notReady;
import static io.muster.readiness.probe.GuestCasesTest.ready;
import static io.muster.readiness.probe.GuestCasesTest.unknown;

import io.muster.readiness.probe.GuestCasesTest.Case;
import io.muster.readiness.probe.GuestCasesTest.Change;
import java.util.List;
import java.util.stream.Stream;

/** Disks, file systems and what fills them. */
final class StorageCases {

    private static final String ROOT =
            "/dev/nvme0n1p1 / xfs rw,noatime,attr2,inode64,noquota 0 0\n";

    private StorageCases() {}

    static List<Case> all() {
        return Stream.of(handed(), own()).flatMap(List::stream).toList();
    }

    private static List<Case> handed() {
        return List.of(
                ready(
                        "the second member of a btrfs whose first one is mounted",
                        "volume-mounted",
                        blocks(
                                "nvme3n1 btrfs 5b1f0c9e-77aa-4c1d-9a51-00c0ffee0001 /srv/media",
                                "nvme4n1 btrfs 5b1f0c9e-77aa-4c1d-9a51-00c0ffee0001 -"),
                        mounts("/dev/nvme3n1 /srv/media btrfs rw,relatime,space_cache=v2 0 0")),
                notReady(
                        "a btrfs of its own that nothing mounts",
                        "volume-mounted",
                        "/dev/nvme4n1",
                        blocks(
                                "nvme3n1 btrfs 5b1f0c9e-77aa-4c1d-9a51-00c0ffee0001 /srv/media",
                                "nvme4n1 btrfs 5b1f0c9e-77aa-4c1d-9a51-00c0ffee0002 -"),
                        mounts("/dev/nvme3n1 /srv/media btrfs rw,relatime,space_cache=v2 0 0")),
                ready(
                        "a bcachefs that is mounted by all its members",
                        "volume-mounted",
                        blocks("nvme3n1 bcachefs aa-01 -", "nvme4n1 bcachefs aa-01 -"),
                        mounts("/dev/nvme3n1:/dev/nvme4n1 /srv/pool bcachefs rw,relatime 0 0")),
                ready(
                        "the external journal of an ext4",
                        "volume-mounted",
                        blocks("nvme3n1 ext4 e4-01 /srv/mail", "nvme4n1 jbd e4-02 -"),
                        mounts("/dev/nvme3n1 /srv/mail ext4 rw,relatime 0 0")),
                ready(
                        "the log device of an xfs",
                        "volume-mounted",
                        blocks("nvme3n1 xfs f5-01 /srv/build", "nvme4n1 xfs_external_log - -"),
                        mounts("/dev/nvme3n1 /srv/build xfs rw,noatime,attr2,inode64 0 0")),
                ready(
                        "the members of a pool of ZFS",
                        "volume-mounted",
                        blocks("nvme3n1 zfs_member 91 -", "nvme4n1 zfs_member 91 -"),
                        mounts("tank /tank zfs rw,xattr,noacl 0 0")),
                unknown(
                        "a physical volume without a logical one beside others in use",
                        "volume-mounted",
                        "/dev/nvme4n1",
                        new Change(
                                "blocks",
                                "lsblk-pairs",
                                PAIRS
                                        + pair("nvme3n1", "", "disk", "LVM2_member", "lv-1", "")
                                        + pair(
                                                "vg1-www",
                                                "nvme3n1",
                                                "lvm",
                                                "ext4",
                                                "e4",
                                                "/srv/www")
                                        + pair("nvme4n1", "", "disk", "LVM2_member", "lv-2", "")),
                        mounts("/dev/mapper/vg1-www /srv/www ext4 rw,relatime 0 0")),
                ready(
                        "a thin volume, whose parents the pairs call by the kernel's names",
                        "volume-mounted",
                        new Change(
                                "blocks",
                                "lsblk-pairs",
                                PAIRS
                                        + pair("nvme3n1", "", "disk", "LVM2_member", "lv-1", "")
                                        + deep("vg2-thin_tdata", "dm-5", "nvme3n1", "")
                                        + deep("vg2-thin-tpool", "dm-6", "dm-5", "")
                                        + deep("vg2-mail", "dm-8", "dm-6", "/srv/mail")),
                        mounts("/dev/mapper/vg2-mail /srv/mail ext4 rw,relatime 0 0")),
                unknown(
                        "disks of which no tool tells what they hold",
                        "volume-mounted",
                        "",
                        new Change(
                                "blocks",
                                "sys-block",
                                """
                                nvme0n1\tdisk\t-\t32212254720\t0
                                nvme0n1p1\tpart\tnvme0n1\t32210157568\t0
                                nvme4n1\tdisk\t-\t107374182400\t0
                                """)),
                notReady(
                        "data sets of ZFS that are full",
                        "filesystem-space",
                        "/tank/mysql",
                        df(
                                "tank zfs 104857600 102760448 2097152 98% /tank",
                                "tank/mysql zfs 52428800 52428800 0 100% /tank/mysql")),
                ready(
                        "a snapshot of ZFS, which is always full",
                        "filesystem-space",
                        df(
                                "tank zfs 104857600 10485760 94371840 10% /tank",
                                "tank@daily zfs 10485760 10485760 0 100% /tank/.zfs/snapshot/daily"),
                        mounts(
                                "tank /tank zfs rw,xattr,noacl 0 0",
                                "tank@daily /tank/.zfs/snapshot/daily zfs ro,xattr,noacl 0 0")),
                notReady(
                        "an xfs that shut itself down, told by the ring",
                        "filesystem-writable",
                        "/srv/search",
                        blocks("nvme3n1 xfs f5-02 /srv/search"),
                        mounts("/dev/nvme3n1 /srv/search xfs rw,noatime,attr2,inode64 0 0"),
                        new Change(
                                "kernel",
                                "dmesg-r",
                                """
                                seen\tall
                                booted\t1795300000
                                 <1>[ 9120.553101] XFS (nvme3n1): Log I/O Error Detected.  Shutting down filesystem
                                """)),
                notReady(
                        "an f2fs that was stopped",
                        "filesystem-writable",
                        "/srv/search",
                        blocks("nvme3n1 f2fs f5-02 /srv/search"),
                        mounts("/dev/nvme3n1 /srv/search f2fs rw,noatime 0 0"),
                        new Change(
                                "kernel",
                                "dmesg-r",
                                """
                                seen\tall
                                booted\t1795300000
                                 <4>[ 9120.553101] F2FS-fs (nvme3n1): Stopped filesystem due to reason: 4
                                """)),
                notReady(
                        "a bcachefs that is read-only after an error",
                        "filesystem-writable",
                        "/srv/search",
                        blocks("nvme3n1 bcachefs f5-02 /srv/search"),
                        mounts("/dev/nvme3n1 /srv/search bcachefs rw,noatime 0 0"),
                        new Change(
                                "kernel",
                                "dmesg-r",
                                """
                                seen\tall
                                booted\t1795300000
                                 <4>[ 9120.553101] bcachefs (nvme3n1): fatal error - emergency read only
                                """)),
                notReady(
                        "an xfs that shut itself down, told by the journal",
                        "filesystem-writable",
                        "/srv/search",
                        blocks("nvme3n1 xfs f5-02 /srv/search"),
                        mounts("/dev/nvme3n1 /srv/search xfs rw,noatime,attr2,inode64 0 0"),
                        new Change(
                                "kernel",
                                "journalctl-kernel",
                                "seen\tall\n <2>2026-11-22T01:00:00+0000 web-7 kernel: XFS (nvme3n1): Log I/O Error Detected.  Shutting down filesystem\n")),
                notReady(
                        "an xfs on an LVM volume, which the kernel calls by its number",
                        "filesystem-writable",
                        "/srv/queue",
                        new Change(
                                "blocks",
                                "lsblk-pairs",
                                PAIRS
                                        + pair("nvme3n1", "", "disk", "LVM2_member", "lv-1", "")
                                        + "NAME=\"vg1-queue\" KNAME=\"dm-4\" PKNAME=\"nvme3n1\" TYPE=\"lvm\" SIZE=\"107374182400\" RO=\"0\" FSTYPE=\"xfs\" MOUNTPOINT=\"/srv/queue\" LABEL=\"\" UUID=\"f5\" SERIAL=\"\" MODEL=\"\"\n"),
                        mounts("/dev/mapper/vg1-queue /srv/queue xfs rw,noatime 0 0"),
                        new Change(
                                "kernel",
                                "dmesg-r",
                                """
                                seen\tall
                                booted\t1795300000
                                 <1>[ 512.101010] XFS (dm-4): Corruption of in-memory data (0x8) detected at xfs_trans_cancel+0x14c/0x170 [xfs] (fs/xfs/xfs_trans.c:1097).  Shutting down filesystem.
                                """)),
                ready(
                        "an xfs that was mounted again since it shut itself down",
                        "filesystem-writable",
                        blocks("nvme3n1 xfs f5-02 /srv/search"),
                        mounts("/dev/nvme3n1 /srv/search xfs rw,noatime,attr2,inode64 0 0"),
                        new Change(
                                "kernel",
                                "dmesg-r",
                                """
                                seen\tall
                                booted\t1795300000
                                 <6>[ 9900.200000] XFS (nvme3n1): Mounting V5 Filesystem 2f0c
                                 <1>[ 9120.553101] XFS (nvme3n1): Log I/O Error Detected.  Shutting down filesystem
                                """)),
                notReady(
                        "an ext4 of a newer kernel in its emergency state",
                        "filesystem-writable",
                        "/srv/mail",
                        blocks("nvme3n1 ext4 e4-01 /srv/mail"),
                        mounts("/dev/nvme3n1 /srv/mail ext4 rw,relatime,emergency_ro 0 0")),
                ready(
                        "an image-based system",
                        "filesystem-writable",
                        blocks("nvme0n1p3 ext4 b0-01 /boot"),
                        new Change(
                                "mounts",
                                "proc-mounts",
                                ROOT
                                        + "/dev/nvme0n1p3 /boot ext4 ro,nosuid,nodev,relatime 0 0\n"
                                        + "/dev/mapper/usr /usr ext4 ro,seclabel,relatime 0 0\n")),
                ready(
                        "a data image on a device that is read-only itself",
                        "filesystem-writable",
                        new Change(
                                "blocks",
                                "lsblk-pairs",
                                PAIRS
                                        + "NAME=\"nvme3n1\" KNAME=\"nvme3n1\" PKNAME=\"\" TYPE=\"disk\" SIZE=\"107374182400\" RO=\"1\" FSTYPE=\"ext4\" MOUNTPOINT=\"/srv/model\" LABEL=\"\" UUID=\"e4\" SERIAL=\"\" MODEL=\"\"\n"),
                        mounts("/dev/nvme3n1 /srv/model ext4 ro,relatime 0 0")),
                notReady(
                        "a data volume that is read-only",
                        "filesystem-writable",
                        "/srv/mail",
                        blocks("nvme3n1 ext4 e4-01 /srv/mail"),
                        mounts("/dev/nvme3n1 /srv/mail ext4 ro,relatime 0 0")),
                ready(
                        "a read-only file system that is full",
                        "filesystem-space",
                        df("/dev/mapper/usr ext4 1039544 1039544 0 100% /usr"),
                        new Change(
                                "mounts",
                                "proc-mounts",
                                ROOT + "/dev/mapper/usr /usr ext4 ro,seclabel,relatime 0 0\n")),
                ready(
                        "the inodes of a read-only file system that is full",
                        "filesystem-inodes",
                        df("/dev/mapper/usr ext4 1039544 1039544 0 100% /usr"),
                        new Change(
                                "inodes",
                                "df-Pi",
                                """
                                Filesystem Inodes IUsed IFree IUse% Mounted on
                                /dev/nvme0n1p1 4188128 62118 4126010 2% /
                                /dev/mapper/usr 64000 64000 0 100% /usr
                                """),
                        new Change(
                                "mounts",
                                "proc-mounts",
                                ROOT + "/dev/mapper/usr /usr ext4 ro,seclabel,relatime 0 0\n")),
                notReady(
                        "a full root whose directories hold a third of it",
                        "disk-full-explained",
                        "its directories hold",
                        df("/dev/nvme0n1p1 xfs 8310764 8144548 166216 98% /"),
                        new Change(
                                "big-directories",
                                "du-xk",
                                "1150976\t/usr\n921600\t/var\n910000\t/var/lib\n614400\t/opt\n307200\t/home\n")),
                notReady(
                        "a full root that its directories fill",
                        "disk-full-explained",
                        "largest directories: /var/lib/mysql",
                        df("/dev/nvme0n1p1 xfs 8310764 8144548 166216 98% /"),
                        new Change(
                                "big-directories",
                                "du-xk",
                                "6300000\t/var\n6200000\t/var/lib\n6100000\t/var/lib/mysql\n1150976\t/usr\n")),
                ready(
                        "an ext4 whose inode tables take a quarter of the disk",
                        "filesystem-grown",
                        blocks("nvme3n1 ext4 e4-01 /srv/mail"),
                        df("/dev/nvme3n1 ext4 78000000 1000 77990000 1% /srv/mail"),
                        new Change(
                                "inodes",
                                "df-Pi",
                                """
                                Filesystem Inodes IUsed IFree IUse% Mounted on
                                /dev/nvme0n1p1 4188128 62118 4126010 2% /
                                /dev/nvme3n1 104857600 11 104857589 1% /srv/mail
                                """)),
                notReady(
                        "an ext4 of few inodes on a disk that grew",
                        "filesystem-grown",
                        "/srv/mail",
                        blocks("nvme3n1 ext4 e4-01 /srv/mail"),
                        df("/dev/nvme3n1 ext4 78000000 1000 77990000 1% /srv/mail"),
                        new Change(
                                "inodes",
                                "df-Pi",
                                """
                                Filesystem Inodes IUsed IFree IUse% Mounted on
                                /dev/nvme0n1p1 4188128 62118 4126010 2% /
                                /dev/nvme3n1 6553600 11 6553589 1% /srv/mail
                                """)),
                ready(
                        "a btrfs of two members that differ in size",
                        "filesystem-grown",
                        blocks("nvme3n1 btrfs b7 /srv/media", "nvme4n1 btrfs b7 -"),
                        df("/dev/nvme3n1 btrfs 52428800 1000 52420000 1% /srv/media")),
                ready(
                        "an empty xfs of a tebibyte with books of its own",
                        "filesystem-grown",
                        blocks("nvme3n1 xfs f5-03 /srv/new"),
                        df("/dev/nvme3n1 xfs 104792064 2045952 102746112 2% /srv/new")),
                ready(
                        "a log with holes that takes next to nothing",
                        "logs-rotated",
                        sizes("16384\t1795318000\t0\t/var/log/app/table.log")),
                notReady(
                        "a log that is begun each day, and is being written",
                        "logs-rotated",
                        "/var/log/shop/orders.2026-11-22.log",
                        sizes("51539607552\t1795318320\t/var/log/shop/orders.2026-11-22.log")),
                ready(
                        "a log that was begun on an earlier day",
                        "logs-rotated",
                        sizes("51539607552\t1795000000\t/var/log/shop/orders.2026-11-18.log")),
                ready(
                        "a rotated file of an hour",
                        "logs-rotated",
                        sizes("51539607552\t1795316400\t/var/log/shop/api.log-2026112202")),
                ready(
                        "the rotated file of an hour, which needs no rule",
                        "logrotate-configured",
                        sizes("51539607552\t1795316400\t/var/log/shop/api.log-2026112202")));
    }

    /** What no report told of, but tools print and hosts have. */
    private static List<Case> own() {
        return List.of(
                ready(
                        "a whole disk in a pool of ZFS, which makes two partitions of it",
                        "volume-mounted",
                        new Change(
                                "blocks",
                                "lsblk-pairs",
                                PAIRS
                                        + pair("nvme3n1", "", "disk", "", "", "")
                                        + pair(
                                                "nvme3n1p1",
                                                "nvme3n1",
                                                "part",
                                                "zfs_member",
                                                "13121244495553945090",
                                                "")
                                        + pair("nvme3n1p9", "nvme3n1", "part", "", "", "")),
                        mounts("tank /tank zfs rw,xattr,noacl 0 0")),
                unknown(
                        "a thin pool that only the containers of Docker use",
                        "volume-mounted",
                        "/dev/nvme3n1",
                        new Change(
                                "blocks",
                                "lsblk-pairs",
                                PAIRS
                                        + pair("nvme3n1", "", "disk", "LVM2_member", "lv-1", "")
                                        + deep("docker-pool_tmeta", "dm-0", "nvme3n1", "")
                                                .replace("ext4", "")
                                        + deep("docker-pool_tdata", "dm-1", "nvme3n1", "")
                                                .replace("ext4", "")
                                        + deep("docker-pool", "dm-2", "dm-1", "")
                                                .replace("ext4", ""))),
                unknown(
                        "a disk beside a raw volume of Kubernetes",
                        "volume-mounted",
                        "/dev/nvme4n1",
                        blocks("nvme3n1 ext4 e4-01 /srv/mail", "nvme4n1 - - -"),
                        mounts(
                                "/dev/nvme3n1 /srv/mail ext4 rw,relatime 0 0",
                                "devtmpfs /var/lib/kubelet/plugins/kubernetes.io/csi/volumeDevices/publish/pvc-0c/5d devtmpfs rw,nosuid 0 0")),
                notReady(
                        "a member that an array in use has lost",
                        "volume-mounted",
                        "md0",
                        new Change(
                                "blocks",
                                "lsblk-pairs",
                                PAIRS
                                        + pair(
                                                "nvme3n1",
                                                "",
                                                "disk",
                                                "linux_raid_member",
                                                "md-1",
                                                "")
                                        + pair("md0", "nvme3n1", "raid1", "xfs", "f5", "/srv/www")
                                        + pair(
                                                "nvme4n1",
                                                "",
                                                "disk",
                                                "linux_raid_member",
                                                "md-1",
                                                "")),
                        mounts("/dev/md0 /srv/www xfs rw,noatime 0 0")),
                ready(
                        "a pool of Stratis",
                        "volume-mounted",
                        new Change(
                                "blocks",
                                "lsblk-pairs",
                                PAIRS
                                        + pair("nvme3n1", "", "disk", "stratis", "st-1", "")
                                        + pair(
                                                "stratis-1-private-2c-flex-thindata",
                                                "nvme3n1",
                                                "stratis",
                                                "",
                                                "",
                                                "")
                                        + pair(
                                                "stratis-1-2c-thin-fs-9e",
                                                "stratis-1-private-2c-flex-thindata",
                                                "stratis",
                                                "xfs",
                                                "f5",
                                                "/srv/www")),
                        mounts("/dev/mapper/stratis-1-2c-thin-fs-9e /srv/www xfs rw 0 0")),
                ready(
                        "swap on a whole disk",
                        "volume-mounted",
                        blocks("nvme3n1 swap sw-01 [SWAP]")),
                ready(
                        "a root on dm-verity, which the kernel calls /dev/root",
                        "filesystem-writable",
                        new Change(
                                "blocks",
                                "lsblk-pairs",
                                pair("nvme0n1", "", "disk", "", "", "")
                                        + pair(
                                                "nvme0n1p3",
                                                "nvme0n1",
                                                "part",
                                                "DM_verity_hash",
                                                "",
                                                "")
                                        + pair("root", "nvme0n1p3", "crypt", "ext4", "r00t", "/")
                                                .replace("RO=\"0\"", "RO=\"1\"")),
                        new Change("mounts", "proc-mounts", "/dev/root / ext4 ro,relatime 0 0\n")),
                ready(
                        "the lower half of an overlay root",
                        "filesystem-writable",
                        blocks("nvme3n1 ext4 e4-01 /media/root-ro"),
                        mounts(
                                "/dev/nvme3n1 /media/root-ro ext4 ro,relatime 0 0",
                                "tmpfs-root /media/root-rw tmpfs rw,relatime 0 0")),
                ready(
                        "a file system of a program, which is read-only",
                        "filesystem-writable",
                        mounts("/dev/fuse /srv/archive fuse ro,nosuid,nodev,relatime 0 0")),
                notReady(
                        "a mount point with a blank and a file system that is full",
                        "filesystem-space",
                        "/srv/my data",
                        df("/dev/nvme3n1 ext4 104857600 104752742 104858 100% /srv/my data")),
                notReady(
                        "a full file system whose amounts df printed in other words",
                        "filesystem-space",
                        "/srv/mail",
                        new Change(
                                "filesystems",
                                "df-Pk",
                                """
                                Filesystem 1K-blocks Used Available Use% Mounted on
                                /dev/nvme0n1p1 104792064 20480000 84312064 20% /
                                /dev/mapper/a-very-long-volume--group-mail
                                                     104857600 104752742 104858 100% /srv/mail
                                """)),
                notReady(
                        "a full disk image on a loop",
                        "filesystem-space",
                        "/srv/image",
                        df("/dev/loop3 ext4 10485760 10485760 0 100% /srv/image")),
                notReady(
                        "a full bcachefs of two members",
                        "filesystem-space",
                        "/srv/pool",
                        df(
                                "/dev/nvme3n1:/dev/nvme4n1 bcachefs 192937984 192937900 84 100% /srv/pool")),
                ready(
                        "a bcachefs of two members on disks twice its half",
                        "filesystem-grown",
                        blocks("nvme3n1 bcachefs aa-01 /srv/pool", "nvme4n1 bcachefs aa-01 -"),
                        df(
                                "/dev/nvme3n1:/dev/nvme4n1 bcachefs 96468992 1000 96460000 1% /srv/pool")),
                notReady(
                        "a full volume of which one file without a directory takes all",
                        "disk-full-explained",
                        "/srv/dump",
                        df("/dev/nvme3n1 ext4 104857600 104752742 104858 100% /srv/dump"),
                        new Change(
                                "big-directories",
                                "du-xk",
                                "1150976\t/usr\n921600\t/var\n910000\t/var/lib\n")),
                notReady(
                        "a full root whose biggest directory du did not finish",
                        "disk-full-explained",
                        "/usr",
                        df("/dev/nvme0n1p1 xfs 8310764 8144548 166216 98% /"),
                        new Change(
                                "big-directories",
                                "du-xk",
                                "3150976\t/usr\n2150976\t/usr/lib\ntimeout\t/var\n")),
                notReady(
                        "an xfs that was shut down for a removed device",
                        "filesystem-writable",
                        "/srv/search",
                        blocks("nvme3n1 xfs f5-02 /srv/search"),
                        mounts("/dev/nvme3n1 /srv/search xfs rw,noatime 0 0"),
                        new Change(
                                "kernel",
                                "dmesg-r",
                                """
                                seen\tall
                                booted\t1795300000
                                 <1>[ 9120.553101] XFS (nvme3n1): Block device removal (0x20) detected at fs_bdev_mark_dead+0x44/0x60 [xfs] (fs/xfs/xfs_super.c:1177).  Shutting down filesystem.
                                """)),
                notReady(
                        "a btrfs of a newer kernel that stopped",
                        "filesystem-writable",
                        "/srv/media",
                        blocks("nvme3n1 btrfs b7 /srv/media"),
                        mounts("/dev/nvme3n1 /srv/media btrfs ro,relatime,space_cache=v2 0 0"),
                        new Change(
                                "kernel",
                                "dmesg-r",
                                """
                                seen\tall
                                booted\t1795300000
                                 <6>[ 9120.553101] BTRFS info (device nvme3n1 state EA): forced readonly
                                """)),
                ready(
                        "the inodes of a btrfs, which has none to lose",
                        "filesystem-inodes",
                        df("/dev/nvme3n1 btrfs 52428800 1000 52420000 1% /srv/media"),
                        new Change(
                                "inodes",
                                "df-Pi",
                                """
                                Filesystem Inodes IUsed IFree IUse% Mounted on
                                /dev/nvme0n1p1 4188128 62118 4126010 2% /
                                /dev/nvme3n1 0 0 0 - /srv/media
                                """)),
                ready(
                        "logs that MySQL keeps for its replicas",
                        "logrotate-configured",
                        sizes("1073741824\t1795318000\t0\t/var/log/mysql/mysql-bin.000412")),
                ready(
                        "a log that Apache's rotatelogs begins by the second",
                        "logrotate-configured",
                        sizes("104857600\t1795318000\t0\t/var/log/httpd/access_log.1795305600")),
                ready(
                        "the log of a day of the week, which PostgreSQL writes over",
                        "logrotate-configured",
                        sizes("104857600\t1795318000\t0\t/var/log/postgresql/postgresql-Sun.log")),
                ready(
                        "a rotated file under a date with its month in letters",
                        "logrotate-configured",
                        sizes("104857600\t1795000000\t0\t/var/log/shop/api.log-22Nov2026")));
    }

    private static final String PAIRS =
            pair("nvme0n1", "", "disk", "", "", "")
                    + pair("nvme0n1p1", "nvme0n1", "part", "xfs", "r00t", "/");

    private static String pair(
            String name, String parent, String kind, String content, String uuid, String place) {
        return ("NAME=\"%s\" KNAME=\"%s\" PKNAME=\"%s\" TYPE=\"%s\" SIZE=\"107374182400\" RO=\"0\""
                        + " FSTYPE=\"%s\" MOUNTPOINT=\"%s\" LABEL=\"\" UUID=\"%s\" SERIAL=\"\""
                        + " MODEL=\"Amazon Elastic Block Store\"\n")
                .formatted(name, name, parent, kind, content, place, uuid);
    }

    /** An LVM volume on another device, which is called as the kernel calls it. */
    private static String deep(String name, String kernelName, String parent, String place) {
        return pair(name, parent, "lvm", place.isEmpty() ? "" : "ext4", "", place)
                .replace("KNAME=\"" + name + "\" PKNAME", "KNAME=\"" + kernelName + "\" PKNAME");
    }

    /**
     * The root's disk and others of 100 GiB: name, content, UUID, mount point; {@code -} for none.
     */
    private static Change blocks(String... disks) {
        StringBuilder text = new StringBuilder(PAIRS);
        for (String disk : disks) {
            String[] words = disk.replace(" -", " ").split(" ", -1);
            text.append(pair(words[0], "", "disk", words[1], words[2], words[3]));
        }
        return new Change("blocks", "lsblk-pairs", text.toString());
    }

    private static Change mounts(String... lines) {
        return new Change("mounts", "proc-mounts", ROOT + String.join("\n", lines));
    }

    private static Change df(String... lines) {
        String root = "/dev/nvme0n1p1 xfs 104792064 20480000 84312064 20% /\n";
        String given = String.join("\n", lines);
        return new Change(
                "filesystems",
                "df-PTk",
                "Filesystem Type 1024-blocks Used Available Capacity Mounted on\n"
                        + (given.contains("% /\n") || given.endsWith("% /") ? "" : root)
                        + given);
    }

    private static Change sizes(String line) {
        return new Change("log-sizes", "stat", "total\t4096\t/var/log\n" + line);
    }
}
