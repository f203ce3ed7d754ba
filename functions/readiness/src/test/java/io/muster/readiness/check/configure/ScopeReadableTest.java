package io.muster.readiness.check.configure;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeReadableTest {

    @Test
    void a_scope_that_answered_all_is_ready() {
        assertThat(judge(new Facts().fleet()).status()).isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, ec2:DescribeVolumes was denied",
        "THROTTLED, ec2:DescribeVolumes was throttled",
        "UNREACHABLE, ec2:DescribeVolumes failed",
        "FAILED, ec2:DescribeVolumes failed"
    })
    void an_operation_that_was_not_answered_is_named(Why why, String actual) {
        Verdict verdict = judge(missing(why));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo(actual);
        assertThat(verdict.evidence()).containsExactly("what came back");
    }

    @Test
    void what_was_not_asked_is_no_obstacle() {
        assertThat(judge(missing(Why.NOT_COLLECTED)).status()).isEqualTo(Status.READY);
    }

    @Test
    void five_obstacles_are_named_and_the_rest_counted() {
        Facts facts = new Facts();
        List<Source<?>> all = Source.all();
        all.subList(0, 7).forEach(facts::without);
        assertThat(judge(facts.fleet()).actual()).endsWith("; and 2 more");
    }

    private static Verdict judge(Fleet fleet) {
        return new ScopeReadable().judge(Facts.SCOPE, fleet, Thresholds.defaults());
    }

    private static Fleet missing(Why why) {
        return new Fleet(
                new Facts()
                        .facts()
                        .with(
                                Source.VOLUMES,
                                new Missing<>(
                                        why,
                                        Message.literal("what came back"),
                                        Cause.ofFailure(why, "ec2:DescribeVolumes"))),
                "workload");
    }
}
