package io.muster.aws.store;

import io.muster.readiness.finding.Course;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange;
import io.muster.readiness.finding.FindingChange.Changed;
import io.muster.readiness.finding.FindingChange.Obscured;
import io.muster.readiness.finding.FindingChange.Opened;
import io.muster.readiness.finding.FindingChange.Refiled;
import io.muster.readiness.finding.FindingChange.Reopened;
import io.muster.readiness.finding.FindingChange.Resolved;
import io.muster.readiness.finding.FindingChange.Rewritten;
import io.muster.readiness.finding.FindingChange.Settled;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.StoredFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One change as one conditional update.
 *
 * <p>An update and not a put, so that attributes of which this writer knows nothing (a reviewer's
 * decision) stay. An open finding is always written whole, so that it also comes out right where
 * the item has gone in the meantime.
 */
final class FindingUpdate {

    /** How long a resolved finding can still be looked up. */
    static final Duration KEPT_AFTER_RESOLUTION = Duration.ofDays(90);

    /** A new finding: if there is an item after all, its age must be known to keep its index. */
    private static final String ABSENT = "attribute_not_exists(#sk)";

    private static final String PRESENT = "attribute_exists(#sk)";

    /**
     * What is stored is not newer than the facts behind this, unless by a wrong clock, and not of a
     * newer Muster.
     */
    private static final String NOT_NEWER =
            "((#observedAt <= :observedAt OR #observedAt > :trusted) AND #v <= :v)";

    private static final String TRUSTED = ":trusted";

    /** What puts an open finding into the indexes of those. */
    private static final List<String> INDEXED =
            List.of(Keys.OPEN_PK, Keys.OPEN_SK, Keys.VERDICT_PK);

    private final Finding finding;
    private final Instant observedAt;
    private final Attributes set = new Attributes();
    private final Set<String> remove = new LinkedHashSet<>();
    private final String condition;

    private FindingUpdate(Finding finding, Instant observedAt, String condition) {
        this.finding = finding;
        this.observedAt = observedAt;
        this.condition = condition;
        set.put(FindingItem.OBSERVED_AT, observedAt);
        set.put(Item.VERSION_ATTRIBUTE, Item.VERSION);
    }

    static FindingUpdate of(FindingChange change) {
        return switch (change) {
            case Opened opened -> {
                Finding finding = opened.finding();
                yield new FindingUpdate(finding, finding.observedAt(), ABSENT)
                        .open(finding.observedAt());
            }
            case Changed changed -> {
                StoredFinding before = changed.before();
                FindingUpdate update =
                        open(changed.finding(), before.firstSeen())
                                .course(changed.course(), before.firstSeen());
                yield changed.reworded() ? update.changedAt(before.changedAt()) : update;
            }
            case Reopened reopened ->
                    open(reopened.finding(), reopened.before().firstSeen())
                            .course(reopened.course(), reopened.before().firstSeen());
            case Obscured obscured ->
                    new FindingUpdate(
                                    obscured.finding(),
                                    obscured.at(),
                                    PRESENT + " AND " + NOT_NEWER)
                            .obscure(obscured);
            case Rewritten rewritten -> {
                Finding finding = rewritten.finding();
                FindingUpdate update =
                        new FindingUpdate(finding, finding.observedAt(), PRESENT)
                                .open(finding.observedAt())
                                .course(Course.since(finding.observedAt()), finding.observedAt());
                yield rewritten.resolution() == null
                        ? update
                        : update.resolve(rewritten.resolution());
            }
            case Refiled refiled -> {
                StoredFinding before = refiled.before();
                FindingUpdate update =
                        open(before.finding(), before.firstSeen()).changedAt(before.changedAt());
                yield before.lastSeen() == null ? update : update.lastSeen(before.lastSeen());
            }
            case Settled settled ->
                    new FindingUpdate(
                                    settled.finding(), settled.at(), PRESENT + " AND " + NOT_NEWER)
                            .quietNoMore();
            case Resolved resolved ->
                    new FindingUpdate(
                                    resolved.finding(),
                                    resolved.at(),
                                    PRESENT + " AND " + NOT_NEWER)
                            .resolve(resolved.resolution())
                            .quietAtLeast(resolved.quietUntil());
        };
    }

