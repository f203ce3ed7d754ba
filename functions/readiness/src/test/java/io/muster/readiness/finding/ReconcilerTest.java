package io.muster.readiness.finding;

import static io.muster.readiness.fixture.Facts.NOW;
import static io.muster.readiness.fixture.Facts.SCOPE;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Verdicts;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final Instant EARLIER = NOW.minusSeconds(3_600);
    private static final Catalogue AGE = Catalogue.of(List.of(new Named("age")));
    private static final Catalogue OTHER = Catalogue.of(List.of(new Named("other")));

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
        assertThat(reconcile(List.of(), judged("i-a", Verdicts.unknown("young", "denied"))))
                .singleElement()
                .isInstanceOf(FindingChange.Opened.class);
    }

    @Test
    void answers_that_need_no_attention_are_not_stored() {
        assertThat(
                        reconcile(
                                List.of(),
                                judged("i-a", ready()),
                                judged("i-b", Verdicts.notApplicable("no disk"))))
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
        assertThat(changes.get(0).finding().answer().actual()).isEqualTo("older");
    }

    @Test
    void not_ready_that_cannot_be_seen_any_more_stays_and_says_what_blocks_it() {
        Cause denied = new Cause(Cause.Kind.DENIED, "ec2:DescribeImages");
        assertThat(reconcile(List.of(open("i-a", "old")), judged("i-a", explained(denied))))
                .containsExactly(
                        new FindingChange.Obscured(
                                open("i-a", "old"),
                                new LastSeen(
                                        open("i-a", "old").finding().observedAt(),
                                        "denied(ec2:DescribeImages)"),
                                NOW));
    }

    @Test
    void not_ready_that_was_looked_at_since_was_last_seen_then() {
        List<FindingChange> changes = new ArrayList<>();
        Reconciler reconciler =
                new Reconciler(
                        NOW,
                        NOW.minusSeconds(60),
                        ofScope(KeyRange.WHOLE, AGE, ResourceType.INSTANCE),
                        List.of(open("i-a", "old")).iterator(),
                        changes::add);
        reconciler.accept(fresh(judged("i-a", Verdicts.unknown("young", "denied"))));

        assertThat(changes)
                .extracting(change -> ((FindingChange.Obscured) change).lastSeen())
                .containsExactly(new LastSeen(NOW.minusSeconds(60), "denied"));
    }

    @Test
    void what_blocks_a_finding_is_written_once() {
        StoredFinding open = open("i-a", "old");
        LastSeen known = new LastSeen(open.finding().observedAt(), "denied");
        assertThat(
                        reconcile(
                                List.of(marked(open, known, false)),
                                judged("i-a", Verdicts.unknown("young", "denied"))))
                .isEmpty();
    }

    @Test
    void not_ready_that_is_seen_again_loses_its_mark() {
        StoredFinding open = open("i-a", "old");
        LastSeen known = new LastSeen(open.finding().observedAt(), "denied");
        assertThat(reconcile(List.of(marked(open, known, false)), judged("i-a", notReady("old"))))
                .singleElement()
                .isInstanceOf(FindingChange.Changed.class);
    }

    @Test
    void an_outdated_item_is_written_again() {
        assertThat(
                        reconcile(
                                List.of(marked(open("i-a", "old"), null, true)),
                                judged("i-a", notReady("old"))))
                .singleElement()
                .isInstanceOf(FindingChange.Changed.class);
    }

    @Test
    void unknown_that_another_finding_explains_is_not_stored() {
        assertThat(reconcile(List.of(), judged("i-a", explained(Cause.of(Kind.GUEST_UNMANAGED)))))
                .isEmpty();
    }

    @Test
    void unknown_that_another_finding_explains_now_resolves() {
        StoredFinding unknown = unknown("i-a");
        assertThat(
                        reconcile(
                                List.of(unknown),
                                judged("i-a", explained(Cause.of(Kind.GUEST_UNMANAGED)))))
                .containsExactly(new FindingChange.Resolved(unknown, Resolution.EXPLAINED, NOW));
    }

    @Test
    void an_item_that_cannot_be_read_is_written_anew() {
        String key = open("i-a", "old").key();
        UnreadableFinding unreadable = new UnreadableFinding(key, "it has no 'title'");
        List<FindingChange> changes = new ArrayList<>();
        Reconciler reconciler =
                new Reconciler(
                        NOW,
                        null,
                        ofScope(KeyRange.WHOLE, AGE, ResourceType.INSTANCE),
                        List.of(unreadable).iterator(),
                        changes::add);
        reconciler.accept(fresh(judged("i-a", notReady("old"))));

        assertThat(changes).singleElement().isInstanceOf(FindingChange.Rewritten.class);
    }

    @Test
    void an_item_that_cannot_be_read_stays_while_its_check_is_not_judged() {
        List<FindingChange> changes = new ArrayList<>();
        new Reconciler(
                        NOW,
                        null,
                        ofScope(KeyRange.WHOLE, AGE, ResourceType.INSTANCE),
                        List.of(new UnreadableFinding(open("i-a", "old").key(), "")).iterator(),
                        changes::add)
                .close();

        assertThat(changes).isEmpty();
    }

    @Test
    void a_finding_of_a_check_that_muster_does_not_know_stays() {
        List<FindingChange> changes = new ArrayList<>();
        new Reconciler(
                        NOW,
                        null,
                        new FindingSelection.OfScope(
                                OTHER,
                                new FindingSelection.OfChecks(OTHER, Set.of(), Map.of()),
                                KeyRange.WHOLE),
                        List.of(open("i-a", "x")).iterator(),
                        changes::add)
                .close();

        assertThat(changes).isEmpty();
    }

    private static List<FindingChange> unlisted(StoredFinding stored) {
        List<FindingChange> changes = new ArrayList<>();
        new Reconciler(
                        NOW,
                        NOW.minusSeconds(60),
                        new FindingSelection.OfScope(
                                AGE,
                                new FindingSelection.OfChecks(
                                        AGE, Set.of(), Map.of(ResourceType.INSTANCE, "denied(x)")),
                                KeyRange.WHOLE),
                        List.of(stored).iterator(),
                        changes::add)
                .close();
        return changes;
    }

    @Test
    void a_finding_about_what_could_not_be_listed_says_when_it_was_seen() {
        LastSeen seen = new LastSeen(NOW.minusSeconds(60), "denied(x)");

        assertThat(unlisted(open("i-a", "x")))
                .containsExactly(new FindingChange.Obscured(open("i-a", "x"), seen, NOW));
        assertThat(unlisted(marked(open("i-a", "x"), seen, false))).isEmpty();
        assertThat(unlisted(resolved("i-a", "x"))).isEmpty();
    }

    @Test
    void what_a_run_did_not_ask_for_blocks_nothing() {
        Fleet fleet = new Fleet(new Facts().facts().without(Source.INSTANCES), "workload");

        assertThat(FindingSelection.ofChecks(AGE, fleet).blocked(open("i-a", "x").finding()))
                .isEmpty();
    }

    @Test
    void a_finding_that_is_seen_was_last_seen_by_the_newest_look() {
        StoredFinding open = open("i-a", "x");

        assertThat(open.seenAt(NOW)).isEqualTo(NOW);
        assertThat(open.seenAt(EARLIER.minusSeconds(1))).isEqualTo(EARLIER);
        assertThat(open.seenAt(null)).isEqualTo(EARLIER);
        assertThat(marked(open, new LastSeen(EARLIER, "denied"), false).seenAt(NOW))
                .isEqualTo(EARLIER);
    }

    private static Verdict explained(Cause cause) {
        return Verdicts.unknown("young", "not seen").because(cause);
    }

    private static StoredFinding marked(
            StoredFinding open, @Nullable LastSeen lastSeen, boolean outdated) {
        return new StoredFinding(
                open.finding(),
                open.firstSeen(),
                open.changedAt(),
                null,
                null,
                lastSeen,
                Course.since(open.firstSeen()),
                outdated);
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
                                judged("i-a", Verdicts.notApplicable("stopped"))))
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
        new Reconciler(
                        NOW,
                        null,
                        ofScope(KeyRange.WHOLE, AGE, ResourceType.VOLUME),
                        List.of(open("i-a", "x")).iterator(),
                        changes::add)
                .close();

        assertThat(changes).isEmpty();
    }

    @Test
    void a_finding_of_a_check_that_muster_no_longer_has_resolves() {
        List<FindingChange> changes = new ArrayList<>();
        new Reconciler(
                        NOW,
                        null,
                        new FindingSelection.OfScope(
                                Catalogue.of(OTHER.all(), Set.of("age")),
                                new FindingSelection.OfChecks(OTHER, Set.of(), Map.of()),
                                KeyRange.WHOLE),
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
                        NOW,
                        null,
                        ofScope(KeyRange.WHOLE, Catalogue.of(List.of()), ResourceType.INSTANCE),
                        List.of(open("i-a", "x")).iterator(),
                        changes::add)
                .close();

        assertThat(changes).isEmpty();
    }

    @Test
    void a_finding_of_another_check_than_those_of_the_run_stays_as_it_is() {
        List<FindingChange> changes = new ArrayList<>();
        new Reconciler(
                        NOW,
                        null,
                        new FindingSelection.OfChecks(
                                OTHER, Set.of(ResourceType.INSTANCE), Map.of()),
                        List.of(open("i-a", "x")).iterator(),
                        changes::add)
                .close();

        assertThat(changes).isEmpty();
    }

    @Test
    void of_resources_only_those_that_are_gone_resolve_whatever_the_check() {
        List<StoredFinding> stored = List.of(open("i-a", "x"), open("i-b", "x"));
        List<FindingChange> changes = new ArrayList<>();
        new Reconciler(
                        NOW,
                        null,
                        new FindingSelection.OfResources(
                                OTHER,
                                stored.stream().map(one -> one.finding().resource()).toList(),
                                Set.of("instance#i-b")),
                        stored.iterator(),
                        changes::add)
                .close();

        assertThat(changes)
                .containsExactly(new FindingChange.Resolved(stored.get(1), Resolution.GONE, NOW));
    }

    @Test
    void a_finding_is_made_when_it_is_asked_for_and_once() {
        FreshFinding fresh = fresh(judged("i-a", notReady("x")));

        assertThat(fresh.finding()).isSameAs(fresh.finding());
        assertThat(fresh.key()).isEqualTo(fresh.finding().key());
    }

    @Test
    void what_is_raised_says_so_and_is_written_once() {
        StoredFinding old = openSince(NOW.minus(Duration.ofDays(91)));
        Judgement judgement = judged("i-a", notReady("old"));

        List<FindingChange> changes = raising(List.of(old), judgement);

        assertThat(changes).singleElement().isInstanceOf(FindingChange.Changed.class);
        Finding raised = changes.getFirst().finding();
        assertThat(raised.rule().severity()).isEqualTo(Severity.MEDIUM);
        assertThat(raised.answer().evidence())
                .first()
                .isEqualTo("severity: raised from low because it has been open since 2026-08-23");
        assertThat(raising(List.of(after(changes.getFirst())), judgement)).isEmpty();
    }

    @Test
    void what_comes_and_goes_says_so_from_the_third_time_on() {
        List<List<String>> evidence = new ArrayList<>();
        List<Boolean> quiet = new ArrayList<>();
        StoredFinding found = open("i-a", "old");
        for (int times = 1; times <= 4; times++) {
            StoredFinding gone = resolvedAt(found, found.finding().observedAt());
            FindingChange.Reopened back =
                    (FindingChange.Reopened)
                            reconcile(List.of(gone), judged("i-a", notReady("old"))).getFirst();
            evidence.add(back.finding().answer().evidence());
            quiet.add(back.course().quietUntil() != null);
            found = after(back);
        }

        assertThat(evidence)
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of(
                                "history: reopened 3 times since 2026-11-22, each within 7 days"
                                        + " after it was resolved"),
                        List.of(
                                "history: reopened 4 times since 2026-11-22, each within 7 days"
                                        + " after it was resolved"));
        assertThat(quiet).containsExactly(false, false, false, true);
    }

    @Test
    void what_stayed_for_a_week_comes_and_goes_no_more() {
        Instant last = NOW.minus(Reopenings.WINDOW);
        StoredFinding open = open("i-a", "old");
        Course course =
                new Course(EARLIER, NOW, new Reopenings(5, EARLIER.minusSeconds(9), last), null);
        Judgement judgement = judged("i-a", notReady("old"));

        List<FindingChange> changes = reconcile(List.of(with(open, course)), judgement);

        assertThat(changes)
                .singleElement()
                .extracting(change -> ((FindingChange.Changed) change).course())
                .isEqualTo(Course.since(EARLIER));
        assertThat(changes.getFirst().finding().answer().evidence()).isEmpty();
    }

    @Test
    void what_is_back_after_a_week_begins_anew() {
        StoredFinding gone = resolvedAt(open("i-a", "old"), NOW.minus(Reopenings.WINDOW));

        assertThat(reconcile(List.of(gone), judged("i-a", notReady("old"))))
                .singleElement()
                .extracting(change -> ((FindingChange.Reopened) change).course())
                .isEqualTo(Course.since(NOW));
    }

    @Test
    void what_was_told_elsewhere_in_between_did_not_come_and_go() {
        StoredFinding open = open("i-a", "old");
        StoredFinding explained =
                new StoredFinding(open.finding(), EARLIER, EARLIER, EARLIER, Resolution.EXPLAINED);

        assertThat(reconcile(List.of(explained), judged("i-a", notReady("old"))))
                .singleElement()
                .extracting(change -> ((FindingChange.Reopened) change).course())
                .isEqualTo(Course.since(NOW));
    }

    private static StoredFinding openSince(Instant since) {
        return with(open("i-a", "old"), Course.since(since));
    }

    private static StoredFinding with(StoredFinding open, Course course) {
        return new StoredFinding(
                open.finding(),
                open.firstSeen(),
                open.changedAt(),
                null,
                null,
                null,
                course,
                false);
    }

    private static StoredFinding resolvedAt(StoredFinding open, Instant at) {
        return new StoredFinding(
                open.finding(),
                open.firstSeen(),
                open.changedAt(),
                at,
                Resolution.READY,
                null,
                open.course(),
                false);
    }

    private static StoredFinding after(FindingChange change) {
        Course course =
                switch (change) {
                    case FindingChange.Changed changed -> changed.course();
                    case FindingChange.Reopened reopened -> reopened.course();
                    default -> throw new AssertionError(change);
                };
        return new StoredFinding(change.finding(), EARLIER, NOW, null, null, null, course, false);
    }

    private static List<FindingChange> raising(
            List<StoredFinding> stored, Judgement... judgements) {
        List<FindingChange> changes = new ArrayList<>();
        Reconciler reconciler =
                new Reconciler(
                        NOW,
                        null,
                        ofScope(KeyRange.WHOLE, AGE, ResourceType.INSTANCE),
                        stored.iterator(),
                        SeverityRule.of(Thresholds.defaults(), Spread.NONE),
                        changes::add);
        Stream.of(judgements).map(ReconcilerTest::fresh).forEach(reconciler);
        reconciler.close();
        return changes;
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
    void key_ranges_of_any_length_say_together_what_one_run_says() {
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
                assertThat(inKeyRanges(stored, judgements, keys))
                        .as("seed %d, %d keys a range", seed, keys)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void a_run_that_is_told_to_stop_at_once_goes_on_where_it_began() {
        List<FindingChange> changes = new ArrayList<>();
        Reconciler reconciler =
                reconciler(
                        List.of(open("i-b", "x")),
                        changes,
                        new KeyRange("instance#i-a#age", () -> true));
        reconciler.accept(fresh(judged("i-c", notReady("x"))));
        reconciler.close();
        assertThat(changes).isEmpty();
        assertThat(reconciler.stopped()).isTrue();
        assertThat(reconciler.resumeAfter()).contains("instance#i-a#age");
    }

    private static List<FindingChange> inKeyRanges(
            List<StoredFinding> stored, List<Judgement> judgements, int keys) {
        List<FindingChange> changes = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            AtomicInteger asked = new AtomicInteger();
            Reconciler reconciler =
                    reconciler(
                            stored,
                            changes,
                            new KeyRange(after.get(), () -> asked.getAndIncrement() >= keys));
            judgements.stream().map(ReconcilerTest::fresh).forEach(reconciler);
            reconciler.close();
            after = reconciler.resumeAfter();
        }
        return changes;
    }

    private static Reconciler reconciler(
            List<StoredFinding> stored, List<FindingChange> changes, KeyRange keys) {
        return new Reconciler(
                NOW,
                null,
                ofScope(keys, AGE, ResourceType.INSTANCE),
                stored.iterator(),
                changes::add);
    }

    /** All findings of a scope, in a catalogue whose one check is age. */
    private static FindingSelection ofScope(
            KeyRange keys, Catalogue asked, ResourceType enumerated) {
        return new FindingSelection.OfScope(
                AGE, new FindingSelection.OfChecks(asked, Set.of(enumerated), Map.of()), keys);
    }

    private static List<FindingChange> reconcile(
            List<StoredFinding> stored, Judgement... judgements) {
        List<FindingChange> changes = new ArrayList<>();
        Reconciler reconciler = reconciler(stored, changes, KeyRange.WHOLE);
        Stream.of(judgements).map(ReconcilerTest::fresh).forEach(reconciler);
        reconciler.close();
        return changes;
    }

    private static FreshFinding fresh(Judgement judgement) {
        return new FreshFinding(SCOPE, judgement, NOW);
    }

    private static StoredFinding open(String id, String actual) {
        Finding finding = Finding.of(SCOPE, judged(id, notReady(actual)), EARLIER);
        return new StoredFinding(finding, EARLIER, EARLIER, null, null);
    }

    private static StoredFinding unknown(String id) {
        Finding finding = Finding.of(SCOPE, judged(id, Verdicts.unknown("young", "?")), EARLIER);
        return new StoredFinding(finding, EARLIER, EARLIER, null, null);
    }

    private static StoredFinding resolved(String id, String actual) {
        Finding finding = open(id, actual).finding();
        return new StoredFinding(finding, EARLIER, EARLIER, EARLIER, Resolution.READY);
    }

    private static Judgement judged(String id, Verdict verdict) {
        return new Judgement(new Named("age").spec(), instance(id).build(), "shop", verdict);
    }

    /** A check of which only the id matters. */
    private static final class Named extends Check.OfInstance {
        Named(String id) {
            super(
                    new Rule(id, ChecklistRow.INSTALL, Severity.LOW),
                    "# Replace {id}",
                    "https://example.com/");
        }

        @Override
        public Verdict judge(Instance subject, Fleet fleet, Thresholds thresholds) {
            return ready();
        }
    }

    private static Verdict ready() {
        return Verdicts.ready("young", "young");
    }

    private static Verdict notReady(String actual) {
        return Verdicts.notReady("young", actual);
    }
}
