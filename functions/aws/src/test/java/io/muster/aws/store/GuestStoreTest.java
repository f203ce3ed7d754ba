package io.muster.aws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.ProbeAnswers;
import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.guest.DiskHistory.Sample;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeAnswer;
import io.muster.readiness.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Guests on DynamoDB's own engine. */
class GuestStoreTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final Instant MONDAY = Instant.parse("2026-11-16T12:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final String PARTITION = "SCOPE#123456789012#us-east-1";
    private static final String RUN = "0123456789abcdef0123456789abcdef";

    private static GuestStore store() {
        return store(TableFixture.AFTER_ALL, problem -> {});
    }

    private static GuestStore store(Clock clock, Consumer<String> problems) {
        return new GuestStore(
                fixture.client(), TableFixture.TABLE, GuestReader::facts, clock, problems);
    }

    @Test
    void an_answer_of_next_year_is_named_and_replaced() {
        Instant nextYear = MONDAY.plus(Duration.ofDays(365));
        store().record(probe("c-2", nextYear), failed("i-0a"));
        List<String> problems = new ArrayList<>();
        GuestStore now = store(Clock.fixed(MONDAY, ZoneOffset.UTC), problems::add);
        now.record(probe("c-1", MONDAY), failed("i-0a"));
        assertThat(now.guests(SCOPE).next().newest().at()).isEqualTo(MONDAY);
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("guest i-0a of 123456789012/us-east-1", "525600 minutes ahead of now");
    }

    @Test
    void a_probe_is_remembered_until_it_is_forgotten() {
        SentProbe probe = probe("c-1", MONDAY, "i-0a", "i-0b");
        store().remember(probe);
        assertThat(store().probe(SCOPE, "c-1")).contains(probe);
        assertThat(probes()).containsExactly(probe);
        assertThat(fixture.items()).containsOnlyKeys(PARTITION + " / PROBE#c-1");
        store().forget(probe);
        assertThat(store().probe(SCOPE, "c-1")).isEmpty();
        assertThat(fixture.items()).isEmpty();
    }

    @Test
    void probes_come_the_oldest_first_and_only_those_of_the_scope() {
        store().remember(probe("c-b", MONDAY));
        store().remember(probe("c-a", TUESDAY));
        store().remember(
                        new SentProbe(
                                Scope.of("123456789012", "eu-west-1"),
                                "c-c",
                                RUN,
                                MONDAY,
                                List.of()));
        assertThat(probes()).extracting(SentProbe::commandId).containsExactly("c-b", "c-a");
    }

    @Test
    void a_probe_that_cannot_be_read_is_said_and_the_others_stand() {
        store().remember(probe("c-1", MONDAY, "i-0a"));
        store().remember(probe("c-2", MONDAY, "i-0b"));
        fixture.edit(PARTITION, "PROBE#c-1", Map.of("runId", AttributeValue.fromN("7")));
        List<StoreException> unreadable = new ArrayList<>();
        assertThat(store().probes(SCOPE, unreadable::add))
                .extracting(SentProbe::commandId)
                .containsExactly("c-2");
        assertThat(unreadable)
                .singleElement()
                .satisfies(one -> assertThat(one).hasMessageContaining("PROBE#c-1"));
    }

    private static List<SentProbe> probes() {
        return store().probes(
                        SCOPE,
                        unreadable -> {
                            throw unreadable;
                        });
    }

    @Test
    void an_answer_is_kept_byte_for_byte() {
        ProbeAnswer answer = ProbeAnswers.of("amazon-linux-2-arm64");
        List<GuestObservation> written =
                store().record(probe("c-1", MONDAY, "i-0a"), answered("i-0a", answer));
        assertThat(only().said()).isEqualTo(new StoredGuest.Said(MONDAY, "c-1", answer));
        assertThat(only().newest().failure()).isNull();
        assertThat(written).containsExactly(observation());
        assertThat(fixture.items()).containsOnlyKeys(PARTITION + " / GUEST#i-0a");
        assertThat(facts(observation()).identity().kernel()).isInstanceOf(Known.class);
    }

    @Test
    void the_same_answer_twice_is_written_once() {
        SentProbe probe = probe("c-1", MONDAY, "i-0a");
        List<GuestAnswer> answers = answered("i-0a", ProbeAnswers.of("amazon-linux-2-arm64"));
        store().record(probe, answers);
        fixture.proxy().forget();
        assertThat(store().record(probe, answers)).hasSize(1);
        assertThat(fixture.proxy().count("PutItem")).isZero();
    }

    @Test
    void an_older_answer_never_replaces_a_newer_one() {
        ProbeAnswer newer = ProbeAnswers.of("amazon-linux-2-arm64");
        store().record(probe("c-2", TUESDAY, "i-0a"), answered("i-0a", newer));
        assertThat(
                        store().record(
                                        probe("c-1", MONDAY, "i-0a"),
                                        answered("i-0a", ProbeAnswers.of("ubuntu-22.04-amd64"))))
                .isEmpty();
        assertThat(Objects.requireNonNull(only().said()).answer()).isEqualTo(newer);
    }

    @Test
    void a_failed_attempt_keeps_the_answer_of_before_and_says_why_it_failed() {
        store().record(
                        probe("c-1", MONDAY, "i-0a"),
                        answered("i-0a", ProbeAnswers.of("amazon-linux-2-arm64")));
        assertThat(store().record(probe("c-2", TUESDAY, "i-0a"), failed("i-0a"))).isEmpty();
        assertThat(Objects.requireNonNull(only().said()).at()).isEqualTo(MONDAY);
        assertThat(only().newest().at()).isEqualTo(TUESDAY);
        assertThat(only().newest().failure())
                .isEqualTo(new StoredGuest.Failure(Why.FAILED, Message.literal("it did not end")));
        assertThat(observation().observedAt()).isEqualTo(MONDAY);
    }

    @Test
    void a_late_answer_is_kept_where_the_newer_attempt_failed() {
        store().record(probe("c-2", TUESDAY, "i-0a"), failed("i-0a"));
        store().record(
                        probe("c-1", MONDAY, "i-0a"),
                        answered("i-0a", ProbeAnswers.of("amazon-linux-2-arm64")));
        assertThat(Objects.requireNonNull(only().said()).at()).isEqualTo(MONDAY);
        assertThat(only().newest().failure()).isNotNull();
    }

    @Test
    void an_answer_on_a_second_look_at_the_same_probe_ends_it_well() {
        SentProbe probe = probe("c-1", MONDAY, "i-0a");
        store().record(probe, failed("i-0a"));
        store().record(probe, answered("i-0a", ProbeAnswers.of("amazon-linux-2-arm64")));
        assertThat(only().newest().failure()).isNull();
        assertThat(only().said()).isNotNull();
    }

    @Test
    void a_guest_that_never_answered_is_missing_with_the_reason() {
        store().record(probe("c-1", MONDAY, "i-0a"), failed("i-0a"));
        assertThat(observation().facts())
                .isEqualTo(Fact.missing(Why.FAILED, Message.literal("it did not end")));
    }

    @Test
    void each_day_leaves_one_sample_of_each_file_system_on_a_disk() {
        ProbeAnswer answer = ProbeAnswers.of("elasticsearch-data-node");
        store().record(probe("c-1", MONDAY, "i-0a"), answered("i-0a", answer));
        store().record(probe("c-2", MONDAY.plusSeconds(3_600), "i-0a"), answered("i-0a", answer));
        store().record(probe("c-3", TUESDAY, "i-0a"), answered("i-0a", answer));
        assertThat(only().history().byMountPoint())
                .containsOnlyKeys("/", "/data/main", "/data/sub");
        assertThat(only().history().of("/data/main"))
                .extracting(Sample::date)
                .containsExactly(LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 17));
        assertThat(only().history().of("/data/main").getFirst().usedBytes())
                .isEqualTo(658_505_728L * 1_024);
    }

    @Test
    void an_answer_that_turns_out_unreadable_leaves_the_history_alone() {
        store().record(
                        probe("c-1", MONDAY, "i-0a"),
                        answered("i-0a", ProbeAnswers.of("elasticsearch-data-node")));
        store().record(
                        probe("c-2", TUESDAY, "i-0a"),
                        answered("i-0a", new ProbeAnswer(true, new byte[] {1, 2, 3}, 10)));
        assertThat(only().history().of("/")).hasSize(1);
        assertThat(observation().facts()).isInstanceOf(Missing.class);
    }

    @Test
    void a_writer_that_is_overtaken_looks_again_and_the_newest_stays() {
        ProbeAnswer older = ProbeAnswers.of("ubuntu-22.04-amd64");
        ProbeAnswer newer = ProbeAnswers.of("amazon-linux-2-arm64");
        AtomicInteger puts = new AtomicInteger();
        fixture.proxy()
                .fault(
                        call -> {
                            if (call.operation().equals("PutItem") && puts.getAndIncrement() == 0) {
                                store().record(
                                                probe("c-2", TUESDAY, "i-0a"),
                                                answered("i-0a", newer));
                            }
                            return Optional.empty();
                        });
        assertThat(store().record(probe("c-1", MONDAY, "i-0a"), answered("i-0a", older))).isEmpty();
        assertThat(Objects.requireNonNull(only().said()).answer()).isEqualTo(newer);
    }

    @Test
    void all_guests_of_a_scope_come_by_pages_in_the_order_of_their_keys() {
        byte[] noise = new byte[30_000];
        new Random(7).nextBytes(noise);
        List<GuestAnswer> answers =
                IntStream.range(0, 90)
                        .mapToObj(
                                i ->
                                        ProbeAnswers.of(
                                                "i-%03d".formatted(i),
                                                new ProbeAnswer(true, noise, 1)))
                        .toList();
        store().record(probe("c-1", MONDAY), answers);
        fixture.proxy().forget();
        List<String> ids = new ArrayList<>();
        store().guests(SCOPE).forEachRemaining(guest -> ids.add(guest.instanceId()));
        assertThat(ids).hasSize(90).isSorted();
        assertThat(fixture.proxy().count("Query")).isGreaterThan(2);
        assertThat(store().observations(SCOPE, TUESDAY, List.of("i-007", "i-none"))).hasSize(1);
    }

    @Test
    void observations_are_taken_apart_when_they_are_asked_for() {
        store().record(
                        probe("c-1", MONDAY, "i-0a"),
                        answered("i-0a", ProbeAnswers.of("amazon-linux-2-arm64")));
        Map<String, GuestObservation> all = store().observations(SCOPE, TUESDAY);
        assertThat(all).hasSize(1).containsKey("i-0a").doesNotContainKey("i-0b");
        GuestObservation one = Objects.requireNonNull(all.get("i-0a"));
        assertThat(one).isSameAs(all.get("i-0a"));
        assertThat(one.observedAt()).isEqualTo(MONDAY);
        assertThat(all.values()).singleElement().isEqualTo(one);
    }

    @Test
    void an_answer_is_parsed_once_by_its_reader_and_once_when_it_is_read_back() {
        AtomicInteger parsed = new AtomicInteger();
        GuestStore store =
                new GuestStore(
                        fixture.client(),
                        TableFixture.TABLE,
                        answer -> {
                            parsed.incrementAndGet();
                            return GuestReader.facts(answer);
                        });
        SentProbe probe = probe("c-1", MONDAY, "i-0a");
        List<GuestAnswer> answers = answered("i-0a", ProbeAnswers.of("amazon-linux-2-arm64"));
        List<GuestObservation> written = store.record(probe, answers);
        assertThat(store.record(probe, answers)).isEqualTo(written);
        assertThat(parsed).hasValue(0);

        Observations read = store.observations(SCOPE, TUESDAY, List.of("i-0a"));
        assertThat(read.times()).containsExactly(Map.entry("i-0a", MONDAY));
        assertThat(parsed).hasValue(0);
        assertThat(read.get("i-0a")).isEqualTo(written.getFirst()).isSameAs(read.get("i-0a"));
        assertThat(parsed).hasValue(1);
    }

    @Test
    void an_item_that_was_spoiled_is_that_guests_fault_alone() {
        List<GuestAnswer> answers = new ArrayList<>();
        answers.addAll(answered("i-0a", ProbeAnswers.of("amazon-linux-2-arm64")));
        answers.addAll(answered("i-0b", ProbeAnswers.of("amazon-linux-2-arm64")));
        store().record(probe("c-1", MONDAY), answers);
        fixture.edit(PARTITION, "GUEST#i-0a", Map.of("history", AttributeValue.fromS("by hand")));
        Map<String, GuestObservation> all = store().observations(SCOPE, TUESDAY);
        assertThat(Objects.requireNonNull(all.get("i-0a")).facts())
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing ->
                                assertThat(missing.detail().english())
                                        .contains("GUEST#i-0a", "history"));
        assertThat(Objects.requireNonNull(all.get("i-0b")).facts()).isInstanceOf(Known.class);
        assertThatExceptionOfType(StoreException.CorruptItem.class)
                .isThrownBy(() -> store().record(probe("c-2", TUESDAY), answers));
        assertThat(fixture.items().get(PARTITION + " / GUEST#i-0b"))
                .containsEntry("askedBy", AttributeValue.fromS("c-2"));
    }

    @Test
    void what_a_newer_muster_wrote_stays_as_it_is() {
        store().record(
                        probe("c-1", MONDAY, "i-0a"),
                        answered("i-0a", ProbeAnswers.of("amazon-linux-2-arm64")));
        fixture.edit(PARTITION, "GUEST#i-0a", Map.of("v", AttributeValue.fromN("9")));
        assertThatExceptionOfType(StoreException.NewerItem.class)
                .isThrownBy(() -> store().record(probe("c-2", TUESDAY, "i-0a"), failed("i-0a")));
    }

    @Test
    void a_call_that_is_refused_is_reported() {
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("BatchGetItem")
                                        ? Optional.of(
                                                Answer.error(400, "AccessDeniedException", "no"))
                                        : Optional.empty());
        assertThatExceptionOfType(StoreException.Failed.class)
                .isThrownBy(() -> store().record(probe("c-1", MONDAY, "i-0a"), failed("i-0a")))
                .withMessageContaining("dynamodb:BatchGetItem was denied");
    }

    @Test
    void guests_and_probes_are_no_findings() {
        store().remember(probe("c-1", MONDAY, "i-0a"));
        store().record(probe("c-1", MONDAY, "i-0a"), failed("i-0a"));
        assertThat(fixture.table().findings(SCOPE).hasNext()).isFalse();
        assertThat(fixture.items().values())
                .allSatisfy(item -> assertThat(item).containsKey("expiresAt"));
    }

    private GuestObservation observation() {
        return only().observation(GuestReader::facts);
    }

    private StoredGuest only() {
        List<StoredGuest> all = new ArrayList<>();
        store().guests(SCOPE).forEachRemaining(all::add);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static GuestFacts facts(GuestObservation observation) {
        if (observation.facts() instanceof Known<GuestFacts> known) {
            return known.value();
        }
        throw new AssertionError(observation.facts());
    }

    private static SentProbe probe(String command, Instant sentAt, String... instances) {
        return new SentProbe(SCOPE, command, RUN, sentAt, List.of(instances));
    }

    private static List<GuestAnswer> answered(String instance, ProbeAnswer answer) {
        return List.of(ProbeAnswers.of(instance, answer));
    }

    private static List<GuestAnswer> failed(String instance) {
        return List.of(
                GuestAnswer.missing(
                        instance, new Missing<>(Why.FAILED, Message.literal("it did not end"))));
    }
}
