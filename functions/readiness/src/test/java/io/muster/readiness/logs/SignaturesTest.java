package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_counts_for_its_own_signature_alone(Signature signature, String example) {
        LogClassifier classifier = new LogClassifier(Signatures.all());
        classifier.line(example);

        assertThat(classifier.summary(Instant.EPOCH).found())
                .extracting(found -> found.signature().id())
                .containsExactly(signature.id());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_line_that_a_pattern_finds_holds_one_of_its_literals(
            Signature signature, String example) {
        assertThat(signature.pattern().matcher(example).find()).isTrue();
        assertThat(signature.literals())
                .anySatisfy(
                        literal -> assertThat(example.toLowerCase(Locale.ROOT)).contains(literal));
    }

    @Test
    void ids_are_unique() {
        assertThat(Signatures.all()).extracting(Signature::id).doesNotHaveDuplicates();
    }

    @Test
    void there_is_room_for_every_signature_in_the_sieve() {
        assertThat(Signatures.all()).hasSizeLessThan(Long.SIZE);
    }

    @Test
    void no_line_makes_a_pattern_backtrack_for_long() {
        List<String> adversarial =
                List.of(
                        "sshd[1]: Failed password for " + "a from ".repeat(150_000),
                        "sshd(pam_unix)[1]: authentication failure;" + " rhost".repeat(170_000),
                        "Out of memory: Kill process 1 (" + "(".repeat(1_000_000),
                        "nvme nvme0: I/O " + "1".repeat(1_000_000),
                        "x".repeat(1_000_000) + ": segfault at",
                        "/a".repeat(500_000) + " exec format error",
                        "logrotate: error: " + "\\".repeat(1_000_000),
                        "connect() failed ("
                                + "1".repeat(1_000_000)
                                + " while connecting to upstream",
                        "HTTP/1.1" + "\" 5".repeat(300_000));
        LogClassifier classifier = new LogClassifier(Signatures.all());

        // The time-out of every test is the assertion: exponential backtracking would take years.
        adversarial.forEach(classifier::line);

        assertThat(classifier.summary(Instant.EPOCH).lines()).isEqualTo(adversarial.size());
    }

    static Stream<Arguments> examples() {
        return Signatures.all().stream()
                .flatMap(
                        signature ->
                                signature.examples().stream()
                                        .map(example -> Arguments.of(signature, example)));
    }
}
