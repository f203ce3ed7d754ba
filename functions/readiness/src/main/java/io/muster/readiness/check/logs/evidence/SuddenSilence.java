package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.fact.LogStreams.Stream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** When streams that spoke day by day fell silent all at once. */
public final class SuddenSilence {

    /** On so many of the seven days before the last event it must have spoken. */
    private static final int DAILY = 5;

    private static final int WEEK = 7;

    private SuddenSilence() {}

    /**
     * The last event of streams, taken together, that spoke daily and stopped; empty for others.
     *
     * @param seenAt when the streams were listed
     */
    public static Optional<Instant> since(
            Collection<Stream> streams, Instant seenAt, Duration silence) {
        Optional<Instant> last = streams.stream().map(Stream::lastEventAt).max(Instant::compareTo);
        if (last.isEmpty() || !last.get().plus(silence).isBefore(seenAt)) {
            return Optional.empty();
        }
        TreeSet<LocalDate> days = new TreeSet<>();
        streams.forEach(stream -> days.addAll(stream.days()));
        LocalDate lastDay = LocalDate.ofInstant(last.get(), ZoneOffset.UTC);
        int spoken = days.subSet(lastDay.minusDays(WEEK - 1), true, lastDay, true).size();
        return spoken >= DAILY ? last : Optional.empty();
    }
}
