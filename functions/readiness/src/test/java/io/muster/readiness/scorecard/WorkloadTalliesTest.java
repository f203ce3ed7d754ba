package io.muster.readiness.scorecard;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkloadTalliesTest {

    private static final Rule RULE = new Rule("ssh-open", ChecklistRow.SECURITY, Severity.HIGH);
    private static final Rule OTHER = new Rule("snapshots", ChecklistRow.TESTS, Severity.LOW);
    private static final Verdict READY = Verdict.ready(Message.literal("a"), Message.literal("b"));
    private static final Verdict HIDDEN =
            Verdict.unknown(Message.literal("a"), Message.literal("b"))
                    .because(Cause.of(Cause.Kind.GUEST_SILENT));

    private static Judgement judgement(@Nullable String workload, Verdict verdict) {
        return new Judgement(
                Spec.of(ResourceType.INSTANCE, RULE, "echo", "https://example.com/"),
                instance().build(),
                workload,
                verdict);
    }

    private static WorkloadTallies of(Judgement... judgements) {
        WorkloadTallies tallies = new WorkloadTallies();
        List.of(judgements).forEach(tallies);
        return tallies;
    }

    @Test
    void answers_are_counted_by_workload_check_and_cause() {
        WorkloadTallies tallies =
                of(
                        judgement("web", READY),
                        judgement("web", HIDDEN),
                        judgement("batch", READY),
                        judgement(null, READY));

        assertThat(tallies.all())
                .extracting(WorkloadTally::workload)
                .containsExactly("batch", "web");
        assertThat(tallies.all().getLast().checks().get("ssh-open"))
                .isEqualTo(
                        new CheckTally(
                                RULE,
                                Map.of(Status.READY, 1, Status.UNKNOWN, 1),
                                Map.of(Cause.Kind.GUEST_SILENT, 1)));
    }

    @Test
    void what_could_not_be_listed_is_unknown_in_each_workload() {
        WorkloadTallies tallies = of(judgement("web", READY), judgement("batch", READY));
        tallies.addUnlisted(OTHER);

        assertThat(tallies.all())
                .allSatisfy(
                        tally ->
                                assertThat(tally.checks().get("snapshots"))
                                        .isEqualTo(
                                                new CheckTally(
                                                        OTHER,
                                                        Map.of(Status.UNKNOWN, 1),
                                                        Map.of())));
    }
}
