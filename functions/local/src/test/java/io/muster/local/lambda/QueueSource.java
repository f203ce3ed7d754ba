package io.muster.local.lambda;

import io.muster.local.front.Answer;
import io.muster.local.lambda.EventSourceMappings.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A queue that starts a function, worked as Lambda's event source mapping works it: what is done is
 * deleted, what failed stays, and the queue moves what was received too often to its dead-letter
 * queue.
 *
 * <p>Where Lambda leaves a message that failed hidden for the queue's visibility timeout, it is
 * visible again at once here, to spare hours of waiting. Nor is there a batching window: what is
 * there is handed out.
 */
public final class QueueSource {

    /** What SQS hands out at once. */
    private static final int MAX_PER_CALL = 10;

    private final SqsClient sqs;
    private final Mapping mapping;
    private final String region;
    private final String url;

    /**
     * @param sqs of the queue's region
     */
    public QueueSource(SqsClient sqs, Mapping mapping) {
        this.sqs = sqs;
        this.mapping = mapping;
        String[] arn = mapping.source().split(":", -1);
        this.region = arn[3];
        this.url = "https://sqs.%s.amazonaws.com/%s/%s".formatted(region, arn[4], arn[5]);
    }

    /**
     * Hands out one batch of what waits.
     *
     * @param function what runs with the event; the outcome is the function's own
     */
    public Delivery deliver(Function<String, Outcome> function) {
        List<Message> batch = receive();
        if (batch.isEmpty()) {
            return Delivery.NOTHING;
        }
        Outcome outcome = function.apply(event(batch));
        List<String> ids = batch.stream().map(Message::messageId).toList();
        List<String> failed = ItemFailures.of(outcome, ids);
        Set<String> again = new HashSet<>(failed);
        List<Message> done = new ArrayList<>();
        for (Message message : batch) {
            if (again.contains(message.messageId())) {
                sqs.changeMessageVisibility(
                        change ->
                                change.queueUrl(url)
                                        .receiptHandle(message.receiptHandle())
                                        .visibilityTimeout(0));
            } else {
                done.add(message);
            }
        }
        delete(done);
        return new Delivery(ids, failed, Optional.of(outcome));
    }

    private void delete(List<Message> done) {
        for (int from = 0; from < done.size(); from += MAX_PER_CALL) {
            List<DeleteMessageBatchRequestEntry> some =
                    done.subList(from, Math.min(from + MAX_PER_CALL, done.size())).stream()
                            .map(QueueSource::entry)
                            .toList();
            sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(some));
        }
    }

    private static DeleteMessageBatchRequestEntry entry(Message done) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(done.messageId())
                .receiptHandle(done.receiptHandle())
                .build();
    }

    private List<Message> receive() {
        List<Message> batch = new ArrayList<>();
        while (batch.size() < mapping.batchSize()) {
            int most = Math.min(MAX_PER_CALL, mapping.batchSize() - batch.size());
            List<Message> some =
                    sqs.receiveMessage(
                                    receive ->
                                            receive.queueUrl(url)
                                                    .maxNumberOfMessages(most)
                                                    .messageSystemAttributeNames(
                                                            MessageSystemAttributeName.ALL))
                            .messages();
            if (some.isEmpty()) {
                break;
            }
            batch.addAll(some);
        }
        return batch;
    }

    private String event(List<Message> batch) {
        return Answer.json(Map.of("Records", batch.stream().map(this::record).toList()));
    }

    private Map<String, Object> record(Message message) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("messageId", message.messageId());
        record.put("receiptHandle", message.receiptHandle());
        record.put("body", message.body());
        record.put("attributes", message.attributesAsStrings());
        record.put("messageAttributes", Map.of());
        record.put("md5OfBody", message.md5OfBody());
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", mapping.source());
        record.put("awsRegion", region);
        return record;
    }
}
