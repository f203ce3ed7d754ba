package io.muster.readiness.finding;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which checks have spread in a scope: they are not ready in much of it, and once were not. What
 * was so when it was first looked at has not spread; see {@link SeverityRule}.
 *
 * @param workloads in how many workloads each that has spread is not ready, by its id
 * @param below the ids of those that are not ready in less of the scope
 */
public record Spread(SortedMap<String, Integer> workloads, SortedSet<String> below) {

    /** Nothing is known of any. */
    public static final Spread NONE = new Spread(new TreeMap<>(), new TreeSet<>());

    /** Half of three workloads says nothing about a fleet. */
    static final int MIN_WORKLOADS = 10;

    /**
     * The workloads of a scope in which a check had an answer.
     *
     * @param notReady those of them in which something is not ready
     */
    public record Share(int all, int notReady) {

        boolean counts() {
            return all >= MIN_WORKLOADS;
        }

        boolean reaches(int percent) {
            return notReady * 100L >= (long) percent * all;
        }
    }

    public Spread {
        workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
        below = Collections.unmodifiableSortedSet(new TreeSet<>(below));
    }

    /**
     * After a scan.
     *
     * @param shares of the checks, by their ids; one of too few workloads leaves what was known
     * @param percent of the workloads from which a check is not ready in much of the scope; 0 for
     *     never
     */
    public Spread after(Map<String, Share> shares, int percent) {
        if (percent == 0) {
            return NONE;
        }
        SortedMap<String, Integer> nowSpread = new TreeMap<>(workloads);
        SortedSet<String> nowBelow = new TreeSet<>(below);
        shares.forEach(
                (check, share) -> {
                    if (!share.counts()) {
                        return;
                    }
                    if (!share.reaches(percent)) {
                        nowSpread.remove(check);
                        nowBelow.add(check);
                    } else if (nowBelow.remove(check) || nowSpread.containsKey(check)) {
                        nowSpread.put(check, share.notReady());
                    }
                });
        return new Spread(nowSpread, nowBelow);
    }
}
