package io.muster.handlers.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.output.LogLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueBatchTest {

    private static final String DIRECT = "{\"function\":\"fleet-scan\"}";

    private final List<Map<String, @Nullable Object>> log = new ArrayList<>();
    private final List<Event> worked = new ArrayList<>();

    @Test
    void the_sample_is_a_batch_of_two_messages_each_with_a_direct_event() throws IOException {
        assertThat(each(SampleEvent.named("fleet-scan-queue.json"))).isEqualTo(failures());
        assertThat(worked)
                .extracting(event -> String.valueOf(event.members().get("scopes")))
                .containsExactly(
                        "[{account=123456789012, region=us-east-1}]",
                        "[{account=123456789012, region=ap-northeast-2}]");
    }

    @Test
    void a_direct_event_is_no_batch() throws IOException {
        assertThat(QueueBatch.in(read(DIRECT))).isEmpty();
    }

    @Test
    void what_fails_is_named_in_the_answer_and_does_not_stop_the_others() throws IOException {
        assertThat(
                        each(
                                batch(
                                        record("one", DIRECT),
                                        record("two", poisoned()),
                                        record("3", DIRECT))))
                .isEqualTo(failures("two"));
        assertThat(worked).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"function":          | it is not JSON
                    Test message.         | it is not JSON
                    ``                    | it is not JSON
                    null                  | it is not a JSON object
                    []                    | it is not a JSON object
                    {}{}                  | something follows after its end
                    """)
    void a_message_that_can_never_be_read_fails_each_time_and_alone(String body, String why)
            throws IOException {
        String batch = batch(record("bad", body), record("good", DIRECT));
        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(each(batch)).isEqualTo(failures("bad"));
        }
        assertThat(worked).hasSize(2);
        assertThat(String.valueOf(log.getFirst().get("error")))
                .contains("fleet-scan cannot use this event: ", why);
    }

    @Test
    void a_message_without_a_body_or_with_too_long_a_one_fails_alone() throws IOException {
        String none = "{\"messageId\":\"none\",\"eventSource\":\"aws:sqs\",\"body\":7}";
        String batch = batch(none, record("long", " ".repeat(Event.LONGEST) + DIRECT));
        assertThat(each(batch)).isEqualTo(failures("none", "long"));
        assertThat(log.get(0).get("error")).asString().contains("the message has no \"body\"");
        assertThat(log.get(1).get("error")).asString().contains("longer than 262144 bytes");
    }

    @Test
    void each_message_is_one_line_with_its_id_and_how_often_it_came() throws IOException {
        each(batch(record("one", DIRECT), record("two", poisoned())));
        assertThat(log).hasSize(2);
        assertThat(log.get(0))
                .containsEntry("message", "done")
                .containsEntry("messageId", "one")
                .containsEntry("receives", "3");
        assertThat(log.get(1))
                .containsEntry("level", "ERROR")
                .containsEntry("message", "message failed")
                .containsEntry("messageId", "two")
                .containsEntry("error", "IllegalStateException: poison");
    }

    @Test
    void a_message_that_comes_twice_in_a_batch_is_named_once() throws IOException {
        assertThat(each(batch(record("one", poisoned()), record("one", poisoned()))))
                .isEqualTo(failures("one"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"Records":null}                          | its "Records" is not a list
                    {"Records":{}}                            | its "Records" is not a list
                    {"Records":[]}                            | its "Records" is not a list
                    {"Records":[null]}                        | a record is not an object but 'null'
                    {"Records":[{"eventSource":"aws:s3"}]}    | Records of 'aws:s3', and not of SQS
                    {"Records":[{}]}                          | Records of 'null', and not of SQS
                    {"Records":[{"eventSource":"aws:sqs"}]}   | a record has no "messageId"
                    {"Records":[{"eventSource":"aws:sqs","messageId":""}]} | no "messageId"
                    {"Records":[{"eventSource":"aws:sqs","messageId":7}]}  | no "messageId"
                    """)
    void a_batch_that_cannot_be_answered_is_refused_whole(String event, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> each(event))
                .withMessageStartingWith("fleet-scan cannot use this event: ")
                .withMessageContaining(why);
        assertThat(worked).isEmpty();
    }

    @Test
    void a_batch_may_be_as_long_as_lambda_delivers_and_no_longer() throws IOException {
        String body = DIRECT + " ".repeat(200_000);
        assertThat(each(batch(record("a", body), record("b", body), record("c", body))))
                .isEqualTo(failures());
        String endless = batch(record("a", "x".repeat(Event.MAX_BATCH_LENGTH)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> each(endless))
                .withMessageContaining("longer than 6291456 bytes");
    }

    private Map<String, ?> each(String batch) throws IOException {
        return QueueBatch.in(read(batch))
                .orElseThrow()
                .each(this::work, line -> log.add(line.fields()));
    }

    private LogLine work(Event event) {
        if (event.members().containsKey("poison")) {
            throw new IllegalStateException("poison");
        }
        worked.add(event);
        return LogLine.info("done");
    }

    private static String poisoned() {
        return "{\"poison\":true}";
    }

    private static Map<String, Object> failures(String... ids) {
        return Map.of(
                "batchItemFailures",
                List.of(ids).stream().map(id -> Map.of("itemIdentifier", id)).toList());
    }

    private static String batch(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    private static String record(String id, String body) throws IOException {
        return JSON.std.asString(
                Map.of(
                        "messageId",
                        id,
                        "eventSource",
                        "aws:sqs",
                        "attributes",
                        Map.of("ApproximateReceiveCount", "3"),
                        "body",
                        body));
    }

    private static Event read(String event) throws IOException {
        return Event.read(new ByteArrayInputStream(event.getBytes(UTF_8)), "fleet-scan");
    }
}
