package io.muster.cli.output;

import io.muster.cli.session.Page;
import io.muster.cli.session.Session;

/** The formats of a result. */
public enum Format {
    /** For eyes: bounded, as wide as the terminal. */
    TABLE,
    /** For programs: everything, with the field names of the contract. */
    JSON,
    /** For spreadsheets: everything, a line per finding. */
    CSV,
    /** For a ticket or a pull request: bounded, as the whole table. */
    MARKDOWN;

    /** A report of findings that are all about one host, in this format. */
    public FindingReport findingsOfOneHost(Session session) {
        return switch (this) {
            case TABLE -> TableReport.ofOneHost(Page.of(session));
            case JSON, CSV, MARKDOWN -> findings(session, 1);
        };
    }

    /**
     * A report of findings in this format, whole.
     *
     * @param limit how many resources per check the bounded formats name
     */
    FindingReport findings(Session session, int limit) {
        return switch (this) {
            case TABLE -> new TableReport(Page.of(session), limit);
            case JSON -> new JsonReport(session.out());
            case CSV -> new CsvReport(session.out());
            case MARKDOWN -> new MarkdownReport(Page.of(session), limit);
        };
    }
}
