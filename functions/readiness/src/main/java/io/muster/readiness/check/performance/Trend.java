package io.muster.readiness.check.performance;

import io.muster.readiness.guest.DiskHistory.Sample;
import io.muster.readiness.guest.FileSystem;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How fast a file system fills up: the median of the slopes between all pairs of daily samples. One
 * clean-up, one burst or one wrong sample does not turn it, as it would turn a least-squares line.
 *
 * @param bytesPerDay negative where it empties
 * @see <a href="https://doi.org/10.1080/01621459.1968.10480934">Sen, Estimates of the regression
 *     coefficient based on Kendall's tau, 1968</a>
 */
public record Trend(double bytesPerDay) {

    /** A week has the rhythm of most work in it; fewer days tell a Monday from a Sunday only. */
    static final int MIN_SAMPLES = 7;

    static final int MIN_DAYS = 6;

    /**
     * The trend of a file system.
     *
     * @param samples each of another day, oldest first
     * @return empty where there are too few, over too few days
     */
    public static Optional<Trend> told(List<Sample> samples) {
        return tells(samples) ? Optional.of(of(samples)) : Optional.empty();
    }

    /**
     * The bytes that an ordinary user can still write.
     *
     * @param samples at least one, oldest first
     */
    public static long free(FileSystem one, List<Sample> samples) {
        Long available = one.space().availableBytes();
        Sample last = samples.getLast();
        return available == null ? last.totalBytes() - last.usedBytes() : available;
    }

    /** Whether there are samples enough, over days enough. */
    static boolean tells(List<Sample> samples) {
        return samples.size() >= MIN_SAMPLES
                && days(samples.getFirst().date(), samples.getLast().date()) >= MIN_DAYS;
    }

    /**
     * Reads a trend.
     *
     * @param samples at least two, each of another day, oldest first
     */
    static Trend of(List<Sample> samples) {
        int count = samples.size();
        double[] slopes = new double[count * (count - 1) / 2];
        int at = 0;
        for (int later = 1; later < count; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                Sample from = samples.get(earlier);
                Sample to = samples.get(later);
                slopes[at++] =
                        ((double) to.usedBytes() - from.usedBytes()) / days(from.date(), to.date());
            }
        }
        Arrays.sort(slopes);
        int middle = slopes.length / 2;
        return new Trend(
                slopes.length % 2 == 1
                        ? slopes[middle]
                        : (slopes[middle - 1] + slopes[middle]) / 2);
    }

    /** Days until so many bytes are used up; infinite where it does not grow. */
    public double daysToFill(long freeBytes) {
        return bytesPerDay <= 0 ? Double.POSITIVE_INFINITY : Math.max(0, freeBytes) / bytesPerDay;
    }

    private static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to);
    }
}
