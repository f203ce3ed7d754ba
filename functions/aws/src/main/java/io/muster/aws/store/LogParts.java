package io.muster.aws.store;

import io.muster.aws.store.LogObservationText.Part;
import io.muster.aws.store.RevisedItems.Change;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.LogCounts;
import io.muster.readiness.fact.LogLeftOut;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.text.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is known of a log group with more streams than one item holds: the group's item says over
 * how many parts its streams are spread, and each part holds those whose names fall to it.
 *
 * <p>A stream stays in its part while their number does, so that parts that are written while
 * others are read lose none; a group that needs more parts gets twice as many under other keys, and
 * its item names them last. A part that did not change is not written. Parts of before expire.
 */
record LogParts(TableCalls calls) {

    /** Of the compressed text of a part; small, so that one stream's change writes little. */
    static final int MAX_BYTES = 100_000;

    /** With {@link #MAX_BYTES}, twice what as many faults take as are kept, of mere noise. */
    static final int MAX_PARTS = 512;

    private static final String TEXT = "observation";
    private static final String GROUP = "group";

    /** Why the group's own item tells of no streams. */
    private static final Message SPLIT = Message.of("facts.log-parts");

    /** A part that is not written for so long is written again, before it expires. */
    private static final Duration FRESH = Duration.ofDays(10);

    /**
     * The parts of a group as they are stored.
     *
     * @param count over how many the group is spread; 0 for a group that is one item
     */
    record Stored(int count, Map<Integer, Map<String, AttributeValue>> items) {
        static final Stored NONE = new Stored(0, Map.of());
    }

    /** Whether a group is too large for one item. */
    static boolean splits(@Nullable LogObservation observation) {
        return observation != null
                && observation.streams() instanceof Known<LogStreams> streams
                && (streams.value().streams().size() > LogStreams.MAX_STREAMS
                        || observation.counts().faults().size() > LogObservation.MAX_FAULTS);
    }

    /**
     * What the group's own item says: all but the streams and what they told. A Muster that knows
     * no parts takes both for unknown.
     */
    static LogObservation head(LogObservation of) {
        List<LogLeftOut> gaps = new ArrayList<>(of.gaps());
        if (of.analysedFrom().isBefore(of.analysedUntil())) {
            gaps.add(new LogLeftOut(of.analysedFrom(), of.analysedUntil(), Reason.TOO_MANY, SPLIT));
        }
        return new LogObservation(
                of.group(),
                of.readAt(),
                of.analysedFrom(),
                of.analysedUntil(),
                Fact.missing(Why.TRUNCATED, SPLIT),
                new LogCounts(List.of(), of.counts().traffic(), of.counts().incompleteHours()),
                gaps,
                of.leftOut());
    }

    /** The parts of a group, by pages. */
    Stored read(Scope scope, String group, int count) {
        if (count == 0) {
            return Stored.NONE;
        }
        String prefix = Keys.streams(group, count);
        Map<Integer, Map<String, AttributeValue>> items = new HashMap<>();
        calls.inPartition(scope, prefix)
                .forEach(
                        item -> {
                            Item part = Item.of(calls.table(), item);
                            String number = part.text(Keys.SK).substring(prefix.length());
                            try {
                                items.put(Integer.parseInt(number), item);
                            } catch (NumberFormatException notANumber) {
                                throw part.corrupt("its key names no part");
                            }
                        });
        return new Stored(count, items);
    }

    /**
     * What is known of a group, of its own item and its parts.
     *
     * @throws StoreException.CorruptItem if a part is missing or cannot be read
     */
    LogObservation joined(Item head, LogObservation of, Stored stored) {
        List<LogStreams.Stream> streams = new ArrayList<>();
        List<SignatureCount> faults = new ArrayList<>();
        Instant seenAt = Instant.MAX;
        boolean complete = true;
        for (int i = 0; i < stored.count(); i++) {
            Map<String, AttributeValue> item = stored.items().get(i);
            if (item == null) {
                throw head.corrupt(
                        "part %d of the %d of its streams is missing".formatted(i, stored.count()));
            }
            Part part = LogObservationText.readPart(Item.of(calls.table(), item), TEXT);
            streams.addAll(part.streams().streams());
            faults.addAll(part.faults());
            // Of a run that was broken off, some parts are older: silence is told by the oldest.
            seenAt = part.streams().seenAt().isBefore(seenAt) ? part.streams().seenAt() : seenAt;
            complete = complete && part.streams().complete();
        }
        return new LogObservation(
                of.group(),
                of.readAt(),
                of.analysedFrom(),
                of.analysedUntil(),
                Fact.known(new LogStreams(seenAt, complete, streams)),
                new LogCounts(faults, of.counts().traffic(), of.counts().incompleteHours()),
                of.gaps().stream().filter(gap -> !gap.detail().equals(SPLIT)).toList(),
                of.leftOut());
    }

