package io.muster.readiness.check;

import io.muster.readiness.checklist.ChecklistRow;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The checks that a blind spot keeps from an answer.
 *
 * @param count how many checks
 * @param rows of the checklist that they belong to, in its order
 */
public record HiddenChecks(int count, Set<ChecklistRow> rows) {

    public static final HiddenChecks NONE = new HiddenChecks(0, Set.of());

    public HiddenChecks {
        EnumSet<ChecklistRow> sorted = EnumSet.noneOf(ChecklistRow.class);
        sorted.addAll(rows);
        rows = Collections.unmodifiableSet(sorted);
    }

    /** Counts checks, each once. */
    public static HiddenChecks of(Collection<Spec> hidden) {
        EnumSet<ChecklistRow> rows = EnumSet.noneOf(ChecklistRow.class);
        hidden.forEach(spec -> rows.add(spec.row()));
        return new HiddenChecks((int) hidden.stream().map(Spec::id).distinct().count(), rows);
    }

    public boolean isEmpty() {
        return count == 0;
    }
}
