package io.muster.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeQueues;
import io.muster.aws.fixture.FakeQueues.Message;
import io.muster.aws.fixture.LoopbackProxy;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.queue.WorkQueue.Task;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkQueueTest {

    private static final String URL =
            "https://sqs.us-east-1.amazonaws.com/123456789012/muster-work";

    private final FakeQueues sqs = new FakeQueues();
    private final List<Integer> pauses = new ArrayList<>();
    private final LoopbackProxy proxy = new LoopbackProxy(URI.create("http://127.0.0.1:1"));
    private final AwsClients clients = QuickClients.of(proxy.endpoint());
    private final WorkQueue queue = new WorkQueue(clients.sqs(), URL, pauses::add);

    WorkQueueTest() throws IOException {
        proxy.others(call -> sqs.answer(call).orElseThrow());
    }

    @AfterEach
    void stop() {
        clients.close();
        proxy.close();
    }

    @Test
    void twenty_five_messages_take_three_calls_and_keep_their_order() {
        queue.send(bodies(25));
        assertThat(sqs.calls()).containsExactly(10, 10, 5);
        assertThat(sqs.messages()).extracting(Message::body).isEqualTo(texts(25));
        assertThat(sqs.messages()).allMatch(message -> message.queue().equals(URL));
    }

    @Test
    void nothing_to_send_is_no_call() {
        queue.send(List.of());
        assertThat(sqs.calls()).isEmpty();
    }

    @Test
    void long_messages_go_in_calls_of_their_own() {
        String big = "x".repeat(WorkQueue.MAX_BYTES / 2);
        queue.send(tasks(big, big, "y", "ä".repeat(WorkQueue.MAX_BYTES / 2)));
        assertThat(sqs.calls()).containsExactly(2, 1, 1);
    }

    @Test
    void a_message_that_is_too_long_is_refused_before_anything_is_sent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.send(tasks("a", "ä".repeat(WorkQueue.MAX_BYTES / 2 + 1))))
                .withMessageContaining("262146 bytes, and SQS takes 262144");
        assertThat(sqs.calls()).isEmpty();
    }

    @Test
    void a_delay_goes_along_with_each_message() {
        queue.send(tasks("a", "b"), Duration.ofMinutes(3));
        assertThat(sqs.messages()).extracting(Message::delaySeconds).containsExactly(180, 180);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.send(tasks("a"), Duration.ofMinutes(16)));
    }

    @Test
    void what_is_refused_of_a_call_is_sent_again_and_the_rest_is_not() {
        List<Message> refusals = new ArrayList<>();
        sqs.refuses(
                message ->
                        message.body().equals("3") && refusals.size() < 2 && refusals.add(message));
        queue.send(bodies(10));
        assertThat(sqs.calls()).containsExactly(10, 1, 1);
        assertThat(pauses).containsExactly(1, 2);
        assertThat(sqs.messages())
                .extracting(Message::body)
                .containsExactlyInAnyOrderElementsOf(texts(10));
    }

    @Test
    void what_is_refused_for_good_is_counted_and_its_reason_told() {
        sqs.refuses(message -> message.body().equals("13"));
        assertThatExceptionOfType(QueueException.class)
                .isThrownBy(() -> queue.send(bodies(25)))
                .withMessageStartingWith(
                        "queue " + URL + " took 19 of 25 messages: InternalError: said by a test");
        assertThat(sqs.calls()).containsExactly(10, 10, 1, 1, 1, 1);
        assertThat(sqs.messages()).hasSize(19);
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDeniedException, sqs:SendMessage was denied, 1",
        "400, QueueDoesNotExist, sqs:SendMessage failed (QueueDoesNotExist, 1",
        "403, ExpiredToken, The credentials have expired, 1",
        "400, ThrottlingException, sqs:SendMessage was throttled until the retries were used up, 4",
        "500, InternalError, sqs:SendMessage failed (InternalError, 4",
        "503, ServiceUnavailable, sqs:SendMessage failed (ServiceUnavailable, 4"
    })
    void a_call_that_fails_is_an_error_in_words(int status, String code, String words, int tries) {
        sqs.fails(call -> Optional.of(Answer.error(status, code, "said by a test")));
        assertThatExceptionOfType(QueueException.class)
                .isThrownBy(() -> queue.send(bodies(3)))
                .withMessageContaining("took 0 of 3 messages: ")
                .withMessageContaining(words);
        assertThat(sqs.calls()).hasSize(tries);
    }

    @Test
    void a_call_that_fails_and_then_works_sends_all() {
        sqs.fails(
                call ->
                        call <= 3
                                ? Optional.of(Answer.error(500, "InternalError", "said by a test"))
                                : Optional.empty());
        queue.send(bodies(3));
        assertThat(sqs.messages()).hasSize(3);
    }

    @Test
    void an_answer_that_does_not_speak_of_a_message_has_not_taken_it() {
        proxy.others(call -> new Answer(200, "application/x-amz-json-1.0", "{}"));
        assertThatExceptionOfType(QueueException.class)
                .isThrownBy(() -> queue.send(bodies(1)))
                .withMessageContaining("it does not say whether it took them");
    }

    @Test
    void each_message_is_in_the_group_of_its_account() {
        queue.send(List.of(new Task("111111111111", "a"), new Task("222222222222", "b")));
        assertThat(sqs.messages())
                .extracting(Message::group)
                .containsExactly("111111111111", "222222222222");
    }

    private static List<Task> bodies(int count) {
        return tasks(texts(count).toArray(String[]::new));
    }

    private static List<Task> tasks(String... bodies) {
        return Stream.of(bodies).map(body -> new Task("123456789012", body)).toList();
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
