package io.muster.readiness.check.performance;

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
import io.muster.readiness.guest.FileSystem.Inodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FilesystemInodesTest {

    private static final FilesystemInodes CHECK = new FilesystemInodes();

    @Test
    void inodes_left_are_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
    }

    @Test
    void used_up_inodes_are_not_ready_on_a_half_empty_disk() {
        Verdict verdict = judge(CHECK, with("ext4", new Inodes(1_000, 960, 40)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("/ (ext4, 30 GiB) uses at least 95 % of its inodes");
        assertThat(remedy(CHECK, verdict)).contains("--threshold=10000 /");
    }

    @Test
    void file_systems_without_a_fixed_number_are_not_asked() {
        assertThat(judge(CHECK, with("btrfs", new Inodes(0, 0, 0))).status())
                .isEqualTo(Status.READY);
        assertThat(judge(CHECK, with("vfat", null)).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, with("xfs", new Inodes(0, 0, 0))).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_df_that_tells_no_inodes_is_unknown() {
        assertThat(judge(CHECK, with("ext4", null)).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().fileSystems(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().fileSystems(seen())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static GuestBuilder with(String type, @Nullable Inodes inodes) {
        return guest().fileSystems(
                        seen(fileSystem("/", type, "/dev/nvme0n1p1", 30, 40).withInodes(inodes)));
    }
}
