package io.muster.readiness.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Spec;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.logs.Signatures;
import io.muster.readiness.migration.MigrationCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of texts against the code that names them, and against each other. */
class TextsTest {

    /** Where codes come from elsewhere: a stored item, a remedy, the id of a check or an item. */
    private static final Set<String> COMPUTED =
            Set.of(
                    "AttestedItem.java: \"decision.item.\" + id + \".evidence\"",
                    "AttestedItem.java: \"decision.item.\" + id + \".meaning\"",
                    "AttestedItem.java: \"decision.item.\" + id + \".title\"",
                    "MessageFields.java: code",
                    "Paragraph.java: comment.code()",
                    "Reader.java: code",
                    "Signature.java: meaning.code() + \".remedy.advice\"",
                    "Spec.java: id + \".title\"");

    private static final Path FOLDER = Path.of("src/main/resources/texts");
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)(\\|[^}]*)?}");
    private static final Pattern CODE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final Pattern HANGUL = Pattern.compile("\\p{IsHangul}");

    /** What a shell that takes no comments would act on. */
    private static final Pattern SHELL = Pattern.compile("['\"`$;|&<>\\\\!]");

    private static MessageCodes sources() throws IOException {
        return MessageCodes.ofAllModules();
    }

    private static Set<String> named() throws IOException {
        Set<String> named = new TreeSet<>(sources().all());
        for (Check<?> check : BuiltInChecks.catalogue().all()) {
            named.add(check.spec().title().code());
            named.addAll(check.spec().remedy().comments());
        }
        for (AttestedItem item : AttestedItem.all()) {
            Stream.of(item.title(), item.meaning(), item.evidence())
                    .map(Message::code)
                    .forEach(named::add);
        }
        Signatures.all().forEach(signature -> named.addAll(signature.remedy().comments()));
        MigrationCommands.all().forEach(commands -> named.addAll(commands.comments()));
        named.remove("");
        return named;
    }

    static List<Check<?>> checks() {
        return BuiltInChecks.catalogue().all();
    }

    @Test
    void every_code_in_the_sources_is_written_out() throws IOException {
        assertThat(sources().unclear()).isSubsetOf(COMPUTED);
    }

    @ParameterizedTest
    @EnumSource
    void every_code_has_a_text(Language language) throws IOException {
        Set<String> missing = new TreeSet<>(named());
        missing.removeAll(Texts.codes(language));
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_text_is_used(Language language) throws IOException {
        Set<String> unused = new TreeSet<>(Texts.codes(language));
        unused.removeAll(named());
        assertThat(unused).isEmpty();
    }

    @Test
    void a_text_has_the_same_places_in_each_language() {
        Map<String, String> different = new TreeMap<>();
        for (String code : Texts.codes(Language.KOREAN)) {
            Set<String> korean = places(Language.KOREAN, code);
            Set<String> english = places(Language.ENGLISH, code);
            if (!korean.equals(english)) {
                different.put(code, english + " and " + korean);
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void the_file_that_names_a_code_fills_its_places() throws IOException {
        Set<String> unfilled = new TreeSet<>();
        sources()
                .files()
                .forEach(
                        (file, used) -> {
                            for (String code : used.codes()) {
                                Set<String> places = places(Language.ENGLISH, code);
                                places.removeAll(used.places());
                                places.forEach(
                                        place ->
                                                unfilled.add(
                                                        "%s: %s {%s}"
                                                                .formatted(
                                                                        file.getFileName(),
                                                                        code,
                                                                        place)));
                            }
                        });
        assertThat(unfilled).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_code_stands_twice(Language language) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(language.tag()))) {
            List<String> codes =
                    files.flatMap(TextsTest::lines)
                            .filter(line -> line.matches("[a-z0-9.-]+ =.*"))
                            .map(line -> line.substring(0, line.indexOf(' ')))
                            .toList();
            assertThat(codes).doesNotHaveDuplicates();
            assertThat(Texts.codes(language)).containsExactlyInAnyOrderElementsOf(codes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_code_is_kebab_case_and_its_text_well_formed(Language language) {
        for (String code : Texts.codes(language)) {
            String text = text(language, code);
            assertThat(code).matches(CODE);
            assertThat(text).as(code).isNotBlank().isEqualTo(text.strip());
            assertThat(PLACE.matcher(text.replace("{{", "")).replaceAll(""))
                    .as(code)
                    .doesNotContain("{", "}");
        }
    }

    @Test
    void a_korean_text_is_korean() {
        assertThat(Texts.codes(Language.KOREAN))
                .filteredOn(code -> words(Language.ENGLISH, code))
                .filteredOn(code -> !HANGUL.matcher(text(Language.KOREAN, code)).find())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_title_says_what_should_be(Check<?> check) {
        Spec spec = check.spec();
        assertThat(spec.title().english())
                .matches("[A-Z].{10,75}[^.]")
                .contains(" should ")
                .doesNotContain("|");
        assertThat(text(Language.KOREAN, spec.title().code())).endsWith("합니다");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_comment_does_no_harm_in_a_shell_that_takes_no_comments(Check<?> check) {
        for (String code : check.spec().remedy().comments()) {
            for (Language language : Language.values()) {
                assertThat(text(language, code)).as(code).doesNotContainPattern(SHELL);
            }
        }
    }

    private static boolean words(Language language, String code) {
        return PLACE.matcher(text(language, code)).replaceAll("").matches(".*\\p{Ll}{3,}.*");
    }

    private static String text(Language language, String code) {
        return Texts.template(language, code).orElse("");
    }

    private static Set<String> places(Language language, String code) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(text(language, code).replace("{{", ""))
                .results()
                .forEach(match -> places.add(match.group(1)));
        return places;
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
