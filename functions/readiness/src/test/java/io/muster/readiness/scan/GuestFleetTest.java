package io.muster.readiness.scan;

import static io.muster.readiness.fixture.GuestBuilder.PROBED;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.ClockSync;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Host;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GuestFleetTest {

    @Test
    void a_sound_guest_gets_verdicts_without_aws() {
        Map<String, Verdict> verdicts = judge(known(guest().facts()));
        assertThat(verdicts)
                .hasSizeGreaterThanOrEqualTo(18)
                .containsKeys("filesystem-space", "dns-resolves");
        assertThat(verdicts)
                .hasEntrySatisfying("filesystem-space", is(Status.READY))
                .hasEntrySatisfying("filesystem-forecast", is(Status.NOT_APPLICABLE));
    }

    @Test
    void what_needs_ec2_is_left_out() {
        assertThat(judge(known(guest().facts())))
                .doesNotContainKeys(
                        "listener-exposed",
                        "open-port-unused",
                        "device-volume-joined",
                        "ssm-managed",
                        "name-tag");
    }

    @Test
    void an_answer_that_cannot_be_used_is_unknown_throughout() {
        assertThat(
                        judge(Fact.missing(Why.FAILED, Message.literal("the checksum is wrong")))
                                .values())
                .isNotEmpty()
                .allMatch(verdict -> verdict.status() == Status.UNKNOWN);
    }

    @Test
    void the_instance_is_called_like_the_host() {
        assertThat(name(guest())).isEqualTo("ip-10-0-0-10");
        assertThat(name(guest().host(unseen()))).isEqualTo("localhost");
        Host hostile = new Host("$(reboot)';x", null, null, null, null, null, null);
        assertThat(name(guest().host(known(hostile)))).isEqualTo("rebootx");
    }

    @Test
    void remedies_are_for_the_machine_itself_and_invent_no_region_and_no_id() {
        GuestFleet fleet =
                fleet(known(guest().clock(known(new ClockSync(false, null, 0.0, false))).facts()));
        List<String> remedies = new ArrayList<>();
        fleet.judge(judgement -> remedies.add(fleet.finding(judgement, PROBED).remedy()));
        assertThat(String.join("\n", remedies))
                .contains("chronyc sources")
                .doesNotContain("start-session", "us-east-1", "sudo -i", "ip-10-0-0-10");
    }

    private static Consumer<Verdict> is(Status status) {
        return verdict -> assertThat(verdict.status()).isEqualTo(status);
    }

    private static String name(GuestBuilder guest) {
        List<String> names = new ArrayList<>();
        fleet(known(guest.facts())).judge(judgement -> names.add(judgement.subject().id()));
        return names.getFirst();
    }

    private static Map<String, Verdict> judge(Fact<GuestFacts> facts) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        fleet(facts).judge(judgement -> verdicts.put(judgement.spec().id(), judgement.verdict()));
        return verdicts;
    }

    private static GuestFleet fleet(Fact<GuestFacts> facts) {
        return GuestFleet.of(
                facts, DiskHistory.NONE, PROBED, BuiltInChecks.catalogue(), Thresholds.defaults());
    }
}
