package io.muster.aws.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.LoopbackProxy;
import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogCounts;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fact.LogLeftOut;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.LogTraffic;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LogStoreTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final String PARTITION = "SCOPE#123456789012#us-east-1";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant TEN = NOON.minus(Duration.ofHours(2));
    private static final LogGroup MESSAGES =
            new LogGroup("/var/log/messages", LogClass.STANDARD, 30, "arn:key", 12L, TEN);
    private static final LogGroup BARE =
            new LogGroup("bare#group", LogClass.INFREQUENT_ACCESS, null, null, null, null);

    @Test
    void before_the_first_run_nothing_is_known_and_it_says_so() {
        assertThat(store().facts(SCOPE))
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing -> {
                            assertThat(missing.why()).isEqualTo(Why.NOT_REPORTED);
                            assertThat(missing.detail().english()).contains("log-analysis");
                        });
    }

    @Test
    void what_a_run_brought_is_read_back() {
        LogWindow window = window("/var/log/messages", NOON, 3);
        record(NOON, List.of(MESSAGES, BARE), window);
        LogFacts facts = facts();
        assertThat(facts.listedAt()).isEqualTo(NOON);
        assertThat(facts.groups()).containsExactlyInAnyOrder(MESSAGES, BARE);
        assertThat(facts.observations())
                .containsExactly(Map.entry("/var/log/messages", LogObservation.of(window)));
    }

    @Test
    void the_same_run_again_changes_nothing() {
        LogWindow window = window("/var/log/messages", NOON, 3);
        record(NOON, List.of(MESSAGES), window);
        LogFacts once = facts();
        record(NOON, List.of(MESSAGES), window);
        assertThat(facts()).isEqualTo(once);
    }

    @Test
    void a_later_run_is_added() {
        record(NOON, List.of(MESSAGES), window("/var/log/messages", NOON, 3));
        Instant one = NOON.plus(Duration.ofHours(1));
        record(one, List.of(MESSAGES), window("/var/log/messages", one, 5));
        assertThat(total()).isEqualTo(8);
    }

    @Test
    void a_run_that_is_overtaken_replaces_nothing_newer() {
        Instant one = NOON.plus(Duration.ofHours(1));
        LogStore.Before early = store().before(SCOPE);
        LogGroup newer = new LogGroup(MESSAGES.name(), LogClass.STANDARD, 7, null, 99L, TEN);
        record(one, List.of(newer), window("/var/log/messages", one, 5));
        store().record(
                        SCOPE,
                        NOON,
                        early,
                        List.of(MESSAGES),
                        List.of(window("/var/log/messages", NOON, 3)));
        assertThat(facts().listedAt()).isEqualTo(one);
        assertThat(facts().groups()).containsExactly(newer);
        assertThat(total()).isEqualTo(8);
    }

    @Test
    void a_group_that_is_listed_no_more_is_gone() {
        record(NOON, List.of(MESSAGES, BARE));
        record(NOON.plusSeconds(60), List.of(MESSAGES));
        assertThat(facts().groups()).containsExactly(MESSAGES);
    }

    @Test
    void a_run_that_is_broken_off_leaves_every_group_there() {
        record(NOON, List.of(MESSAGES, BARE));
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("PutItem") && call.body().contains("bare")
                                        ? Optional.of(
                                                LoopbackProxy.Answer.error(
                                                        400, "ValidationException", "no"))
                                        : Optional.empty());
        try {
            record(NOON.plusSeconds(60), List.of(MESSAGES, BARE));
        } catch (StoreException expected) {
            assertThat(expected).hasMessageContaining("PutItem");
        } finally {
            fixture.proxy().heal();
        }
        assertThat(facts().groups()).containsExactlyInAnyOrder(MESSAGES, BARE);
    }

    @Test
    void what_was_found_before_is_known_to_the_next_run() {
        LogWindow window = window("/var/log/messages", NOON, 3);
        record(NOON, List.of(MESSAGES), window);
        assertThat(store().before(SCOPE).observation("/var/log/messages"))
                .contains(LogObservation.of(window));
    }

    @Test
    void a_spoilt_item_is_said_and_written_anew_by_the_next_run() {
        record(NOON, List.of(MESSAGES), window("/var/log/messages", NOON, 3));
        fixture.edit(
                PARTITION,
                "LOG#/var/log/messages",
                Map.of("observation", AttributeValue.fromB(SdkBytes.fromUtf8String("junk"))));
        assertThat(store().facts(SCOPE))
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing ->
                                assertThat(missing.detail().english())
                                        .contains("/var/log/messages"));
        record(NOON.plusSeconds(60), List.of(MESSAGES), window("/var/log/messages", NOON, 3));
        assertThat(total()).isEqualTo(3);
    }

    @Test
    void the_largest_observation_fits_an_item_even_of_noise() {
        Random random = new Random(7);
        List<SignatureCount> faults = new ArrayList<>();
        for (int i = 0; i < LogObservation.MAX_FAULTS; i++) {
            SortedMap<String, HourlyCounts> sources = new TreeMap<>();
            for (int j = 0; j < SignatureCount.MAX_SOURCES; j++) {
                sources.put(noise(random, 128), everyHour(random, 48));
            }
            faults.add(
                    new SignatureCount(
                            noise(random, 512),
                            "signature-" + i,
                            everyHour(random, 190),
                            TEN,
                            NOON,
                            noise(random, 300),
                            new TreeSet<>(List.of(noise(random, 128), noise(random, 128))),
                            sources));
        }
        LogWindow window = window(MESSAGES.name(), NOON, faults);
        record(NOON, List.of(MESSAGES), window);
        List<SignatureCount> kept =
                facts().observations().values().iterator().next().counts().faults();
        assertThat(kept).isNotEmpty();
        assertThat(LogObservation.of(window).counts().faults()).containsAll(kept);
    }

    private static HourlyCounts everyHour(Random random, int hours) {
        SortedMap<Instant, Long> counts = new TreeMap<>();
        for (int i = 0; i < hours; i++) {
            counts.put(
                    HourlyCounts.hourOf(NOON.minus(Duration.ofHours(i))),
                    1L + random.nextInt(1_000_000));
        }
        return new HourlyCounts(counts);
    }

    private static String noise(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (0x4e00 + random.nextInt(20_000)));
        }
        return text.toString();
    }

    private static long total() {
        return facts().observations().values().iterator().next().counts().faults().stream()
                .mapToLong(fault -> fault.counts().total())
                .sum();
    }

    private static LogWindow window(String group, Instant at, long count) {
        Instant event = at.minus(Duration.ofMinutes(30));
        return window(
                group,
                at,
                List.of(
                        new SignatureCount(
                                "i-0123456789abcdef0",
                                "no-space-left",
                                HourlyCounts.of(event, count),
                                event,
                                event,
                                "No space left on device",
                                new TreeSet<>(List.of("nvme0n1")),
                                new TreeMap<>(Map.of("192.0.2.1", HourlyCounts.of(event, 1))))));
    }

    private static LogWindow window(String group, Instant at, List<SignatureCount> faults) {
        return new LogWindow(
                group,
                at,
                HourlyCounts.hourOf(at.minus(Duration.ofHours(2))),
                at,
                Fact.known(
                        new LogStreams(
                                at,
                                true,
                                List.of(new LogStreams.Stream("i-0123456789abcdef0", at)))),
                new LogCounts(
                        faults,
                        Fact.known(new LogTraffic(HourlyCounts.of(at, 7), HourlyCounts.NONE)),
                        new TreeSet<>(List.of(HourlyCounts.hourOf(at)))),
                new LogLeftOut(
                        at,
                        at.plusSeconds(60),
                        Reason.BUDGET,
                        Message.literal("the run had no time left")));
    }

    private static void record(Instant at, List<LogGroup> groups, LogWindow... windows) {
        store().record(SCOPE, at, store().before(SCOPE), groups, List.of(windows));
    }

    private static LogFacts facts() {
        Fact<LogFacts> facts = store().facts(SCOPE);
        if (facts instanceof Known<LogFacts> known) {
            return known.value();
        }
        throw new AssertionError(facts);
    }

    @Test
    void what_is_known_of_next_year_is_named_and_replaced() {
        record(NOON.plus(Duration.ofDays(365)), List.of(MESSAGES, BARE));
        List<String> problems = new ArrayList<>();
        LogStore now =
                LogStore.of(
                        fixture.clients(),
                        TableFixture.TABLE,
                        Clock.fixed(NOON, ZoneOffset.UTC),
                        problems::add);
        now.record(SCOPE, NOON, now.before(SCOPE), List.of(MESSAGES), List.of());
        assertThat(facts().listedAt()).isEqualTo(NOON);
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("LOG#/var/log/messages", "ahead of now");
    }

    private static LogStore store() {
        return LogStore.of(
                fixture.clients(), TableFixture.TABLE, TableFixture.AFTER_ALL, problem -> {});
    }
}
