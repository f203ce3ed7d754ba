package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.FileSystem.Inodes;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestReaderTest {

    private final StringBuilder answer =
            new StringBuilder("#muster-probe 1 0123456789abcdef 1704196800 0\n");

    private int sections;

    @Test
    void a_file_system_knows_its_inodes_and_whether_it_is_read_only() {
        section("filesystems", "df-PTk", DfTest.AMAZON_LINUX_2_HUMAN);
        section("inodes", "df-Pi", DfTest.INODES_UBUNTU);
        section("mounts", "proc-mounts", BlockDevicesTest.MOUNTS);
        GuestFacts facts = facts();
        FileSystem root = fileSystem(facts, "/");
        assertThat(root.inodes()).isEqualTo(new Inodes(3_870_720, 101_234, 3_769_486));
        assertThat(root.readOnly()).isFalse();
        FileSystem main = fileSystem(facts, "/data/main");
        assertThat(main.inodes()).isNull();
        assertThat(main.readOnly()).isTrue();
        assertThat(fileSystem(facts, "/data/sub").readOnly()).isNull();
    }

    @Test
    void a_file_system_leads_to_its_disk_and_the_disk_to_its_volume() {
        section("filesystems", "df-PTk", DfTest.AMAZON_LINUX_2_HUMAN);
        section("blocks", "lsblk-json", BlockDevicesTest.AMAZON_LINUX_2);
        GuestFacts facts = facts();
        assertThat(facts.storage().diskOf(fileSystem(facts, "/")).map(BlockDevice::volumeId))
                .contains("vol-0123456789abcdef0");
        assertThat(facts.storage().diskOf(fileSystem(facts, "/run"))).isEmpty();
        assertThat(diskOfVolume(facts, "vol-0a1b2c3d4e5f60718").map(BlockDevice::mountPoints))
                .contains(List.of("/data/main"));
    }

    @Test
    void a_volume_that_lsblk_does_not_tell_comes_from_the_controller() {
        section("blocks", "sys-block", "nvme0n1\tdisk\t-\t8589934592\t0\n");
        section("ebs-serials", "sys-nvme", BlockDevicesTest.SERIALS);
        assertThat(diskOfVolume(facts(), "vol-0123456789abcdef0").map(BlockDevice::name))
                .contains("nvme0n1");
    }

    @Test
    void what_the_probe_cut_or_left_unfinished_is_not_whole() {
        section("listeners", "ss", NetworkTest.SS, 0, "cut");
        section("big-directories", "du-xk", BlockDevicesTest.DU_BLOCKS, 124, "ok");
        GuestFacts facts = facts();
        assertThat(Known.value(facts.network().listeners()).complete()).isFalse();
        assertThat(Known.value(facts.storage().bigDirectories()).gaps().english())
                .isEqualTo("the output was cut on the instance");
    }

    @Test
    void an_exit_code_alone_does_not_spoil_what_was_printed() {
        section("filesystems", "df-PTk", DfTest.DEBIAN_12, 1, "ok");
        assertThat(Known.value(facts().storage().fileSystems()).complete()).isTrue();
    }

    @Test
    void a_name_that_does_not_resolve_is_an_answer() {
        section("name-resolution", "getent", "", 2, "failed");
        assertThat(Known.value(facts().network().nameResolution()).resolved()).isFalse();
    }

    @Test
    void a_resolver_that_could_not_be_asked_is_none() {
        section("name-resolution", "none", "", 127, "ok");
        assertThat(Known.detail(facts().network().nameResolution())).startsWith("NOT_SUPPORTED");
    }

    @Test
    void a_tool_that_complained_is_missing_with_its_complaint() {
        section("clock", "timedatectl", "Failed to connect to bus\n", 1, "failed");
        assertThat(Known.detail(facts().vitals().clock()))
                .startsWith("FAILED")
                .contains("Failed to connect to bus");
    }

    @Test
    void a_tool_that_is_not_known_is_told() {
        section("clock", "sundial", "noon\n");
        assertThat(Known.detail(facts().vitals().clock()))
                .isEqualTo(
                        "FAILED: section clock of the probe was written by sundial, which"
                                + " this version of Muster cannot read");
    }

    @Test
    void the_kernel_is_known_from_its_version_where_there_is_no_uname() {
        section("proc-version", "cat", IdentityTest.PROC_VERSION);
        assertThat(Known.value(facts().identity().kernel()).machine()).isEqualTo(Machine.AARCH64);
    }

    @Test
    void as_many_failed_log_ins_as_the_probe_tells_are_at_least_so_many() {
        section("failed-logins", "auth-log", LogsTest.AUTH_LOG.repeat(9));
        section("logins", "lastlog2", LogsTest.LASTLOG2);
        GuestFacts facts = facts();
        assertThat(Known.value(facts.logs().failedLogins()).sources().complete()).isFalse();
        assertThat(Known.value(facts.logs().logins()).size()).isEqualTo(1);
    }

    @Test
    void an_empty_answer_knows_who_asked_and_nothing_else() {
        GuestFacts facts = facts();
        assertThat(facts.run().asRoot()).isTrue();
        assertThat(facts.run().complete()).isTrue();
        assertThat(facts.run().probedAt()).isEqualTo(Instant.parse("2024-01-02T12:00:00Z"));
        assertThat(Known.detail(facts.vitals().memory()))
                .isEqualTo("NOT_REPORTED: the probe result has no section meminfo");
        assertThat(diskOfVolume(facts, "vol-0123456789abcdef0")).isEmpty();
    }

    private static Optional<BlockDevice> diskOfVolume(GuestFacts facts, String volumeId) {
        return facts.storage().blockDevices().orElse(Listing.of(List.of())).stream()
                .filter(disk -> volumeId.equals(disk.volumeId()))
                .findFirst();
    }

    private void section(String name, String tool, String output) {
        section(name, tool, output, 0, "ok");
    }

    private void section(String name, String tool, String output, int code, String state) {
        sections++;
        answer.append("@0123456789abcdef begin %s %s\n".formatted(name, tool))
                .append(output)
                .append(
                        "@0123456789abcdef end %s %d %d %s\n"
                                .formatted(name, code, output.length(), state));
    }

    private GuestFacts facts() {
        answer.append("@0123456789abcdef done ").append(sections).append('\n');
        return GuestReader.read(
                Known.value(ProbeOutput.parse(answer.toString().getBytes(StandardCharsets.UTF_8))));
    }

    private static FileSystem fileSystem(GuestFacts facts, String mountPoint) {
        return Known.only(facts.storage().fileSystems(), fs -> fs.mountPoint().equals(mountPoint));
    }
}
