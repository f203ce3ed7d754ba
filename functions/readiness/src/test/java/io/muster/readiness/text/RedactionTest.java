package io.muster.readiness.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.logs.LogClassifier;
import io.muster.readiness.logs.LogSummary;
import io.muster.readiness.logs.Signature;
import io.muster.readiness.logs.Signatures;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest {

    @ParameterizedTest
    @MethodSource("vectors")
    void a_text_loses_its_secrets_and_nothing_else(String text, String redacted) {
        assertThat(Redaction.of(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void what_is_redacted_stays_as_it_is(String text, String redacted) {
        assertThat(Redaction.of(redacted)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_redacted_line_counts_for_the_same_signature(Signature signature, String example) {
        assertThat(found(Redaction.of(example)))
                .extracting(found -> found.signature().id())
                .containsExactly(signature.id());
        assertThat(found(Redaction.of(example)))
                .extracting(LogSummary.Found::sources)
                .isEqualTo(found(example).stream().map(LogSummary.Found::sources).toList());
    }

    @Test
    void the_time_grows_with_the_text_only() {
        Stream.of(
                        "key",
                        "key=",
                        "?a=",
                        "--key-",
                        "invalid user ",
                        "invalid user x port ",
                        "-----BEGIN PRIVATE KEY-----",
                        "a@",
                        "a@b.c",
                        "://a",
                        "token='\"",
                        "key=\"\\\"",
                        "basic ",
                        "eyJ",
                        "sk-",
                        "pass ",
                        "[a=")
                .map(part -> part.repeat((1 << 18) / part.length()))
                // The time-out of every test is the assertion.
                .forEach(text -> assertThat(Redaction.of(text)).isNotNull());
    }

    private static List<LogSummary.Found> found(String line) {
        LogClassifier classifier = new LogClassifier(Signatures.all());
        classifier.line(line);
        return classifier.summary(Instant.EPOCH).found();
    }

    static Stream<Arguments> vectors() {
        return RedactionVectors.all().stream()
                .map(vector -> Arguments.of(vector.text(), vector.redacted()));
    }

    static Stream<Arguments> examples() {
        return Signatures.all().stream()
                .flatMap(
                        signature ->
                                signature.examples().stream()
                                        .map(example -> Arguments.of(signature, example)));
    }
}
