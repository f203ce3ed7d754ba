package io.muster.handlers.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.aws.scan.ScanSegment;
import io.muster.aws.store.ChangeCounts;
import io.muster.handlers.event.Event;
import io.muster.handlers.fixture.SampleEvent;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuationTest {

    @Test
    void the_sample_event_goes_on_after_its_key() throws IOException {
        ScanSegment segment = segment(SampleEvent.named("fleet-scan-continued.json"));
        assertThat(segment.keys().after())
                .isEqualTo("instance#i-0b1e5c7a9d3f20001#imdsv2-required");
        assertThat(segment.begunAt()).isEqualTo(Instant.parse("2026-11-22T12:00:02.117Z"));
        assertThat(segment.before()).isEqualTo(new ChangeCounts(412_000, 0, 0, 0, 0));
    }

    @Test
    void an_event_that_does_not_say_so_is_a_first_leg() {
        ScanSegment segment = segment("{\"function\":\"fleet-scan\"}");
        assertThat(segment.keys().after()).isEmpty();
        assertThat(segment.begunAt()).isNull();
        assertThat(segment.before()).isEqualTo(ChangeCounts.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"continueAfter":7}                              | its "continueAfter" is not a string
                    {"continueAfter":" "}                            | is no finding's key
                    {"continueAfter":"a","begunAt":"noon"}           | its "begunAt" is not a time: 'noon'
                    {"continueAfter":"a","begunAt":5}                | its "begunAt" is not a string
                    {"continueAfter":"a","changes":[]}               | its "changes" is not an object
                    {"continueAfter":"a","changes":{}}               | its "changes" has no count "opened" but 'null'
                    {"continueAfter":"a","changes":{"opened":-1}}    | no count "opened" but '-1'
                    {"continueAfter":"a","changes":{"opened":1e99}}  | no count "opened"
                    """)
    void what_makes_no_sense_is_refused_in_words(String event, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> segment(event))
                .withMessageStartingWith("fleet-scan cannot use this event: ")
                .withMessageContaining(why);
    }

    @Test
    void a_key_longer_than_any_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> segment("{\"continueAfter\":\"%s\"}".formatted("k".repeat(1_025))));
    }

    private static ScanSegment segment(String event) {
        return Continuation.segment(Event.read(event, "fleet-scan"), () -> false);
    }
}
