package io.muster.readiness.check;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.Guests.online;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.NeglectedFleet;
import io.muster.readiness.fleet.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One cause, one finding: what it hides is counted and told nowhere else. */
class BlindSpotTest {

    private static final Instance HOST = instance().build();

    @Test
    void an_instance_that_is_not_managed_is_told_once() {
        List<Judgement> judgements = judge(new Facts().with(HOST));

        assertThat(toldOfGuests(judgements)).containsExactly("ssm-managed");
        assertThat(judgement(judgements, "ssm-managed").verdict().hides().count())
                .isEqualTo(guestChecks());
    }

    @Test
    void a_managed_guest_that_was_never_seen_is_told_once() {
        List<Judgement> judgements = judge(new Facts().with(HOST, online(HOST.id())));

        assertThat(toldOfGuests(judgements)).containsExactly("guest-inspected");
        Verdict verdict = judgement(judgements, "guest-inspected").verdict();
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.hides().count()).isEqualTo(guestChecks());
        assertThat(verdict.hides().rows()).contains(ChecklistRow.LOGS, ChecklistRow.PERFORMANCE);
    }

    @Test
    void an_answer_that_cannot_be_used_is_told_once() {
        List<Judgement> judgements =
                judge(
                        new Facts()
                                .with(
                                        HOST,
                                        online(HOST.id()),
                                        guest().unusable(Why.TRUNCATED, "part 3 is missing")));

        assertThat(toldOfGuests(judgements)).containsExactly("guest-inspected");
        assertThat(judgement(judgements, "guest-inspected").verdict().actual())
                .isEqualTo("part 3 is missing");
    }

    @Test
    void two_causes_at_once_are_told_by_the_wider_one() {
        List<Judgement> judgements = judge(new Facts().with(HOST).without(Source.MANAGED_NODES));

        assertThat(toldOfGuests(judgements)).isEmpty();
        assertThat(judgement(judgements, "scope-readable").verdict().hides().count())
                .isGreaterThan(guestChecks());
    }

    @Test
    void a_stopped_instance_hides_nothing() {
        List<Judgement> judgements =
                judge(new Facts().with(instance().state(State.STOPPED).build()));

        assertThat(judgements).filteredOn(judged -> judged.verdict().hides().count() > 0).isEmpty();
    }

    @Test
    void a_scope_that_is_read_whole_is_ready() {
        assertThat(judgement(judge(new Facts().with(HOST)), "scope-readable").verdict().status())
                .isEqualTo(Status.READY);
    }

    /** Every source, denied: no verdict is told that the scope's own finding explains. */
    @ParameterizedTest
    @MethodSource("sources")
    void a_source_that_is_denied_is_told_by_the_scope(Source<?> source) {
        List<Judgement> whole = judge(NeglectedFleet.facts(false));
        List<Judgement> judgements = judge(NeglectedFleet.facts(false).without(source));

        Verdict verdict = judgement(judgements, "scope-readable").verdict();
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("denied");
        assertThat(verdict.hides().isEmpty()).isFalse();
        assertThat(told(judgements, Status.UNKNOWN))
                .as("unknown and told, though the scope tells it")
                .isSubsetOf(told(whole, Status.UNKNOWN));
    }

    static List<Source<?>> sources() {
        return Source.all();
    }

    /** Whatever is explained is explained by a finding that is open, or is counted only. */
    @Test
    void every_cause_has_an_open_finding_that_tells_it() {
        List<Judgement> judgements = judge(NeglectedFleet.facts(false));
        Set<String> open =
                judgements.stream()
                        .filter(judged -> judged.verdict().told())
                        .map(judged -> judged.subject().id() + " " + judged.spec().id())
                        .collect(Collectors.toSet());
        for (Judgement judged : judgements) {
            Cause cause = judged.verdict().cause();
            if (cause != null && judged.subject() instanceof Instance && !cause.kind().ofScope()) {
                cause.kind()
                        .toldBy()
                        .filter(teller -> cause.kind() != Kind.LOG_UNREAD)
                        .ifPresent(
                                teller ->
                                        assertThat(open)
                                                .as(judged.toString())
                                                .contains(judged.subject().id() + " " + teller));
            }
        }
    }

    private static int guestChecks() {
        return BuiltInChecks.catalogue().ofGuests().withoutBlindSpots().all().size();
    }

    private static Set<String> toldOfGuests(List<Judgement> judgements) {
        Set<String> guests =
                BuiltInChecks.catalogue().ofGuests().all().stream()
                        .map(check -> check.spec().id())
                        .collect(Collectors.toCollection(TreeSet::new));
        guests.add("ssm-managed");
        Set<String> told = new TreeSet<>();
        judgements.stream()
                .filter(judged -> judged.subject() instanceof Instance)
                .filter(judged -> judged.verdict().told())
                .filter(judged -> guests.contains(judged.spec().id()))
                .forEach(judged -> told.add(judged.spec().id()));
        return told;
    }

    private static Set<String> told(List<Judgement> judgements, Status status) {
        return judgements.stream()
                .filter(judged -> judged.verdict().told() && judged.verdict().status() == status)
                .map(judged -> judged.subject().id() + " " + judged.spec().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Judgement judgement(List<Judgement> all, String check) {
        return all.stream()
                .filter(judged -> judged.spec().id().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static List<Judgement> judge(Facts facts) {
        List<Judgement> judgements = new ArrayList<>();
        new Judge(BuiltInChecks.catalogue(), Thresholds.defaults())
                .judge(facts.fleet(), judgements::add);
        return judgements;
    }
}
