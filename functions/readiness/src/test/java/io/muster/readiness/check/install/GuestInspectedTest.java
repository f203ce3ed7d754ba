package io.muster.readiness.check.install;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.Guests.online;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestInspectedTest {

    private static final Instance HOST = instance().build();

    @Test
    void a_guest_that_told_all_is_ready() {
        assertThat(verdict(guest(HOST.id())).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_guest_without_a_section_says_which_and_what_it_hides() {
        Verdict verdict =
                verdict(guest(HOST.id()).host(missing("hostnamectl")).clock(missing("clock")));

        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual())
                .isEqualTo(
                        "could not be evaluated completely: the probe result lacks these sections: clock");
        assertThat(verdict.evidence()).containsExactly("clock: no tool");
        assertThat(verdict.hides().count()).isEqualTo(1);
    }

    @Test
    void its_remedy_is_filled_even_where_it_is_unknown() {
        assertThat(
                        Finding.of(
                                        Facts.SCOPE,
                                        judgement(
                                                new Facts()
                                                        .with(
                                                                HOST,
                                                                online(HOST.id()),
                                                                guest(HOST.id())
                                                                        .clock(missing("clock"))
                                                                        .build())),
                                        Facts.NOW)
                                .remedy())
                .contains("--instance-id " + HOST.id());
    }

    @Test
    void an_old_answer_is_not_ready() {
        Verdict verdict =
                judgement(
                                new Facts()
                                        .with(HOST, online(HOST.id()), guest(HOST.id()).build())
                                        .observedAt(Facts.NOW.plusSeconds(400_000)))
                        .verdict();

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("older than the limit");
    }

    @Test
    void windows_and_what_does_not_run_do_not_concern_it() {
        assertThat(
                        judgement(new Facts().with(instance().platform(Platform.WINDOWS).build()))
                                .verdict()
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
        assertThat(
                        judgement(new Facts().with(instance().state(State.STOPPED).build()))
                                .verdict()
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private static <T> Fact<T> missing(String section) {
        return new Missing<>(
                Why.NOT_SUPPORTED,
                Message.literal("no tool"),
                new Cause(Cause.Kind.GUEST_PARTIAL, section));
    }

    private static Verdict verdict(GuestBuilder guest) {
        return judgement(new Facts().with(HOST, online(HOST.id()), guest.build())).verdict();
    }

    private static Judgement judgement(Facts facts) {
        List<Judgement> judgements = new ArrayList<>();
        new Judge(BuiltInChecks.catalogue().ofGuests(), Thresholds.defaults())
                .judge(facts.fleet(), judgements::add);
        return judgements.stream()
                .filter(judged -> judged.spec().id().equals("guest-inspected"))
                .findFirst()
                .orElseThrow();
    }
}
