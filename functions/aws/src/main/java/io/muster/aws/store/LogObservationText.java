package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogCounts;
import io.muster.readiness.fact.LogLeftOut;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.LogTraffic;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.MessageFields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a log group as compressed JSON: counts of a week by the hour, which as
 * attributes of their own would cost ten times the writes. Hours are numbered from 1970 on.
 */
final class LogObservationText {

    /**
     * Of the compressed text. An item may have 400 KB with its other attributes, which are a name
     * and an ARN.
     */
    static final int MAX_BYTES = 300_000;

    /**
     * Of the JSON: what the largest observation has, with its texts in other than Latin letters.
     */
    private static final int MAX_JSON_BYTES = 8 << 20;

    private static final long SECONDS_AN_HOUR = 3_600;

    /** The code and arguments of a detail, which stands beside in English. */
    private static final String SAYS = "says";

    private LogObservationText() {}

    /**
     * Writes an observation. One that is too long (a week of hostile lines may be) loses the faults
     * that were told of the longest ago.
     */
    static byte[] write(LogObservation observation) {
        LogObservation shorter = observation;
        byte[] text = gzip(json(shorter));
        while (text.length > MAX_BYTES && !shorter.counts().faults().isEmpty()) {
            shorter = withFaults(shorter, shorter.counts().faults().size() / 2);
            text = gzip(json(shorter));
        }
        return text;
    }

