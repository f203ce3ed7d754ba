package io.muster.aws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A log group with a stream for each host of a fleet, on DynamoDB's own engine. */
class LogPartsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final String PARTITION = "SCOPE#123456789012#us-east-1";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final LogGroup FLEET =
            new LogGroup("/fleet/messages", LogClass.STANDARD, 30, null, 12L, null);

    @Test
    void a_group_whose_streams_fit_into_one_item_stays_one_item() {
        record(NOON, window(NOON, LogStreams.MAX_STREAMS, 0));
        assertThat(fixture.items())
                .containsOnlyKeys(PARTITION + " / LOG#/fleet/messages", PARTITION + " / LOGS");
        assertThat(observation()).isEqualTo(LogObservation.of(window(NOON, 200, 0)));
    }

    @Test
    @Tag("slow")
    void ten_thousand_streams_are_kept_each_with_its_faults_at_a_flat_cost_a_host() {
        LogWindow window = window(NOON, 10_000, 6);
        record(NOON, window);
        assertThat(observation()).isEqualTo(LogObservation.of(window));
        Cost large = cost();
        emptied();
        record(NOON, window(NOON, 1_000, 6));
        Cost small = cost();

        assertThat(large.largestItem()).isLessThan(400_000);
        double ofEach = large.bytes() / 10_000.0;
        assertThat(ofEach / (small.bytes() / 1_000.0)).isBetween(0.9, 1.1);
        // A page of the answer is a megabyte: one for the groups, and the parts'.
        assertThat(large.reads()).isLessThanOrEqualTo(2 + large.bytes() / 900_000);
        assertThat(large.items()).isLessThanOrEqualTo(66);
    }

    @Test
    void a_stream_may_tell_of_sixty_faults_and_every_stream_of_as_many() {
        LogWindow window = window(NOON, 300, LogObservation.MAX_FAULTS);
        record(NOON, window);
        assertThat(observation().counts().faults()).hasSize(300 * LogObservation.MAX_FAULTS);
        assertThat(observation()).isEqualTo(LogObservation.of(window));
    }

    @Test
    void a_later_run_is_joined_and_parts_that_did_not_change_are_not_written() {
        record(NOON, window(NOON, 3_000, 6));
        int parts = parts();
        fixture.proxy().forget();
        Instant later = NOON.plus(Duration.ofHours(1));
        record(later, unlisted(later, 7, 1));

        assertThat(parts).isGreaterThan(2);
        // One part, the group's own item, and the listing.
        assertThat(fixture.proxy().count("PutItem")).isEqualTo(3);
        assertThat(observation())
                .isEqualTo(LogObservation.of(window(NOON, 3_000, 6)).plus(unlisted(later, 7, 1)));
    }

    @Test
    void a_group_that_grows_is_spread_over_more_parts_and_none_is_lost() {
        record(NOON, window(NOON, 300, 6));
        int before = parts();
        Instant later = NOON.plus(Duration.ofHours(6));
        record(later, window(later, 3_000, 6));

        assertThat(parts()).isGreaterThan(before);
        assertThat(observation())
                .isEqualTo(LogObservation.of(window(NOON, 300, 6)).plus(window(later, 3_000, 6)));
    }

    @Test
    void two_runs_at_once_lose_nothing_of_each_other() {
        record(NOON, window(NOON, 1_000, 2));
        LogStore.Before before = store().before(SCOPE);
        Instant later = NOON.plus(Duration.ofHours(1));
        LogWindow one = unlisted(later, 3, 1);
        LogWindow other = unlisted(later, 4, 2);
        store().record(SCOPE, later, before, List.of(FLEET), List.of(one));
        store().record(SCOPE, later, before, List.of(FLEET), List.of(other));

        assertThat(observation().counts().faults())
                .containsAll(
                        LogObservation.of(window(NOON, 1_000, 2))
                                .plus(one)
                                .plus(other)
                                .counts()
                                .faults());
    }

    @Test
    void a_run_that_is_broken_off_after_any_of_its_writes_is_made_good_by_the_same_again() {
        record(NOON, window(NOON, 300, 6));
        Instant later = NOON.plus(Duration.ofHours(6));
        LogWindow window = window(later, 2_000, 6);
        LogObservation whole = LogObservation.of(window(NOON, 300, 6)).plus(window);
        int writes = 0;
        for (boolean through = false; !through; writes++) {
            AtomicInteger left = new AtomicInteger(writes);
            fixture.proxy()
                    .fault(
                            call ->
                                    call.operation().equals("PutItem")
                                                    && left.getAndDecrement() <= 0
                                            ? Optional.of(
                                                    Answer.error(
                                                            400, "AccessDeniedException", "killed"))
                                            : Optional.empty());
            try {
                record(later, window);
                through = true;
            } catch (StoreException killed) {
                fixture.proxy().heal();
                assertThat(observation().streams()).isInstanceOf(Fact.Known.class);
            }
        }
        assertThat(writes).isGreaterThan(4);
        assertThat(observation()).isEqualTo(whole);
    }

    @Test
    void a_part_that_is_missing_makes_the_logs_unknown_until_the_next_run() {
        record(NOON, window(NOON, 1_000, 2));
        fixture.client()
                .deleteItem(
                        delete ->
                                delete.tableName(TableFixture.TABLE)
                                        .key(
                                                Map.of(
                                                        "pk", AttributeValue.fromS(PARTITION),
                                                        "sk", AttributeValue.fromS(firstPart()))));
        assertThat(store().facts(SCOPE))
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing -> assertThat(missing.detail().english()).contains("is missing"));
        record(NOON, window(NOON, 1_000, 2));
        assertThat(observation()).isEqualTo(LogObservation.of(window(NOON, 1_000, 2)));
    }

    /** It reads the group's item alone. */
    @Test
    void a_muster_that_knows_no_parts_takes_streams_and_faults_for_unknown() {
        record(NOON, window(NOON, 1_000, 2));
        LogObservation head =
                Objects.requireNonNull(
                        LogGroupItem.read(
                                        TableFixture.TABLE,
                                        Objects.requireNonNull(
                                                fixture.items()
                                                        .get(PARTITION + " / LOG#/fleet/messages")))
                                .observation());
        assertThat(head.streams()).isInstanceOf(Missing.class);
        assertThat(head.unread(NOON.minusSeconds(7_200), NOON))
                .extracting(LogLeftOut::reason)
                .contains(Reason.TOO_MANY);
    }

    @Test
    void a_scope_that_is_taken_out_takes_the_parts_along() {
        record(NOON, window(NOON, 1_000, 2));
        fixture.table().retire(SCOPE);
        assertThat(fixture.items()).isEmpty();
    }

    @Test
    void a_part_that_cannot_be_written_fails_the_run() {
        fixture.proxy().fails("PutItem", Answer.error(400, "AccessDeniedException", "no"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> record(NOON, window(NOON, 1_000, 2)))
                .withMessageContaining("dynamodb:PutItem was denied");
    }

    /**
     * What a group costs.
     *
     * @param bytes of all items of the group, as DynamoDB counts what is compressed
     * @param reads calls that read it
     */
    private record Cost(int items, long bytes, long largestItem, long reads) {}

    private static Cost cost() {
        List<Long> sizes = new ArrayList<>();
        fixture.items()
                .forEach(
                        (key, item) -> {
                            AttributeValue text = item.get("observation");
                            if (text != null) {
                                sizes.add((long) text.b().asByteArrayUnsafe().length);
                            }
                        });
        fixture.proxy().forget();
        facts();
        return new Cost(
                sizes.size(),
                sizes.stream().mapToLong(Long::longValue).sum(),
                sizes.stream().mapToLong(Long::longValue).max().orElseThrow(),
                fixture.proxy().count("Query"));
    }

    private static void emptied() {
        fixture.table().retire(SCOPE);
    }

    private static int parts() {
        return Integer.parseInt(
                Objects.requireNonNull(
                                Objects.requireNonNull(
                                                fixture.items()
                                                        .get(PARTITION + " / LOG#/fleet/messages"))
                                        .get("parts"))
                        .n());
    }

    private static String firstPart() {
        return fixture.items().keySet().stream()
                .filter(key -> key.contains("STREAMS#"))
                .map(key -> key.substring(key.indexOf("STREAMS#")))
                .findFirst()
                .orElseThrow();
    }

    private static LogObservation observation() {
        return Objects.requireNonNull(facts().observations().get(FLEET.name()));
    }

    private static LogFacts facts() {
        return store().facts(SCOPE).orElse(new LogFacts(NOON, List.of(), Map.of()));
    }

    private static void record(Instant at, LogWindow window) {
        store().record(SCOPE, at, store().before(SCOPE), List.of(FLEET), List.of(window));
    }

    private static LogStore store() {
        return LogStore.of(
                fixture.clients(), TableFixture.TABLE, TableFixture.AFTER_ALL, problem -> {});
    }

    /** So many hosts, each with so many known errors. */
    private static LogWindow window(Instant at, int hosts, int signatures) {
        List<LogStreams.Stream> streams =
                IntStream.range(0, hosts)
                        .mapToObj(
                                i ->
                                        new LogStreams.Stream(
                                                host(i),
                                                at.minusMillis(
                                                        new SplittableRandom(-i)
                                                                .nextLong(3_600_000))))
                        .toList();
        List<SignatureCount> faults = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            for (int j = 0; j < signatures; j++) {
                faults.add(fault(i, j, at));
            }
        }
        return window(at, Fact.known(new LogStreams(at, true, streams)), faults);
    }

    /** Of one host, in a run that listed no streams. */
    private static LogWindow unlisted(Instant at, int host, int signature) {
        return window(
                at,
                Fact.missing(Fact.Why.NOT_COLLECTED, Message.of("facts.streams-not-listed")),
                List.of(fault(host, signature, at)));
    }

    private static LogWindow window(
            Instant at, Fact<LogStreams> streams, List<SignatureCount> faults) {
        return new LogWindow(
                FLEET.name(),
                at,
                HourlyCounts.hourOf(at.minus(Duration.ofHours(2))),
                at,
                streams,
                new LogCounts(faults, Fact.known(LogTraffic.NONE), new TreeSet<>()),
                null);
    }

    private static SignatureCount fault(int host, int signature, Instant at) {
        Instant event =
                at.minusMillis(new SplittableRandom(host * 100L + signature).nextLong(3_000_000));
        return new SignatureCount(
                host(host),
                "signature-" + signature,
                HourlyCounts.of(event, 1L + host % 7),
                event,
                event,
                "No space left on device of host " + host,
                new TreeSet<>(List.of("nvme" + host % 4)),
                new TreeMap<>());
    }

    /** As irregular as AWS's ids, so that they compress as little. */
    private static String host(int i) {
        return "i-%016x%x".formatted(new SplittableRandom(i).nextLong(), i % 16);
    }
}
