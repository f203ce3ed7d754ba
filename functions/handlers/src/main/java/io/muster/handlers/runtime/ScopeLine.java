package io.muster.handlers.runtime;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.scan.RecordedScan;
import io.muster.readiness.check.Status;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.ScopeReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One scope's scan as JSON: an element of the function's answer, and a line of its log. */
public final class ScopeLine {

    private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private ScopeLine() {}

    /**
     * A scan that is recorded, or a leg of one: the changes are those of all legs so far, the calls
     * are this one's.
     *
     * @param scheduledAt as the event says; null if it does not
     */
    public static Map<String, @Nullable Object> of(
            RecordedScan recorded, @Nullable String scheduledAt) {
        ScopeReport report = recorded.report();
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("level", report.unseen().isEmpty() ? "INFO" : "WARN");
        line.put("message", recorded.goOnAfter() == null ? "scope scanned" : "scope handed on");
        line.put("scheduledAt", scheduledAt);
        line.put("account", report.scope().account());
        line.put("region", report.scope().region());
        line.put("observedAt", report.startedAt().toString());
        line.put(
                "milliseconds",
                Duration.between(report.startedAt(), report.finishedAt()).toMillis());
        line.put("instances", report.instances());
        line.put("volumes", report.volumes());
        if (recorded.goOnAfter() == null) {
            line.put("ready", report.scorecard().count(Status.READY));
            line.put("notReady", report.scorecard().count(Status.NOT_READY));
            line.put("unknown", report.scorecard().count(Status.UNKNOWN));
            line.put("notApplicable", report.scorecard().count(Status.NOT_APPLICABLE));
        } else {
            line.put("continueAfter", recorded.goOnAfter());
        }
        line.put("opened", recorded.opened());
        line.put("changed", recorded.changed());
        line.put("reopened", recorded.reopened());
        line.put("resolved", recorded.resolved());
        line.put("superseded", recorded.superseded());
        line.put(
                "newerScan", recorded.newerScan() == null ? null : recorded.newerScan().toString());
        line.put("unseen", unseen(report));
        Map<String, Long> calls = new LinkedHashMap<>();
        report.calls().forEach((operation, count) -> calls.put(operation, count.calls()));
        line.put("apiCalls", calls);
        return line;
    }

    public static String failed(Scope scope, RuntimeException failure) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("level", "ERROR");
        line.put("message", "scope failed");
        line.put("account", scope.account());
        line.put("region", scope.region());
        line.put("error", failure.getClass().getSimpleName() + ": " + failure.getMessage());
        return json(line);
    }

    /** JSON on one line. */
    public static String json(Object value) {
        try {
            return WRITER.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("maps of texts and numbers are always JSON", e);
        }
    }

    /** The parts of the facts that are missing, each with what stood in the way. */
    private static Map<String, String> unseen(ScopeReport report) {
        Map<String, String> unseen = new LinkedHashMap<>();
        report.unseen().forEach(part -> unseen.put(part.part(), part.why() + ": " + part.detail()));
        return unseen;
    }
}
