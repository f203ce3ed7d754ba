package io.muster.readiness.fact;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often one stream told of one known fault.
 *
 * @param stream the stream's name; {@link #OTHER_STREAMS} for those that were too many to be told
 *     apart
 * @param signature the id of the fault's signature
 * @param first when it was first told of, as far as is remembered
 * @param last when it was last told of
 * @param example the first line, bounded; it stays the same while the fault goes on
 * @param details what was concerned (processes, devices, units), the first few by name
 * @param sources the addresses that it came from, the most frequent few
 */
public record SignatureCount(
        String stream,
        String signature,
        HourlyCounts counts,
        Instant first,
        Instant last,
        String example,
        SortedSet<String> details,
        SortedMap<String, HourlyCounts> sources) {

    public static final String OTHER_STREAMS = "*";

    public static final int MAX_EXAMPLE = 300;
    public static final int MAX_DETAILS = 3;
    public static final int MAX_SOURCES = 5;
    private static final int MAX_NAME_LENGTH = 128;

    public SignatureCount {
        if (counts.isEmpty() || last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "%s in %s: at least one event, the first not after the last"
                            .formatted(signature, stream));
        }
        example = cut(example, MAX_EXAMPLE);
        SortedSet<String> fewDetails = new TreeSet<>();
        details.forEach(detail -> fewDetails.add(cut(detail, MAX_NAME_LENGTH)));
        while (fewDetails.size() > MAX_DETAILS) {
            fewDetails.removeLast();
        }
        details = Collections.unmodifiableSortedSet(fewDetails);
        SortedMap<String, HourlyCounts> few = new TreeMap<>();
        sources.entrySet().stream()
                .sorted(MAX_FIRST)
                .limit(MAX_SOURCES)
                .forEach(one -> few.merge(name(one), one.getValue(), HourlyCounts::add));
        sources = Collections.unmodifiableSortedMap(few);
    }

    private static final Comparator<Map.Entry<String, HourlyCounts>> MAX_FIRST =
            Comparator.comparingLong(
                            (Map.Entry<String, HourlyCounts> source) -> source.getValue().total())
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey());

    /** What two readings of the same stream say of the same fault together. */
    SignatureCount join(SignatureCount other) {
        SortedSet<String> bothDetails = new TreeSet<>(details);
        bothDetails.addAll(other.details);
        SortedMap<String, HourlyCounts> bothSources = new TreeMap<>(sources);
        other.sources.forEach(
                (source, count) -> bothSources.merge(source, count, HourlyCounts::join));
        boolean earlier = other.first.isBefore(first);
        return new SignatureCount(
                stream,
                signature,
                counts.join(other.counts),
                earlier ? other.first : first,
                other.last.isAfter(last) ? other.last : last,
                earlier ? other.example : example,
                bothDetails,
                bothSources);
    }

    /** Without the hours before a time; the counts may be none then, which the caller drops. */
    boolean anySince(Instant from) {
        return !counts.since(from).isEmpty();
    }

    SignatureCount since(Instant from, Instant sourcesFrom) {
        SortedMap<String, HourlyCounts> recent = new TreeMap<>();
        sources.forEach(
                (source, count) -> {
                    HourlyCounts newest = count.since(sourcesFrom);
                    if (!newest.isEmpty()) {
                        recent.put(source, newest);
                    }
                });
        return new SignatureCount(
                stream, signature, counts.since(from), first, last, example, details, recent);
    }

    private static String name(Map.Entry<String, HourlyCounts> source) {
        return cut(source.getKey(), MAX_NAME_LENGTH);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
