package io.muster.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Scorecard;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
                        scan(scan);
                    }
                    json.writeFieldName("findings");
                    json.writeStartArray();
                });
    }

    @Override
    public void add(Entry entry) {
        written(() -> finding(entry));
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

    private void scan(ScanSummary scan) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", scan.id());
        json.writeStringField("startedAt", scan.startedAt().toString());
        json.writeStringField("finishedAt", scan.finishedAt().toString());
        json.writeArrayFieldStart("scopes");
        for (ScopeReport scope : scan.scopes()) {
            scope(scope);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void scope(ScopeReport scope) throws IOException {
        json.writeStartObject();
        json.writeStringField("account", scope.scope().account());
        json.writeStringField("region", scope.scope().region());
        number("instances", scope.instances());
        number("volumes", scope.volumes());
        json.writeObjectFieldStart("apiCalls");
        for (Map.Entry<String, CallCount> operation : scope.calls().entrySet()) {
            json.writeNumberField(operation.getKey(), operation.getValue().calls());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("unknown");
        for (Unseen unseen : scope.unseen()) {
            json.writeStartObject();
            json.writeStringField("fact", unseen.part());
            json.writeStringField("why", unseen.why().name());
            json.writeStringField("detail", unseen.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void finding(Entry entry) throws IOException {
        Finding finding = entry.finding();
        json.writeStartObject();
        json.writeStringField("id", finding.id());
        json.writeStringField("check", finding.check());
        json.writeStringField("row", finding.rule().row().name());
        json.writeStringField("severity", finding.rule().severity().name());
        json.writeStringField("verdict", finding.status().name());
        json.writeObjectFieldStart("resource");
        json.writeStringField("type", finding.resource().type().label());
        json.writeStringField("id", finding.resource().id());
        json.writeStringField("arn", finding.resource().arn());
        json.writeEndObject();
        json.writeStringField("account", finding.scope().account());
        json.writeStringField("region", finding.scope().region());
        json.writeStringField("workload", finding.workload());
        json.writeStringField("title", finding.title());
        json.writeStringField("expected", finding.answer().expected());
        json.writeStringField("actual", finding.answer().actual());
        json.writeArrayFieldStart("evidence");
        for (String line : finding.answer().evidence()) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeStringField("remedy", finding.remedy());
        if (entry.stored() != null) {
            life(entry.stored());
        }
        json.writeEndObject();
    }

    private void life(StoredFinding stored) throws IOException {
        json.writeStringField("firstSeen", stored.firstSeen().toString());
        json.writeStringField("changedAt", stored.changedAt().toString());
        json.writeStringField(
                "resolvedAt", stored.resolvedAt() == null ? null : stored.resolvedAt().toString());
        json.writeStringField(
                "resolution", stored.resolution() == null ? null : stored.resolution().name());
    }

    private void number(String name, @Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
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
