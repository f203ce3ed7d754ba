package io.muster.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.console.fixture.Fleets;
import io.muster.console.page.Bar.Block;
import io.muster.console.page.InstanceView.Disk;
import io.muster.console.state.ListedInstance;
import io.muster.console.state.MachineFacts;
import io.muster.console.state.MachineFacts.Disks;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.DiskHistory.Sample;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.FileSystem.Space;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceViewTest {

    private static final long GIB = 1L << 30;

    /** Half full, with so many GiB more each day. */
    private static Disk disk(int days, long gibPerDay, boolean readOnly) {
        List<Sample> samples = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            samples.add(
                    new Sample(
                            LocalDate.of(2026, 11, 1).plusDays(day),
                            (20 + day * gibPerDay) * GIB,
                            100 * GIB));
        }
        ListedInstance any = Fleets.neglected().machines().getFirst();
        MachineFacts inside =
                new MachineFacts(
                        null,
                        new Disks(
                                List.of(),
                                List.of(
                                        new FileSystem(
                                                "/dev/xvda1",
                                                "xfs",
                                                "/data",
                                                new Space(100 * GIB, 50 * GIB, 50 * GIB, 50),
                                                null,
                                                readOnly)),
                                new DiskHistory(Map.of("/data", samples))),
                        MachineFacts.NONE.ports(),
                        null);
        return InstanceView.of(
                        "",
                        new ListedInstance(any.scope(), any.instance(), true, inside),
                        List.of(),
                        Fleets.english())
                .inside()
                .disks()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | 1 | full in about 50 days at its current growth",
                "10 | 0 | not full within a year at its current growth",
                "3 | 1 | no forecast yet: it takes daily samples of a week",
            })
    void a_file_system_says_when_it_is_full(int days, long gibPerDay, String forecast) {
        assertThat(disk(days, gibPerDay, false).forecast()).isEqualTo(forecast);
    }

    @Test
    void its_bar_shows_what_it_grows_by_in_a_month() {
        List<Block> blocks = disk(10, 1, false).bar().blocks();

        assertThat(blocks).extracting(Block::tone).containsExactly("used", "growth");
        assertThat(blocks.get(0).width()).isBetween(490, 510);
        assertThat(blocks.get(1).width()).isBetween(290, 310);
    }

    @Test
    void a_bar_does_not_grow_beyond_its_end() {
        List<Block> blocks = disk(10, 9, false).bar().blocks();

        assertThat(blocks.getLast().from() + blocks.getLast().width())
                .isLessThanOrEqualTo(Bar.WIDTH);
    }

    @Test
    void what_cannot_be_written_to_has_no_forecast() {
        assertThat(disk(10, 1, true).forecast()).isEmpty();
    }
}
