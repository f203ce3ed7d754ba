package io.muster.aws.store;

import io.muster.readiness.text.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What a run changed in the table.
 *
 * @param superseded changes that were not written because the table already knew something newer
 */
public record ChangeCounts(int opened, int changed, int reopened, int resolved, int superseded) {

    public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0);

    /**
     * Counts that something holds by name.
     *
     * @param count asked for each of the names of {@link #byName}
     */
    public static ChangeCounts of(ToIntFunction<String> count) {
        return new ChangeCounts(
                count.applyAsInt("opened"),
                count.applyAsInt("changed"),
                count.applyAsInt("reopened"),
                count.applyAsInt("resolved"),
                count.applyAsInt("superseded"));
    }

    /** Each count by its name, as items, messages and log lines have it. */
    public Map<String, Integer> byName() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("opened", opened);
        counts.put("changed", changed);
        counts.put("reopened", reopened);
        counts.put("resolved", resolved);
        counts.put("superseded", superseded);
        return counts;
    }

    /** These and others together. */
    public ChangeCounts plus(ChangeCounts more) {
        return new ChangeCounts(
                opened + more.opened,
                changed + more.changed,
                reopened + more.reopened,
                resolved + more.resolved,
                superseded + more.superseded);
    }

    /** The findings that were written. */
    public int written() {
        return opened + changed + reopened + resolved;
    }

    /** For a person. */
    public Message told() {
        Message counts =
                Message.of("screen.changes")
                        .with("opened", opened)
                        .with("changed", changed)
                        .with("reopened", reopened)
                        .with("resolved", resolved);
        return superseded == 0
                ? counts
                : Message.of("screen.changes-superseded")
                        .with("changes", counts)
                        .with("count", superseded);
    }

    /** For a log. */
    @Override
    public String toString() {
        return "%d opened, %d changed, %d reopened, %d resolved, %d superseded"
                .formatted(opened, changed, reopened, resolved, superseded);
    }
}
