package io.muster.aws.store;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.Backoff;
import io.muster.aws.store.Observations.Packed;
import io.muster.aws.store.RevisedItems.Change;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * What the guests said, in the table of the findings: one item a guest, in its scope's partition,
 * and one for each probe whose answers are not all collected.
 *
 * <p>These are facts: writing them changes no finding. An older answer never replaces a newer one,
 * and the same answer, delivered twice, is written once.
 */
public final class GuestStore {

    /**
     * A probe that is never collected is forgotten after this, long after Systems Manager gave up.
     */
    static final Duration PROBE_KEPT = Duration.ofDays(7);

    private final TableCalls calls;
    private final BatchLoader loader;
    private final Function<ProbeAnswer, Fact<GuestFacts>> parser;
    private final TrustedTime trusted;
    private final Consumer<String> problems;

    /** The guests in a table that may not exist yet: every method says so. */
    public static GuestStore of(AwsClients clients, String table) {
        return of(clients, table, GuestReader::facts);
    }

    /**
     * As above.
     *
     * @param clock tells which stored times lie ahead of now and are overwritten
     * @param problems gets a message for each of those
     */
    public static GuestStore of(
            AwsClients clients, String table, Clock clock, Consumer<String> problems) {
        return new GuestStore(clients.dynamoDb(), table, GuestReader::facts, clock, problems);
    }

    /**
     * As above.
     *
     * @param parser asked for the facts of each answer that is read from the table
     */
    public static GuestStore of(
            AwsClients clients, String table, Function<ProbeAnswer, Fact<GuestFacts>> parser) {
        return new GuestStore(clients.dynamoDb(), table, parser);
    }

    GuestStore(
            DynamoDbClient client, String table, Function<ProbeAnswer, Fact<GuestFacts>> parser) {
        this(client, table, parser, Clock.systemUTC(), problem -> {});
    }

    GuestStore(
            DynamoDbClient client,
            String table,
            Function<ProbeAnswer, Fact<GuestFacts>> parser,
            Clock clock,
            Consumer<String> problems) {
        this.trusted = new TrustedTime(clock);
        this.problems = problems;
        this.calls = new TableCalls(client, table);
        this.loader = new BatchLoader(calls, Backoff.jittered());
        this.parser = parser;
    }

    /** The IAM actions that looking at the answers of some guests needs. */
    public static Set<String> actionsToLook() {
        return Set.of("dynamodb:BatchGetItem");
    }

    /** The IAM actions on the table itself that a function that collects all answers needs. */
    public static Set<String> actions() {
        return Set.of(
                "dynamodb:BatchGetItem",
                "dynamodb:DeleteItem",
                "dynamodb:PutItem",
                "dynamodb:Query");
    }

    /** Those that {@link #probe} needs beside them, which an event names. */
    public static Set<String> actionsByEvent() {
        return Set.of("dynamodb:GetItem");
    }

    /** Those that a function which only sends probes needs. */
    public static Set<String> actionsToSend() {
        return Set.of("dynamodb:PutItem", "dynamodb:Query");
    }

    /** Writes down that a probe is under way. */
    public void remember(SentProbe probe) {
        Attributes attributes = Attributes.item(probe.scope(), Keys.probe(probe.commandId()));
        attributes
                .put("commandId", probe.commandId())
                .put("runId", probe.runId())
                .put("sentAt", probe.sentAt())
                .put("instances", probe.instances())
                .expiresAt(probe.sentAt().plus(PROBE_KEPT));
        PutItemRequest put =
                PutItemRequest.builder().tableName(calls.table()).item(attributes.values()).build();
        calls.call("PutItem", client -> client.putItem(put));
    }

    /** A probe that is under way; empty if there is none by that command, or not any more. */
    public Optional<SentProbe> probe(Scope scope, String commandId) {
        return calls.get(probeKey(scope, commandId)).map(this::readProbe);
    }

    /**
     * Every probe of a scope that is under way, the oldest first.
     *
     * @param unreadable is told of each item that cannot be read; the others stand
     */
    public List<SentProbe> probes(Scope scope, Consumer<StoreException> unreadable) {
        List<SentProbe> probes = new ArrayList<>();
        calls.inPartition(scope, Keys.PROBE_PREFIX)
                .forEach(
                        item -> {
                            try {
                                probes.add(readProbe(item));
                            } catch (StoreException.CorruptItem | StoreException.NewerItem one) {
                                unreadable.accept(one);
                            }
                        });
        probes.sort(Comparator.comparing(SentProbe::sentAt));
        return List.copyOf(probes);
    }

    /** Writes down that all answers of a probe are collected. */
    public void forget(SentProbe probe) {
        DeleteItemRequest delete =
                DeleteItemRequest.builder()
                        .tableName(calls.table())
                        .key(probeKey(probe.scope(), probe.commandId()))
                        .build();
        calls.call("DeleteItem", client -> client.deleteItem(delete));
    }

