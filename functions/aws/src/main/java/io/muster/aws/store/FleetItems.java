package io.muster.aws.store;

import io.muster.readiness.scorecard.Readiness;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * All scopes in one item for each day, so that the fleet's trend is read without the summaries of
 * each scope on each day.
 */
public final class FleetItems {

    private static final String SCOPES = "scopes";
    private static final String OUTDATED = "outdated";
    private static final String INSTANCES = "instancesBy";

    private final TableCalls calls;

    FleetItems(TableCalls calls) {
        this.calls = calls;
    }

    /** The IAM actions that writing needs, on the partition of the fleet. */
    public static Set<String> actions() {
        return Set.of("dynamodb:PutItem");
    }

    /** Writes the day's item where there is none yet. */
    void write(FleetSummary fleet) {
        LocalDate day = LocalDate.ofInstant(fleet.at(), ZoneOffset.UTC);
        Instant end = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(TrendItems.KEPT);
        PutItemRequest today =
                PutItemRequest.builder()
                        .tableName(calls.table())
                        .item(item(Keys.fleetDay(day), fleet).expiresAt(end).values())
                        .conditionExpression("attribute_not_exists(pk)")
                        .build();
        try {
            calls.call("PutItem", client -> client.putItem(today));
        } catch (ConditionalCheckFailedException there) {
            // The first of a day counts.
        }
    }

    private static Attributes item(String sortKey, FleetSummary fleet) {
        Attributes item = new Attributes();
        Keys.of(Keys.FLEET, sortKey).forEach(item::put);
        return SummaryItem.put(
                fleet.scorecard(),
                item.put(Item.VERSION_ATTRIBUTE, Item.VERSION)
                        .put(FindingItem.OBSERVED_AT, fleet.at())
                        .put(SCOPES, fleet.scopes())
                        .put(OUTDATED, fleet.outdated())
                        .put(INSTANCES, SummaryItem.counts(Readiness.values(), fleet::instances)));
    }

    /** The fleet on each day from one on, by one query. */
    SortedMap<LocalDate, FleetSummary> days(LocalDate from) {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(calls.table())
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                        .expressionAttributeValues(
                                Map.of(
                                        ":pk", Attributes.of(Keys.FLEET),
                                        ":from", Attributes.of(Keys.fleetDay(from)),
                                        ":to",
                                                Attributes.of(
                                                        Keys.fleetDay(LocalDate.of(9999, 12, 31)))))
                        .build();
        SortedMap<LocalDate, FleetSummary> days = new TreeMap<>();
        new QueryItems(calls, query).forEachRemaining(item -> days.put(day(item), read(item)));
        return days;
    }

    private LocalDate day(Map<String, AttributeValue> attributes) {
        Item item = Item.of(calls.table(), attributes);
        try {
            return LocalDate.parse(item.text(Keys.SK).substring(Keys.FLEET_DAY_PREFIX.length()));
        } catch (DateTimeException notADay) {
            throw item.corrupt("its sort key is not DAY#<day>");
        }
    }

    private FleetSummary read(Map<String, AttributeValue> attributes) {
        Item item = Item.of(calls.table(), attributes);
        Item counts = item.map(INSTANCES);
        Map<Readiness, Integer> instances = new EnumMap<>(Readiness.class);
        for (String name : counts.names()) {
            instances.put(
                    counts.constant(Readiness.class, "a readiness", name), counts.count(name));
        }
        return new FleetSummary(
                item.time(FindingItem.OBSERVED_AT),
                item.count(SCOPES),
                item.count(OUTDATED),
                SummaryItem.scorecard(item),
                instances);
    }
}
