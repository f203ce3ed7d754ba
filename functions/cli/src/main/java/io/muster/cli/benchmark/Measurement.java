package io.muster.cli.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run of a process took.
 *
 * @param calls requests that it made of the server
 * @param wallSeconds from its start to its end
 * @param cpuSeconds of all its threads, the launcher's own programs included
 * @param residentMebibytes the most memory that it ever held; 0 where the system does not say
 *     (Linux does)
 */
record Measurement(long calls, double wallSeconds, double cpuSeconds, double residentMebibytes) {

    /** The median of each figure by itself. */
    static Measurement median(List<Measurement> runs) {
        return new Measurement(
                Math.round(median(runs, Measurement::calls)),
                median(runs, Measurement::wallSeconds),
                median(runs, Measurement::cpuSeconds),
                median(runs, Measurement::residentMebibytes));
    }

    /** Each figure as a multiple of another run's; NaN where that has none. */
    Measurement over(Measurement other) {
        return new Measurement(
                calls - other.calls,
                wallSeconds / other.wallSeconds,
                cpuSeconds / other.cpuSeconds,
                residentMebibytes / other.residentMebibytes);
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
