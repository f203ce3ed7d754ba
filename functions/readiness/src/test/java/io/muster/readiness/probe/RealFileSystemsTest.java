package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.readiness.check.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * File systems that this machine's mkfs made in files, and what its kernel, df and lsblk say of
 * them. Needs root and loop devices.
 */
@Tag("slow")
class RealFileSystemsTest {

    @TempDir Path directory = Path.of("");

    @BeforeEach
    void file_systems_can_be_made_and_mounted() {
        assumeTrue(Shell.isRoot() && Shell.canMount(), "only root can mount");
        Shell.needs("mkfs.ext4");
        Shell.needs("mkfs.xfs");
        assumeTrue(Shell.run("losetup -f", "sh").exitCode() == 0, "no loop device can be had here");
    }

    @Test
    void inode_tables_are_no_room_that_was_not_used() throws IOException {
        mounted("mkfs.ext4 -q -i 1024 -E lazy_itable_init=1", "8G", ":");
        assertThat(guest(0).verdict("filesystem-grown").actual())
                .isEqualTo("the file systems use the full size of each volume");
    }

    @Test
    void the_same_with_few_inodes_has_not_grown() throws IOException {
        mounted("mkfs.ext4 -q -N 1000", "8G", ":");
        ChangedGuest guest = guest(100L << 30);
        assertThat(guest.verdict("filesystem-grown").status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void an_xfs_that_shut_itself_down_takes_no_writes() throws IOException {
        mounted("mkfs.xfs -q", "400M", "xfs_io -x -c shutdown mount");
        assertThat(Files.readString(directory.resolve("mounts"))).contains(" xfs rw,");
        assertThat(guest(0).verdict("filesystem-writable").actual())
                .contains("the kernel stopped it after an error");
    }

    @Test
    void mounted_again_it_takes_writes() throws IOException {
        mounted(
                "mkfs.xfs -q",
                "400M",
                "xfs_io -x -c shutdown mount; umount mount; mount $device mount");
        assertThat(guest(0).verdict("filesystem-writable").status()).isEqualTo(Status.READY);
    }

    /** Makes a file system, mounts it, does something to it, and keeps what the tools say. */
    private void mounted(String mkfs, String size, String then) {
        Shell.Answer answer =
                Shell.run(
                        """
                        set -e
                        cd %s
                        mkdir mount
                        truncate -s %s image
                        device=$(losetup -f --show image)
                        trap 'umount mount || :; losetup -d $device' EXIT
                        echo $device >device
                        %s $device
                        mount $device mount
                        %s
                        lsblk -P -b -o NAME,KNAME,PKNAME,TYPE,SIZE,RO,FSTYPE,MOUNTPOINT,LABEL,UUID,SERIAL,MODEL $device >lsblk
                        df -P -T -k mount >df || :
                        df -P -i mount >inodes || :
                        grep "^$device " /proc/mounts >mounts
                        dmesg -r | grep "(${device#/dev/})" >kernel || :
                        """
                                .formatted(directory, size, mkfs, then),
                        "unshare",
                        "--mount",
                        "sh");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
    }

    /**
     * The guest with the file system on a disk of its own.
     *
     * @param bytes of the disk; 0 for those of the image
     */
    private ChangedGuest guest(long bytes) throws IOException {
        String root =
                "NAME=\"nvme0n1\" TYPE=\"disk\" SIZE=\"32212254720\" MOUNTPOINT=\"/\" FSTYPE=\"xfs\"\n";
        String disk = read("lsblk").replace("TYPE=\"loop\"", "TYPE=\"disk\"");
        String sized =
                bytes == 0 ? disk : disk.replaceFirst("SIZE=\"\\d+\"", "SIZE=\"" + bytes + "\"");
        return ChangedGuest.of("amazon-linux-2023-arm64")
                .with("blocks", "lsblk-pairs", root + sized)
                .with("filesystems", "df-PTk", read("df"))
                .with("inodes", "df-Pi", read("inodes"))
                .with("mounts", "proc-mounts", "/dev/nvme0n1 / xfs rw 0 0\n" + read("mounts"))
                .with("kernel", "dmesg-r", "seen\tall\nbooted\t1795000000\n" + newestFirst());
    }

    private String newestFirst() throws IOException {
        List<String> lines = new ArrayList<>(read("kernel").lines().toList());
        Collections.reverse(lines);
        return lines.stream().map(line -> " " + line + "\n").collect(Collectors.joining());
    }

    private String read(String name) throws IOException {
        // No verdict is about a loop device.
        return Files.readString(directory.resolve(name)).replaceAll("\\bloop\\d+\\b", "nvme1n1");
    }
}
