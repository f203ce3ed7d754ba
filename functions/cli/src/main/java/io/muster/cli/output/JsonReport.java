package io.muster.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.readiness.finding.FindingFields;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Scorecard;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract with programs: these field names do not change. A finding stands on a line of its
 * own, and everything is written as it comes.
 *
 * <p>A field that has no value is null, never left out; {@code firstSeen}, {@code changedAt},
 * {@code resolvedAt} and {@code resolution} are there when the finding comes from a table.
 */
final class JsonReport implements FindingReport {

    private final JsonGenerator json;

    JsonReport(OutputStream out) {
        this.json = Json.generator(out);
    }

    @Override
    public void begin(@Nullable ScanSummary scan) {
        written(
                () -> {
                    json.writeStartObject();
                    if (scan != null) {
                        json.writeFieldName("scan");
                        Json.value(scan(scan), json);
                    }
                    json.writeFieldName("findings");
                    json.writeStartArray();
                });
    }

    @Override
    public void add(Entry entry) {
        written(() -> Json.value(finding(entry), json));
    }

    @Override
    public void end(@Nullable Scorecard scorecard) {
        written(
                () -> {
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeRaw('\n');
                    json.flush();
                });
    }

    private static Map<String, Object> scan(ScanSummary scan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", scan.id());
        fields.put("startedAt", scan.startedAt().toString());
        fields.put("finishedAt", scan.finishedAt().toString());
        fields.put("scopes", scan.scopes().stream().map(JsonReport::scope).toList());
        return fields;
    }

    private static Map<String, @Nullable Object> scope(ScopeReport scope) {
        Map<String, Long> calls = new LinkedHashMap<>();
        scope.calls().forEach((operation, count) -> calls.put(operation, count.calls()));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("account", scope.scope().account());
        fields.put("region", scope.scope().region());
        fields.put("instances", scope.instances());
        fields.put("volumes", scope.volumes());
        fields.put("apiCalls", calls);
        fields.put("unknown", scope.unseen().stream().map(JsonReport::unseen).toList());
        return fields;
    }

    private static Map<String, Object> unseen(Unseen unseen) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fact", unseen.part());
        fields.put("why", unseen.why().name());
        fields.put("detail", unseen.detail());
        return fields;
    }

    private static Map<String, @Nullable Object> finding(Entry entry) {
        return entry.stored() == null
                ? FindingFields.of(entry.finding())
                : FindingFields.of(entry.stored());
    }

    private static void written(Part part) {
        try {
            part.write();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private interface Part {
        void write() throws IOException;
    }
}
