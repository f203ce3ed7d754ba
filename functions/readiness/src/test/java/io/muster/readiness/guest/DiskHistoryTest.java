package io.muster.readiness.guest;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static io.muster.readiness.fixture.GuestBuilder.fileSystem;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.DiskHistory.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskHistoryTest {

    private static final Instant DAY = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void each_day_leaves_one_sample() {
        DiskHistory history =
                DiskHistory.NONE
                        .with(DAY, List.of(fileSystem("/", "xfs", "/dev/xvda1", 100, 10)))
                        .with(
                                DAY.plusSeconds(3_600),
                                List.of(fileSystem("/", "xfs", "/dev/xvda1", 100, 20)))
                        .with(
                                DAY.plusSeconds(86_400),
                                List.of(fileSystem("/", "xfs", "/dev/xvda1", 100, 30)));
        assertThat(history.of("/"))
                .extracting(Sample::usedBytes)
                .containsExactly(20 * GIB, 30 * GIB);
    }

    @Test
    void it_stays_bounded_and_keeps_the_newest() {
        DiskHistory history = DiskHistory.NONE;
        for (int day = 0; day < 100; day++) {
            history =
                    history.with(
                            DAY.plusSeconds(86_400L * day),
                            List.of(fileSystem("/", "xfs", "/dev/xvda1", 100, day)));
        }
        assertThat(history.of("/")).hasSize(DiskHistory.MAX_SAMPLES);
        assertThat(history.of("/").getLast().usedBytes()).isEqualTo(99 * GIB);
        List<FileSystem> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(fileSystem("/m" + i, "xfs", "/dev/xvda" + i, 1, 1));
        }
        assertThat(DiskHistory.NONE.with(DAY, many).byMountPoint())
                .hasSize(DiskHistory.MAX_FILE_SYSTEMS);
    }

    @Test
    void what_is_mounted_no_longer_and_what_is_no_disk_is_not_kept() {
        DiskHistory history =
                DiskHistory.NONE
                        .with(DAY, List.of(fileSystem("/old", "xfs", "/dev/xvdf", 10, 10)))
                        .with(
                                DAY,
                                List.of(
                                        fileSystem("/run", "tmpfs", "tmpfs", 1, 1),
                                        fileSystem("/", "xfs", "/dev/xvda1", 10, 10)));
        assertThat(history.byMountPoint()).containsOnlyKeys("/");
    }
}
