package io.muster.aws.store;

import io.muster.aws.client.AwsClients;
import io.muster.aws.store.RevisedItems.Change;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * What the logs said, in the table of the findings: one item a log group, in its scope's partition,
 * with parts beside it where it has many streams, and one that says when all of them were listed.
 *
 * <p>These are facts: writing them changes no finding. Writing what a run found is idempotent, and
 * runs may overtake each other: what each found is added to what is there.
 */
public final class LogStore {

    private final TableCalls calls;
    private final LogParts parts;
    private final TrustedTime trusted;
    private final Consumer<String> problems;

    /** The logs in a table that may not exist yet: every method says so. */
    public static LogStore of(AwsClients clients, String table) {
        return new LogStore(clients.dynamoDb(), table);
    }

    /**
     * As above.
     *
     * @param clock tells which stored times lie ahead of now and are overwritten
     * @param problems gets a message for each of those
     */
    public static LogStore of(
            AwsClients clients, String table, Clock clock, Consumer<String> problems) {
        return new LogStore(clients.dynamoDb(), table, clock, problems);
    }

    LogStore(DynamoDbClient client, String table) {
        this(client, table, Clock.systemUTC(), problem -> {});
    }

    LogStore(DynamoDbClient client, String table, Clock clock, Consumer<String> problems) {
        this.calls = new TableCalls(client, table);
        this.parts = new LogParts(calls);
        this.trusted = new TrustedTime(clock);
        this.problems = problems;
    }

    /** The IAM actions that it needs, each on the table itself. */
    public static Set<String> actions() {
        return Set.of("dynamodb:PutItem", "dynamodb:Query");
    }

    /** What the table knew of a scope's logs before a run. */
    public static final class Before {
        private final Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        private final Map<String, LogParts.Stored> parts = new HashMap<>();
        private final Map<String, StoredLogGroup> groups = new HashMap<>();

        private void add(KnownGroup read, Map<String, AttributeValue> item) {
            String name = read.group().group().name();
            items.put(name, item);
            parts.put(name, read.parts());
            groups.put(name, read.group());
        }

        /** What is known of a group's events; empty if it was never read. */
        public Optional<LogObservation> observation(String group) {
            return Optional.ofNullable(groups.get(group)).map(StoredLogGroup::observation);
        }
    }

    /**
     * Reads what is known of a scope's logs, for a run that is to add to it.
     *
     * @throws StoreException if the table cannot be read, or a newer Muster wrote it
     */
    public Before before(Scope scope) {
        Before before = new Before();
        calls.inPartition(scope, Keys.LOG_GROUP_PREFIX)
                .forEach(
                        item ->
                                readable(item, named -> {})
                                        .ifPresent(read -> before.add(read, item)));
        return before;
    }

    /**
     * Writes what a run brought: first each group, then that all are there. Broken off, it leaves
     * groups that are right and a listing of before.
     *
     * @param groups every one of the scope
     * @param windows what was found in those that were read
     * @return what the table then knows of the scope's logs
     */
    public Fact<LogFacts> record(
            Scope scope,
            Instant listedAt,
            Before before,
            List<LogGroup> groups,
            Collection<LogWindow> windows) {
        Map<String, LogWindow> byGroup = new HashMap<>();
        windows.forEach(window -> byGroup.put(window.group(), window));
        List<StoredLogGroup> written = new ArrayList<>();
        for (LogGroup group : groups) {
            StoredLogGroup fresh = new StoredLogGroup(scope, group, listedAt, null);
            String name = group.name();
            written.add(record(fresh, byGroup.get(name), before));
        }
        return listed(scope, listedAt) ? Fact.known(facts(listedAt, written)) : facts(scope);
    }

    private StoredLogGroup record(StoredLogGroup fresh, @Nullable LogWindow window, Before before) {
        String name = fresh.group().name();
        Map<String, AttributeValue> there = before.items.get(name);
        Optional<KnownGroup> known =
                Optional.ofNullable(before.groups.get(name))
                        .map(
                                group ->
                                        new KnownGroup(
                                                group,
                                                before.parts.getOrDefault(
                                                        name, LogParts.Stored.NONE)));
        return new RevisedItems(calls)
                .write(
                        "log group " + name,
                        there,
                        item ->
                                change(
                                        item == null || !item.equals(there)
                                                ? Optional.ofNullable(item)
                                                        .flatMap(it -> readable(it, problems))
                                                : known,
                                        fresh,
                                        window));
    }

