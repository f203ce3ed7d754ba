package io.muster.cli.report;

/** The parts of a report, in their order. */
public enum ReportPart {
    /** The fleet on one page, which is a whole document. */
    PAGE,
    /** The fifteen rows of each workload, with what was decided. */
    CHECKLIST,
    /** How each workload moves to arm64, and what that saves. */
    MIGRATION
}
