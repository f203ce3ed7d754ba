package io.muster.aws.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A question to Logs Insights.
 *
 * @param groups names of log groups of one class, which a query cannot mix
 * @param from inclusive, a whole second
 * @param to exclusive, a whole second
 */
public record InsightsQuery(String text, List<String> groups, Instant from, Instant to) {

    /** StartQuery takes no more. */
    public static final int MAX_GROUPS = 50;

    /** A shorter time than twice this is not asked in halves. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    public InsightsQuery {
        groups = List.copyOf(groups);
        if (groups.isEmpty() || groups.size() > MAX_GROUPS) {
            throw new IllegalArgumentException(
                    "a query asks 1 to %d groups, not %d".formatted(MAX_GROUPS, groups.size()));
        }
        boolean whole = from.equals(second(from)) && to.equals(second(to));
        if (!whole || !from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "from a whole second to a later one, not from %s to %s".formatted(from, to));
        }
    }

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    boolean canHalveTime() {
        return Duration.between(from, to).compareTo(SHORTEST.multipliedBy(2)) >= 0;
    }

    /** The earlier half, then the later one. */
    List<InsightsQuery> halvesOfTime() {
        Instant middle = second(from.plus(Duration.between(from, to).dividedBy(2)));
        return List.of(
                new InsightsQuery(text, groups, from, middle),
                new InsightsQuery(text, groups, middle, to));
    }

    /** The same question to each half of the groups, of which there are at least two. */
    List<InsightsQuery> halvesOfGroups() {
        int middle = groups.size() / 2;
        return List.of(to(groups.subList(0, middle)), to(groups.subList(middle, groups.size())));
    }

    InsightsQuery to(List<String> others) {
        return new InsightsQuery(text, others, from, to);
    }
}
