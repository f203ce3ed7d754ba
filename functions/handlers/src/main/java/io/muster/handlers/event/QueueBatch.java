package io.muster.handlers.event;

import io.muster.handlers.output.LogLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a queue brings a function: several messages at once, each of which carries an event. See
 * {@code events/fleet-scan-queue.json}.
 *
 * <p>Every message stands for itself. What fails, or cannot be read at all, is named in the answer:
 * SQS delivers it again, and after a few times moves it to the dead-letter queue; the others are
 * done with. So what a message asks for must be idempotent.
 */
public final class QueueBatch {

    static final String RECORDS = "Records";

    private static final String SOURCE = "aws:sqs";

    private final String function;
    private final List<Message> messages;

    private QueueBatch(String function, List<Message> messages) {
        this.function = function;
        this.messages = List.copyOf(messages);
    }

    /** What is done for one message. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it.
         *
         * @param event what the message carries: the function's direct event
         * @return the line to be logged; a failure is an exception
         */
        LogLine on(Event event);
    }

    /**
     * @param body null where it is no text
     * @param receives how often it has been delivered, as SQS says; null if it does not
     */
    private record Message(String id, @Nullable String body, @Nullable String receives) {

        private LogLine named(LogLine line) {
            return line.with("messageId", id).with("receives", receives);
        }
    }

    /**
     * The batch that an event is; empty if it is a direct event.
     *
     * @throws IllegalArgumentException if it is a notification of something else, or a record has
     *     no id by which the answer could name it; the message says why
     */
    public static Optional<QueueBatch> in(Event event) {
        if (!event.members().containsKey(RECORDS)) {
            return Optional.empty();
        }
        if (!(event.members().get(RECORDS) instanceof List<?> records) || records.isEmpty()) {
            throw event.refused("its \"Records\" is not a list of messages");
        }
        List<Message> messages = new ArrayList<>(records.size());
        for (Object record : records) {
            messages.add(message(event, record));
        }
        return Optional.of(new QueueBatch(event.function(), messages));
    }

    private static Message message(Event event, @Nullable Object record) {
        if (!(record instanceof Map<?, ?> members)) {
            throw event.refused("a record is not an object but " + Event.quoted(record));
        }
        if (!SOURCE.equals(members.get("eventSource"))) {
            throw event.refused(
                    "it is a notification with Records of %s, and not of SQS"
                            .formatted(Event.quoted(members.get("eventSource"))));
        }
        if (!(members.get("messageId") instanceof String id) || id.isBlank()) {
            throw event.refused("a record has no \"messageId\"");
        }
        String receives =
                members.get("attributes") instanceof Map<?, ?> attributes
                                && attributes.get("ApproximateReceiveCount") instanceof String count
                        ? count
                        : null;
        return new Message(id, members.get("body") instanceof String body ? body : null, receives);
    }

    /**
     * Does a piece of work for each message, in their order.
     *
     * @param log gets one line a message: what the work says of it, or why it failed
     * @return the answer that SQS's event source mapping asks for: the ids of those that failed
     */
    public Map<String, ?> each(Work work, Consumer<LogLine> log) {
        Set<String> failed = new LinkedHashSet<>();
        for (Message message : messages) {
            LogLine line;
            try {
                line = work.on(event(message));
            } catch (RuntimeException failure) {
                failed.add(message.id());
                line = failed(failure);
            }
            log.accept(message.named(line));
        }
        return answer(failed);
    }

    /**
     * Does one piece of work for all messages together, where much is said twice.
     *
     * @param work gets what the messages carry, by their ids, without those that cannot be read;
     *     answers with those that failed, each with why
     * @param log gets a line for each message that failed
     * @return the answer that SQS's event source mapping asks for: the ids of those that failed
     */
    public Map<String, ?> together(
            Function<Map<String, Event>, Map<String, RuntimeException>> work,
            Consumer<LogLine> log) {
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        Map<String, Event> events = new LinkedHashMap<>();
        for (Message message : messages) {
            try {
                events.put(message.id(), event(message));
            } catch (IllegalArgumentException unreadable) {
                failures.put(message.id(), unreadable);
            }
        }
        failures.putAll(work.apply(events));
        for (Message message : messages) {
            RuntimeException failure = failures.get(message.id());
            if (failure != null) {
                log.accept(message.named(failed(failure)));
            }
        }
        return answer(failures.keySet());
    }

    /** What an event source mapping asks for: the ids of those that are to come again. */
    public static Map<String, ?> answer(Collection<String> failed) {
        return Map.of(
                "batchItemFailures",
                failed.stream().map(id -> Map.of("itemIdentifier", id)).toList());
    }

    private static LogLine failed(RuntimeException failure) {
        return LogLine.error("message failed").with("error", failure);
    }

    private Event event(Message message) {
        if (message.body() == null) {
            throw new Event(function, Map.of()).refused("the message has no \"body\"");
        }
        return Event.read(message.body(), function);
    }
}
