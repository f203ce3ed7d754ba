package io.muster.readiness.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Destinations;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.PriceBasis;
import io.muster.readiness.scorecard.GravitonTotals.Blocker;
import io.muster.readiness.scorecard.InstanceReadiness.Machine;
import io.muster.readiness.scorecard.InstanceReadiness.Tags;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GravitonTotalsTest {

    private static final Message AGENT = Message.literal("an agent");
    private static final Message MODULE = Message.literal("a module");

    private final GravitonTotals totals = new GravitonTotals();

    @Test
    void candidates_save_what_their_cheapest_type_saves() {
        totals.add(instance("shop", "running", verdict(Outcome.CANDIDATE, "-13.87")));
        totals.add(instance("shop", "running", verdict(Outcome.CANDIDATE, "-0.13")));
        totals.add(instance("shop", "running", verdict(Outcome.UNKNOWN, "-100.00")));
        assertThat(totals.monthlySaving()).isEqualByComparingTo("14");
        assertThat(totals.monthlySavingAtMost()).isEqualByComparingTo("114");
        assertThat(totals.count(Outcome.CANDIDATE)).isEqualTo(2);
        assertThat(totals.count(Outcome.BLOCKED)).isZero();
    }

    @Test
    void a_type_that_costs_more_saves_nothing() {
        totals.add(instance("shop", "running", verdict(Outcome.CANDIDATE, "13.87")));
        assertThat(totals.monthlySavingAtMost()).isZero();
    }

    @Test
    void a_stopped_instance_saves_nothing_and_counts() {
        totals.add(instance("shop", "stopped", verdict(Outcome.CANDIDATE, "-13.87")));
        assertThat(totals.monthlySaving()).isZero();
        assertThat(totals.count(Outcome.CANDIDATE)).isEqualTo(1);
    }

    @Test
    void blockers_come_by_how_many_instances_they_block() {
        totals.add(instance(null, "running", verdict(Outcome.BLOCKED, "-1", MODULE, AGENT)));
        totals.add(instance(null, "running", verdict(Outcome.BLOCKED, "-1", AGENT)));
        assertThat(totals.blockers())
                .containsExactly(new Blocker(AGENT, 2), new Blocker(MODULE, 1));
    }

    @Test
    void each_workload_has_its_own_and_the_most_saving_comes_first() {
        totals.add(instance("a", "running", verdict(Outcome.UNKNOWN, "-1")));
        totals.add(instance("b", "running", verdict(Outcome.CANDIDATE, "-9")));
        totals.add(instance("b", "running", verdict(Outcome.BLOCKED, "-1")));
        totals.add(instance(null, "running", verdict(Outcome.CANDIDATE, "-5")));
        assertThat(totals.workloads()).containsExactly("b", "a");
        assertThat(totals.of("b").monthlySaving()).isEqualByComparingTo("9");
        assertThat(totals.of("b").count(Outcome.BLOCKED)).isEqualTo(1);
        assertThat(totals.monthlySaving()).isEqualByComparingTo("14");
    }

    @Test
    void what_an_older_scan_did_not_judge_is_unknown() {
        totals.add(instance("a", "running", null));
        totals.addUnknown();
        assertThat(totals.count(Outcome.UNKNOWN)).isEqualTo(2);
    }

    private static GravitonVerdict verdict(Outcome outcome, String delta, Message... blockers) {
        return new GravitonVerdict(
                outcome,
                null,
                List.of(blockers),
                List.of(),
                new Destinations(
                        PriceBasis.ON_DEMAND,
                        new Option("m6g.large", new BigDecimal(delta), List.of()),
                        null,
                        null,
                        null));
    }

    private static InstanceReadiness instance(
            @Nullable String workload, String state, @Nullable GravitonVerdict verdict) {
        return new InstanceReadiness(
                "i-0a",
                new Tags(null, null),
                new Machine("m5.large", state),
                workload,
                Readiness.READY,
                null,
                null,
                verdict);
    }
}
