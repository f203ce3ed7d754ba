package io.muster.readiness.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written so that the table holds what a file says: the lines that are new or say
 * something else, and the withdrawal of those that are gone. Applied twice, it is empty.
 *
 * @param changes in the order of the file, then what is withdrawn in the order of the targets
 * @param unchanged how many lines say what is on record
 */
public record DecisionPlan(List<Change> changes, int unchanged) {

    public DecisionPlan {
        changes = List.copyOf(changes);
    }

    /** What is to be written about one target. */
    public sealed interface Change {

        /**
         * A decision.
         *
         * @param before what is on record of its target; null where nothing is
         */
        record Decide(Decision decision, @Nullable RecordedDecision before) implements Change {

            /** Whether it takes the place of one that stands. */
            public boolean replaces() {
                return before != null && before.stands();
            }
        }

        /** That what is on record holds no more. */
        record Withdraw(RecordedDecision before) implements Change {}
    }

    /** Gathers a plan, line by line. */
    public static final class Draft {

        private final Made.Way.File file;
        private final Map<String, RecordedDecision> recorded = new HashMap<>();
        private final Set<String> wanted = new HashSet<>();
        private final List<Change> changes = new ArrayList<>();
        private int unchanged;

        /**
         * @param file whose lines come
         * @param recorded all that the table holds
         */
        public Draft(Made.Way.File file, Collection<RecordedDecision> recorded) {
            this.file = file;
            recorded.forEach(each -> this.recorded.put(each.target().text(), each));
        }

        /**
         * Whether the table holds what a line says, and has it from this file; it is then as good
         * as it was when it was written.
         */
        public boolean keeps(DecisionForm line) {
            RecordedDecision before = recorded.get(line.given(DecisionForm.Field.TARGET));
            if (before == null
                    || !before.stands()
                    || !before.isOf(file)
                    || !line.gave(before.decision())) {
                return false;
            }
            wanted.add(before.target().text());
            unchanged++;
            return true;
        }

        /** Takes a line that {@link #keeps} does not know. */
        public void decide(Decision decision) {
            String target = decision.target().text();
            wanted.add(target);
            changes.add(new Change.Decide(decision, recorded.get(target)));
        }

        /** What there is to write when all lines have come. */
        public DecisionPlan plan() {
            List<Change> all = new ArrayList<>(changes);
            recorded.values().stream()
                    .filter(before -> before.stands() && before.isOf(file))
                    .filter(before -> !wanted.contains(before.target().text()))
                    .sorted(
                            Comparator.comparing(
                                    (RecordedDecision before) -> before.target().text()))
                    .forEach(before -> all.add(new Change.Withdraw(before)));
            return new DecisionPlan(all, unchanged);
        }
    }
}
