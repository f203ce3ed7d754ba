package io.muster.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.cli.output.Origin.ScopeState;
import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingFields;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract with programs, {@code docs/findings.schema.json}: these field names do not change. A
 * finding stands on a line of its own, and everything is written as it comes.
 *
 * <p>A field that has no value is null, never left out; {@code firstSeen}, {@code changedAt},
 * {@code resolvedAt}, {@code resolution}, {@code lastSeen} and {@code blockedBy} are there when the
 * finding comes from a table, and {@code cause} when it was judged just now.
 */
final class JsonReport implements FindingReport {

    /** Rises when a field changes its meaning; a new field does not raise it. */
    static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;
    private final Map<Severity, Integer> notReady = new EnumMap<>(Severity.class);
    private int unknown;

    JsonReport(OutputStream out) {
        this.json = Json.generator(out);
    }

    @Override
    public boolean readsRoster() {
        return true;
    }

    @Override
    public void begin(Origin origin) {
        written(
                () -> {
                    json.writeStartObject();
                    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
                    json.writeObjectFieldStart("tool");
                    json.writeStringField("name", "muster");
                    json.writeStringField(
                            "version", JsonReport.class.getPackage().getImplementationVersion());
                    json.writeEndObject();
                    if (origin.scan() != null) {
                        json.writeFieldName("scan");
                        scan(origin.scan(), origin);
                    } else if (!origin.scopes().isEmpty()) {
                        json.writeFieldName("scopes");
                        scopes(origin);
                    }
                    json.writeFieldName("findings");
                    json.writeStartArray();
                });
    }

    @Override
    public void add(Entry entry) {
        if (!entry.resolved() && !entry.explained()) {
            Finding finding = entry.finding();
            if (finding.status() == Status.NOT_READY) {
                notReady.merge(finding.rule().severity(), 1, Integer::sum);
            } else if (finding.status() == Status.UNKNOWN) {
                unknown++;
            }
        }
        written(() -> Json.value(finding(entry), json));
    }

    @Override
    public void end(Totals totals) {
        written(
                () -> {
                    json.writeEndArray();
                    json.writeFieldName("instances");
                    json.writeStartArray();
                    for (Totals.Listed listed : totals.instances().each()) {
                        instance(listed);
                    }
                    json.writeEndArray();
                    json.writeFieldName("totals");
                    totals(totals);
                    json.writeEndObject();
                    json.writeRaw('\n');
                    json.flush();
                });
    }

    private void scan(ScanSummary scan, Origin origin) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", scan.id());
        json.writeStringField("startedAt", scan.startedAt().toString());
        json.writeStringField("finishedAt", scan.finishedAt().toString());
        json.writeFieldName("scopes");
        scopes(origin);
        json.writeEndObject();
    }

    private void scopes(Origin origin) throws IOException {
        json.writeStartArray();
        for (ScopeState scope : origin.scopes()) {
            scope(scope, origin.scan() == null);
        }
        json.writeEndArray();
    }

    private void scope(ScopeState state, boolean stored) throws IOException {
        ScopeReport scope = state.report();
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
            json.writeStringField("detail", unseen.detail().english());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (stored) {
            json.writeStringField("scannedAt", scope.startedAt().toString());
            json.writeStringField(
                    "notScannedSince",
                    state.notScannedSince() == null ? null : state.notScannedSince().toString());
            json.writeBooleanField("left", state.left());
        }
        json.writeEndObject();
    }

    static Map<String, @Nullable Object> finding(Entry entry) {
        Finding finding = entry.finding();
        StoredFinding stored = entry.stored();
        Map<String, @Nullable Object> fields =
                stored == null ? FindingFields.of(finding) : FindingFields.of(stored);
        Map<String, @Nullable Object> resource = FindingFields.resource(finding);
        resource.put("name", entry.about().name());
        fields.put("resource", resource);
        fields.put("owner", entry.about().owner());
        fields.put("hides", hides(finding.answer().hides()));
        fields.put("monthlySavingUsd", finding.answer().monthlySaving());
        if (stored == null) {
            fields.put("cause", entry.cause() == null ? null : entry.cause().toString());
        } else {
            LastSeen lastSeen = stored.lastSeen();
            fields.put("lastSeen", entry.seenAt() == null ? null : entry.seenAt().toString());
            fields.put("blockedBy", lastSeen == null ? null : lastSeen.blockedBy());
        }
        return fields;
    }

    private static @Nullable Map<String, Object> hides(HiddenChecks hides) {
        if (hides.isEmpty()) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("checks", hides.count());
        fields.put("rows", hides.rows().stream().map(ChecklistRow::name).toList());
        return fields;
    }

    private void instance(Totals.Listed listed) throws IOException {
        InstanceReadiness instance = listed.instance();
        json.writeStartObject();
        json.writeStringField("id", instance.id());
        json.writeStringField("name", instance.name());
        json.writeStringField("type", instance.type());
        json.writeStringField("state", instance.state());
        json.writeStringField("workload", instance.workload());
        json.writeStringField("ready", listed.known() ? instance.readiness().label() : null);
        if (instance.worst() == null) {
            json.writeNullField("worst");
        } else {
            json.writeObjectFieldStart("worst");
            json.writeStringField("check", instance.worst().id());
            json.writeStringField("severity", instance.worst().severity().name());
            json.writeEndObject();
        }
        json.writeFieldName("graviton");
        Json.value(GravitonFields.of(listed.known() ? instance.graviton() : null), json);
        json.writeEndObject();
    }

    private void totals(Totals totals) throws IOException {
        json.writeStartObject();
        Totals.Instances instances = totals.instances();
        if (instances.counts() == null) {
            json.writeNullField("instances");
        } else {
            json.writeObjectFieldStart("instances");
            json.writeNumberField("ready", instances.count(Readiness.READY));
            json.writeNumberField("notReady", instances.count(Readiness.NOT_READY));
            json.writeNumberField("notInspected", instances.count(Readiness.NOT_INSPECTED));
            json.writeNumberField("unknown", instances.unknown());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("findings");
        for (Severity severity : Severity.values()) {
            json.writeNumberField(
                    severity.name().toLowerCase(Locale.ROOT), notReady.getOrDefault(severity, 0));
        }
        json.writeNumberField("unknown", unknown);
        json.writeEndObject();
        if (totals.scorecard() == null) {
            json.writeNullField("explained");
        } else {
            json.writeObjectFieldStart("explained");
            for (Kind kind : Kind.values()) {
                if (totals.scorecard().explained(kind) > 0) {
                    json.writeNumberField(kind.label(), totals.scorecard().explained(kind));
                }
            }
            json.writeEndObject();
        }
        json.writeFieldName("graviton");
        Json.value(
                instances.counts() == null || GravitonFields.notAsked(instances.each())
                        ? null
                        : GravitonFields.of(GravitonFields.totals(instances.each())),
                json);
        json.writeArrayFieldStart("notShown");
        for (Message hidden : totals.notShown()) {
            json.writeString(hidden.english());
        }
        json.writeEndArray();
        json.writeEndObject();
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
