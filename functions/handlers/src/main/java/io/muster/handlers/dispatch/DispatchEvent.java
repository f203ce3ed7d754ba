package io.muster.handlers.dispatch;

import io.muster.handlers.event.AskedScope;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.LambdaFunction.Trigger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What a schedule wants to be done in every scope. See {@code events/dispatch.json}.
 *
 * @param work the function that does it, by a message per scope in its queue
 * @param scopes those that are meant; empty for all that Muster looks at
 */
record DispatchEvent(
        LambdaFunction work,
        Optional<List<AskedScope>> scopes,
        @Nullable String scheduledAt,
        @Nullable String execution) {

    /**
     * Takes an event for one of dispatch.
     *
     * @param own the function's region
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static DispatchEvent of(Event event, Region own) {
        ScheduledEvent scheduled = ScheduledEvent.of(event, own, "work");
        String work = event.required("work");
        return new DispatchEvent(
                LambdaFunction.named(work)
                        .filter(function -> function.trigger() == Trigger.DISPATCH)
                        .orElseThrow(() -> event.refused(unknown(work))),
                event.members().containsKey("scopes")
                        ? Optional.of(scheduled.scopes())
                        : Optional.empty(),
                scheduled.scheduledAt(),
                scheduled.execution());
    }

    private static String unknown(String work) {
        return "its \"work\" is %s, and there is %s"
                .formatted(
                        Event.quoted(work),
                        String.join(", ", LambdaFunction.startedBy(Trigger.DISPATCH)));
    }
}
