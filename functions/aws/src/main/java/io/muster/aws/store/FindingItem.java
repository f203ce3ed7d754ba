package io.muster.aws.store;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.StoredFinding;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A finding as an item. The names of the attributes are those that reviewers see. */
final class FindingItem {

    static final String OBSERVED_AT = "observedAt";
    static final String FIRST_SEEN = "firstSeen";
    static final String CHANGED_AT = "changedAt";
    static final String RESOLVED_AT = "resolvedAt";
    static final String RESOLUTION = "resolution";

    /** When DynamoDB may delete the item, in seconds since 1970; only on resolved findings. */
    static final String EXPIRES_AT = "expiresAt";

    static final String WORKLOAD = "workload";
    static final String ARN = "arn";

    private FindingItem() {}

    static Map<String, AttributeValue> key(Finding finding) {
        return Keys.in(finding.scope(), Keys.finding(finding));
    }

    /** What the finding says, and what the indexes by resource and workload need. */
    static Attributes words(Finding finding) {
        ResourceRef resource = finding.resource();
        String workload = finding.workload();
        return new Attributes()
                .put("partition", finding.scope().partition())
                .put("check", finding.check())
                .put("row", finding.rule().row())
                .put("severity", finding.rule().severity())
                .put("verdict", finding.status())
                .put("title", finding.title())
                .put("expected", finding.answer().expected())
                .put("actual", finding.answer().actual())
                .put("evidence", finding.answer().evidence())
                .put("remedy", finding.remedy())
                .put("resourceType", resource.type())
                .put("resourceId", resource.id())
                .put(ARN, resource.arn())
                .put(WORKLOAD, workload)
                .put(Keys.RESOURCE_KEY, ResourceRef.keyOf(resource.id()))
                .put(Keys.WORKLOAD_KEY, workload == null ? null : ResourceRef.keyOf(workload));
    }

    /**
     * Reads an item.
     *
     * @throws StoreException.NewerItem if a newer Muster wrote it
     * @throws StoreException.CorruptItem if none can have
     */
    static StoredFinding read(String table, Map<String, AttributeValue> attributes) {
        Item item = Item.of(table, attributes);
        Finding finding =
                new Finding(
                        item.scope(),
                        new ResourceRef(
                                item.constant(ResourceType.class, "resourceType"),
                                item.text("resourceId"),
                                item.textOrNull(ARN)),
                        new Rule(
                                item.text("check"),
                                item.constant(ChecklistRow.class, "row"),
                                item.constant(Severity.class, "severity")),
                        item.textOrNull(WORKLOAD),
                        item.text("title"),
                        new Finding.Answer(
                                item.constant(Status.class, "verdict"),
                                item.text("expected"),
                                item.text("actual"),
                                item.texts("evidence")),
                        item.text("remedy"),
                        item.time(OBSERVED_AT));
        if (!item.text(Keys.SK).equals(Keys.finding(finding))) {
            throw item.corrupt("its key is not that of what it says, " + Keys.finding(finding));
        }
        return new StoredFinding(
                finding,
                item.time(FIRST_SEEN),
                item.time(CHANGED_AT),
                item.timeOrNull(RESOLVED_AT),
                item.constantOrNull(Resolution.class, RESOLUTION));
    }
}
