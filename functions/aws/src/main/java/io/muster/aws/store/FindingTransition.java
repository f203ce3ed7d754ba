package io.muster.aws.store;

import io.muster.readiness.check.Status;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.StoredFinding;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a write made of a finding, as the table's stream tells it.
 *
 * @param before null if there was no such finding
 */
public record FindingTransition(@Nullable StoredFinding before, StoredFinding after) {

    /** What people and programs are told of a finding: a change of words alone is no news. */
    public enum State {
        /** There is no such finding. */
        NONE,
        NOT_READY,
        UNKNOWN,
        RESOLVED
    }

    /**
     * Reads a stream's record.
     *
     * @param table its name, for the words of failures
     * @param change the record's member {@code dynamodb}
     * @return empty if it is not about a finding, or the finding was deleted: DynamoDB deletes
     *     resolved ones when their time has come, which is no news
     * @throws StoreException.NewerItem if a newer Muster wrote it
     * @throws StoreException.CorruptItem if none can have
     */
    public static Optional<FindingTransition> read(String table, Map<?, ?> change) {
        Map<String, AttributeValue> after = image(change, "NewImage");
        AttributeValue key = after.get(Keys.SK);
        if (key == null || key.s() == null || !key.s().startsWith(Keys.FINDING_PREFIX)) {
            return Optional.empty();
        }
        Map<String, AttributeValue> before = image(change, "OldImage");
        return Optional.of(
                new FindingTransition(
                        before.isEmpty() ? null : readBefore(table, before),
                        FindingItem.read(table, after)));
    }

    /** One that could not be read and was written over counts as none. */
    private static @Nullable StoredFinding readBefore(
            String table, Map<String, AttributeValue> before) {
        try {
            return FindingItem.read(table, before);
        } catch (StoreException.CorruptItem spoiled) {
            return null;
        }
    }

    public State from() {
        return before == null ? State.NONE : state(before);
    }

    public State to() {
        return state(after);
    }

    /**
     * Whether the state changed in a way to tell people of: not where another finding tells it now,
     * and not where it comes and goes, until it has stayed for a while.
     */
    public boolean news() {
        return (from() != to() || settled())
                && !(from() == State.NONE && to() == State.RESOLVED)
                && after.resolution() != Resolution.EXPLAINED
                && !quiet();
    }

    /** Whether it is as it was, for so long that what was not told is told now. */
    public boolean settled() {
        return before != null
                && before.quietUntil() != null
                && after.quietUntil() == null
                && from() == to();
    }

    private boolean quiet() {
        Instant until = after.quietUntil();
        return until != null && until.isAfter(after.changedAt()) && !expired(until);
    }

    private boolean expired(Instant until) {
        return after.resolvedAt() != null && !until.isAfter(after.resolvedAt());
    }

    /** The finding's partition key in the table. */
    public String partitionKey() {
        return Keys.scope(after.finding().scope());
    }

    /** The finding's sort key in the table. */
    public String sortKey() {
        return Keys.finding(after.finding());
    }

    private static State state(StoredFinding finding) {
        if (!finding.open()) {
            return State.RESOLVED;
        }
        return finding.finding().status() == Status.UNKNOWN ? State.UNKNOWN : State.NOT_READY;
    }

    private static Map<String, AttributeValue> image(Map<?, ?> change, String name) {
        return change.get(name) instanceof Map<?, ?> image ? StreamImage.read(image) : Map.of();
    }
}
