package io.muster.readiness.check;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static io.muster.readiness.fixture.GuestBuilder.MIB;
import static io.muster.readiness.fixture.GuestBuilder.PROBED;
import static io.muster.readiness.fixture.GuestBuilder.fileSystem;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.silent;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.node;
import static io.muster.readiness.fixture.Guests.online;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.ManagedNode.PingStatus;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.fixture.SecurityGroups;
import io.muster.readiness.fixture.VolumeBuilder;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.DirectorySize;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.LogSizes.LogFile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every check of a guest: who was not seen is never ready. */
class GuestChecksTest {

    private static final Instance HOST =
            instance()
                    .securityGroups("sg-0a")
                    .blockDevice("/dev/xvda", GuestBuilder.ROOT_VOLUME)
                    .build();

    static List<Check.OfGuest> checks() {
        return BuiltInChecks.catalogue().ofGuests().withoutBlindSpots().all().stream()
                .map(Check.OfGuest.class::cast)
                .toList();
    }

    @Test
    void there_are_twenty_at_least() {
        assertThat(checks()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_sound_guest_is_ready(Check.OfGuest check) {
        assertThat(judge(check, HOST, sound(guest())).status())
                .isIn(Status.READY, Status.NOT_APPLICABLE);
        Verdict x86 = judge(check, HOST, sound(guest().x86()));
        assertThat(x86.status()).as(x86.toString()).isIn(Status.READY, Status.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_host_that_is_not_managed_is_unknown_and_told_what_to_do(Check.OfGuest check) {
        Verdict verdict = judge(check, HOST, new Facts());
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.expected()).isNotEmpty();
        assertThat(verdict.actual())
                .contains("not managed by Systems Manager")
                .contains("AmazonSSMManagedInstanceCore");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_managed_host_that_has_not_answered_is_unknown(Check.OfGuest check) {
        Verdict verdict = judge(check, HOST, new Facts().with(online(HOST.id())));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("the probe has returned no result yet");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_stale_answer_is_unknown_and_says_of_when_it_is(Check.OfGuest check) {
        GuestBuilder old = guest().observedAt(Facts.NOW.minus(Duration.ofHours(49)));
        Verdict verdict =
                judge(
                        check,
                        HOST,
                        new Facts().with(old.build(), node(HOST.id(), PingStatus.CONNECTION_LOST)));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual())
                .contains("2026-11-20T11:00:00Z", "limit of 48 hours", "has not responded since");
        assertThat(verdict.evidence()).contains("missing fact: STALE");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void an_answer_just_within_the_limit_is_judged(Check.OfGuest check) {
        GuestBuilder old =
                guest().observedAt(Facts.NOW.minus(Duration.ofDays(2)))
                        .probedAt(Facts.NOW.minus(Duration.ofDays(2)));
        assertThat(judge(check, HOST, sound(old)).status())
                .isIn(Status.READY, Status.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void an_answer_that_was_cut_is_unknown(Check.OfGuest check) {
        Verdict verdict =
                judge(
                        check,
                        HOST,
                        new Facts().with(guest().unusable(Why.TRUNCATED, "part 3 is missing")));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).isEqualTo("part 3 is missing");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void guests_that_could_not_be_read_are_unknown(Check.OfGuest check) {
        Verdict verdict = judge(check, HOST, new Facts().without(Source.GUESTS));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).isEqualTo("guests denied");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_guest_that_tells_nothing_is_unknown(Check.OfGuest check) {
        assertThat(
                        judge(check, instance().type("m5.large", null).build(), sound(silent()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"PENDING", "STOPPING", "STOPPED"})
    void a_host_that_does_not_run_is_not_applicable(State state) {
        for (Check.OfGuest check : checks()) {
            assertThat(judge(check, instance().state(state).build(), new Facts()).status())
                    .isEqualTo(Status.NOT_APPLICABLE);
        }
    }

    @Test
    void an_unrecognised_state_is_unknown() {
        for (Check.OfGuest check : checks()) {
            assertThat(
                            judge(check, instance().state(State.UNRECOGNISED).build(), new Facts())
                                    .status())
                    .isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void the_checks_are_for_linux() {
        ManagedNode windows = new ManagedNode(HOST.id(), PingStatus.ONLINE, null, "Windows");
        for (Check.OfGuest check : checks()) {
            assertThat(
                            judge(check, instance().platform(Platform.WINDOWS).build(), new Facts())
                                    .status())
                    .isEqualTo(Status.NOT_APPLICABLE);
            assertThat(judge(check, HOST, new Facts().with(windows)).status())
                    .isEqualTo(Status.NOT_APPLICABLE);
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void what_moves_by_the_minute_rewrites_nothing(Check.OfGuest check) {
        Verdict before = judge(check, HOST, sound(busy(guest(), 0)));
        Verdict after =
                judge(
                        check,
                        HOST,
                        sound(
                                busy(
                                        guest().observedAt(PROBED.plusSeconds(1_800))
                                                .probedAt(PROBED.plusSeconds(1_801)),
                                        1)));
        assertThat(after).isEqualTo(before);
    }

    /** Nearly full, and fuller by so many MiB. */
    private static GuestBuilder busy(GuestBuilder guest, int mib) {
        return guest.fileSystems(
                        seen(
                                fileSystem("/", "xfs", "/dev/nvme0n1p1", 30, 96 + mib),
                                fileSystem("/data", "ext4", "/dev/nvme1n1", 100, 91 + mib)))
                .directories(
                        seen(
                                new DirectorySize("/data/a", 55 * GIB + mib * MIB),
                                new DirectorySize("/data/b", 30 * GIB + mib * MIB)))
                .sizes(
                        known(
                                new LogSizes(
                                        9 * GIB + mib * MIB,
                                        Listing.of(
                                                List.of(
                                                        new LogFile(
                                                                "/var/log/app.log",
                                                                3 * GIB + mib * MIB,
                                                                PROBED.plusSeconds(mib)))))));
    }

    @Test
    void a_scan_without_guests_leaves_their_checks_out_and_says_so() {
        FleetFacts laptop = FleetFacts.notCollected(Facts.SCOPE, Facts.NOW);
        Catalogue asked = BuiltInChecks.catalogue().asked(laptop);
        assertThat(asked.all()).isNotEmpty().noneMatch(Check.OfGuest.class::isInstance);
        assertThat(asked.byId("ssm-managed")).isEmpty();
        assertThat(laptop.missing()).containsKeys("managed nodes", "guests");
    }

    @Test
    void a_scan_that_asked_in_vain_keeps_them() {
        FleetFacts denied = new Facts().without(Source.GUESTS).facts();
        assertThat(BuiltInChecks.catalogue().asked(denied).all())
                .hasSameSizeAs(BuiltInChecks.catalogue().all());
    }

    private static Facts sound(GuestBuilder guest) {
        Volume root =
                VolumeBuilder.volume(GuestBuilder.ROOT_VOLUME)
                        .sizeGib(30)
                        .attachedTo(HOST.id())
                        .build();
        return new Facts().with(guest.build(), root, SecurityGroups.group("sg-0a"));
    }
}
