package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.GuestFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Storage in layers, of which the kernels and tools of three Debian releases told the probe in an
 * emulated machine: md, LVM thin, dm-crypt, dm-verity, multipath, Btrfs of two members and an
 * external journal of ext4, all in use, beside one ext4 that nothing mounts; and bcachefs of Linux
 * 6.12. {@code src/test/sh/record-machine.sh} and {@code record-bcachefs.sh} recorded them.
 */
class RecordedStorageTest {

    private static final List<String> SECTIONS =
            List.of("filesystems", "inodes", "mounts", "blocks", "kernel");

    /** The disk that nothing uses. */
    private static final String UNUSED = "nvme10n1";

    static Stream<Path> whole() {
        return Stream.of("debian-11", "debian-12", "debian-13")
                .flatMap(
                        release ->
                                Stream.of("storage-whole.out", "storage-pairs.out")
                                        .map(name -> recorded(release, name)));
    }

    private static Path recorded(String release, String name) {
        return Shell.here("src/test/resources/tools/" + release + "/" + name);
    }

    private static ChangedGuest guest(Path answer) throws IOException {
        return ChangedGuest.of("amazon-linux-2023-arm64")
                .withRecorded(Files.readString(answer), SECTIONS);
    }

    @ParameterizedTest
    @MethodSource("whole")
    void only_the_disk_that_nothing_uses_is_unused(Path answer) throws IOException {
        Verdict verdict = guest(answer).verdict("volume-mounted");

        assertThat(verdict.status()).as(verdict.actual()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual() + verdict.evidence())
                .contains(UNUSED)
                .doesNotContainPattern("nvme[0-9]n1|sd[ab]\\b|dm-\\d|shop-|mpath");
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian-11", "debian-12", "debian-13"})
    void disks_without_lsblk_are_not_known_to_be_unused(String release) throws IOException {
        Verdict verdict = guest(recorded(release, "storage-sys.out")).verdict("volume-mounted");

        assertThat(verdict.status()).as(verdict.actual()).isEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("whole")
    void what_is_read_only_by_design_is_writable_enough(Path answer) throws IOException {
        Verdict verdict = guest(answer).verdict("filesystem-writable");

        assertThat(verdict.status()).as(verdict.actual()).isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @MethodSource("whole")
    void no_layer_is_taken_for_a_volume_that_grew(Path answer) throws IOException {
        Verdict verdict = guest(answer).verdict("filesystem-grown");

        assertThat(verdict.status()).as(verdict.actual()).isNotEqualTo(Status.NOT_READY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian-11", "debian-12", "debian-13"})
    void a_full_thin_pool_and_a_failed_member_are_errors(String release) throws IOException {
        Verdict verdict = guest(recorded(release, "storage-failed.out")).verdict("kernel-errors");

        assertThat(verdict.status()).as(verdict.actual()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("thin pool", "disk read or write");
    }

    /** Of one device, of two, of two that lacks one, and one that nothing mounts, the fifth. */
    @ParameterizedTest
    @ValueSource(strings = {"storage-bcachefs.out", "storage-bcachefs-pairs.out"})
    void of_several_bcachefs_only_the_one_without_a_mount_is_unused(String answer)
            throws IOException {
        Verdict verdict = guest(recorded("debian-13", answer)).verdict("volume-mounted");

        assertThat(verdict.status()).as(verdict.actual()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .contains("vol-0a0b0c0d0e0f00005")
                .doesNotContainPattern("vol-0a0b0c0d0e0f0000[0-4]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"filesystem-space", "filesystem-inodes", "filesystem-writable"})
    void a_bcachefs_of_two_devices_is_read_as_one(String check) throws IOException {
        ChangedGuest guest = guest(recorded("debian-13", "storage-bcachefs.out"));

        assertThat(guest.verdict(check).status()).isEqualTo(Status.READY);
        assertThat(((Known<GuestFacts>) guest.facts()).value().storage().fileSystems())
                .isInstanceOfSatisfying(
                        Known.class,
                        known ->
                                assertThat(known.value().toString())
                                        .containsPattern("/dev/nvme\\dn1:/dev/nvme\\dn1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage-bcachefs.out", "storage-bcachefs-pairs.out"})
    void what_bcachefs_keeps_for_itself_is_no_growth(String answer) throws IOException {
        Verdict verdict = guest(recorded("debian-13", answer)).verdict("filesystem-grown");

        assertThat(verdict.status()).as(verdict.actual()).isEqualTo(Status.READY);
    }
}
