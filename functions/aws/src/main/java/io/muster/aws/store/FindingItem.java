package io.muster.aws.store;

import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.Course;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.finding.Raise;
import io.muster.readiness.finding.Reopenings;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.Stored;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.finding.UnreadableFinding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /** Of one that was not ready and cannot be seen now: when it was seen last, and why not now. */
    static final String LAST_SEEN = "lastSeen";

    static final String BLOCKED_BY = "blockedBy";

    /** Until when its coming and going is no news. */
    static final String QUIET_UNTIL = "quietUntil";

    /** When it was opened last, where that is not when it was first seen. */
    static final String OPEN_SINCE = "openSince";

    /** How often it was back soon after it was resolved. */
    static final String REOPENED = "reopened";

    /** Why it is more severe than its check. */
    static final String RAISED = "raised";

    private static final String TIMES = "times";
    private static final String SINCE = "since";
    private static final String LAST = "last";
    private static final String FROM = "from";
    private static final String BY = "by";
    private static final String WORKLOADS = "workloads";

    /** Of one that tells a blind spot: how many checks it hides, and the rows they are of. */
    static final String HIDDEN_CHECKS = "hiddenChecks";

    static final String HIDDEN_ROWS = "hiddenRows";

    /** What its remedy saves a month, USD; absent where no figure is known. */
    static final String SAVING = "monthlySavingUsd";

    /** The codes and arguments of what is said as actual. */
    static final String REASONS = "reasons";

    /** The codes and arguments of every other text. */
    static final String TEXTS = "texts";

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
        HiddenChecks hides = finding.answer().hides();
        BigDecimal saving = finding.answer().monthlySaving();
        return new Attributes()
                .put("partition", finding.scope().partition())
                .put("check", finding.check())
                .put("row", finding.rule().row())
                .put("severity", finding.rule().severity())
                .put("verdict", finding.status())
                .put("title", finding.title().english())
                .put("expected", finding.answer().expected())
                .put("actual", finding.answer().actual())
                .put("evidence", finding.answer().evidence())
                .put("remedy", finding.remedy())
                .put(REASONS, FindingTexts.reasons(finding))
                .put(TEXTS, FindingTexts.others(finding))
                .put(HIDDEN_CHECKS, hides.isEmpty() ? null : hides.count())
                .put(
                        HIDDEN_ROWS,
                        hides.isEmpty() ? null : hides.rows().stream().map(Enum::name).toList())
                .put(SAVING, saving == null ? null : saving.toPlainString())
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
        FindingTexts.Said said = FindingTexts.Said.of(item);
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
                        FindingTexts.title(item),
                        new Finding.Answer(
                                item.constant(Status.class, "verdict"),
                                said.statement(),
                                hides(item),
                                item.has(SAVING) ? item.amount(SAVING) : null),
                        said.instructions(),
                        item.time(OBSERVED_AT));
        if (!item.text(Keys.SK).equals(Keys.finding(finding))) {
            throw item.corrupt("its key is not that of what it says, " + Keys.finding(finding));
        }
        return new StoredFinding(
                finding,
                item.time(FIRST_SEEN),
                item.time(CHANGED_AT),
                item.timeOrNull(RESOLVED_AT),
                item.constantOrNull(Resolution.class, RESOLUTION),
                item.has(LAST_SEEN)
                        ? new LastSeen(item.time(LAST_SEEN), item.text(BLOCKED_BY))
                        : null,
                course(item),
                item.outdated() || FindingTexts.outdated(item, finding));
    }

    /** What became of it, but for {@link #OPEN_SINCE}; null values are of attributes to remove. */
    static Map<String, @Nullable AttributeValue> course(Course course) {
        Map<String, @Nullable AttributeValue> attributes = new LinkedHashMap<>();
        Instant quietUntil = course.quietUntil();
        Reopenings reopened = course.reopenings();
        Raise raised = course.raise();
        attributes.put(QUIET_UNTIL, quietUntil == null ? null : Attributes.of(quietUntil));
        attributes.put(
                REOPENED,
                reopened == null
                        ? null
                        : AttributeValue.fromM(
                                new Attributes()
                                        .put(TIMES, reopened.times())
                                        .put(SINCE, reopened.since())
                                        .put(LAST, reopened.last())
                                        .values()));
        attributes.put(
                RAISED,
                raised == null
                        ? null
                        : AttributeValue.fromM(
                                new Attributes()
                                        .put(FROM, raised.from())
                                        .put(BY, raised.by())
                                        .put(SINCE, raised.since())
                                        .put(WORKLOADS, raised.workloads())
                                        .values()));
        return attributes;
    }

    private static Course course(Item item) {
        return new Course(
                item.time(item.has(OPEN_SINCE) ? OPEN_SINCE : FIRST_SEEN),
                item.timeOrNull(QUIET_UNTIL),
                item.has(REOPENED) ? reopened(item.map(REOPENED)) : null,
                item.has(RAISED) ? raised(item.map(RAISED)) : null);
    }

    private static Reopenings reopened(Item item) {
        return new Reopenings(item.count(TIMES), item.time(SINCE), item.time(LAST));
    }

    private static Raise raised(Item item) {
        return new Raise(
                item.constant(Severity.class, FROM),
                item.constant(Raise.Reason.class, BY),
                item.time(SINCE),
                item.count(WORKLOADS));
    }

    private static HiddenChecks hides(Item item) {
        return item.has(HIDDEN_CHECKS)
                ? new HiddenChecks(
                        item.count(HIDDEN_CHECKS),
                        item.texts(HIDDEN_ROWS).stream()
                                .map(row -> item.constant(ChecklistRow.class, HIDDEN_ROWS, row))
                                .collect(Collectors.toSet()))
                : HiddenChecks.NONE;
    }

    /**
     * Reads an item that may have been edited by hand, or written by a machine whose clock is
     * wrong.
     *
     * @param problems gets a message if so
     * @throws StoreException.NewerItem if a newer Muster wrote it
     */
    static Stored readOrName(
            String table,
            Map<String, AttributeValue> attributes,
            TrustedTime trusted,
            Consumer<String> problems) {
        try {
            StoredFinding found = read(table, attributes);
            if (!found.open() || !trusted.ahead(found.finding().observedAt())) {
                return found;
            }
            problems.accept(
                    trusted.named(
                            "item " + Item.nameOf(table, attributes),
                            found.finding().observedAt()));
            return trusted.setBack(found);
        } catch (StoreException.CorruptItem corrupt) {
            problems.accept(String.valueOf(corrupt.getMessage()));
            String key = Objects.requireNonNull(attributes.get(Keys.SK)).s();
            return new UnreadableFinding(
                    key.substring(Keys.FINDING_PREFIX.length()),
                    String.valueOf(corrupt.getMessage()));
        }
    }
}
