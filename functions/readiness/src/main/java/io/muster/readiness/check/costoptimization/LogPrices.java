package io.muster.readiness.check.costoptimization;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * List prices of CloudWatch Logs, in USD a GB, by region. For a region that is not here no cost is
 * claimed.
 *
 * @param takenIn into a group of the class STANDARD
 * @param takenInInfrequently into one of the class INFREQUENT_ACCESS
 * @param keptAMonth for a month, in either class
 */
record LogPrices(double takenIn, double takenInInfrequently, double keptAMonth) {

    /** As of when, from https://aws.amazon.com/cloudwatch/pricing/. */
    static final LocalDate AS_OF = LocalDate.parse("2026-11-25");

    private static final LogPrices UNITED_STATES = new LogPrices(0.50, 0.25, 0.03);

    private static final Map<String, LogPrices> BY_REGION =
            Map.of(
                    "us-east-1", UNITED_STATES,
                    "us-east-2", UNITED_STATES,
                    "us-west-2", UNITED_STATES);

    static Optional<LogPrices> of(String region) {
        return Optional.ofNullable(BY_REGION.get(region));
    }
}
