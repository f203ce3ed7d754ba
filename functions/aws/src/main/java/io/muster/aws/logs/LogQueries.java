package io.muster.aws.logs;

import io.muster.readiness.logs.PreFilter;

/** The texts of the queries. */
final class LogQueries {

    /** How many requests were answered in the hours, in the access formats of nginx and Apache. */
    static final String REQUESTS =
            """
            filter @message like /HTTP\\/[0-9.]+" [1-5][0-9][0-9]/
            | stats count(*) as requests by @log, bin(1h)
            | limit 100000\
            """;

    static final String REQUEST_COUNT = "requests";
    static final String HOUR = "bin(1h)";

    private LogQueries() {}

    /**
     * Every event that may tell of a fault. It only narrows down what is sent; the classifier
     * decides.
     */
    static String faults() {
        return """
        fields @timestamp, @log, @logStream, @message
        | filter @message like /%s/
        | sort @timestamp asc
        | limit 100000\
        """
                .formatted(PreFilter.expression());
    }
}
