package io.muster.readiness.check.costoptimization;

import io.muster.readiness.fact.Scope;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a public IPv4 address costs: the same in every Region of the partition {@code aws}, since
 * 2024-02-01.
 *
 * @see <a href="https://aws.amazon.com/vpc/pricing/">Amazon VPC pricing</a>
 */
final class AddressPrice {

    private static final String PARTITION = "aws";

    /** 0.005 USD an hour, for 730 hours. */
    private static final BigDecimal MONTHLY = new BigDecimal("3.65");

    private AddressPrice() {}

    /** USD a month; empty for a partition whose price is not known. */
    static Optional<BigDecimal> monthly(Scope scope) {
        return scope.partition().equals(PARTITION) ? Optional.of(MONTHLY) : Optional.empty();
    }
}
