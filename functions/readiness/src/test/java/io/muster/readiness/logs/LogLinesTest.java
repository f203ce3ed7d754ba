package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.logs.LogSummary.Counted;
import io.muster.readiness.logs.LogSummary.Found;
import io.muster.readiness.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines as programs write them, each with the signatures that are in it: a row of {@code
 * log-lines.jsonl} is one case. Where a row repeats, {@code {1}}, {@code {2}} and {@code {3}} are
 * the number of the repetition in so many digits. {@code -Dmuster.log.lines=FILE} names more rows.
 */
class LogLinesTest {

    private static final String MORE = System.getProperty("muster.log.lines", "");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant FROM = Instant.parse("2026-11-22T10:00:00Z");

    /**
     * A row.
     *
     * @param want ids that must be found, as regular expressions
     * @param never ids that must not be
     * @param count how often the first wanted one is found; null for any number
     * @param source an address that it names; null for any
     * @param detail what it names as concerned; null for any
     */
    record Row(
            String kind,
            List<String> lines,
            List<String> want,
            List<String> never,
            @Nullable Long count,
            @Nullable String source,
            @Nullable String detail) {

        @Override
        public String toString() {
            String first = lines.getFirst();
            return kind + ": " + first.substring(0, Math.min(first.length(), 90));
        }
    }

    static Stream<Row> rows() {
        Stream<String> own = lines(LogLinesTest.class.getResourceAsStream("log-lines.jsonl"));
        return (MORE.isEmpty() ? own : Stream.concat(own, lines(Path.of(MORE))))
                .map(LogLinesTest::row);
    }

    /** Those in which no line is about the one before: events come in any order. */
    static Stream<Row> rowsOfEvents() {
        return rows().filter(row -> row.lines.stream().noneMatch(LogLinesTest::aboutTheLast));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_log_has_what_its_row_says(Row row) throws IOException {
        LogClassifier classifier = new LogClassifier(Signatures.all());
        String log = String.join("\n", row.lines) + "\n";
        classifier.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
        Map<String, Found> found = new TreeMap<>();
        classifier.summary(NOW).found().forEach(one -> found.put(one.signature().id(), one));

        assertIds(row, found);
        if (row.count != null) {
            assertThat(first(row, found).count()).isEqualTo(row.count);
        }
        if (row.source != null) {
            assertThat(first(row, found).sources())
                    .extracting(Counted::name)
                    .containsExactly(row.source);
        }
        if (row.detail != null) {
            assertThat(first(row, found).details())
                    .extracting(Counted::name)
                    .containsExactly(row.detail);
        }
    }

    @ParameterizedTest
    @MethodSource("rowsOfEvents")
    void events_have_what_their_row_says_in_any_order(Row row) {
        for (boolean newestFirst : List.of(false, true)) {
            List<String> lines = newestFirst ? row.lines.reversed() : row.lines;
            LogTally tally = new LogTally(FROM, FROM.plusSeconds(3_600));
            for (int i = 0; i < lines.size(); i++) {
                Instant at = FROM.plusSeconds(newestFirst ? lines.size() - i : i);
                tally.add(new LogEvent(at, "group", "stream", lines.get(i)));
            }
            Map<String, SignatureCount> found = new TreeMap<>();
            tally.window(
                            "group",
                            NOW,
                            NOW,
                            Fact.missing(Why.NOT_COLLECTED, Message.EMPTY),
                            Fact.missing(Why.NOT_COLLECTED, Message.EMPTY),
                            null)
                    .counts()
                    .faults()
                    .forEach(one -> found.put(one.signature(), one));

            assertIds(row, found);
            if (row.count != null) {
                assertThat(first(row, found).counts().total()).isEqualTo(row.count);
            }
            if (row.source != null) {
                assertThat(first(row, found).sources()).containsOnlyKeys(row.source);
            }
        }
    }

    private static void assertIds(Row row, Map<String, ?> found) {
        for (String wanted : row.want) {
            assertThat(found.keySet()).as(row.toString()).anyMatch(id -> matches(id, wanted));
        }
        for (String never : row.never) {
            assertThat(found.keySet()).as(row.toString()).noneMatch(id -> matches(id, never));
        }
    }

    private static <T> T first(Row row, Map<String, T> found) {
        return found.entrySet().stream()
                .filter(one -> row.want.stream().anyMatch(want -> matches(one.getKey(), want)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static boolean matches(String id, String wanted) {
        return Pattern.compile(wanted).matcher(id).find();
    }

    private static boolean aboutTheLast(String line) {
        return line.contains("last message repeated");
    }

    private static Row row(String json) {
        try {
            Map<String, Object> row = JSON.std.mapFrom(json);
            List<String> lines = new ArrayList<>();
            int times = row.get("repeat") instanceof Integer repeat ? repeat : 1;
            IntStream.range(0, times)
                    .forEach(
                            i -> texts(row, "lines").forEach(line -> lines.add(numbered(line, i))));
            return new Row(
                    String.valueOf(row.get("kind")),
                    lines,
                    texts(row, "want"),
                    texts(row, "never"),
                    row.get("count") instanceof Integer count ? count.longValue() : null,
                    row.get("source") instanceof String source ? source : null,
                    row.get("detail") instanceof String detail ? detail : null);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static String numbered(String line, int i) {
        return line.replace("{1}", Integer.toString(i % 10))
                .replace("{2}", "%02d".formatted(i))
                .replace("{3}", "%03d".formatted(i));
    }

    private static List<String> texts(Map<String, Object> row, String member) {
        return row.get(member) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Stream<String> lines(@Nullable InputStream resource) {
        try (InputStream in = Objects.requireNonNull(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
