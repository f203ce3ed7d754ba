package io.muster.aws.store;

import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fact.LogObservation;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A log group as an item: its settings readable, what was found in it compressed. */
final class LogGroupItem {

    /** A group that is listed no more is gone; its item need not be read for ever. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final String LISTED_AT = "listedAt";
    private static final String OBSERVATION = "observation";
    private static final String PARTS = "parts";

    private LogGroupItem() {}

    /**
     * The item of a group.
     *
     * @param parts over how many its streams are spread; 0 for none: then it holds all
     */
    static Attributes write(StoredLogGroup stored, int parts) {
        LogGroup group = stored.group();
        LogObservation observation = stored.observation();
        Attributes attributes = Attributes.item(stored.scope(), Keys.logGroup(group.name()));
        attributes
                .put("group", group.name())
                .put("class", group.logClass())
                .put("retentionDays", group.retentionDays())
                .put("kmsKeyId", group.kmsKeyId())
                .put("createdAt", group.createdAt())
                .put(LISTED_AT, stored.listedAt())
                .expiresAt(stored.listedAt().plus(KEPT));
        if (group.storedBytes() != null) {
            attributes.put("storedBytes", Attributes.of(group.storedBytes()));
        }
        if (observation != null) {
            attributes
                    .put(FindingItem.OBSERVED_AT, observation.readAt())
                    .put("analysedUntil", observation.analysedUntil())
                    .put(
                            OBSERVATION,
                            LogObservationText.write(
                                    parts == 0 ? observation : LogParts.head(observation)));
        }
        if (parts > 0) {
            attributes.put(PARTS, parts);
        }
        return attributes;
    }

    /** Over how many parts the streams of a group are spread; 0 for a group that is one item. */
    static int parts(String table, Map<String, AttributeValue> attributes) {
        Item item = Item.of(table, attributes);
        return item.has(PARTS) ? item.count(PARTS) : 0;
    }

    /**
     * Reads an item.
     *
     * @throws StoreException.NewerItem if a newer Muster wrote it
     * @throws StoreException.CorruptItem if none can have
     */
    static StoredLogGroup read(String table, Map<String, AttributeValue> attributes) {
        Item item = Item.of(table, attributes);
        String name = item.text("group");
        if (!item.text(Keys.SK).equals(Keys.logGroup(name))) {
            throw item.corrupt("its key is not that of its group");
        }
        return new StoredLogGroup(
                item.scope(),
                group(item, name),
                item.time(LISTED_AT),
                item.has(OBSERVATION) ? LogObservationText.read(item, OBSERVATION, name) : null);
    }

    private static LogGroup group(Item item, String name) {
        try {
            return new LogGroup(
                    name,
                    item.constant(LogClass.class, "class"),
                    item.countOrNull("retentionDays"),
                    item.textOrNull("kmsKeyId"),
                    item.has("storedBytes") ? item.number("storedBytes") : null,
                    item.timeOrNull("createdAt"));
        } catch (IllegalArgumentException noGroup) {
            throw item.corrupt(String.valueOf(noGroup.getMessage()));
        }
    }
}
