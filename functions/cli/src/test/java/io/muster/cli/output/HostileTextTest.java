package io.muster.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.cli.session.Page;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Findings whose every text holds what acts, as the table of an older version may: each output
 * shows nothing that a terminal, a spreadsheet or a renderer would obey.
 */
class HostileTextTest {

    private static final int PER_TEXT = 30;

    @ParameterizedTest
    @EnumSource
    void no_character_that_acts_is_printed(Format format) {
        List<Integer> points =
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(HostileTextTest::acts)
                        .filter(point -> point < 0xD900 || point > 0xDFF0)
                        .boxed()
                        .toList();
        for (int from = 0; from < points.size(); from += PER_TEXT) {
            StringBuilder text = new StringBuilder("web");
            points.subList(from, Math.min(from + PER_TEXT, points.size()))
                    .forEach(point -> text.appendCodePoint(point).append('x'));
            String out = print(format, text.toString());
            assertThat(out.replace("\n", "").replace("\r", "").codePoints())
                    .noneMatch(HostileTextTest::acts);
            if (format != Format.CSV) {
                assertThat(out).doesNotContain("\r");
            }
        }
    }

    @Test
    void json_gives_a_parser_each_character_that_acts() throws IOException {
        String text = "a\u0000\u001b\n\u007f\u0085\u00ad\u200d\u202e\u2028\uDB40\uDC41\uD800z";

        Map<String, Object> all = JSON.std.mapFrom(print(Format.JSON, text));

        assertThat((List<?>) all.get("findings"))
                .singleElement()
                .extracting("workload")
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(chars = {'=', '+', '-', '@', '＝', '＋', '－', '＠'})
    void csv_begins_no_formula_at_any_sign_that_may_part_fields(char sign) {
        for (String before :
                List.of("", " ", "\t", "\r", "a;", "a|", "a\t", "a; ", "a;\t", "a|\n")) {
            String out = print(Format.CSV, before + sign + "cmd");
            assertThat(out)
                    .contains("'")
                    .doesNotContainPattern("(^|[,;|\\t\\n]|(?<!\")\")[\\s]*[" + sign + "]cmd");
        }
    }

    @Test
    void csv_leaves_other_texts_alone() {
        assertThat(print(Format.CSV, "a-b; c=d | e"))
                .contains(",a-b; c=d | e,")
                .doesNotContain(",'", ";'", "|'");
    }

    @ParameterizedTest
    @CsvSource({
        "www.evil.example, www\\[.\\]evil.example",
        "https://evil.example, https\\[:\\]//evil.example",
        "mailto:root@evil.example, mailto\\[:\\]root\\[&#64;\\]evil.example",
        "[x](//evil), \\[x\\]\\(//evil\\)",
        "<https:evil>, &lt;https\\[:\\]evil\\>"
    })
    void markdown_makes_no_link_of_a_text(String text, String shown) {
        String out = print(Format.MARKDOWN, text);
        assertThat(out.lines().filter(line -> line.startsWith("|")))
                .last()
                .asString()
                .contains("| " + shown + " |");
    }

    private static String print(Format format, String text) {
        Finding finding =
                new Finding(
                        Scope.of("123456789012", "us-east-1"),
                        new ResourceRef(ResourceType.WORKLOAD, text, null),
                        new Rule(
                                "workload-multi-zone",
                                ChecklistRow.HIGH_AVAILABILITY,
                                Severity.CRITICAL),
                        text,
                        Message.literal(text),
                        new Finding.Answer(Status.NOT_READY, text, text, List.of(text)),
                        new Instructions("echo '" + text + "'", List.of()),
                        Instant.parse("2026-11-22T12:00:00Z"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, UTF_8);
        Page page =
                new Page(
                        out,
                        Style.PLAIN,
                        Terminal.DEFAULT_COLUMNS,
                        new Rendering(Language.KOREAN, ZoneOffset.UTC));
        Hints hints = new Hints("", true, true);
        List<FindingReport> reports =
                switch (format) {
                    case TABLE ->
                            List.of(
                                    new TableReport(page, 10),
                                    new Screen(page, false, "muster", hints),
                                    new HeadReport(page, hints, true),
                                    new GroupedReport(page, By.WORKLOAD, 3),
                                    new GroupedReport(page, By.CHECK, 3),
                                    new UnknownReport(page, 3));
                    case JSON -> List.of(new JsonReport(out));
                    case CSV -> List.of(new CsvReport(out));
                    case MARKDOWN -> List.of(new MarkdownReport(page, 10));
                };
        for (FindingReport report : reports) {
            report.begin(Origin.none());
            report.add(Entry.fresh(finding));
            report.end(Totals.of(null));
        }
        out.flush();
        return bytes.toString(UTF_8);
    }

    private static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
