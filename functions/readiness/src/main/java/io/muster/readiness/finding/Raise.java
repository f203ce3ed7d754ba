package io.muster.readiness.finding;

import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * That a finding is more severe than its check says, and why; see {@link SeverityRule}.
 *
 * @param from the severity of its check
 * @param since for an old one since when it is open, for one that has spread as of when
 * @param workloads in how many its check was not ready; 0 for an old one
 */
public record Raise(Severity from, Reason by, Instant since, int workloads) {

    /** What raises a severity. */
    public enum Reason {
        /** It is open for long. */
        AGE,
        /** It has spread in its scope. */
        SPREAD
    }

    /** The severity that it makes of {@link #from}. */
    public Severity to() {
        return raised(from);
    }

    static Severity raised(Severity from) {
        return switch (from) {
            case LOW -> Severity.MEDIUM;
            case MEDIUM -> Severity.HIGH;
            case HIGH, CRITICAL -> Severity.CRITICAL;
        };
    }

    /** As a line of evidence. */
    Message told() {
        LocalDate date = since.atZone(ZoneOffset.UTC).toLocalDate();
        return switch (by) {
            case AGE ->
                    Message.of("common.raised-by-age")
                            .with("severity", from.title())
                            .with("date", date);
            case SPREAD ->
                    Message.of("common.raised-by-spread")
                            .with("severity", from.title())
                            .with("date", date)
                            .with("count", workloads);
        };
    }
}