    /**
     * Writes the parts that changed.
     *
     * @param before as they are stored
     * @param listedAt when the group was listed, from which on they are kept
     * @return over how many parts the group is spread
     */
    int write(Scope scope, LogObservation observation, Stored before, Instant listedAt) {
        int count = Math.max(1, before.count());
        SortedMap<Integer, Part> parts = parts(observation, count);
        while (count < MAX_PARTS && parts.values().stream().anyMatch(LogParts::tooLong)) {
            count *= 2;
            parts = parts(observation, count);
        }
        Stored there = before.count() == count ? before : new Stored(count, Map.of());
        for (Map.Entry<Integer, Part> part : parts.entrySet()) {
            write(scope, observation.group(), there, part.getKey(), part.getValue(), listedAt);
        }
        return count;
    }

    private void write(
            Scope scope, String group, Stored there, int number, Part part, Instant listedAt) {
        String key = Keys.streams(group, there.count()) + "%03d".formatted(number);
        new RevisedItems(calls)
                .write(
                        "part %d of log group %s".formatted(number, group),
                        there.items().get(number),
                        before ->
                                change(
                                        scope,
                                        group,
                                        key,
                                        listedAt,
                                        before == null || before.equals(there.items().get(number))
                                                ? part
                                                : joined(before, part),
                                        before));
    }

    /** What another run wrote meanwhile, and this one. */
    private Part joined(Map<String, AttributeValue> before, Part part) {
        try {
            Part other = LogObservationText.readPart(Item.of(calls.table(), before), TEXT);
            return new Part(
                    other.streams().join(part.streams()),
                    LogCounts.joined(other.faults(), part.faults()));
        } catch (StoreException.CorruptItem spoilt) {
            return part;
        }
    }

    private Change<Part> change(
            Scope scope,
            String group,
            String key,
            Instant listedAt,
            Part part,
            @Nullable Map<String, AttributeValue> before) {
        byte[] text = LogObservationText.writePart(part.streams(), part.faults());
        if (before != null && unchanged(before, text, listedAt)) {
            return new Change<>(part, null);
        }
        return new Change<>(
                part,
                Attributes.item(scope, key)
                        .put(GROUP, group)
                        .put(TEXT, text)
                        .expiresAt(listedAt.plus(LogGroupItem.KEPT)));
    }

    private static boolean unchanged(
            Map<String, AttributeValue> before, byte[] text, Instant listedAt) {
        AttributeValue there = before.get(TEXT);
        AttributeValue expires = before.get(FindingItem.EXPIRES_AT);
        return there != null
                && there.b() != null
                && Arrays.equals(there.b().asByteArrayUnsafe(), text)
                && expires != null
                && expires.n() != null
                && Long.parseLong(expires.n())
                        > listedAt.plus(LogGroupItem.KEPT).minus(FRESH).getEpochSecond();
    }

    private static boolean tooLong(Part part) {
        return LogObservationText.writePart(part.streams(), part.faults()).length > MAX_BYTES;
    }

    /** Every part, those without a stream too. */
    private static SortedMap<Integer, Part> parts(LogObservation of, int count) {
        LogStreams all = of.streams().orElse(new LogStreams(of.readAt(), false, List.of()));
        Map<Integer, List<LogStreams.Stream>> streams = new HashMap<>();
        all.streams()
                .forEach(
                        stream ->
                                streams.computeIfAbsent(
                                                number(stream.name(), count),
                                                unused -> new ArrayList<>())
                                        .add(stream));
        Map<Integer, List<SignatureCount>> faults = new HashMap<>();
        of.counts()
                .faults()
                .forEach(
                        fault ->
                                faults.computeIfAbsent(
                                                number(fault.stream(), count),
                                                unused -> new ArrayList<>())
                                        .add(fault));
        SortedMap<Integer, Part> parts = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            parts.put(
                    i,
                    new Part(
                            new LogStreams(
                                    all.seenAt(),
                                    all.complete(),
                                    streams.getOrDefault(i, List.of())),
                            faults.getOrDefault(i, List.of())));
        }
        return parts;
    }

    private static int number(String stream, int count) {
        CRC32 hash = new CRC32();
        hash.update(stream.getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % count);
    }
}
