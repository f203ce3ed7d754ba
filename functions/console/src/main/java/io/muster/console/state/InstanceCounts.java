package io.muster.console.state;

import io.muster.readiness.scorecard.Readiness;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many instances there are.
 *
 * @param counts by what is known of them; none are left out
 * @param unknown how many are in scopes that were not scanned for too long
 */
public record InstanceCounts(Map<Readiness, Integer> counts, int unknown) {

    public InstanceCounts {
        Map<Readiness, Integer> all = new EnumMap<>(Readiness.class);
        for (Readiness readiness : Readiness.values()) {
            all.put(readiness, counts.getOrDefault(readiness, 0));
        }
        counts = Collections.unmodifiableMap(all);
    }

    public int of(Readiness readiness) {
        return counts.getOrDefault(readiness, 0);
    }

    public int all() {
        return unknown + counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
