package io.muster.readiness.check.highavailability;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.StatusBuilder.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fixture.StatusBuilder;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoScheduledEventTest {

    private static final String ID = "i-0aaaaaaaaaaaaaaaa";
    private static final Instant SOON = Instant.parse("2026-12-01T06:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-09T06:00:00Z");

    @Test
    void no_event_is_ready() {
        assertThat(judge(status()).status()).isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instance-retirement",
                "instance-stop",
                "system-reboot",
                "system-maintenance"
            })
    void an_event_to_come_is_not_ready_and_names_its_date(String code) {
        Verdict verdict = judge(status().event(code, "degraded hardware", SOON));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("scheduled by AWS: " + code + " not before 2026-12-01T06:00:00Z");
        assertThat(verdict.evidence()).containsExactly("description: degraded hardware");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("move", ID));
    }

    @Test
    void an_event_whose_day_has_come_counts_until_aws_says_it_is_over() {
        Instant past = Facts.NOW.minus(Duration.ofDays(1));
        assertThat(judge(status().event("instance-stop", null, past)).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void events_that_are_over_do_not_count() {
        assertThat(
                        judge(
                                        status().event("instance-stop", "[Completed] moved", SOON)
                                                .event(
                                                        "system-reboot",
                                                        "[Canceled] not needed",
                                                        SOON))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void several_events_are_said_soonest_first() {
        Verdict verdict =
                judge(
                        status().event("system-reboot", null, null)
                                .event("instance-retirement", null, LATER)
                                .event("instance-stop", null, SOON));
        assertThat(verdict.actual())
                .isEqualTo(
                        "scheduled by AWS: instance-stop not before 2026-12-01T06:00:00Z,"
                                + " instance-retirement not before 2026-12-09T06:00:00Z,"
                                + " system-reboot, start time not reported");
    }

    @Test
    void a_reboot_of_the_instance_is_done_by_a_reboot_even_in_a_group() {
        Facts facts =
                new Facts()
                        .with(
                                status().event("instance-reboot", null, SOON).build(),
                                group().member(ID, "3").build());
        assertThat(judge(instance(), facts).remedySteps()).containsExactly(Map.of("reboot", ID));
    }

    @Test
    void a_member_of_a_group_is_replaced_and_never_stopped() {
        Facts facts =
                new Facts()
                        .with(
                                status().event("instance-retirement", null, SOON).build(),
                                group().member(ID, "3").build());
        assertThat(judge(instance(), facts).remedySteps()).containsExactly(Map.of("member", ID));
    }

    @Test
    void nothing_is_stopped_while_it_is_not_known_whether_a_group_has_the_instance() {
        Facts facts =
                new Facts()
                        .with(status().event("instance-stop", null, SOON).build())
                        .without(Source.AUTO_SCALING_GROUPS);
        assertThat(judge(instance(), facts).remedySteps()).isEmpty();
    }

    @Test
    void missing_statuses_are_unknown() {
        assertThat(judge(instance(), new Facts().without(Source.INSTANCE_STATUSES)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(instance(), new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_stopped_instance_is_not_concerned() {
        assertThat(judge(instance().state(State.STOPPED), new Facts()).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(StatusBuilder status) {
        return judge(instance(), new Facts().with(status.build()));
    }

    private static Verdict judge(InstanceBuilder instance, Facts facts) {
        return new NoScheduledEvent().judge(instance.build(), facts.fleet(), Thresholds.defaults());
    }
}