    /** Its parts are written first: a run that is broken off leaves an item that names them. */
    private Change<StoredLogGroup> change(
            Optional<KnownGroup> before, StoredLogGroup fresh, @Nullable LogWindow window) {
        StoredLogGroup listed = before.map(known -> known.group().listed(fresh)).orElse(fresh);
        StoredLogGroup after = window == null ? listed : listed.with(window);
        LogObservation observation = after.observation();
        if (observation == null || !LogParts.splits(observation)) {
            return new Change<>(after, LogGroupItem.write(after, 0));
        }
        int count =
                parts.write(
                        after.scope(),
                        observation,
                        before.map(KnownGroup::parts).orElse(LogParts.Stored.NONE),
                        after.listedAt());
        return new Change<>(after, LogGroupItem.write(after, count));
    }

    /** A group with its parts as they were read. */
    private record KnownGroup(StoredLogGroup group, LogParts.Stored parts) {}

    /**
     * A corrupt item is overwritten, and one of times that lie ahead of now: what was in it can be
     * read from the source again.
     */
    private Optional<KnownGroup> readable(
            Map<String, AttributeValue> item, Consumer<String> named) {
        try {
            KnownGroup read = read(item);
            if (!trusted.ahead(read.group().latest())) {
                return Optional.of(read);
            }
            named.accept(
                    trusted.named(
                            "item " + Item.nameOf(calls.table(), item), read.group().latest()));
            return Optional.empty();
        } catch (StoreException.CorruptItem spoilt) {
            return Optional.empty();
        }
    }

    /** A group with its parts, which take a query where there are some. */
    private KnownGroup read(Map<String, AttributeValue> item) {
        StoredLogGroup head = LogGroupItem.read(calls.table(), item);
        LogParts.Stored stored =
                parts.read(
                        head.scope(), head.group().name(), LogGroupItem.parts(calls.table(), item));
        LogObservation observation = head.observation();
        if (observation == null || stored.count() == 0) {
            return new KnownGroup(head, stored);
        }
        return new KnownGroup(
                new StoredLogGroup(
                        head.scope(),
                        head.group(),
                        head.listedAt(),
                        parts.joined(Item.of(calls.table(), item), observation, stored)),
                stored);
    }

    /** Writes that all groups of a listing are there; false if a newer listing is, or this one. */
    private boolean listed(Scope scope, Instant at) {
        PutItemRequest put =
                PutItemRequest.builder()
                        .tableName(calls.table())
                        .item(Attributes.item(scope, Keys.LOGS_LISTED).put("listedAt", at).values())
                        .conditionExpression(
                                "attribute_not_exists(pk) OR listedAt < :at OR listedAt > :trusted")
                        .expressionAttributeValues(
                                Map.of(
                                        ":at", Attributes.of(at),
                                        ":trusted", Attributes.of(trusted.latest())))
                        .build();
        try {
            calls.call("PutItem", client -> client.putItem(put));
            return true;
        } catch (ConditionalCheckFailedException newer) {
            return false;
        }
    }

    /**
     * All that is known of a scope's logs, for checks.
     *
     * @return missing if they were never listed, or an item cannot be read
     * @throws StoreException if the table cannot be read
     */
    public Fact<LogFacts> facts(Scope scope) {
        try {
            Instant listedAt = null;
            List<StoredLogGroup> stored = new ArrayList<>();
            var items = calls.inPartition(scope, Keys.LOGS_PREFIX).iterator();
            while (items.hasNext()) {
                Map<String, AttributeValue> item = items.next();
                if (Keys.LOGS_LISTED.equals(Item.of(calls.table(), item).text(Keys.SK))) {
                    listedAt = Item.of(calls.table(), item).time("listedAt");
                } else {
                    stored.add(read(item).group());
                }
            }
            return listedAt == null
                    ? Fact.missing(Why.NOT_REPORTED, Message.of("facts.logs-not-analysed"))
                    : Fact.known(facts(listedAt, stored));
        } catch (StoreException.CorruptItem | StoreException.NewerItem unreadable) {
            return Fact.missing(Why.FAILED, unreadable.detail());
        }
    }

    /** Groups that the newest listing did not have are gone. */
    private static LogFacts facts(Instant listedAt, List<StoredLogGroup> stored) {
        List<LogGroup> groups = new ArrayList<>();
        Map<String, LogObservation> observations = new HashMap<>();
        for (StoredLogGroup one : stored) {
            if (!one.listedAt().isBefore(listedAt)) {
                groups.add(one.group());
                LogObservation observation = one.observation();
                if (observation != null) {
                    observations.put(one.group().name(), observation);
                }
            }
        }
        return new LogFacts(listedAt, groups, observations);
    }
}
