package io.muster.readiness.fact;

import java.time.Instant;

/**
 * What a web server's access log in a group tells.
 *
 * @param requests how many were answered
 * @param serverErrors how many of those with a status from 500 to 599
 */
public record LogTraffic(HourlyCounts requests, HourlyCounts serverErrors) {

    public static final LogTraffic NONE = new LogTraffic(HourlyCounts.NONE, HourlyCounts.NONE);

    LogTraffic join(LogTraffic other) {
        return new LogTraffic(requests.join(other.requests), serverErrors.join(other.serverErrors));
    }

    LogTraffic since(Instant from) {
        return new LogTraffic(requests.since(from), serverErrors.since(from));
    }
}
