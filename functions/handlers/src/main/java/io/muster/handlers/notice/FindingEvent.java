package io.muster.handlers.notice;

import io.muster.aws.notice.EventBus.BusEvent;
import io.muster.aws.store.FindingTransition;
import io.muster.aws.store.FindingTransition.State;
import io.muster.handlers.output.Json;
import io.muster.readiness.finding.FindingFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a finding's state as an event for programs: the finding as {@code ./muster findings
 * --output json} shows it, with its state before and after.
 */
final class FindingEvent {

    static final String SOURCE = "muster";
    static final String TYPE = "Readiness Finding Changed";

    private FindingEvent() {}

    static BusEvent of(FindingTransition transition) {
        String arn = transition.after().finding().resource().arn();
        return new BusEvent(
                SOURCE, TYPE, Json.of(detail(transition)), arn == null ? List.of() : List.of(arn));
    }

    private static Map<String, @Nullable Object> detail(FindingTransition transition) {
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("status", transition.to().name());
        detail.put("previousStatus", transition.from().name());
        detail.put("change", change(transition));
        detail.putAll(FindingFields.of(transition.after()));
        return detail;
    }

    /** In one word, for a rule's pattern. */
    private static String change(FindingTransition transition) {
        if (transition.to() == State.RESOLVED) {
            return "RESOLVED";
        }
        return switch (transition.from()) {
            case NONE -> "OPENED";
            case RESOLVED -> "REOPENED";
            case NOT_READY, UNKNOWN -> "CHANGED";
        };
    }
}
