package io.muster.handlers.scan;

import io.muster.aws.scan.RecordedScan;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.output.LogLine.Level;
import io.muster.readiness.check.Status;
import io.muster.readiness.scan.ScopeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The line about one scope's scan. */
final class ScanLine {

    private ScanLine() {}

    /**
     * A scan that is recorded, or a segment of one: the changes are those of all segments so far,
     * the calls are this one's.
     *
     * @param scheduledAt as the event says; null if it does not
     */
    static LogLine of(RecordedScan recorded, @Nullable String scheduledAt) {
        ScopeReport report = recorded.report();
        boolean finished = recorded.resumeAfter() == null;
        Duration took = Duration.between(report.startedAt(), report.finishedAt());
        LogLine line =
                LogLine.info(finished ? "scope scanned" : "scope handed on")
                        .level(report.unseen().isEmpty() ? Level.INFO : Level.WARN)
                        .with("scheduledAt", scheduledAt)
                        .scope(report.scope())
                        .with("observedAt", report.startedAt().toString())
                        .with("milliseconds", took.toMillis())
                        .with("instances", report.instances())
                        .with("volumes", report.volumes());
        if (finished) {
            line.with("ready", report.scorecard().count(Status.READY))
                    .with("notReady", report.scorecard().count(Status.NOT_READY))
                    .with("unknown", report.scorecard().count(Status.UNKNOWN))
                    .with("notApplicable", report.scorecard().count(Status.NOT_APPLICABLE));
        } else {
            line.with("continueAfter", recorded.resumeAfter());
        }
        Instant newer = recorded.newerScan();
        return line.changes(recorded.changes())
                .with("newerScan", newer == null ? null : newer.toString())
                .with("unseen", unseen(report))
                .apiCalls(report.calls());
    }

    /** The parts of the facts that are missing, each with what stood in the way. */
    private static Map<String, String> unseen(ScopeReport report) {
        Map<String, String> unseen = new LinkedHashMap<>();
        report.unseen().forEach(part -> unseen.put(part.part(), part.why() + ": " + part.detail()));
        return unseen;
    }
}
