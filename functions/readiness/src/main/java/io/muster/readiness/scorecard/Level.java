package io.muster.readiness.scorecard;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an environment asks of the workloads in it.
 *
 * @param required the rows that must be ready or decided, each with the lowest severity of a
 *     finding that counts against it
 */
public record Level(Map<ChecklistRow, Severity> required) {

    public Level {
        Map<ChecklistRow, Severity> sorted = new EnumMap<>(ChecklistRow.class);
        sorted.putAll(required);
        required = Collections.unmodifiableMap(sorted);
    }

    /** What all of several ask together: each row that one of them asks for, as strictly as any. */
    static Level strictest(Collection<Level> levels) {
        Map<ChecklistRow, Severity> strictest = new EnumMap<>(ChecklistRow.class);
        for (Level level : levels) {
            level.required.forEach(
                    (row, severity) ->
                            strictest.merge(
                                    row,
                                    severity,
                                    (one, other) -> one.compareTo(other) <= 0 ? one : other));
        }
        return new Level(strictest);
    }
}
