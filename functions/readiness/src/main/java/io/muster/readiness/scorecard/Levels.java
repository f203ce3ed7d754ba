package io.muster.readiness.scorecard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The level of each environment.
 *
 * @param byEnvironment by the value of the environment tag; empty where a team asks for none
 */
public record Levels(SortedMap<String, Level> byEnvironment) {

    /** No environment has a level. */
    public static final Levels NONE = new Levels(new TreeMap<>());

    public Levels {
        byEnvironment = Collections.unmodifiableSortedMap(new TreeMap<>(byEnvironment));
    }

    /**
     * The level that a workload is held to: the strictest of its instances' environments. An
     * instance in no environment that has a level is held to the strictest of all.
     *
     * @param level what is asked for
     * @param environments those of its instances that have a level, in the order of their names
     * @param unassigned how many instances are in none
     */
    public record Assigned(Level level, List<String> environments, int unassigned) {
        public Assigned {
            environments = List.copyOf(environments);
        }
    }

    /**
     * The level of a workload.
     *
     * @param instances how many there are by environment; {@code ""} for those without the tag
     */
    Assigned of(Map<String, Integer> instances) {
        List<String> known = new ArrayList<>();
        List<Level> levels = new ArrayList<>();
        int unassigned = 0;
        for (Map.Entry<String, Integer> each : new TreeMap<>(instances).entrySet()) {
            Level level = byEnvironment.get(each.getKey());
            if (level == null) {
                unassigned += each.getValue();
            } else {
                known.add(each.getKey());
                levels.add(level);
            }
        }
        // A workload of no instance that was counted is in no environment either.
        boolean strictest = unassigned > 0 || known.isEmpty();
        return new Assigned(
                Level.strictest(strictest ? byEnvironment.values() : levels), known, unassigned);
    }
}