    /** Writes a part of the streams of a group, and what they told. */
    static byte[] writePart(LogStreams streams, List<SignatureCount> faults) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("streams", streams(streams));
        json.put("faults", faults.stream().map(LogObservationText::fault).toList());
        return gzip(json);
    }

    /** A part of the streams of a group, and what they told. */
    record Part(LogStreams streams, List<SignatureCount> faults) {}

    /**
     * Reads what {@link #writePart} wrote.
     *
     * @throws StoreException.CorruptItem if it is no such part
     */
    static Part readPart(Item item, String attribute) {
        try {
            Map<String, Object> json = parsed(item, attribute);
            return new Part(
                    streamsOf(map(json, "streams")),
                    listOf(json, "faults", LogObservationText::faultOf));
        } catch (IOException | RuntimeException malformed) {
            throw item.corrupt("'%s' is no part: %s".formatted(attribute, malformed));
        }
    }

    private static LogObservation withFaults(LogObservation of, int most) {
        return new LogObservation(
                of.group(),
                of.readAt(),
                of.analysedFrom(),
                of.analysedUntil(),
                of.streams(),
                new LogCounts(
                        of.counts().faults().subList(0, most),
                        of.counts().traffic(),
                        of.counts().incompleteHours()),
                of.gaps(),
                of.leftOut());
    }

    private static Map<String, @Nullable Object> json(LogObservation of) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("readAt", of.readAt().toString());
        json.put("from", of.analysedFrom().toString());
        json.put("until", of.analysedUntil().toString());
        json.put("streams", fact(of.streams(), LogObservationText::streams));
        json.put("faults", of.counts().faults().stream().map(LogObservationText::fault).toList());
        json.put("traffic", fact(of.counts().traffic(), LogObservationText::traffic));
        SortedSet<Instant> incomplete = of.counts().incompleteHours();
        json.put("incomplete", incomplete.stream().map(Instant::getEpochSecond).toList());
        json.put("gaps", of.gaps().stream().map(LogObservationText::leftOut).toList());
        LogLeftOut leftOut = of.leftOut();
        json.put("leftOut", leftOut == null ? null : leftOut(leftOut));
        return json;
    }

    private static <T> Map<String, Object> fact(Fact<T> fact, Function<T, Object> value) {
        return switch (fact) {
            case Known<T> known -> Map.of("known", value.apply(known.value()));
            case Missing<T> missing ->
                    Map.of(
                            "why",
                            missing.why().name(),
                            "detail",
                            missing.detail().english(),
                            SAYS,
                            MessageFields.of(missing.detail()));
        };
    }

    private static Map<String, Object> streams(LogStreams of) {
        return Map.of(
                "seenAt", of.seenAt().toString(),
                "complete", of.complete(),
                "all", of.streams().stream().map(LogObservationText::stream).toList());
    }

    private static Map<String, Object> stream(LogStreams.Stream of) {
        return Map.of(
                "name", of.name(),
                "last", of.lastEventAt().toString(),
                "days", of.days().stream().map(LocalDate::toEpochDay).toList());
    }

    private static Map<String, Object> traffic(LogTraffic of) {
        return Map.of("requests", counts(of.requests()), "errors", counts(of.serverErrors()));
    }

    private static Map<String, Object> fault(SignatureCount of) {
        Map<String, Object> sources = new LinkedHashMap<>();
        of.sources().forEach((source, counts) -> sources.put(source, counts(counts)));
        return Map.of(
                "stream", of.stream(),
                "signature", of.signature(),
                "counts", counts(of.counts()),
                "first", of.first().toString(),
                "last", of.last().toString(),
                "example", of.example(),
                "details", List.copyOf(of.details()),
                "sources", sources);
    }

    private static Map<String, Object> leftOut(LogLeftOut of) {
        return Map.of(
                "from",
                of.from().toString(),
                "to",
                of.to().toString(),
                "reason",
                of.reason().name(),
                "detail",
                of.detail().english(),
                SAYS,
                MessageFields.of(of.detail()));
    }

    /** An hour's number, its count, the next hour's number, ... */
    private static List<Long> counts(HourlyCounts of) {
        List<Long> numbers = new ArrayList<>();
        of.byHour()
                .forEach(
                        (hour, count) -> {
                            numbers.add(hour.getEpochSecond() / SECONDS_AN_HOUR);
                            numbers.add(count);
                        });
        return numbers;
    }

    private static byte[] gzip(Map<String, @Nullable Object> json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads an observation of a group.
     *
     * @throws StoreException.CorruptItem if it is none
     */
    static LogObservation read(Item item, String attribute, String group) {
        try {
            return observation(group, parsed(item, attribute));
        } catch (IOException | RuntimeException malformed) {
            throw item.corrupt("'%s' is no observation: %s".formatted(attribute, malformed));
        }
    }

    private static Map<String, Object> parsed(Item item, String attribute) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(item.bytes(attribute)))) {
            byte[] text = in.readNBytes(MAX_JSON_BYTES + 1);
            if (text.length > MAX_JSON_BYTES) {
                throw new IOException("it is too long");
            }
            return JSON.std.mapFrom(text);
        }
    }

    private static LogObservation observation(String group, Map<?, ?> json) {
        SortedSet<Instant> incomplete = new TreeSet<>();
        list(json, "incomplete")
                .forEach(second -> incomplete.add(Instant.ofEpochSecond(number(second))));
        return new LogObservation(
                group,
                time(json, "readAt"),
                time(json, "from"),
                time(json, "until"),
                factOf(map(json, "streams"), LogObservationText::streamsOf),
                new LogCounts(
                        listOf(json, "faults", LogObservationText::faultOf),
                        factOf(map(json, "traffic"), LogObservationText::trafficOf),
                        incomplete),
                listOf(json, "gaps", LogObservationText::leftOutOf),
                json.get("leftOut") instanceof Map<?, ?> leftOut ? leftOutOf(leftOut) : null);
    }

    private static <T> Fact<T> factOf(Map<?, ?> json, Function<Map<?, ?>, T> value) {
        return json.get("known") instanceof Map<?, ?> known
                ? Fact.known(value.apply(known))
                : Fact.missing(Why.valueOf(text(json, "why")), detail(json));
    }

    private static LogStreams streamsOf(Map<?, ?> json) {
        boolean complete = Boolean.TRUE.equals(json.get("complete"));
        return new LogStreams(
                time(json, "seenAt"), complete, listOf(json, "all", LogObservationText::streamOf));
    }

    private static LogStreams.Stream streamOf(Map<?, ?> json) {
        SortedSet<LocalDate> days = new TreeSet<>();
        list(json, "days").forEach(day -> days.add(LocalDate.ofEpochDay(number(day))));
        return new LogStreams.Stream(text(json, "name"), time(json, "last"), days);
    }

    private static <T> List<T> listOf(Map<?, ?> json, String name, Function<Map<?, ?>, T> read) {
        return list(json, name).stream().map(each -> read.apply((Map<?, ?>) each)).toList();
    }

    private static LogTraffic trafficOf(Map<?, ?> json) {
        return new LogTraffic(countsOf(list(json, "requests")), countsOf(list(json, "errors")));
    }

    private static SignatureCount faultOf(Map<?, ?> json) {
        SortedSet<String> details = new TreeSet<>();
        list(json, "details").forEach(detail -> details.add(String.valueOf(detail)));
        SortedMap<String, HourlyCounts> sources = new TreeMap<>();
        map(json, "sources")
                .forEach((name, of) -> sources.put(String.valueOf(name), countsOf((List<?>) of)));
        return new SignatureCount(
                text(json, "stream"),
                text(json, "signature"),
                countsOf(list(json, "counts")),
                time(json, "first"),
                time(json, "last"),
                text(json, "example"),
                details,
                sources);
    }

    private static LogLeftOut leftOutOf(Map<?, ?> json) {
        return new LogLeftOut(
                time(json, "from"),
                time(json, "to"),
                LogLeftOut.Reason.valueOf(text(json, "reason")),
                detail(json));
    }

    private static Message detail(Map<?, ?> json) {
        return MessageText.readFields(json.get(SAYS), text(json, "detail"));
    }

    private static HourlyCounts countsOf(List<?> numbers) {
        SortedMap<Instant, Long> byHour = new TreeMap<>();
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            byHour.put(
                    Instant.ofEpochSecond(number(numbers.get(i)) * SECONDS_AN_HOUR),
                    number(numbers.get(i + 1)));
        }
        return new HourlyCounts(byHour);
    }

    private static Map<?, ?> map(Map<?, ?> json, String member) {
        return json.get(member) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Map<?, ?> json, String member) {
        return json.get(member) instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> json, String member) {
        if (json.get(member) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it has no text '%s'".formatted(member));
    }

    private static Instant time(Map<?, ?> json, String member) {
        return Instant.parse(text(json, member));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("a number is missing");
    }
}
