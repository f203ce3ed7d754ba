package io.muster.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.console.page.Bar.Block;
import io.muster.console.page.Bar.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarTest {

    @Test
    void blocks_follow_each_other_and_fill_the_whole() {
        Bar bar = Bar.of("", List.of(new Share("a", 1), new Share("b", 2), new Share("c", 3)));

        int end = 0;
        for (Block block : bar.blocks()) {
            assertThat(block.from()).isEqualTo(end);
            end = block.from() + block.width();
        }
        assertThat(end).isBetween(Bar.WIDTH - 3, Bar.WIDTH);
    }

    @Test
    void the_least_share_is_seen() {
        Bar bar = Bar.of("", List.of(new Share("a", 1), new Share("b", 1_000_000)));

        assertThat(bar.blocks().getFirst().width()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void what_is_nothing_has_no_block() {
        assertThat(Bar.of("", List.of(new Share("a", 0), new Share("b", 0))).blocks()).isEmpty();
        assertThat(Bar.of("", List.of(new Share("a", 0), new Share("b", 5))).blocks())
                .extracting(Block::tone)
                .containsExactly("b");
    }
}
