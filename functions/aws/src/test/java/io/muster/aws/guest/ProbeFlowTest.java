package io.muster.aws.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.aws.fixture.FakeSsm;
import io.muster.aws.fixture.FakeSsm.Invocation;
import io.muster.aws.fixture.ProbeAnswers;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.guest.ProbeSender.Sending;
import io.muster.aws.store.GuestAnswer;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.SentProbe;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.ManagedNode.PingStatus;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.probe.ProbeAnswer;
import io.muster.readiness.probe.ProbeDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands out and answers back, through the real client over HTTP. */
@Tag("slow")
class ProbeFlowTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final byte[] GUEST = ProbeAnswers.raw("amazon-linux-2-arm64");
    private static final ProbeSettings SETTINGS = ProbeSettings.from(Map.of());

    private final FakeSsm ssm = new FakeSsm();
    private final NoPace pace = new NoPace();

    @BeforeEach
    void every_guest_answers() {
        fixture.proxy().others(ssm);
        ssm.guests((instance, run) -> Invocation.success(ProbeAnswers.steps(run, GUEST)));
    }

    @Test
    void ten_thousand_guests_take_two_hundred_commands_and_as_many_listings() {
        Map<String, String> packed = ProbeAnswers.steps(RUN, GUEST);
        ssm.guests((instance, run) -> Invocation.success(packed));
        Sending sending = sender().send(SCOPE, nodes(10_000));
        long answered = 0;
        for (SentProbe probe : sending.probes()) {
            answered += read(probe).ended().stream().filter(ProbeFlowTest::known).count();
        }
        assertThat(sending.guests()).isEqualTo(10_000);
        assertThat(answered).isEqualTo(10_000);
        assertThat(ssm.count("SendCommand")).isEqualTo(200);
        assertThat(ssm.count("ListCommandInvocations")).isEqualTo(200);
        assertThat(ssm.count("GetCommandInvocation")).isZero();
        assertThat(ssm.count("DescribeDocument")).isEqualTo(1);
        assertThat(pace.calls).isEqualTo(401);
    }

    @Test
    void a_command_is_bounded_and_never_stopped_by_one_guest() {
        sender().send(SCOPE, nodes(51));
        assertThat(ssm.requests()).hasSize(2);
        assertThat(ssm.requests().getFirst())
                .containsEntry("DocumentName", "muster-guest-probe")
                .containsEntry("DocumentHash", FakeSsm.HASH)
                .containsEntry("DocumentHashType", "Sha256")
                .containsEntry("MaxErrors", "100%")
                .containsEntry("MaxConcurrency", "25")
                .containsEntry("TimeoutSeconds", 120);
        assertThat(ssm.requests().getFirst().get("Parameters"))
                .isEqualTo(Map.of("RunId", List.of(RUN)));
    }

    @Test
    void each_command_is_remembered_with_its_guests() {
        Sending sending = sender().send(SCOPE, nodes(3));
        assertThat(store().probes(SCOPE, unreadable -> {})).isEqualTo(sending.probes());
        assertThat(sending.probes().getFirst().sentAt()).isEqualTo(NOON);
        assertThat(sending.probes().getFirst().instances()).hasSize(3);
    }

    @Test
    void silent_nodes_and_other_systems_are_left_out() {
        Sending sending =
                sender().send(
                                SCOPE,
                                List.of(
                                        node("i-0a", PingStatus.ONLINE, "Linux"),
                                        node("i-0b", PingStatus.CONNECTION_LOST, "Linux"),
                                        node("i-0c", PingStatus.ONLINE, "Windows")));
        assertThat(sending.probes().getFirst().instances()).containsExactly("i-0a");
        assertThat(sending.silent()).isEqualTo(1);
    }

    @Test
    void a_document_that_is_missing_is_said_and_no_guest_counts_as_asked() {
        ssm.denies("DescribeDocument", "InvalidDocument");
        Sending sending = sender().send(SCOPE, nodes(3));
        assertThat(sending.probes()).isEmpty();
        assertThat(sending.failures())
                .singleElement()
                .asString()
                .contains(
                        "3 guests",
                        "ssm:DescribeDocument found no document muster-guest-probe in us-east-1",
                        "InvalidDocument",
                        "Apply infra-terraform");
    }

    @Test
    void a_document_that_was_changed_runs_on_no_guest() {
        String other = "f".repeat(64);
        ProbeSettings told =
                ProbeSettings.from(
                        Map.of("MUSTER_PROBE_DOCUMENT_HASHES", "123456789012/us-east-1=" + other));
        Sending sending = sender(told).send(SCOPE, nodes(200));
        assertThat(sending.probes()).isEmpty();
        assertThat(sending.notOffered()).isFalse();
        assertThat(ssm.count("DescribeDocument")).isZero();
        assertThat(ssm.requests())
                .singleElement()
                .matches(request -> other.equals(request.get("DocumentHash")));
        assertThat(sending.failures())
                .singleElement()
                .asString()
                .startsWith("200 guests")
                .contains("its hash is not the expected one", "CloudTrail");
    }

    @Test
    void a_hash_that_is_none_is_refused_with_the_variable_s_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ProbeSettings.from(
                                        Map.of(
                                                "MUSTER_PROBE_DOCUMENT_HASHES",
                                                "123456789012/us-east-1=abc")))
                .withMessageContaining("MUSTER_PROBE_DOCUMENT_HASHES");
    }

    @Test
    void a_scope_without_managed_guests_is_asked_for_no_document() {
        sender().send(SCOPE, List.of());
        assertThat(ssm.count("DescribeDocument")).isZero();
    }

    @Test
    void without_its_document_a_region_is_asked_once_and_all_its_guests_are_counted() {
        ssm.denies("SendCommand", "InvalidDocument");
        assertThat(sender().send(SCOPE, nodes(200)).failures())
                .singleElement()
                .asString()
                .startsWith("200 guests from i-00000000000000000 on were not asked");
        assertThat(ssm.count("SendCommand")).isEqualTo(1);
    }

    @Test
    void commands_that_fail_one_after_the_other_end_the_sending() {
        ssm.denies("SendCommand", "InvalidParameters");
        assertThat(sender().send(SCOPE, nodes(1_000)).failures())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("900 guests from ");
        assertThat(ssm.count("SendCommand")).isEqualTo(3);
    }

    @Test
    void a_refusal_that_will_last_ends_the_sending() {
        ssm.denies("SendCommand", "AccessDeniedException");
        assertThat(sender().send(SCOPE, nodes(200)).failures()).hasSize(1);
        assertThat(ssm.count("SendCommand")).isEqualTo(1);
    }

    @Test
    void what_is_not_listed_yet_is_looked_for_again_and_never_concluded() {
        ssm.listAfter(2);
        SentProbe probe = sent("i-0a");
        assertThat(read(probe).open()).containsExactly("i-0a");
        List<Duration> pollDelays = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));
        ProbeReading reading = value(reader(NOON).read(probe, pollDelays));
        assertThat(reading.complete()).isTrue();
        assertThat(pace.pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void a_guest_that_is_still_at_work_is_open_while_others_have_ended() {
        ssm.guests(
                (instance, run) ->
                        instance.equals("i-0a")
                                ? Invocation.pending()
                                : Invocation.success(ProbeAnswers.steps(run, GUEST)));
        ProbeReading reading = read(sent("i-0a", "i-0b"));
        assertThat(reading.open()).containsExactly("i-0a");
        assertThat(reading.ended()).extracting(GuestAnswer::instanceId).containsExactly("i-0b");
    }

    @Test
    void what_has_not_ended_within_the_hour_has_ended() {
        ssm.guests((instance, run) -> Invocation.pending());
        SentProbe probe = sent("i-0a");
        ProbeReading reading =
                value(reader(NOON.plus(Duration.ofMinutes(61))).read(probe, List.of()));
        assertThat(reading.complete()).isTrue();
        assertThat(missing(reading).detail().english())
                .contains("did not end", "60 minutes", "In Progress");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    TimedOut,  DeliveryTimedOut,  FAILED, did not receive the command in time
                    TimedOut,  Delivery Timed Out, FAILED, did not receive the command in time
                    TimedOut,  ExecutionTimedOut, FAILED, timed out
                    Failed,    Failed,            FAILED, a step of the probe's document failed
                    Failed,    Undeliverable,     FAILED, could not be delivered
                    Failed,    InvalidPlatform,   FAILED, the probe is for Linux
                    Failed,    AccessDenied,      DENIED, may not run the command
                    Cancelled, Cancelled,         FAILED, the command was cancelled
                    Cancelled, Terminated,        FAILED, ended before this instance's turn
                    """)
    void an_end_without_an_answer_says_what_to_do(
            String status, String details, Why why, String words) {
        ssm.guests((instance, run) -> Invocation.ended(status, details));
        ProbeReading reading = read(sent("i-0a"));
        assertThat(missing(reading).why()).isEqualTo(why);
        assertThat(missing(reading).detail().english()).contains(words);
    }

    @Test
    void what_a_failed_command_printed_counts_where_it_adds_up() {
        ssm.guests(
                (instance, run) -> {
                    Map<String, String> outputs = ProbeAnswers.steps(run, GUEST);
                    return new Invocation("TimedOut", "ExecutionTimedOut", outputs, outputs);
                });
        assertThat(read(sent("i-0a")).ended()).allMatch(ProbeFlowTest::known);
    }

    @Test
    void complaints_of_a_step_are_no_part_of_its_slice() {
        ssm.guests(
                (instance, run) -> {
                    Map<String, String> outputs = ProbeAnswers.steps(run, GUEST);
                    outputs.replaceAll(
                            (step, output) -> output + "\n----------ERROR-------\nsh: oh\n");
                    return Invocation.success(outputs);
                });
        assertThat(read(sent("i-0a")).ended()).allMatch(ProbeFlowTest::known);
    }

    @Test
    void an_overflow_is_fetched_with_one_more_call() {
        byte[] noise = noise(40_000);
        ssm.guests((instance, run) -> Invocation.success(ProbeAnswers.steps(run, noise)));
        ProbeReading reading = read(sent("i-0a", "i-0b"));
        // Noise is no answer of a probe, but it has come whole.
        assertThat(missing(reading).detail().english()).contains("does not begin with its header");
        assertThat(ssm.count("GetCommandInvocation")).isEqualTo(2);
    }

    @Test
    void a_slice_that_is_missing_in_the_listing_is_fetched_by_itself() {
        ssm.guests(
                (instance, run) -> {
                    Map<String, String> whole = ProbeAnswers.steps(run, GUEST);
                    Map<String, String> listed = new HashMap<>(whole);
                    listed.put("part02", "");
                    return Invocation.success(listed).butWhole(whole);
                });
        assertThat(read(sent("i-0a")).ended()).allMatch(ProbeFlowTest::known);
        assertThat(ssm.count("GetCommandInvocation")).isEqualTo(1);
    }

    @Test
    void a_slice_that_stays_missing_is_said_and_asked_for_once() {
        ssm.guests(
                (instance, run) -> {
                    Map<String, String> outputs = ProbeAnswers.steps(run, GUEST);
                    outputs.put("part02", "");
                    return Invocation.success(outputs);
                });
        assertThat(missing(read(sent("i-0a"))).detail().english())
                .contains("part02 printed nothing");
        assertThat(ssm.count("GetCommandInvocation")).isEqualTo(1);
    }

    @Test
    void a_wrong_checksum_is_fetched_again_step_by_step_and_then_said() {
        ssm.guests(
                (instance, run) -> {
                    Map<String, String> outputs = ProbeAnswers.steps(run, GUEST);
                    outputs.computeIfPresent(
                            "part01", (step, slice) -> "AAAA" + slice.substring(4));
                    return Invocation.success(outputs);
                });
        assertThat(missing(read(sent("i-0a"))).detail().english()).contains("checksum is wrong");
        assertThat(ssm.count("GetCommandInvocation")).isBetween(1, ProbeDocument.PARTS + 1);
    }

    @Test
    void fifty_hostile_guests_cost_no_more_than_fifty_single_steps() {
        ssm.guests(
                (instance, run) -> {
                    Map<String, String> outputs = ProbeAnswers.steps(run, GUEST);
                    outputs.replaceAll(
                            (step, output) ->
                                    step.startsWith("part") && output.length() > 4
                                            ? "AAAA" + output.substring(4)
                                            : output);
                    return Invocation.success(outputs);
                });
        String[] fifty =
                IntStream.range(0, 50).mapToObj("i-%03d"::formatted).toArray(String[]::new);
        assertThat(read(sent(fifty)).ended()).hasSize(50).noneMatch(ProbeFlowTest::known);
        assertThat(ssm.count("GetCommandInvocation")).isLessThanOrEqualTo(50);
    }

    @Test
    void guests_with_spoilt_slices_do_not_use_up_the_steps_of_others() {
        Map<String, String> whole = ProbeAnswers.steps(RUN, noise(40_000));
        Map<String, String> spoilt = new HashMap<>(whole);
        spoilt.replaceAll(
                (step, output) ->
                        step.startsWith("part") && output.length() > 4
                                ? "AAAA" + output.substring(4)
                                : output);
        ssm.guests(
                (instance, run) ->
                        instance.startsWith("i-a")
                                ? Invocation.success(spoilt)
                                : Invocation.success(whole));
        List<String> guests = new ArrayList<>();
        IntStream.range(0, 10).mapToObj("i-a%d"::formatted).forEach(guests::add);
        IntStream.range(0, 40).mapToObj("i-b%d"::formatted).forEach(guests::add);

        ProbeReading reading = read(sent(guests.toArray(String[]::new)));

        assertThat(reading.ended())
                .filteredOn(answer -> answer.instanceId().startsWith("i-b"))
                .hasSize(40)
                // It arrived whole, and is noise.
                .allMatch(answer -> detail(answer).contains("does not begin with its header"));
        assertThat(ssm.count("GetCommandInvocation")).isLessThanOrEqualTo(50);
    }

    private static String detail(GuestAnswer answer) {
        return answer.answer() instanceof Missing<ProbeAnswer> missing
                ? missing.detail().english()
                : "";
    }

    @Test
    void a_step_that_cannot_be_fetched_yet_leaves_its_guest_open() {
        ssm.guests(
                (instance, run) -> {
                    Map<String, String> listed = ProbeAnswers.steps(run, GUEST);
                    listed.put("part01", "");
                    return Invocation.success(listed).butWhole(Map.of());
                });
        assertThat(read(sent("i-0a")).open()).containsExactly("i-0a");
    }

    @Test
    void a_step_that_may_not_be_fetched_fails_its_guest_and_no_other() {
        listedWithoutPart("i-0a");
        SentProbe probe = sent("i-0a", "i-0b");
        ssm.denies("GetCommandInvocation", "AccessDeniedException");
        ProbeReading reading = read(probe);
        assertThat(reading.complete()).isTrue();
        assertThat(missing(reading).why()).isEqualTo(Why.DENIED);
        assertThat(missing(reading).detail().english()).contains("ssm:GetCommandInvocation");
        assertThat(known(reading.ended().getLast())).isTrue();
    }

    @Test
    void a_step_that_the_service_fails_to_bring_is_left_for_the_next_time() {
        listedWithoutPart("i-0a");
        SentProbe probe = sent("i-0a", "i-0b");
        ssm.denies("GetCommandInvocation", "InvalidPluginName");
        assertThat(read(probe).open()).containsExactly("i-0a");
        assertThat(read(probe).ended()).singleElement().matches(ProbeFlowTest::known);
        Instant later = NOON.plus(Duration.ofMinutes(61));
        assertThat(missing(value(reader(later).read(probe, List.of()))).detail().english())
                .contains("ssm:GetCommandInvocation failed (InvalidPluginName");
    }

    private void listedWithoutPart(String spoiled) {
        ssm.guests(
                (instance, run) -> {
                    Map<String, String> outputs = ProbeAnswers.steps(run, GUEST);
                    if (instance.equals(spoiled)) {
                        outputs.put("part01", "");
                    }
                    return Invocation.success(outputs);
                });
    }

    @Test
    void a_gzip_bomb_is_inflated_no_further_than_it_promised() {
        byte[] bomb = ProbeAnswers.gzip(new byte[20_000_000]);
        ssm.guests((instance, run) -> Invocation.success(ProbeAnswers.slices(run, bomb, 1_000)));
        assertThat(missing(read(sent("i-0a"))).detail().english())
                .contains("does not have the 1000");
    }

    @Test
    void another_runs_answer_is_not_taken_for_this_ones() {
        ssm.guests(
                (instance, run) -> Invocation.success(ProbeAnswers.steps("f".repeat(32), GUEST)));
        assertThat(missing(read(sent("i-0a"))).detail().english())
                .contains("belongs to another run");
    }

    @Test
    void answers_of_guests_that_were_not_asked_are_ignored() {
        SentProbe sent = sent("i-0a", "i-0b");
        SentProbe one = new SentProbe(SCOPE, sent.commandId(), RUN, NOON, List.of("i-0a"));
        assertThat(read(one).ended()).extracting(GuestAnswer::instanceId).containsExactly("i-0a");
    }

    @Test
    void a_service_that_refuses_leaves_everything_for_the_next_time() {
        SentProbe probe = sent("i-0a");
        ssm.denies("ListCommandInvocations", "AccessDeniedException");
        assertThat(reader(NOON).read(probe, List.of()))
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing -> {
                            assertThat(missing.why()).isEqualTo(Why.DENIED);
                            assertThat(missing.detail().english())
                                    .contains("ssm:ListCommandInvocations");
                        });
    }

    @Test
    void every_call_that_is_made_was_declared() {
        SentProbe probe = sent("i-0a");
        byte[] noise = noise(40_000);
        ssm.guests((instance, run) -> Invocation.success(ProbeAnswers.steps(run, noise)));
        read(probe);
        assertThat(fixture.clients().ledger().counts().keySet())
                .filteredOn(action -> action.startsWith("ssm:"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ProbeSender.actions(), ProbeReader.actions())
                                .flatMap(Set::stream)
                                .toList());
    }

    private SentProbe sent(String... instances) {
        List<ManagedNode> nodes =
                Arrays.stream(instances).map(id -> node(id, PingStatus.ONLINE, "Linux")).toList();
        return sender().send(SCOPE, nodes).probes().getFirst();
    }

    private ProbeSender sender() {
        return sender(SETTINGS);
    }

    private ProbeSender sender(ProbeSettings settings) {
        return new ProbeSender(
                fixture.clients()::ssmOnce,
                fixture.clients()::ssm,
                store(),
                settings,
                pace,
                () -> RUN,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private ProbeReader reader(Instant now) {
        return new ProbeReader(fixture.clients()::ssm, pace, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static GuestStore store() {
        return GuestStore.of(fixture.clients(), TableFixture.TABLE);
    }

    private ProbeReading read(SentProbe probe) {
        return value(reader(NOON).read(probe, List.of()));
    }

    private static ProbeReading value(Fact<ProbeReading> reading) {
        if (reading instanceof Known<ProbeReading> known) {
            return known.value();
        }
        throw new AssertionError(reading);
    }

    private static Missing<ProbeAnswer> missing(ProbeReading reading) {
        if (reading.ended().getFirst().answer() instanceof Missing<ProbeAnswer> missing) {
            return missing;
        }
        throw new AssertionError(reading);
    }

    private static boolean known(GuestAnswer answer) {
        return answer.answer() instanceof Known<ProbeAnswer>;
    }

    private static List<ManagedNode> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> node("i-%017x".formatted(i), PingStatus.ONLINE, "Linux"))
                .toList();
    }

    private static ManagedNode node(String id, PingStatus status, String platform) {
        return new ManagedNode(id, status, NOON, platform);
    }

    /** What gzip cannot make smaller. */
    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(7).nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise).substring(0, bytes).getBytes(UTF_8);
    }
}
