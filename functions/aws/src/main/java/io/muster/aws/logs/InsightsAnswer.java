package io.muster.aws.logs;

import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.text.Message;
import java.util.List;

/** What came of a query, or of a part of one that was asked in parts. */
public sealed interface InsightsAnswer {

    /** The groups and the time that the answer is about. */
    InsightsQuery query();

    /**
     * It was read.
     *
     * @param more whether there were more rows than Insights gives
     */
    record Read(InsightsQuery query, List<InsightsRow> rows, boolean more)
            implements InsightsAnswer {

        public Read {
            rows = List.copyOf(rows);
        }
    }

    /**
     * It was not.
     *
     * @param detail what was asked and what came back
     */
    record NotRead(InsightsQuery query, Reason reason, Message detail) implements InsightsAnswer {}
}
