package io.muster.cli.report;

/** The formats of a report. */
public enum ReportFormat {
    MARKDOWN,
    HTML,
    JSON,
    CSV
}
