package io.muster.readiness.finding;

import static io.muster.readiness.fixture.Facts.NOW;
import static io.muster.readiness.fixture.Facts.SCOPE;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final Instant EARLIER = NOW.minusSeconds(3_600);

    @Test
    void a_new_answer_that_is_not_ready_opens_a_finding() {
        List<FindingChange> changes = reconcile(List.of(), judged("i-a", notReady("old")));

        assertThat(changes).singleElement().isInstanceOf(FindingChange.Opened.class);
        assertThat(changes.get(0).finding().id())
                .isEqualTo("age/123456789012/us-east-1/instance/i-a");
        assertThat(changes.get(0).finding().observedAt()).isEqualTo(NOW);
    }

    @Test
    void an_answer_that_is_unknown_opens_a_finding_too() {
        assertThat(reconcile(List.of(), judged("i-a", Verdict.unknown("young", "denied"))))
                .singleElement()
                .isInstanceOf(FindingChange.Opened.class);
    }

    @Test
    void answers_that_need_nobody_are_not_stored() {
        assertThat(
                        reconcile(
                                List.of(),
                                judged("i-a", ready()),
                                judged("i-b", Verdict.notApplicable("no disk"))))
                .isEmpty();
    }

    @Test
    void the_same_answer_later_changes_nothing() {
        assertThat(reconcile(List.of(open("i-a", "old")), judged("i-a", notReady("old"))))
                .isEmpty();
    }

    @Test
    void another_answer_changes_the_finding() {
        List<FindingChange> changes =
                reconcile(List.of(open("i-a", "old")), judged("i-a", notReady("older")));

        assertThat(changes).singleElement().isInstanceOf(FindingChange.Changed.class);
        assertThat(changes.get(0).finding().actual()).isEqualTo("older");
    }

    @Test
    void not_ready_that_cannot_be_seen_any_more_becomes_unknown_and_stays_open() {
        List<FindingChange> changes =
                reconcile(
                        List.of(open("i-a", "old")),
                        judged("i-a", Verdict.unknown("young", "denied")));

        assertThat(changes).singleElement().isInstanceOf(FindingChange.Changed.class);
    }

    @Test
    void ready_resolves() {
        assertThat(reconcile(List.of(open("i-a", "old")), judged("i-a", ready())))
                .containsExactly(
                        new FindingChange.Resolved(open("i-a", "old"), Resolution.READY, NOW));
    }

    @Test
    void not_applicable_resolves() {
        assertThat(
                        reconcile(
                                List.of(open("i-a", "old")),
                                judged("i-a", Verdict.notApplicable("stopped"))))
                .containsExactly(
                        new FindingChange.Resolved(
                                open("i-a", "old"), Resolution.NOT_APPLICABLE, NOW));
    }

    @Test
    void ready_again_changes_nothing() {
        assertThat(reconcile(List.of(resolved("i-a", "old")), judged("i-a", ready()))).isEmpty();
    }

    @Test
    void a_resolved_finding_reopens() {
        assertThat(reconcile(List.of(resolved("i-a", "old")), judged("i-a", notReady("old"))))
                .singleElement()
                .isInstanceOf(FindingChange.Reopened.class);
    }

    @Test
    void a_resource_that_is_gone_resolves_wherever_it_stands_in_the_order() {
        List<StoredFinding> stored = List.of(open("i-a", "x"), open("i-b", "x"), open("i-c", "x"));

        assertThat(reconcile(stored, judged("i-b", notReady("x"))))
                .containsExactly(
                        new FindingChange.Resolved(stored.get(0), Resolution.GONE, NOW),
                        new FindingChange.Resolved(stored.get(2), Resolution.GONE, NOW));
    }

    @Test
    void a_resource_that_is_gone_and_was_resolved_changes_nothing() {
        assertThat(reconcile(List.of(resolved("i-a", "x")))).isEmpty();
    }

    @Test
    void nothing_is_gone_while_the_resources_could_not_be_listed() {
        List<FindingChange> changes = new ArrayList<>();
        Reconciler reconciler =
                new Reconciler(
                        SCOPE,
                        NOW,
                        Set.of(ResourceType.VOLUME),
                        Set.of("age"),
                        List.of(open("i-a", "x")).iterator(),
                        changes::add);
        reconciler.close();

        assertThat(changes).isEmpty();
    }

    @Test
    void a_finding_of_a_check_that_muster_no_longer_has_resolves() {
        List<FindingChange> changes = new ArrayList<>();
        new Reconciler(
                        SCOPE,
                        NOW,
                        Set.of(),
                        Set.of("other"),
                        List.of(open("i-a", "x")).iterator(),
                        changes::add)
                .close();

        assertThat(changes)
                .containsExactly(
                        new FindingChange.Resolved(
                                open("i-a", "x"), Resolution.CHECK_RETIRED, NOW));
    }

    @Test
    void a_finding_of_a_check_that_was_not_asked_stays_as_it_is() {
        List<FindingChange> changes = new ArrayList<>();
        new Reconciler(
                        SCOPE,
                        NOW,
                        Set.of(ResourceType.INSTANCE),
                        Set.of("other"),
                        Set.of("age"),
                        List.of(open("i-a", "x")).iterator(),
                        changes::add)
                .close();

        assertThat(changes).isEmpty();
    }

    @Test
    void judgements_out_of_order_are_refused() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> reconcile(List.of(), judged("i-b", ready()), judged("i-a", ready())))
                .withMessageContaining("instance#i-a#age");
    }

    @Test
    void what_changed_once_is_unchanged_the_next_time() {
        Judgement judgement = judged("i-a", notReady("old"));
        Finding opened = reconcile(List.of(), judgement).get(0).finding();

        assertThat(reconcile(List.of(new StoredFinding(opened, NOW, NOW, null, null)), judgement))
                .isEmpty();
    }

    @Test
    void stretches_of_any_length_say_together_what_one_run_says() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<StoredFinding> stored = new ArrayList<>();
            List<Judgement> judgements = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String id = "i-%02d".formatted(i);
                switch (random.nextInt(3)) {
                    case 0 -> stored.add(open(id, "old"));
                    case 1 -> stored.add(resolved(id, "old"));
                    default -> {
                        // Nothing is stored about this host.
                    }
                }
                switch (random.nextInt(4)) {
                    case 0 -> judgements.add(judged(id, ready()));
                    case 1 -> judgements.add(judged(id, notReady("old")));
                    case 2 -> judgements.add(judged(id, notReady("new")));
                    default -> {
                        // This host is gone.
                    }
                }
            }
            List<FindingChange> whole = reconcile(stored, judgements.toArray(new Judgement[0]));
            for (int keys = 1; keys <= 13; keys++) {
                assertThat(inStretches(stored, judgements, keys))
                        .as("seed %d, %d keys a stretch", seed, keys)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void a_run_that_is_told_to_stop_at_once_goes_on_where_it_began() {
        List<FindingChange> changes = new ArrayList<>();
        Reconciler reconciler =
                stretch(
                        List.of(open("i-b", "x")),
                        changes,
                        new KeyRange("instance#i-a#age", () -> true));
        reconciler.accept(judged("i-c", notReady("x")));
        reconciler.close();
        assertThat(changes).isEmpty();
        assertThat(reconciler.stopped()).isTrue();
        assertThat(reconciler.goOnAfter()).contains("instance#i-a#age");
    }

    private static List<FindingChange> inStretches(
            List<StoredFinding> stored, List<Judgement> judgements, int keys) {
        List<FindingChange> changes = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            AtomicInteger asked = new AtomicInteger();
            Reconciler reconciler =
                    stretch(
                            stored,
                            changes,
                            new KeyRange(after.get(), () -> asked.getAndIncrement() >= keys));
            judgements.forEach(reconciler);
            reconciler.close();
            after = reconciler.goOnAfter();
        }
        return changes;
    }

    private static Reconciler stretch(
            List<StoredFinding> stored, List<FindingChange> changes, KeyRange stretch) {
        return new Reconciler(
                SCOPE,
                NOW,
                Set.of(ResourceType.INSTANCE),
                Set.of("age"),
                Set.of(),
                stored.iterator(),
                changes::add,
                stretch);
    }

    private static List<FindingChange> reconcile(
            List<StoredFinding> stored, Judgement... judgements) {
        List<FindingChange> changes = new ArrayList<>();
        Reconciler reconciler =
                new Reconciler(
                        SCOPE,
                        NOW,
                        Set.of(ResourceType.INSTANCE),
                        Set.of("age"),
                        stored.iterator(),
                        changes::add);
        List.of(judgements).forEach(reconciler);
        reconciler.close();
        return changes;
    }

    private static StoredFinding open(String id, String actual) {
        Finding finding = Finding.of(SCOPE, judged(id, notReady(actual)), EARLIER);
        return new StoredFinding(finding, EARLIER, EARLIER, null, null);
    }

    private static StoredFinding resolved(String id, String actual) {
        Finding finding = open(id, actual).finding();
        return new StoredFinding(finding, EARLIER, EARLIER, EARLIER, Resolution.READY);
    }

    private static Judgement judged(String id, Verdict verdict) {
        Spec spec =
                Spec.of(
                        "age",
                        ChecklistRow.INSTALL,
                        Severity.LOW,
                        ResourceType.INSTANCE,
                        "The host is young",
                        "# Replace {id}",
                        "https://example.com/");
        return new Judgement(spec, instance(id).build(), "shop", verdict);
    }

    private static Verdict ready() {
        return Verdict.ready("young", "young");
    }

    private static Verdict notReady(String actual) {
        return Verdict.notReady("young", actual);
    }
}