    /** An open finding of which the table knows, or may know, since when it is one. */
    static FindingUpdate open(Finding finding, Instant firstSeen) {
        return new FindingUpdate(finding, finding.observedAt(), ABSENT + " OR " + NOT_NEWER)
                .open(firstSeen);
    }

    /**
     * The request.
     *
     * @param trusted the latest stored time that can be true
     */
    UpdateItemRequest request(String table, Instant trusted) {
        // What is set last stays: a finding may be opened and resolved by one write.
        remove.removeAll(set.values().keySet());
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> assignments = new ArrayList<>();
        for (Map.Entry<String, AttributeValue> each : set.values().entrySet()) {
            names.put("#" + each.getKey(), each.getKey());
            values.put(":" + each.getKey(), each.getValue());
            assignments.add("#%1$s = :%1$s".formatted(each.getKey()));
        }
        remove.forEach(name -> names.put("#" + name, name));
        if (condition.contains(TRUSTED)) {
            values.put(TRUSTED, Attributes.of(trusted));
        }
        names.put("#" + Keys.SK, Keys.SK);
        String expression = "SET " + String.join(", ", assignments);
        if (!remove.isEmpty()) {
            expression += " REMOVE #" + String.join(", #", remove);
        }
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(FindingItem.key(finding))
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private FindingUpdate open(Instant firstSeen) {
        FindingItem.words(finding).values().forEach(set::put);
        set.put(FindingItem.FIRST_SEEN, firstSeen);
        set.put(FindingItem.CHANGED_AT, observedAt);
        set.put(Keys.OPEN_PK, Keys.open(finding));
        set.put(Keys.OPEN_SK, Keys.openOrder(finding, firstSeen));
        set.put(Keys.VERDICT_PK, Keys.verdict(finding));
        removeIfNull(finding.resource().arn(), FindingItem.ARN);
        removeIfNull(finding.workload(), FindingItem.WORKLOAD, Keys.WORKLOAD_KEY);
        remove.addAll(
                List.of(
                        FindingItem.RESOLVED_AT,
                        FindingItem.RESOLUTION,
                        FindingItem.EXPIRES_AT,
                        FindingItem.LAST_SEEN,
                        FindingItem.BLOCKED_BY));
        if (finding.answer().hides().isEmpty()) {
            remove.addAll(List.of(FindingItem.HIDDEN_CHECKS, FindingItem.HIDDEN_ROWS));
        }
        if (finding.answer().monthlySaving() == null) {
            remove.add(FindingItem.SAVING);
        }
        return this;
    }

    private FindingUpdate course(Course course, Instant firstSeen) {
        if (course.openSince().equals(firstSeen)) {
            remove.add(FindingItem.OPEN_SINCE);
        } else {
            set.put(FindingItem.OPEN_SINCE, course.openSince());
        }
        FindingItem.course(course)
                .forEach(
                        (name, value) -> {
                            set.put(name, value);
                            if (value == null) {
                                remove.add(name);
                            }
                        });
        return this;
    }

    private FindingUpdate quietNoMore() {
        remove.add(FindingItem.QUIET_UNTIL);
        return this;
    }

    private FindingUpdate quietAtLeast(@Nullable Instant until) {
        set.put(FindingItem.QUIET_UNTIL, until);
        return this;
    }

    private FindingUpdate obscure(Obscured change) {
        set.put(Keys.VERDICT_PK, Keys.verdict(finding));
        return changedAt(observedAt).lastSeen(change.lastSeen());
    }

    private FindingUpdate changedAt(Instant at) {
        set.put(FindingItem.CHANGED_AT, at);
        return this;
    }

    private FindingUpdate lastSeen(LastSeen lastSeen) {
        set.put(FindingItem.LAST_SEEN, lastSeen.at());
        set.put(FindingItem.BLOCKED_BY, lastSeen.blockedBy());
        return this;
    }

    private FindingUpdate resolve(Resolution resolution) {
        set.put(FindingItem.RESOLVED_AT, observedAt);
        set.put(FindingItem.RESOLUTION, resolution);
        set.expiresAt(observedAt.plus(KEPT_AFTER_RESOLUTION));
        INDEXED.forEach(set.values()::remove);
        remove.addAll(INDEXED);
        remove.addAll(List.of(FindingItem.LAST_SEEN, FindingItem.BLOCKED_BY));
        return this;
    }

    private void removeIfNull(@Nullable String value, String... attributes) {
        if (value == null) {
            remove.addAll(List.of(attributes));
        }
    }
}
