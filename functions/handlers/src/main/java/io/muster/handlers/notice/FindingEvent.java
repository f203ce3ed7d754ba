package io.muster.handlers.notice;

import io.muster.aws.notice.EventBus.BusEvent;
import io.muster.aws.store.FindingTransition;
import io.muster.aws.store.FindingTransition.State;
import io.muster.handlers.output.Json;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
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
        StoredFinding stored = transition.after();
        Finding finding = stored.finding();
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("type", finding.resource().type().label());
        resource.put("id", finding.resource().id());
        resource.put("arn", finding.resource().arn());
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("status", transition.to().name());
        detail.put("previousStatus", transition.from().name());
        detail.put("change", change(transition));
        detail.put("id", finding.id());
        detail.put("check", finding.check());
        detail.put("row", finding.rule().row().name());
        detail.put("severity", finding.rule().severity().name());
        detail.put("verdict", finding.status().name());
        detail.put("resource", resource);
        detail.put("account", finding.scope().account());
        detail.put("region", finding.scope().region());
        detail.put("workload", finding.workload());
        detail.put("title", finding.title());
        detail.put("expected", finding.answer().expected());
        detail.put("actual", finding.answer().actual());
        detail.put("evidence", finding.answer().evidence());
        detail.put("remedy", finding.remedy());
        detail.put("firstSeen", stored.firstSeen().toString());
        detail.put("changedAt", stored.changedAt().toString());
        detail.put(
                "resolvedAt", stored.resolvedAt() == null ? null : stored.resolvedAt().toString());
        detail.put("resolution", stored.resolution() == null ? null : stored.resolution().name());
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
