package io.muster.readiness.check;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Verdicts;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {

    @Test
    void every_check_of_its_kind_is_put_to_every_subject() {
        Facts facts = new Facts().with(instance("i-b").build(), instance("i-a").build());

        assertThat(judge(facts, new AskInstance("one"), new AskInstance("two")))
                .extracting(judgement -> judgement.subject().id() + " " + judgement.spec().id())
                .containsExactly("i-a one", "i-a two", "i-b one", "i-b two");
    }

    @Test
    void judgements_come_in_the_order_of_the_findings_keys() {
        Facts facts =
                new Facts()
                        .with(
                                instance("i-b").tag("workload", "a b").build(),
                                instance("i-a").tag("workload", "a#b").build(),
                                instance("i-c").tag("workload", "a").build(),
                                instance("i-d").tag("workload", "\uffee").build(),
                                instance("i-e").tag("workload", "\ud83d\ude00").build(),
                                new Address("eipalloc-z", null, null, null, null, Map.of()));
        List<String> keys =
                judge(facts, new AskInstance("x"), new AskWorkload("y")).stream()
                        .map(judgement -> Finding.of(Facts.SCOPE, judgement, Facts.NOW).key())
                        .toList();

        assertThat(keys).hasSize(10).isSortedAccordingTo(ResourceRef.KEY_ORDER);
    }

    @Test
    void an_instance_that_is_gone_is_not_judged() {
        Facts facts =
                new Facts()
                        .with(
                                instance("i-a").state(State.TERMINATED).build(),
                                instance("i-b").state(State.SHUTTING_DOWN).build());

        assertThat(judge(facts, new AskInstance("x"))).isEmpty();
    }

    @Test
    void a_stopped_instance_is_judged() {
        Facts facts = new Facts().with(instance().state(State.STOPPED).build());

        assertThat(judge(facts, new AskInstance("x"))).hasSize(1);
    }

    @Test
    void a_check_that_breaks_is_unknown_and_the_others_stand() {
        Facts facts = new Facts().with(instance().build());

        List<Judgement> judgements = judge(facts, new Breaks("broken"), new AskInstance("sound"));

        assertThat(judgements)
                .extracting(judgement -> judgement.verdict().status())
                .containsExactly(Status.UNKNOWN, Status.READY);
        assertThat(judgements.get(0).verdict().evidence())
                .singleElement()
                .asString()
                .contains("oops");
    }

    @Test
    void what_a_service_of_aws_runs_is_not_applicable() {
        Facts facts = new Facts().with(instance().operator("eks.amazonaws.com").build());

        assertThat(judge(facts, new AskInstance("x"), new Breaks("y")))
                .extracting(Judgement::verdict)
                .allSatisfy(
                        verdict -> {
                            assertThat(verdict.status()).isEqualTo(Status.NOT_APPLICABLE);
                            assertThat(verdict.actual()).contains("eks.amazonaws.com");
                        });
    }

    @Test
    void a_workload_is_judged_without_what_a_service_of_aws_runs() {
        Facts facts =
                new Facts()
                        .with(
                                instance("i-a").tag("workload", "shop").build(),
                                instance("i-b")
                                        .tag("workload", "shop")
                                        .operator("eks.amazonaws.com")
                                        .build());

        assertThat(facts.fleet().workloads().orElse(List.of()))
                .singleElement()
                .extracting(workload -> workload.instances().stream().map(Instance::id).toList())
                .isEqualTo(List.of("i-a"));
    }

    @Test
    void a_judgement_names_the_workload() {
        Facts facts = new Facts().with(instance().tag("workload", "shop").build());

        assertThat(judge(facts, new AskInstance("x")))
                .extracting(Judgement::workload)
                .containsExactly("shop");
    }

    @Test
    void only_what_was_read_whole_counts_as_enumerated() {
        assertThat(Judge.enumerated(new Facts().without(Source.INSTANCES).fleet()))
                .containsExactlyInAnyOrder(
                        ResourceType.ADDRESS,
                        ResourceType.LOG_GROUP,
                        ResourceType.SCOPE,
                        ResourceType.SECURITY_GROUP,
                        ResourceType.SNAPSHOT,
                        ResourceType.VOLUME);
        assertThat(Judge.enumerated(new Facts().fleet()))
                .containsExactlyInAnyOrder(ResourceType.values());
    }

    private static List<Judgement> judge(Facts facts, Check<?>... checks) {
        List<Judgement> judgements = new ArrayList<>();
        new Judge(Catalogue.of(List.of(checks)), Thresholds.defaults())
                .judge(facts.fleet(), judgements::add);
        return judgements;
    }

    private static Rule rule(String id) {
        return new Rule(id, ChecklistRow.INSTALL, Severity.LOW);
    }

    private static final class AskInstance extends Check.OfInstance {
        AskInstance(String id) {
            super(rule(id), "# Make it so", "https://example.com/");
        }

        @Override
        public Verdict judge(Instance subject, Fleet fleet, Thresholds thresholds) {
            return Verdicts.ready("", "");
        }
    }

    private static final class AskWorkload extends Check.OfWorkload {
        AskWorkload(String id) {
            super(rule(id), "# Make it so", "https://example.com/");
        }

        @Override
        public Verdict judge(Workload subject, Fleet fleet, Thresholds thresholds) {
            return Verdicts.ready("", "");
        }
    }

    private static final class Breaks extends Check.OfInstance {
        Breaks(String id) {
            super(rule(id), "# Make it so", "https://example.com/");
        }

        @Override
        public Verdict judge(Instance subject, Fleet fleet, Thresholds thresholds) {
            throw new IllegalStateException("oops");
        }
    }
}
