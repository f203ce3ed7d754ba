package io.muster.readiness.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Gp2Test {

    @Test
    void three_iops_a_gib_between_a_hundred_and_sixteen_thousand() {
        assertThat(Gp2.ofSize(1).baselineIops()).isEqualTo(100);
        assertThat(Gp2.ofSize(33).baselineIops()).isEqualTo(100);
        assertThat(Gp2.ofSize(34).baselineIops()).isEqualTo(102);
        assertThat(Gp2.ofSize(5_334).baselineIops()).isEqualTo(16_000);
        assertThat(Gp2.ofSize(Integer.MAX_VALUE).baselineIops()).isEqualTo(16_000);
    }

    @Test
    void below_a_thousand_gib_it_borrows() {
        assertThat(Gp2.ofSize(999).reliesOnBurstCredits()).isTrue();
        assertThat(Gp2.ofSize(1_000).reliesOnBurstCredits()).isFalse();
    }

    @Test
    void gp3_is_asked_for_no_less_than_gp2_gives() {
        assertThat(Gp2.ofSize(100).gp3Iops()).isEqualTo(3_000);
        assertThat(Gp2.ofSize(100).gp3ThroughputMibps()).isEqualTo(125);
        assertThat(Gp2.ofSize(2_000).gp3Iops()).isEqualTo(6_000);
        assertThat(Gp2.ofSize(2_000).gp3ThroughputMibps()).isEqualTo(250);
    }
}
