package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.probe.ProbeOutput.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The script, its documentation and the recorded guests against the one list of sections. */
class ProbeSectionTest {

    private static final Path PAGE = Path.of("../../docs/sections.md");
    private static final Path GUESTS = Path.of("src/test/resources/guests");

    @Test
    void the_script_asks_these_sections_in_this_order_for_this_price() {
        assertThat(
                        found(
                                "(?m)^    section ([a-z-]+) +(s_[a-z_]+) +(\\d+) +(\\d+)$",
                                ProbeDocument.probe()))
                .containsExactlyElementsOf(
                        each(
                                section ->
                                        List.of(
                                                section.name(),
                                                function(section),
                                                "" + section.seconds(),
                                                "" + section.bytes())));
    }

    @Test
    void the_script_names_no_tool_without_a_parser() {
        for (ProbeSection<?> section : ProbeSection.all()) {
            String body =
                    found(
                                    "(?ms)^" + function(section) + "\\(\\) \\{$(.*?)^\\}$",
                                    ProbeDocument.probe())
                            .getFirst()
                            .getFirst();
            List<String> named =
                    found("\\b(?:tool|try|file_as) ([A-Za-z][\\w-]*)(?![\\w$-])", body).stream()
                            .map(List::getFirst)
                            .toList();
            assertThat(section.tools()).as(section.name()).containsAll(named);
        }
    }

    /** All but the last column is written by the test; that one is kept. */
    @Test
    void docs_sections_md_is_the_table_of_sections() throws IOException {
        String page = Files.readString(PAGE);
        String rendered =
                page.replaceAll("(?m)^\\| [a-z-]+ \\| `.*\\n", "").stripTrailing()
                        + "\n"
                        + rows(page);
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(PAGE, rendered);
            page = rendered;
        }
        assertThat(page)
                .as(
                        "docs/sections.md does not say what the probe asks. Write it again with: mvn test"
                                + " -pl functions/readiness -am -Dtest=ProbeSectionTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true")
                .isEqualTo(rendered);
    }

    private static String rows(String page) {
        Map<String, String> formats =
                found("(?m)^\\| ([a-z-]+) \\| `.*?\\| (\\S[^|]*) \\|$", page).stream()
                        .collect(Collectors.toMap(List::getFirst, List::getLast));
        return ProbeSection.all().stream()
                .map(
                        section ->
                                "| %s | %s | %d | %d | %s |\n"
                                        .formatted(
                                                section.name(),
                                                section.tools().stream()
                                                        .map(tool -> "`" + tool + "`")
                                                        .collect(Collectors.joining(", ")),
                                                section.seconds(),
                                                section.bytes(),
                                                formats.getOrDefault(section.name(), "-")))
                .collect(Collectors.joining());
    }

    static Stream<Path> guests() throws IOException {
        try (Stream<Path> guests = Files.list(GUESTS)) {
            return guests
                    .map(guest -> guest.resolve("probe.out"))
                    .filter(Files::exists)
                    .toList()
                    .stream();
        }
    }

    /** An older probe's answer may lack a section; it has none that is not in the list. */
    @ParameterizedTest
    @MethodSource("guests")
    void every_section_of_a_recorded_guest_can_be_read(Path recorded) throws IOException {
        ProbeOutput output =
                ((Known<ProbeOutput>) ProbeOutput.parse(Files.readAllBytes(recorded))).value();
        assertThat(each(ProbeSection::name)).containsAll(output.sections().keySet());
        for (ProbeSection<?> section : ProbeSection.all()) {
            Section answered = output.sections().get(section.name());
            if (answered != null && !answered.tool().equals("none")) {
                assertThat(section.tools()).as(section.name()).contains(answered.tool());
            }
        }
    }

    private static String function(ProbeSection<?> section) {
        return "s_" + section.name().replace('-', '_');
    }

    private static <T> List<T> each(Function<ProbeSection<?>, T> what) {
        return ProbeSection.all().stream().<T>map(what).toList();
    }

    private static List<List<String>> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(ProbeSectionTest::groups)
                .toList();
    }

    private static List<String> groups(MatchResult found) {
        return Stream.iterate(1, group -> group <= found.groupCount(), group -> group + 1)
                .map(found::group)
                .toList();
    }
}
