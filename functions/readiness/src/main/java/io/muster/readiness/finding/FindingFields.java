package io.muster.readiness.finding;

import io.muster.readiness.text.MessageFields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finding as the fields that programs read of it, in their order; times as ISO 8601 has them. */
public final class FindingFields {

    private FindingFields() {}

    /** What a finding says. */
    public static Map<String, @Nullable Object> of(Finding finding) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", finding.id());
        fields.put("check", finding.check());
        fields.put("row", finding.rule().row().name());
        fields.put("severity", finding.rule().severity().name());
        fields.put("verdict", finding.status().name());
        fields.put("resource", resource(finding));
        fields.put("account", finding.scope().account());
        fields.put("region", finding.scope().region());
        fields.put("workload", finding.workload());
        fields.put("title", finding.title().english());
        fields.put("expected", finding.answer().expected());
        fields.put("actual", finding.answer().actual());
        fields.put("reasons", MessageFields.of(finding.answer().says().actual().parts()));
        fields.put("evidence", finding.answer().evidence());
        fields.put("remedy", finding.remedy());
        return fields;
    }

    /** What it is about. */
    public static Map<String, @Nullable Object> resource(Finding finding) {
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("type", finding.resource().type().label());
        resource.put("id", finding.resource().id());
        resource.put("arn", finding.resource().arn());
        return resource;
    }

    /** What a finding says, and what the table knows of its past. */
    public static Map<String, @Nullable Object> of(StoredFinding stored) {
        Map<String, @Nullable Object> fields = of(stored.finding());
        fields.put("firstSeen", stored.firstSeen().toString());
        fields.put("changedAt", stored.changedAt().toString());
        fields.put(
                "resolvedAt", stored.resolvedAt() == null ? null : stored.resolvedAt().toString());
        fields.put("resolution", stored.resolution() == null ? null : stored.resolution().name());
        fields.put("reopened", reopened(stored.course().reopenings()));
        fields.put("raised", raised(stored.course().raise()));
        return fields;
    }

    /** How often it was back soon; null if never. */
    private static @Nullable Map<String, Object> reopened(@Nullable Reopenings reopenings) {
        if (reopenings == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("times", reopenings.times());
        fields.put("since", reopenings.since().toString());
        fields.put("last", reopenings.last().toString());
        fields.put("flapping", reopenings.flapping());
        return fields;
    }

    /** Why it is more severe than its check; null where it is not. */
    private static @Nullable Map<String, Object> raised(@Nullable Raise raise) {
        if (raise == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", raise.from().name());
        fields.put("by", raise.by().name());
        fields.put("since", raise.since().toString());
        if (raise.by() == Raise.Reason.SPREAD) {
            fields.put("workloads", raise.workloads());
        }
        return fields;
    }
}
