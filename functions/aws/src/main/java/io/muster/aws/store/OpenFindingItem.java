package io.muster.aws.store;

import io.muster.aws.store.OpenFinding.Seen;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row of the index {@code open-by-verdict}. */
final class OpenFindingItem {

    /** The attributes that a row is made of. */
    static final List<String> READ =
            List.of(
                    Keys.PK,
                    Keys.OPEN_SK,
                    "partition",
                    "check",
                    "row",
                    "title",
                    "actual",
                    FindingItem.REASONS,
                    "resourceType",
                    "resourceId",
                    FindingItem.WORKLOAD,
                    FindingItem.LAST_SEEN);

    private OpenFindingItem() {}

    /**
     * Reads a row.
     *
     * @throws StoreException.CorruptItem if no Muster can have written it
     */
    static OpenFinding read(
            String table,
            Map<String, AttributeValue> attributes,
            Severity severity,
            Status verdict) {
        Item item = Item.ofIndex(table, attributes);
        return new OpenFinding(
                new Rule(item.text("check"), item.constant(ChecklistRow.class, "row"), severity),
                verdict,
                item.scope(),
                new ResourceRef(
                        item.constant(ResourceType.class, "resourceType"),
                        item.text("resourceId"),
                        null),
                item.textOrNull(FindingItem.WORKLOAD),
                FindingTexts.title(item),
                StoredText.read(item),
                new Seen(firstSeen(item), item.timeOrNull(FindingItem.LAST_SEEN)));
    }

    /** The sort key begins with it. */
    private static Instant firstSeen(Item item) {
        String order = item.text(Keys.OPEN_SK);
        try {
            return Instant.parse(order.substring(0, Math.max(0, order.indexOf('#'))));
        } catch (DateTimeException notATime) {
            throw item.corrupt("'%s' does not begin with a time".formatted(Keys.OPEN_SK));
        }
    }
}
