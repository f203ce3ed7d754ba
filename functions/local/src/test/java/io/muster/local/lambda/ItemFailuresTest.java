package io.muster.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As AWS documents ReportBatchItemFailures. */
class ItemFailuresTest {

    private static final List<String> BATCH = List.of("a", "b", "c");

    @Test
    void those_that_the_function_names_have_failed() {
        assertThat(
                        answered(
                                """
                                {"batchItemFailures": [{"itemIdentifier": "c"}, {"itemIdentifier": "a"}]}
                                """))
                .containsExactly("c", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"batchItemFailures\": []}", "{}", "null", "\"done\""})
    void who_names_none_has_done_all(String payload) {
        assertThat(answered(payload)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"of another batch\"}]}",
                "{\"batchItemFailures\": [{\"itemIdentifier\": null}]}",
                "{\"batchItemFailures\": [{}]}"
            })
    void who_cannot_be_understood_has_done_none(String payload) {
        assertThat(answered(payload)).isEqualTo(BATCH);
    }

    @ParameterizedTest
    @MethodSource("withoutAnswer")
    void who_does_not_answer_has_done_none(Outcome outcome) {
        assertThat(ItemFailures.of(outcome, BATCH)).isEqualTo(BATCH);
    }

    static Stream<Outcome> withoutAnswer() {
        return Stream.of(
                new Outcome.Failed("IllegalStateException", "no"),
                new Outcome.Exited(137, ""),
                new Outcome.TimedOut());
    }

    private static List<String> answered(String payload) {
        return ItemFailures.of(new Outcome.Answered(payload), BATCH);
    }
}
