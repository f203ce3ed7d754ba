package io.muster.aws.queue;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.AwsFailure;
import io.muster.aws.client.Backoff;
import io.muster.aws.client.Batches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * A queue of work: each message is what a function is asked to do, and what it asks for is
 * idempotent.
 *
 * <p>The queue is fair: each message names its account as its group, which orders nothing in a
 * standard queue, but keeps an account that fills the queue from holding up the others.
 *
 * <p>Messages go ten a call. What SQS refuses of a call is sent again a few times; what it refuses
 * then is an error that counts what was sent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">Fair
 *     queues</a>
 */
public record WorkQueue(SqsClient client, String url, Backoff backoff) {

    /** SQS's limit for one call. */
    static final int MAX_MESSAGES = 10;

    /** For one message, and for those of one call together, in bytes of UTF-8. */
    public static final int MAX_BYTES = 256 * 1024;

    /** SQS's own limit. */
    static final Duration MAX_DELAY = Duration.ofMinutes(15);

    static final int MAX_ATTEMPTS = 5;

    private static final String ACTION = "sqs:SendMessage";

    /**
     * A queue that may not exist: sending says so.
     *
     * @param clients of its region
     */
    public static WorkQueue of(AwsClients clients, String url) {
        return new WorkQueue(clients.sqs(), url, Backoff.jittered());
    }

    /** The IAM actions that it needs, on the queue: a batch needs no action of its own. */
    public static Set<String> actions() {
        return Set.of(ACTION);
    }

    /**
     * A message.
     *
     * @param account whose work it is: SQS serves accounts with little in the queue before one that
     *     fills it
     * @param body at most {@link #MAX_BYTES}
     */
    public record Task(String account, String body) {

        private int bytes() {
            return body.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /**
     * Sends messages.
     *
     * @throws QueueException if some could not be sent; the others stay sent
     * @throws IllegalArgumentException if one is longer than {@link #MAX_BYTES}; none is sent then
     */
    public void send(List<Task> tasks) {
        send(tasks, Duration.ZERO);
    }

    /**
     * Sends messages that are not to be delivered before a time has passed.
     *
     * @param delay in whole seconds, up to {@link #MAX_DELAY}
     * @throws QueueException if some could not be sent; the others stay sent
     * @throws IllegalArgumentException if one is longer than {@link #MAX_BYTES}; none is sent then
     */
    public void send(List<Task> tasks, Duration delay) {
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("a message cannot be delayed by " + delay);
        }
        int sent = 0;
        for (List<Task> batch : batches(tasks)) {
            sent += sendBatch(batch, delay, sent, tasks.size());
        }
    }

    /**
     * Makes the call that sends, without a message: SQS refuses an empty batch.
     *
     * @throws QueueException if it is not this that it refuses
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch,
     *     EmptyBatchRequest</a>
     */
    public void prime() {
        try {
            client.sendMessageBatch(request -> request.queueUrl(url).entries(List.of()));
        } catch (SdkException failure) {
            if (!emptyBatch(failure)) {
                throw failed(0, 0, AwsFailure.of(ACTION, failure).detail().english(), failure);
            }
        }
    }

    /** By the code, which one of SQS's two protocols begins with AWS.SimpleQueueService. */
    private static boolean emptyBatch(SdkException failure) {
        return failure instanceof AwsServiceException refusal
                && AwsFailure.code(refusal).endsWith("EmptyBatchRequest");
    }

    /** As many together as a call takes, by number and by length. */
    private static List<List<Task>> batches(List<Task> tasks) {
        for (Task task : tasks) {
            if (task.bytes() > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "a message has %d bytes, and SQS takes %d"
                                .formatted(task.bytes(), MAX_BYTES));
            }
        }
        return Batches.of(tasks, Task::bytes, MAX_MESSAGES, MAX_BYTES);
    }

    private int sendBatch(List<Task> batch, Duration delay, int before, int all) {
        List<SendMessageBatchRequestEntry> open = entries(batch, delay);
        String refusal = "";
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            int sent = before + batch.size() - open.size();
            if (attempt > MAX_ATTEMPTS) {
                throw failed(sent, all, refusal + ". Try again later", null);
            }
            if (attempt > 1) {
                pause(attempt - 1, sent, all);
            }
            SendMessageBatchResponse answer = call(open, sent, all);
            refusal = refusal(answer);
            open = notTaken(open, answer);
        }
        return batch.size();
    }

    private static List<SendMessageBatchRequestEntry> entries(List<Task> batch, Duration delay) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            SendMessageBatchRequestEntry.Builder entry =
                    SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .messageBody(batch.get(i).body())
                            .messageGroupId(batch.get(i).account());
            if (!delay.isZero()) {
                entry.delaySeconds((int) delay.toSeconds());
            }
            entries.add(entry.build());
        }
        return entries;
    }

    private SendMessageBatchResponse call(
            List<SendMessageBatchRequestEntry> entries, int sent, int all) {
        try {
            return client.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
        } catch (SdkException failure) {
            throw failed(sent, all, AwsFailure.of(ACTION, failure).detail().english(), failure);
        }
    }

    /** What an answer does not speak of has not been taken either. */
    private static List<SendMessageBatchRequestEntry> notTaken(
            List<SendMessageBatchRequestEntry> entries, SendMessageBatchResponse answer) {
        Set<String> taken =
                answer.successful().stream()
                        .map(SendMessageBatchResultEntry::id)
                        .collect(Collectors.toSet());
        return entries.stream().filter(entry -> !taken.contains(entry.id())).toList();
    }

    private static String refusal(SendMessageBatchResponse answer) {
        return answer.failed().stream()
                .findFirst()
                .map(part -> AwsFailure.words(part.code(), part.message()))
                .orElse("it does not say whether it took them");
    }

    private void pause(int attempt, int sent, int all) {
        try {
            backoff.await(attempt);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failed(sent, all, "Muster was told to stop", stop);
        }
    }

    private QueueException failed(int sent, int all, String why, @Nullable Throwable cause) {
        return new QueueException(
                "queue %s took %d of %d messages: %s".formatted(url, sent, all, why), cause);
    }
}
