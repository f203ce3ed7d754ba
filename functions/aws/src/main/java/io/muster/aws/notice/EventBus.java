package io.muster.aws.notice;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.AwsFailure;
import io.muster.aws.client.Backoff;
import io.muster.aws.client.Batches;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * A bus of EventBridge, from which programs hear.
 *
 * <p>Events go ten a call, in their order. A call may take some and refuse others: these are sent
 * again a few times, and none is sent after one that was refused to the last, so that what was
 * taken is always the beginning of what was given.
 */
public record EventBus(EventBridgeClient client, String name, Backoff backoff) {

    /** EventBridge's limit for one call. */
    static final int MAX_EVENTS = 10;

    /** EventBridge's limit for the events of one call together, in bytes of UTF-8. */
    static final int MAX_BYTES = 256 * 1024;

    static final int MAX_ATTEMPTS = 5;

    private static final String ACTION = "events:PutEvents";

    /**
     * A bus that may not exist: publishing says so.
     *
     * @param clients of its region
     * @param name its name or ARN
     */
    public static EventBus of(AwsClients clients, String name) {
        return new EventBus(clients.eventBridge(), name, Backoff.jittered());
    }

    /** The IAM actions that it needs, on the bus. */
    public static Set<String> actions() {
        return Set.of(ACTION);
    }

    /**
     * An event.
     *
     * @param detail JSON
     * @param resources ARNs of what it is about
     */
    public record BusEvent(String source, String type, String detail, List<String> resources) {

        public BusEvent {
            resources = List.copyOf(resources);
        }

        private int bytes() {
            int named = resources.stream().mapToInt(BusEvent::length).sum();
            return length(source) + length(type) + length(detail) + named;
        }

        private static int length(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /**
     * What became of some events.
     *
     * @param taken how many were taken, from the first on
     * @param failure why the next was not; null if all were taken
     */
    public record Published(int taken, @Nullable String failure) {}

    /** Publishes events, in their order, until one is not taken. */
    public Published publish(List<BusEvent> events) {
        int taken = 0;
        for (List<BusEvent> batch : Batches.of(events, BusEvent::bytes, MAX_EVENTS, MAX_BYTES)) {
            Published some = publishBatch(batch);
            taken += some.taken();
            if (some.failure() != null) {
                return new Published(taken, some.failure());
            }
        }
        return new Published(taken, null);
    }

    /**
     * Makes the call that publishes, with an event that EventBridge refuses by itself
     * (MalformedDetail), because its detail is no JSON: no rule gets it.
     *
     * @param source that of real events: a role may be allowed no other
     * @throws NoticeException if the call fails as a whole, or EventBridge takes the event
     * @see <a
     *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html">PutEventsRequestEntry</a>
     */
    public void prime(String source) {
        PutEventsRequestEntry entry =
                entry(new BusEvent(source, "PrimingRun", "not JSON", List.of()));
        try {
            if (client.putEvents(request -> request.entries(entry)).failedEntryCount() == 0) {
                throw new NoticeException(
                        "event bus %s took an event whose detail is no JSON".formatted(name));
            }
        } catch (SdkException failure) {
            throw new NoticeException(
                    "event bus %s: %s"
                            .formatted(name, AwsFailure.of(ACTION, failure).detail().english()),
                    failure);
        }
    }

    private Published publishBatch(List<BusEvent> batch) {
        boolean[] taken = new boolean[batch.size()];
        String failure = "";
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            List<Integer> open = open(taken);
            if (open.isEmpty()) {
                return new Published(batch.size(), null);
            }
            try {
                if (attempt > 1) {
                    backoff.await(attempt - 1);
                }
                failure = put(batch, open, taken);
            } catch (SdkException refused) {
                failure = AwsFailure.of(ACTION, refused).detail().english();
                break;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                failure = "Muster was told to stop";
                break;
            }
        }
        List<Integer> open = open(taken);
        return open.isEmpty()
                ? new Published(batch.size(), null)
                : new Published(open.getFirst(), "event bus %s: %s".formatted(name, failure));
    }

    /**
     * Sends what is open, and notes what was taken.
     *
     * @return a message that says why something was not
     */
    private String put(List<BusEvent> batch, List<Integer> open, boolean[] taken) {
        List<PutEventsRequestEntry> entries =
                open.stream().map(index -> entry(batch.get(index))).toList();
        PutEventsResponse answer = client.putEvents(request -> request.entries(entries));
        String failure = "EventBridge does not say whether it took them";
        for (int i = 0; i < open.size() && i < answer.entries().size(); i++) {
            PutEventsResultEntry result = answer.entries().get(i);
            if (result.errorCode() == null && result.eventId() != null) {
                taken[open.get(i)] = true;
            } else if (result.errorCode() != null) {
                failure = AwsFailure.words(result.errorCode(), result.errorMessage());
            }
        }
        return failure;
    }

    private PutEventsRequestEntry entry(BusEvent event) {
        return PutEventsRequestEntry.builder()
                .eventBusName(name)
                .source(event.source())
                .detailType(event.type())
                .detail(event.detail())
                .resources(event.resources())
                .build();
    }

    private static List<Integer> open(boolean[] taken) {
        return IntStream.range(0, taken.length).filter(i -> !taken[i]).boxed().toList();
    }
}