    /**
     * Writes what a probe brought.
     *
     * @return the guests whose newest answer is this probe's, as they are stored, whether it was
     *     written now or by an earlier delivery of the same; none is read back
     * @throws StoreException if an item cannot be read or written; those of the other guests are
     *     written where it is but the item that is at fault
     */
    public List<GuestObservation> record(SentProbe probe, Collection<GuestAnswer> answers) {
        List<String> ids = answers.stream().map(GuestAnswer::instanceId).toList();
        Map<String, Map<String, AttributeValue>> items =
                load(probe.scope(), ids).stream()
                        .collect(Collectors.toMap(GuestStore::idOf, item -> item));
        List<GuestObservation> written = new ArrayList<>();
        StoreException unreadable = null;
        for (GuestAnswer answer : answers) {
            try {
                StoredGuest stored = record(probe, answer, items.get(answer.instanceId()));
                if (stored.saidTo(probe)) {
                    written.add(stored.observation(packed -> facts(packed, answer)));
                }
            } catch (StoreException.CorruptItem | StoreException.NewerItem one) {
                unreadable = one;
            }
        }
        if (unreadable != null) {
            throw unreadable;
        }
        return written;
    }

    /** What was just parsed is not parsed again. */
    private Fact<GuestFacts> facts(ProbeAnswer stored, GuestAnswer fresh) {
        return fresh.answer().equals(Fact.known(stored)) ? fresh.facts() : parser.apply(stored);
    }

    /** Every guest of a scope, in the order of the instances' keys, read by pages. */
    public Iterator<StoredGuest> guests(Scope scope) {
        return calls.inPartition(scope, Keys.GUEST_PREFIX)
                .map(item -> GuestItem.read(calls.table(), item))
                .iterator();
    }

    /**
     * The newest answers of all guests of a scope, by instance id, for checks. They are held as
     * small as they are stored, and taken apart one by one as they are asked for.
     *
     * @param asOf stands for the time of a guest whose item cannot be read
     */
    public Observations observations(Scope scope, Instant asOf) {
        return observations(calls.inPartition(scope, Keys.GUEST_PREFIX), asOf);
    }

    /** As above, of some guests only; one that never answered is not among them. */
    public Observations observations(Scope scope, Instant asOf, Collection<String> instanceIds) {
        return observations(load(scope, instanceIds).stream(), asOf);
    }

    private Observations observations(Stream<Map<String, AttributeValue>> items, Instant asOf) {
        return new Observations(
                items.collect(Collectors.toMap(GuestStore::idOf, item -> packed(item, asOf))));
    }

    private Packed packed(Map<String, AttributeValue> item, Instant asOf) {
        try {
            StoredGuest guest = GuestItem.read(calls.table(), item);
            return new Packed(guest.observedAt(), () -> guest.observation(parser));
        } catch (StoreException.CorruptItem | StoreException.NewerItem unreadable) {
            // The others' answers stand: this guest's checks say what is wrong with its item.
            GuestObservation unknown =
                    new GuestObservation(
                            idOf(item),
                            asOf,
                            Fact.missing(Why.FAILED, unreadable.detail()),
                            DiskHistory.NONE);
            return new Packed(asOf, () -> unknown);
        }
    }

    /** Instance ids hold nothing that a key escapes. */
    private static String idOf(Map<String, AttributeValue> item) {
        AttributeValue key = item.get(Keys.SK);
        return key == null ? "" : key.s().substring(Keys.GUEST_PREFIX.length());
    }

    /** Writes what is new of a guest, and says how it is stored then. */
    private StoredGuest record(
            SentProbe probe, GuestAnswer answer, @Nullable Map<String, AttributeValue> there) {
        String name = "guest " + answer.instanceId();
        return new RevisedItems(calls).write(name, there, before -> change(before, probe, answer));
    }

    private Change<StoredGuest> change(
            @Nullable Map<String, AttributeValue> before, SentProbe probe, GuestAnswer answer) {
        StoredGuest known = before == null ? null : GuestItem.read(calls.table(), before);
        StoredGuest after =
                known == null
                        ? StoredGuest.first(probe, answer)
                        : setBack(known).with(probe, answer).orElse(known);
        return new Change<>(after, after.equals(known) ? null : GuestItem.write(after));
    }

    /** Times that lie ahead of now would keep every later answer away. */
    private StoredGuest setBack(StoredGuest known) {
        Instant latest = known.latest();
        if (!trusted.ahead(latest)) {
            return known;
        }
        problems.accept(
                trusted.named(
                        "guest %s of %s in table %s"
                                .formatted(known.instanceId(), known.scope(), calls.table()),
                        latest));
        return known.asOf(Instant.EPOCH);
    }

    private List<Map<String, AttributeValue>> load(Scope scope, Collection<String> instanceIds) {
        List<Map<String, AttributeValue>> keys =
                instanceIds.stream().distinct().map(id -> GuestItem.key(scope, id)).toList();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BatchLoader.MAX_KEYS) {
            int to = Math.min(from + BatchLoader.MAX_KEYS, keys.size());
            items.addAll(loader.load(keys.subList(from, to)));
        }
        return items;
    }

    private SentProbe readProbe(Map<String, AttributeValue> attributes) {
        Item item = Item.of(calls.table(), attributes);
        return new SentProbe(
                item.scope(),
                item.text("commandId"),
                item.text("runId"),
                item.time("sentAt"),
                item.texts("instances"));
    }

    private static Map<String, AttributeValue> probeKey(Scope scope, String commandId) {
        return Keys.in(scope, Keys.probe(commandId));
    }
}
