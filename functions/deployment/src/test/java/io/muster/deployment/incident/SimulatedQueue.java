package io.muster.deployment.incident;

import io.muster.deployment.Deployed;
import io.muster.deployment.incident.Telemetry.Metric;
import io.muster.deployment.incident.Telemetry.Series;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A queue with its dead-letter queue, as SQS keeps them: what is handed out is hidden for a while,
 * and what was received often enough is moved to the dead-letter queue when it would be received
 * again. Times are seconds.
 */
final class SimulatedQueue {

    /** From so many receives on a message no longer counts for the age of the oldest. */
    private static final int POISONOUS = 3;

    /** A message about a scope. */
    static final class Message {
        private final int scope;
        private final int sent;
        private int hiddenUntil;
        private int receives;

        Message(int scope, int sent) {
            this.scope = scope;
            this.sent = sent;
        }

        int scope() {
            return scope;
        }

        int receives() {
            return receives;
        }
    }

    private final Series deletedTold;
    private final Series visibleTold;
    private final Series oldestTold;
    private final int visibility;
    private final int retention;
    private final int attempts;
    private final List<Message> messages = new ArrayList<>();
    private final DeadLetters deadLetters;
    private int deleted;

    SimulatedQueue(Map<?, ?> queue, DeadLetters deadLetters, Telemetry telemetry) {
        String name = String.valueOf(queue.get("name"));
        this.deletedTold = telemetry.of(Metric.ofQueue("NumberOfMessagesDeleted", name));
        this.visibleTold = telemetry.of(Metric.ofQueue("ApproximateNumberOfMessagesVisible", name));
        this.oldestTold = telemetry.of(Metric.ofQueue("ApproximateAgeOfOldestMessage", name));
        this.visibility = Deployed.number(queue, "visibility_timeout_seconds");
        this.retention = Deployed.number(queue, "message_retention_seconds");
        this.attempts = Deployed.number(Deployed.json(queue, "redrive_policy"), "maxReceiveCount");
        this.deadLetters = deadLetters;
    }

    void send(int scope, int now) {
        messages.add(new Message(scope, now));
    }

    /** Hands out as many messages as there are, up to a number. */
    List<Message> receive(int most, int now) {
        List<Message> received = new ArrayList<>();
        Iterator<Message> each = messages.iterator();
        while (each.hasNext() && received.size() < most) {
            Message message = each.next();
            if (message.hiddenUntil > now) {
                continue;
            }
            if (message.receives >= attempts) {
                each.remove();
                deadLetters.add(message.scope, message.sent, now);
            } else {
                message.receives++;
                message.hiddenUntil = now + visibility;
                received.add(message);
            }
        }
        return received;
    }

    void delete(List<Message> done) {
        messages.removeAll(done);
        deleted += done.size();
    }

    /** Redrives the dead-letter queue: its messages come back as new ones. */
    void redrive(int now) {
        deadLetters.empty(now).forEach(scope -> send(scope, now));
    }

    /** Forgets what is too old, and tells CloudWatch of the rest. */
    void tell(int now) {
        messages.removeIf(message -> now - message.sent >= retention);
        int minute = now / 60;
        deletedTold.tell(minute, deleted);
        deleted = 0;
        int visible = 0;
        int oldest = -1;
        for (Message message : messages) {
            visible += message.hiddenUntil <= now ? 1 : 0;
            oldest = message.receives < POISONOUS ? Math.max(oldest, now - message.sent) : oldest;
        }
        visibleTold.tell(minute, visible);
        if (oldest >= 0) {
            oldestTold.tell(minute, oldest);
        }
        deadLetters.tell(now);
    }

    /** A queue without a consumer. It tells nothing when it has been empty for long. */
    static final class DeadLetters {

        /** How long CloudWatch keeps asking a queue with which nothing is done. */
        private static final int ACTIVE = 6 * 3600;

        private record Letter(int scope, int sent) {}

        private final Series told;
        private final int retention;
        private final List<Letter> letters = new ArrayList<>();
        private int touched = -ACTIVE - 1;

        DeadLetters(Map<?, ?> queue, Telemetry telemetry) {
            this.told =
                    telemetry.of(
                            Metric.ofQueue(
                                    "ApproximateNumberOfMessagesVisible",
                                    String.valueOf(queue.get("name"))));
            this.retention = Deployed.number(queue, "message_retention_seconds");
        }

        /**
         * Adds a dead letter.
         *
         * @param sent when it was sent first, from when on it is kept
         */
        void add(int scope, int sent, int now) {
            letters.add(new Letter(scope, sent));
            touched = now;
        }

        /** Takes all of them away; what they are about. */
        List<Integer> empty(int now) {
            List<Integer> scopes = letters.stream().map(Letter::scope).toList();
            touched = scopes.isEmpty() ? touched : now;
            letters.clear();
            return scopes;
        }

        void tell(int now) {
            letters.removeIf(letter -> now - letter.sent >= retention);
            if (!letters.isEmpty() || now - touched <= ACTIVE) {
                told.tell(now / 60, letters.size());
            }
        }
    }
}
