package io.muster.handlers.notice;

import io.muster.aws.store.FindingTransition;
import io.muster.aws.store.StoreException;
import io.muster.handlers.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the stream of the table brings: its writes, in the order in which they were made of each
 * item. See {@code events/notify.json}.
 *
 * @param table the name of the table
 * @param region that of the table
 * @param news the changes of a finding's state, in their order
 * @param unreadable a message for each change that was to be told and cannot be read
 * @param newer where a newer Muster's change stands, with all that follows it; null if none does
 */
record StreamBatch(
        String table,
        String region,
        List<News> news,
        int records,
        List<String> unreadable,
        @Nullable Newer newer) {

    private static final String SOURCE = "aws:dynamodb";

    /** A change, and the record's number in its shard. */
    record News(FindingTransition transition, String sequence) {}

    /**
     * A change that only a newer Muster can read. It is not acknowledged: it comes again, until
     * Muster is upgraded or Lambda gives it up to the dead letters.
     */
    record Newer(String sequence, String message) {}

    /**
     * Reads a batch.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static StreamBatch of(Event event) {
        if (!(event.members().get("Records") instanceof List<?> records) || records.isEmpty()) {
            throw event.refused("it has no \"Records\" of a table's stream");
        }
        String[] arn = arn(event, records.getFirst());
        List<News> news = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Object record : records) {
            Map<?, ?> change = change(event, record);
            String sequence = String.valueOf(change.get("SequenceNumber"));
            try {
                FindingTransition.read(arn[5], change)
                        .filter(FindingTransition::news)
                        .ifPresent(transition -> news.add(new News(transition, sequence)));
            } catch (StoreException.NewerItem later) {
                Newer newer = new Newer(sequence, String.valueOf(later.getMessage()));
                return new StreamBatch(arn[5], arn[3], news, records.size(), unreadable, newer);
            } catch (StoreException cannot) {
                unreadable.add(String.valueOf(cannot.getMessage()));
            }
        }
        return new StreamBatch(arn[5], arn[3], news, records.size(), unreadable, null);
    }

    private static Map<?, ?> change(Event event, @Nullable Object record) {
        if (!(record instanceof Map<?, ?> members)
                || !SOURCE.equals(members.get("eventSource"))
                || !(members.get("dynamodb") instanceof Map<?, ?> change)
                || !(change.get("SequenceNumber") instanceof String)) {
            throw event.refused("a record is not one of a table's stream: " + Event.quoted(record));
        }
        return change;
    }

    /** {@code arn:aws:dynamodb:us-east-1:123456789012:table/muster/stream/...}, taken apart. */
    private static String[] arn(Event event, @Nullable Object record) {
        Object arn = record instanceof Map<?, ?> members ? members.get("eventSourceARN") : null;
        String[] parts = String.valueOf(arn).split(":", 6);
        String[] resource = parts.length == 6 ? parts[5].split("/", -1) : new String[0];
        if (resource.length < 2 || !resource[0].equals("table")) {
            throw event.refused("its \"eventSourceARN\" is no table's: " + Event.quoted(arn));
        }
        parts[5] = resource[1];
        return parts;
    }
}
