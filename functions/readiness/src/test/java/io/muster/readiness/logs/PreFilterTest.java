package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever the classifier finds, the query has found: what it leaves out is not classified. */
class PreFilterTest {

    /** The most characters of a query of Logs Insights. */
    private static final int MAX_QUERY = 10_000;

    private static final Pattern FILTER = Pattern.compile(PreFilter.expression());

    private static final LineMatcher MATCHER = new LineMatcher(Signatures.all());

    @Test
    void the_filter_leaves_room_in_a_query() {
        assertThat(PreFilter.expression()).hasSizeLessThan(MAX_QUERY - 1_000);
    }

    @Test
    void no_slash_ends_the_filter_early() {
        assertThat(PreFilter.expression()).doesNotContainPattern("(?<!\\\\)/");
    }

    @Test
    void every_example_passes_as_text_as_json_and_in_upper_case() {
        assertThat(examples())
                .allSatisfy(example -> assertThat(FILTER.matcher(example).find()).isTrue());
    }

    @Test
    void a_request_that_failed_on_the_servers_side_passes() {
        String line =
                "192.0.2.1 - - [10/Oct/2025:13:55:37 -0700] \"GET /a HTTP/2.0\" 502 612 \"-\"";

        assertThat(FILTER.matcher(line).find()).isTrue();
        assertThat(FILTER.matcher(line.replace("502", "200")).find()).isFalse();
    }

    @Test
    void what_is_made_of_pieces_of_examples_passes_wherever_the_classifier_finds_something() {
        List<String> examples = examples();
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int piece = random.nextInt(4); piece >= 0; piece--) {
                String from = examples.get(random.nextInt(examples.size()));
                int start = random.nextInt(from.length());
                line.append(from, start, start + random.nextInt(from.length() - start + 1))
                        .append(random.nextBoolean() ? " " : "");
            }
            passesIfClassified(line.toString());
        }
    }

    @Test
    void public_logs_pass_wherever_the_classifier_finds_something() throws IOException {
        for (String name : List.of(PublicLogs.LINUX, PublicLogs.APACHE)) {
            Files.readAllLines(PublicLogs.file(name), StandardCharsets.ISO_8859_1)
                    .forEach(PreFilterTest::passesIfClassified);
        }
    }

    private static void passesIfClassified(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        long hits = MATCHER.sift(bytes, 0, bytes.length);
        boolean classified =
                MATCHER.match(bytes, 0, bytes.length, hits, hit -> {}) != 0
                        || AccessLine.statusClass(bytes, 0, bytes.length) == 5;
        if (classified) {
            assertThat(FILTER.matcher(line).find()).as(line).isTrue();
        }
    }

    private static List<String> examples() {
        List<String> examples = new ArrayList<>();
        for (Signature signature : Signatures.all()) {
            for (String example : signature.examples()) {
                examples.add(example);
                examples.add(example.toUpperCase(Locale.ROOT));
                examples.add(
                        "{\"level\":\"error\",\"message\":\"%s\"}"
                                .formatted(example.replace("\\", "\\\\").replace("\"", "\\\"")));
            }
        }
        return examples;
    }
}
