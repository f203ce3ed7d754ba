package io.muster.local.lambda;

import io.muster.local.front.Answer;
import io.muster.local.lambda.EventSourceMappings.Mapping;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A table's stream that starts a function, worked as Lambda's event source mapping works it: in the
 * order of the writes, and from the first record on that failed once more.
 *
 * <p>It begins with what is written after it was made. Batches that fail whole are not halved here,
 * and are handed out on every poll.
 */
public final class StreamSource {

    private final DynamoDbStreamsClient streams;
    private final Mapping mapping;
    private final Predicate<String> filter;

    /** By shard: where to read on. */
    private final Map<String, String> iterators = new HashMap<>();

    private final Deque<Record> waiting = new ArrayDeque<>();

    /**
     * @param streams of the table's region
     * @param filter whether a record, as JSON, matches the mapping's filters
     */
    public StreamSource(DynamoDbStreamsClient streams, Mapping mapping, Predicate<String> filter) {
        this.streams = streams;
        this.mapping = mapping;
        this.filter = filter;
        findShards(ShardIteratorType.LATEST);
    }

    /**
     * Hands out one batch of what was written.
     *
     * @param function what runs with the event; the outcome is the function's own
     */
    public Delivery deliver(Function<String, Outcome> function) {
        read();
        List<Record> batch = waiting.stream().limit(mapping.batchSize()).toList();
        if (batch.isEmpty()) {
            return Delivery.NOTHING;
        }
        Outcome outcome =
                function.apply(
                        StreamRecords.event(batch.stream().map(this::asLambdaDoes).toList()));
        List<String> ids = batch.stream().map(each -> each.dynamodb().sequenceNumber()).toList();
        List<String> named = ItemFailures.of(outcome, ids);
        int done = named.stream().mapToInt(ids::indexOf).min().orElse(ids.size());
        for (int each = 0; each < done; each++) {
            waiting.removeFirst();
        }
        return new Delivery(ids, ids.subList(done, ids.size()), Optional.of(outcome));
    }

    private void read() {
        findShards(ShardIteratorType.TRIM_HORIZON);
        for (Map.Entry<String, String> shard : iterators.entrySet()) {
            GetRecordsResponse page;
            do {
                String iterator = shard.getValue();
                page = streams.getRecords(get -> get.shardIterator(iterator));
                page.records().stream().filter(this::passes).forEach(waiting::addLast);
                if (page.nextShardIterator() != null) {
                    shard.setValue(page.nextShardIterator());
                }
            } while (page.hasRecords() && !page.records().isEmpty());
        }
    }

    private boolean passes(Record record) {
        return filter.test(Answer.json(asLambdaDoes(record)));
    }

    private Map<String, Object> asLambdaDoes(Record record) {
        return StreamRecords.asLambdaDoes(record, mapping.source());
    }

    /** A shard that comes later is read from its beginning: all in it is new. */
    private void findShards(ShardIteratorType from) {
        streams.describeStream(describe -> describe.streamArn(mapping.source()))
                .streamDescription()
                .shards()
                .forEach(
                        shard ->
                                iterators.computeIfAbsent(
                                        shard.shardId(), id -> iterator(id, from)));
    }

    private String iterator(String shard, ShardIteratorType from) {
        return streams.getShardIterator(
                        get ->
                                get.streamArn(mapping.source())
                                        .shardId(shard)
                                        .shardIteratorType(from))
                .shardIterator();
    }
}
