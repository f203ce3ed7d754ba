package io.muster.handlers.change;

import io.muster.aws.queue.WorkQueue;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.output.Json;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.readiness.fact.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** This function's message to itself: look at these again, some time from now. */
final class FollowUp {

    /** The environment variable that holds the URL of this function's queue. */
    static final String QUEUE_VARIABLE = LambdaFunction.INSTANCE_CHANGE.queueVariable();

    /** The environment variable that says how long to wait, in seconds. */
    static final String SETTLE_VARIABLE = "MUSTER_SETTLE_SECONDS";

    /** As many as one question to EC2 takes, so that a message that fails repeats little. */
    static final int MAX_IDS = 200;

    private static final int SETTLE_SECONDS = 180;

    private final Optional<WorkQueue> queue;
    private final Duration settle;

    private FollowUp(Optional<WorkQueue> queue, Duration settle) {
        this.queue = queue;
        this.settle = settle;
    }

    /**
     * As the environment says. Where no queue is named, as on a laptop, nothing is looked at again.
     *
     * @throws IllegalArgumentException if a variable makes no sense; the message says which, and
     *     why
     */
    static FollowUp from(FunctionEnvironment functionEnvironment) {
        Map<String, String> environment = functionEnvironment.environment();
        boolean named = !environment.getOrDefault(QUEUE_VARIABLE, "").isBlank();
        return new FollowUp(
                named ? Optional.of(functionEnvironment.queue(QUEUE_VARIABLE)) : Optional.empty(),
                Duration.ofSeconds(settleSeconds(environment)));
    }

    /** Whether there is a queue. */
    boolean possible() {
        return queue.isPresent();
    }

    /**
     * Sends the messages.
     *
     * @param since when the first look was
     * @return how many there are
     * @throws io.muster.aws.queue.QueueException if the queue does not take one
     */
    int send(
            Scope scope,
            FollowUpStage turn,
            SortedSet<String> instances,
            SortedSet<String> volumes,
            Instant since) {
        List<WorkQueue.Task> tasks = new ArrayList<>();
        for (List<String> some : inParts(instances)) {
            tasks.add(task(scope, turn, "instances", some, since));
        }
        for (List<String> some : inParts(volumes)) {
            tasks.add(task(scope, turn, "volumes", some, since));
        }
        if (queue.isEmpty() || tasks.isEmpty()) {
            return 0;
        }
        queue.get().send(tasks, settle);
        return tasks.size();
    }

    private static WorkQueue.Task task(
            Scope scope, FollowUpStage turn, String member, List<String> ids, Instant since) {
        Map<String, @Nullable Object> body =
                ScheduledEvent.message(ChangeEvent.FUNCTION, scope, null, null);
        body.put("look", turn.name().toLowerCase(Locale.ROOT));
        body.put(member, ids);
        body.put("since", since.toString());
        return new WorkQueue.Task(scope.account(), Json.of(body));
    }

    private static List<List<String>> inParts(SortedSet<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_IDS) {
            parts.add(all.subList(from, Math.min(from + MAX_IDS, all.size())));
        }
        return parts;
    }

    private static int settleSeconds(Map<String, String> environment) {
        String value = environment.getOrDefault(SETTLE_VARIABLE, "").strip();
        if (value.isEmpty()) {
            return SETTLE_SECONDS;
        }
        try {
            int seconds = Integer.parseInt(value);
            if (seconds >= 0 && seconds <= 900) {
                return seconds;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, in the same words as a number out of range.
        }
        throw new IllegalArgumentException(
                "%s is '%s'; it takes a whole number of seconds from 0 to 900"
                        .formatted(SETTLE_VARIABLE, value));
    }
}
