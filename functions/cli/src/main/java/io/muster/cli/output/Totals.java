package io.muster.cli.output;

import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of all that was asked for, shown or not.
 *
 * @param scorecard null where nothing was judged: the findings of a workload, read from a table
 * @param instances the three counts, and the list where the report asked for it
 * @param notShown what a filter hides, such as {@code 16 below high}; empty where nothing is hidden
 */
public record Totals(@Nullable Scorecard scorecard, Instances instances, List<Message> notShown) {

    public Totals {
        notShown = List.copyOf(notShown);
    }

    /** Of findings that are of no fleet. */
    public static Totals of(@Nullable Scorecard scorecard) {
        return new Totals(scorecard, Instances.NOT_COUNTED, List.of());
    }

    /**
     * The instances that are not gone.
     *
     * @param counts null where they are not known
     * @param unknown how many are in scopes whose newest scan is too old to count
     * @param each in the order of scopes and ids; empty where the report does not list them
     */
    public record Instances(
            @Nullable Map<Readiness, Integer> counts, int unknown, List<Listed> each) {

        public static final Instances NOT_COUNTED = new Instances(null, 0, List.of());

        public Instances {
            if (counts != null) {
                Map<Readiness, Integer> sorted = new EnumMap<>(Readiness.class);
                sorted.putAll(counts);
                counts = sorted;
            }
            each = List.copyOf(each);
        }

        int count(Readiness readiness) {
            return counts == null ? 0 : counts.getOrDefault(readiness, 0);
        }

        int all() {
            int sum = unknown;
            for (Readiness readiness : Readiness.values()) {
                sum += count(readiness);
            }
            return sum;
        }
    }

    /**
     * An instance in a list.
     *
     * @param known whether its scope's newest scan is young enough to count
     */
    public record Listed(InstanceReadiness instance, boolean known) {}
}
