package io.muster.aws.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeSsm;
import io.muster.aws.fixture.FakeSsm.Invocation;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.ProbeAnswers;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.guest.ProbeCollector.Collected;
import io.muster.aws.guest.ProbeSender.Sending;
import io.muster.aws.scan.FindingRun;
import io.muster.aws.scan.GuestJudge;
import io.muster.aws.store.GuestAnswer;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.LogStore;
import io.muster.aws.store.SentProbe;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.ManagedNode.PingStatus;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeAnswer;
import io.muster.readiness.probe.ProbeDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each operation between Muster and the guests, broken in each way: no answer is made up. */
class GuestOperationTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String DESCRIBE = "DescribeDocument";
    private static final String SEND = "SendCommand";
    private static final String LIST = "ListCommandInvocations";
    private static final String GET = "GetCommandInvocation";

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final Map<String, String> STEPS =
            ProbeAnswers.steps(RUN, ProbeAnswers.raw("amazon-linux-2-arm64"));

    private final FakeSsm ssm = new FakeSsm();

    /** The listing lacks a slice of every answer, so that it takes all three operations. */
    @BeforeEach
    void every_guest_answers() {
        fixture.proxy().others(ssm);
        Map<String, String> listed = new LinkedHashMap<>(STEPS);
        listed.put(ProbeDocument.partStep(1), "");
        ssm.guests((instance, run) -> Invocation.success(listed).butWhole(STEPS));
    }

    @Test
    void every_action_that_the_probe_s_way_takes_is_tried_here() {
        Set<String> declared = new TreeSet<>(ProbeSender.actions());
        declared.addAll(ProbeReader.actions());
        assertThat(declared)
                .containsExactlyInAnyOrder(
                        "ssm:" + DESCRIBE, "ssm:" + SEND, "ssm:" + LIST, "ssm:" + GET);
    }

    @Test
    void an_answer_is_parsed_once_on_its_way_from_the_guest_to_its_findings() {
        SentProbe probe = sent();
        AtomicInteger parsed = new AtomicInteger();
        Function<ProbeAnswer, Fact<GuestFacts>> parser =
                answer -> {
                    parsed.incrementAndGet();
                    return GuestReader.facts(answer);
                };
        try (AwsClients clients = quick()) {
            Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
            ProbeReading reading =
                    value(
                            new ProbeReader(clients::ssm, new NoPace(), clock, parser)
                                    .read(probe, List.of()));
            // What is stored is what the judge is given.
            assertThat(
                            GuestStore.of(fixture.clients(), TableFixture.TABLE, parser)
                                    .record(probe, reading.ended()))
                    .singleElement()
                    .matches(guest -> guest.facts() instanceof Known<GuestFacts>);
        }
        assertThat(parsed).hasValue(1);
    }

    @Test
    void an_answer_that_was_read_is_not_read_again_while_others_are_waited_for() {
        AtomicInteger parsed = new AtomicInteger();
        try (AwsClients clients = quick()) {
            SentProbe probe = sender(clients).send(SCOPE, nodes(2)).probes().getFirst();
            ssm.guests(
                    (instance, run) ->
                            instance.endsWith("0")
                                    ? Invocation.success(STEPS)
                                    : Invocation.pending());
            ProbeReader reader =
                    new ProbeReader(
                            clients::ssm,
                            new NoPace(),
                            Clock.fixed(NOON, ZoneOffset.UTC),
                            answer -> {
                                parsed.incrementAndGet();
                                return GuestReader.facts(answer);
                            });
            ProbeReading reading = value(reader.read(probe, List.of(Duration.ZERO, Duration.ZERO)));
            assertThat(reading.ended()).hasSize(1);
            assertThat(reading.open()).hasSize(1);
        }
        assertThat(parsed).hasValue(1);
    }

    @Test
    void a_command_that_fails_names_its_guests_and_is_tried_again_only_where_it_was_refused() {
        for (Fault fault : Fault.values()) {
            try (AwsClients clients = quick()) {
                fixture.proxy().forget();
                fixture.proxy().fails(SEND, Answer.of(fault));
                Sending sending = sender(clients).send(SCOPE, nodes(1));
                assertThat(sending.probes()).isEmpty();
                boolean doubt = fault.why() == Why.FAILED || fault.why() == Why.UNREACHABLE;
                assertThat(sending.failures())
                        .as("%s", fault)
                        .singleElement()
                        .asString()
                        .startsWith("1 guests from i-00000000000000000 on ")
                        .contains(doubt ? "may not have been asked" : "were not asked")
                        .contains("ssm:SendCommand")
                        .doesNotContain("<", "\n");
                assertThat(fixture.proxy().asked(SEND))
                        .as("%s", fault)
                        .isEqualTo(fault.throttle() ? 4 : 1);
            }
        }
        fixture.proxy().heal();
        assertThat(fixture.items()).isEmpty();
    }

    @Test
    void nothing_is_sent_where_the_hash_of_the_document_is_not_known() {
        for (Fault fault : Fault.values()) {
            try (AwsClients clients = quick()) {
                fixture.proxy().fails(DESCRIBE, Answer.of(fault));
                Sending sending = sender(clients).send(SCOPE, nodes(120));
                assertThat(sending.probes()).isEmpty();
                assertThat(sending.failures())
                        .as("%s", fault)
                        .singleElement()
                        .asString()
                        .startsWith("120 guests from i-00000000000000000 on were not asked: ")
                        .contains("ssm:DescribeDocument")
                        .doesNotContain("<", "\n");
            }
        }
        assertThat(ssm.requests()).isEmpty();
    }

    @Test
    void a_command_that_was_throttled_for_a_while_is_sent_once() {
        fixture.proxy().fails(SEND, Answer.of(Fault.THROTTLING), 3);
        SentProbe probe = sent();
        assertThat(ssm.requests()).hasSize(1);
        assertThat(store().probes(SCOPE, unreadable -> {})).containsExactly(probe);
    }

    @Test
    void a_command_that_was_taken_is_not_sent_again_where_the_answer_is_lost() {
        fixture.proxy().losesAnswer(SEND);
        try (AwsClients clients = quick()) {
            Sending sending = sender(clients).send(SCOPE, nodes(120));
            // The fifty are in doubt, and said to be; the others are asked all the same.
            assertThat(ssm.requests()).hasSize(3);
            assertThat(sending.guests()).isEqualTo(70);
            assertThat(store().probes(SCOPE, unreadable -> {}))
                    .containsExactlyInAnyOrderElementsOf(sending.probes());
            assertThat(sending.failures())
                    .singleElement()
                    .asString()
                    .startsWith("50 guests from i-00000000000000000 on may not have been asked: ")
                    .contains("ssm:SendCommand got no response");
        }
    }

    @Test
    void commands_that_fail_now_and_then_do_not_end_the_sending() {
        int[] asked = {0};
        fixture.proxy()
                .fault(
                        call ->
                                call.action().equals(SEND) && asked[0]++ % 2 == 0
                                        ? Optional.of(Answer.of(Fault.INTERNAL_ERROR))
                                        : Optional.empty());
        try (AwsClients clients = quick()) {
            Sending sending = sender(clients).send(SCOPE, nodes(500));
            assertThat(sending.guests()).isEqualTo(250);
            assertThat(sending.failures()).hasSize(5).allMatch(each -> each.startsWith("50 "));
        }
    }

    @Test
    void a_listing_that_fails_leaves_the_probe_for_the_next_time() {
        SentProbe probe = sent();
        Map<String, Map<String, AttributeValue>> before = fixture.items();
        for (Fault fault : Fault.values()) {
            try (AwsClients clients = quick()) {
                fixture.proxy().forget();
                fixture.proxy().fails(LIST, Answer.of(fault));
                Missing<Collected> missing = missing(collector(clients).collect(probe, List.of()));
                assertThat(missing.why()).as("%s", fault).isEqualTo(fault.why());
                assertThat(missing.detail().english())
                        .startsWith("ssm:" + LIST)
                        .doesNotContain("<", "\n");
                assertThat(fixture.proxy().asked(LIST)).as("%s", fault).isEqualTo(tries(fault));
            }
        }
        fixture.proxy().heal();
        assertThat(fixture.items()).isEqualTo(before);
        assertAnswered(probe);
    }

    @Test
    void a_step_that_cannot_be_fetched_leaves_its_guest_for_the_next_time() {
        SentProbe probe = sent();
        for (Fault fault : Fault.values()) {
            try (AwsClients clients = quick()) {
                fixture.proxy().forget();
                fixture.proxy().fails(GET, Answer.of(fault));
                ProbeReading reading = value(reader(clients, NOON).read(probe, List.of()));
                assertThat(fixture.proxy().asked(GET)).as("%s", fault).isEqualTo(tries(fault));
                if (fault.why() == Why.DENIED) {
                    assertNames(reading, fault.why());
                } else {
                    assertThat(reading.ended()).as("%s", fault).isEmpty();
                    assertThat(reading.open()).containsExactlyElementsOf(probe.instances());
                    // Once nothing more can come, the answer is missing by the fault's name.
                    Instant over = NOON.plus(Duration.ofMinutes(61));
                    assertNames(value(reader(clients, over).read(probe, List.of())), fault.why());
                }
            }
        }
        fixture.proxy().heal();
        assertAnswered(probe);
    }

    @Test
    void what_fails_for_a_while_changes_no_answer() {
        SentProbe probe = sent();
        for (Fault fault : Fault.values()) {
            for (String action : fault.retried() ? List.of(LIST, GET) : List.<String>of()) {
                fixture.proxy().fails(action, Answer.of(fault), 3);
                assertAnswered(probe);
            }
        }
    }

    @Test
    void what_does_not_answer_in_time_is_given_up_and_said() {
        SentProbe probe = sent();
        fixture.proxy().forget();
        try (AwsClients clients =
                QuickClients.of(fixture.proxy().endpoint(), 2, Duration.ofMillis(700))) {
            fixture.proxy().fails(SEND, Answer.SILENCE);
            assertThat(sender(clients).send(SCOPE, nodes(1)).failures())
                    .singleElement()
                    .asString()
                    .contains("may not have been asked: ssm:SendCommand got no response");
            assertThat(fixture.proxy().asked(SEND)).isEqualTo(1);
            fixture.proxy().fails(LIST, Answer.SILENCE);
            assertThat(missing(reader(clients, NOON).read(probe, List.of())).detail().english())
                    .startsWith("ssm:ListCommandInvocations got no response");
            assertThat(fixture.proxy().asked(LIST)).isEqualTo(2);
            fixture.proxy().fails(GET, Answer.SILENCE);
            assertThat(value(reader(clients, NOON).read(probe, List.of())).open())
                    .containsExactlyElementsOf(probe.instances());
            assertThat(fixture.proxy().asked(GET)).isEqualTo(2);
        }
    }

    private void assertAnswered(SentProbe probe) {
        try (AwsClients clients = quick()) {
            ProbeReading reading = value(reader(clients, NOON).read(probe, List.of()));
            assertThat(reading.ended()).hasSize(1).allMatch(each -> each.answer() instanceof Known);
        }
    }

    private static void assertNames(ProbeReading reading, Why why) {
        assertThat(reading.ended()).hasSize(1);
        GuestAnswer answer = reading.ended().getFirst();
        Missing<?> missing = missing(answer.answer());
        assertThat(missing.why()).isEqualTo(why);
        assertThat(missing.detail().english()).startsWith("ssm:" + GET).doesNotContain("<", "\n");
    }

    private static int tries(Fault fault) {
        return fault.retried() || fault == Fault.TRUNCATED_XML ? 4 : 1;
    }

    private SentProbe sent() {
        try (AwsClients clients = quick()) {
            return sender(clients).send(SCOPE, nodes(1)).probes().getFirst();
        }
    }

    private static AwsClients quick() {
        return QuickClients.of(fixture.proxy().endpoint());
    }

    private static ProbeSender sender(AwsClients clients) {
        return new ProbeSender(
                clients::ssmOnce,
                clients::ssm,
                store(),
                ProbeSettings.from(Map.of()),
                new NoPace(),
                () -> RUN,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static ProbeReader reader(AwsClients clients, Instant now) {
        return new ProbeReader(clients::ssm, new NoPace(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static ProbeCollector collector(AwsClients clients) {
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        GuestJudge judge =
                new GuestJudge(
                        clients,
                        new FindingRun(
                                fixture.table(),
                                BuiltInChecks.catalogue(),
                                Thresholds.from(Map.of()),
                                problem -> {}),
                        LogStore.of(fixture.clients(), TableFixture.TABLE),
                        clock);
        return new ProbeCollector(reader(clients, NOON), store(), judge);
    }

    private static GuestStore store() {
        return GuestStore.of(fixture.clients(), TableFixture.TABLE);
    }

    private static List<ManagedNode> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new ManagedNode(
                                        "i-%017x".formatted(i), PingStatus.ONLINE, NOON, "Linux"))
                .toList();
    }

    private static <T> T value(Fact<T> fact) {
        if (fact instanceof Known<T> known) {
            return known.value();
        }
        throw new AssertionError(fact);
    }

    private static <T> Missing<T> missing(Fact<T> fact) {
        if (fact instanceof Missing<T> missing) {
            return missing;
        }
        throw new AssertionError(fact);
    }
}
