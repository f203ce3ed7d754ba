package io.muster.readiness.logs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read and what was found in it.
 *
 * @param lines how many lines, the last one too where it has no line break
 * @param requests how many of them are web server access lines
 * @param serverErrors how many of those answered 500 to 599
 * @param found the signatures that occurred, most severe first, then most frequent
 */
public record LogSummary(
        long lines, long bytes, long requests, long serverErrors, List<Found> found) {

    public LogSummary {
        found = List.copyOf(found);
    }

    /**
     * One signature's occurrences.
     *
     * @param count events, not lines: a stack trace counts once
     * @param first when the first one was logged; null where its line does not say
     * @param last when the last one was logged; null where its line does not say
     * @param example the first line, bounded
     * @param details what was concerned (processes, devices, units), most frequent first
     * @param sources the addresses it came from, most frequent first
     * @param distinctSources how many addresses there were, as far as they were told apart
     */
    public record Found(
            Signature signature,
            long count,
            @Nullable Instant first,
            @Nullable Instant last,
            String example,
            List<Counted> details,
            List<Counted> sources,
            int distinctSources) {}

    /** A name and how often it occurred. */
    public record Counted(String name, long count) {}

    /** The share of requests that failed on the server's side, 0 to 1; 0 where there were none. */
    public double serverErrorShare() {
        return requests == 0 ? 0 : (double) serverErrors / requests;
    }
}
