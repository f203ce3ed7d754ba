package io.muster.readiness.logs;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of names, for as many names as fit; the names that came too late are not counted. */
final class BoundedCounts {

    private static final int MAX_NAMES = 1_024;
    private static final int MAX_NAME_LENGTH = 128;

    private final Map<String, long[]> counts = new HashMap<>();

    /** Counts a name as often as it was said. */
    void add(String name, long times) {
        String key = name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH);
        long[] count = counts.get(key);
        if (count != null) {
            count[0] += times;
        } else if (counts.size() < MAX_NAMES) {
            counts.put(key, new long[] {times});
        }
    }

    /** The most frequent names, most first, then by name. */
    List<LogSummary.Counted> top(int most) {
        return counts.entrySet().stream()
                .map(entry -> new LogSummary.Counted(entry.getKey(), entry.getValue()[0]))
                .sorted(
                        Comparator.comparingLong(LogSummary.Counted::count)
                                .reversed()
                                .thenComparing(LogSummary.Counted::name))
                .limit(most)
                .toList();
    }

    /** How many different names were seen, as far as they were told apart. */
    int names() {
        return counts.size();
    }
}
