package io.muster.handlers.metric;

import io.muster.aws.logs.LogReader.Reading;
import io.muster.readiness.fact.Scope;
import java.time.Instant;

/** What an analysis of logs tells CloudWatch: what it read and what AWS charges for. */
public final class LogMetrics {

    private LogMetrics() {}

    /** One line about a scope's logs, to be logged once they are recorded. */
    public static String of(Scope scope, Reading reading, Instant at) {
        return EmbeddedMetrics.of(scope)
                .bytes("LogBytesScanned", reading.queries().bytesScanned())
                .count(
                        "LogGroupsLeftOut",
                        reading.leftOut().values().stream().mapToInt(Integer::intValue).sum())
                .line(at);
    }
}
