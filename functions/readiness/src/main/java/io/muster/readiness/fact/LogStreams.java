package io.muster.readiness.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The streams of a log group and when each last spoke.
 *
 * <p>Bounded, because a function of Lambda opens a stream for each copy of itself: those that name
 * a host come before all others, those that spoke last before those that fell silent long ago. Of
 * hosts there are many in one group where a fleet ships its logs there, and all are kept.
 *
 * @param seenAt when they were listed
 * @param complete whether every stream of the group is among them
 */
public record LogStreams(Instant seenAt, boolean complete, List<Stream> streams) {

    /** Of those that name no host. */
    public static final int MAX_STREAMS = 200;

    /** Of those that name one. */
    public static final int MAX_HOSTS = 10_000;

    /** So many days on which a stream spoke are remembered. */
    public static final int MAX_DAYS = 15;

    private static final Pattern HOST =
            Pattern.compile("\\bi-[0-9a-f]{8,17}\\b|\\bip-\\d{1,3}(?:-\\d{1,3}){3}\\b");

    private static final Comparator<Stream> MAX_WANTED_FIRST =
            Comparator.comparing((Stream stream) -> !namesHost(stream.name()))
                    .thenComparing(Comparator.comparing(Stream::lastEventAt).reversed())
                    .thenComparing(Stream::name);

    /**
     * A stream that spoke at least once.
     *
     * @param lastEventAt CloudWatch brings it up to date within an hour or so of the event
     * @param days on which it is known to have spoken, by the UTC date of a last event
     */
    public record Stream(String name, Instant lastEventAt, SortedSet<LocalDate> days) {

        public Stream {
            SortedSet<LocalDate> newest = new TreeSet<>(days);
            newest.add(LocalDate.ofInstant(lastEventAt, ZoneOffset.UTC));
            while (newest.size() > MAX_DAYS) {
                newest.removeFirst();
            }
            days = Collections.unmodifiableSortedSet(newest);
        }

        public Stream(String name, Instant lastEventAt) {
            this(name, lastEventAt, Collections.emptySortedSet());
        }

        private Stream join(Stream other) {
            SortedSet<LocalDate> both = new TreeSet<>(days);
            both.addAll(other.days);
            return new Stream(
                    name,
                    lastEventAt.isBefore(other.lastEventAt) ? other.lastEventAt : lastEventAt,
                    both);
        }

        /** No stream spoke later than it was looked at: a sender's clock may be years ahead. */
        private Stream notAfter(Instant seenAt) {
            return lastEventAt.isAfter(seenAt) ? new Stream(name, seenAt, days) : this;
        }
    }

    public LogStreams {
        Instant latest = seenAt;
        List<Stream> kept =
                streams.stream()
                        .map(stream -> stream.notAfter(latest))
                        .sorted(MAX_WANTED_FIRST)
                        .limit(kept(streams))
                        .toList();
        complete = complete && kept.size() == streams.size();
        streams = kept;
    }

    /** Whether a stream's name tells a host: by an instance's id, or by a private DNS name. */
    public static boolean namesHost(String stream) {
        return HOST.matcher(stream).find();
    }

    private static long kept(List<Stream> streams) {
        long hosts = streams.stream().filter(stream -> namesHost(stream.name())).count();
        return Math.min(MAX_HOSTS, Math.max(MAX_STREAMS, hosts));
    }

    /** What two listings say together; a stream of which only the older one knows is deleted. */
    public LogStreams join(LogStreams other) {
        if (other.seenAt.isAfter(seenAt)) {
            return other.join(this);
        }
        Map<String, Stream> both = new TreeMap<>();
        streams.forEach(stream -> both.put(stream.name(), stream));
        for (Stream stream : other.streams) {
            boolean deleted = complete && !both.containsKey(stream.name());
            if (!deleted) {
                both.merge(stream.name(), stream, Stream::join);
            }
        }
        return new LogStreams(seenAt, complete, List.copyOf(both.values()));
    }
}
