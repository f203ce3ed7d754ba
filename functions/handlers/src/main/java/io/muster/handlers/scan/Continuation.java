package io.muster.handlers.scan;

import io.muster.aws.scan.RecordedScan;
import io.muster.aws.scan.ScanSegment;
import io.muster.aws.store.ChangeCounts;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.output.Json;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.KeyRange;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a scan of a scope that is too large for one invocation is resumed in the next: by a message
 * like any other, which says in addition after which key.
 */
final class Continuation {

    private static final String AFTER = "continueAfter";
    private static final String BEGUN_AT = "begunAt";
    private static final String CHANGES = "changes";

    /** What the event of a segment may say beside {@link ScheduledEvent}. */
    static final String[] MEMBERS = {AFTER, BEGUN_AT, CHANGES};

    /** DynamoDB's own limit for a sort key, in bytes. */
    private static final int MAX_KEY_LENGTH = 1_024;

    private Continuation() {}

    /**
     * The segment that an event asks for.
     *
     * @param timeIsUp says when it must stop
     * @throws IllegalArgumentException if what it says makes no sense; the message says why
     */
    static ScanSegment segment(Event event, BooleanSupplier timeIsUp) {
        String after = event.text(AFTER);
        if (after == null) {
            return new ScanSegment(new KeyRange("", timeIsUp), null, ChangeCounts.NONE);
        }
        if (after.isBlank() || after.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_LENGTH) {
            throw event.refused(
                    "its \"%s\" is no finding's key: %s".formatted(AFTER, Event.quoted(after)));
        }
        return new ScanSegment(new KeyRange(after, timeIsUp), event.time(BEGUN_AT), changes(event));
    }

    /** The message that resumes a scan. */
    static String message(String function, ScheduledEvent asked, Scope scope, RecordedScan so) {
        Map<String, @Nullable Object> message =
                ScheduledEvent.message(function, scope, asked.scheduledAt(), asked.execution());
        message.put(AFTER, so.resumeAfter());
        message.put(BEGUN_AT, so.begunAt().truncatedTo(ChronoUnit.MILLIS).toString());
        message.put(CHANGES, so.changes().byName());
        return Json.of(message);
    }

    private static ChangeCounts changes(Event event) {
        if (!event.members().containsKey(CHANGES)) {
            return ChangeCounts.NONE;
        }
        Event counts = event.object(CHANGES);
        return ChangeCounts.of(name -> count(counts, name));
    }

    private static int count(Event counts, String name) {
        if (counts.members().get(name) instanceof Integer count && count >= 0) {
            return count;
        }
        throw counts.refused(
                "its \"%s\" has no count \"%s\" but %s"
                        .formatted(CHANGES, name, Event.quoted(counts.members().get(name))));
    }
}
