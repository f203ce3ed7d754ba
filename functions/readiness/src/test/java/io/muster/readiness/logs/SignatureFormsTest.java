package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every alternative of every pattern, made from the patterns themselves. */
class SignatureFormsTest {

    /** Names as processes and jobs have them. */
    private static final List<String> NAMES =
            List.of("a b", "a-b", "*x*y", "(a)", "a[b]", "a/0:1", "été");

    /** The signatures whose detail is a process's own name. */
    private static final Set<String> OF_PROCESSES =
            Set.of("oom-kill", "cgroup-oom-kill", "soft-lockup", "hung-task");

    static Stream<Arguments> samples() {
        return Signatures.all().stream()
                .flatMap(
                        signature ->
                                PatternSamples.of(signature.pattern().pattern()).stream()
                                        .map(sample -> Arguments.of(signature, sample)));
    }

    static Stream<Signature> ofProcesses() {
        return Signatures.all().stream().filter(one -> OF_PROCESSES.contains(one.id()));
    }

    static Stream<Signature> all() {
        return Signatures.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_what_its_pattern_finds(Signature signature, String sample) {
        assertThat(signature.pattern().matcher(sample).find()).as(sample).isTrue();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_alternative_has_a_literal_that_lets_it_through(Signature signature, String sample) {
        assertThat(signature.literals())
                .as("a literal of %s in '%s'", signature.id(), sample)
                .anyMatch(literal -> sample.toLowerCase(Locale.ROOT).contains(literal));
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_literal_stands_in_an_alternative(Signature signature) {
        List<String> samples =
                PatternSamples.of(signature.pattern().pattern()).stream()
                        .map(sample -> sample.toLowerCase(Locale.ROOT))
                        .toList();
        assertThat(signature.literals())
                .allSatisfy(
                        literal ->
                                assertThat(samples)
                                        .as(literal)
                                        .anyMatch(sample -> sample.contains(literal)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_literal_reaches_its_pattern_in_any_case(Signature signature, String example) {
        for (String literal : signature.literals()) {
            Matcher there =
                    Pattern.compile(Pattern.quote(literal), Pattern.CASE_INSENSITIVE)
                            .matcher(example);
            if (there.find()) {
                String first =
                        literal.substring(0, 1).toUpperCase(Locale.ROOT) + literal.substring(1);
                for (String written : List.of(literal, literal.toUpperCase(Locale.ROOT), first)) {
                    String line = there.replaceAll(Matcher.quoteReplacement(written));
                    assertThat(ids(line)).as(line).containsExactly(signature.id());
                }
            }
        }
    }

    static Stream<Arguments> examples() {
        return SignaturesTest.examples();
    }

    @ParameterizedTest
    @MethodSource("ofProcesses")
    void a_process_may_be_called_anything(Signature signature) {
        for (String name : NAMES) {
            // With its process, where the pattern takes both as one.
            String detail = signature.id().equals("soft-lockup") ? name + ":77" : name;
            String line =
                    PatternSamples.of(signature.pattern().pattern(), Map.of("detail", detail))
                            .getFirst();
            Matcher match = signature.pattern().matcher(line);
            assertThat(match.find()).as(line).isTrue();
            assertThat(match.group("detail")).isEqualTo(detail);
        }
    }

    private static List<String> ids(String line) {
        LogClassifier classifier = new LogClassifier(Signatures.all());
        Arrays.stream(line.split("\n", -1)).forEach(classifier::line);
        return classifier.summary(Instant.EPOCH).found().stream()
                .map(found -> found.signature().id())
                .toList();
    }
}
