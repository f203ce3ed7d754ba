package io.muster.aws.logs;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What Logs Insights costs, by the bytes that queries scan: 0.005 USD a GB in us-east-1 and most
 * regions (https://aws.amazon.com/cloudwatch/pricing/, November 2026). A GB is taken for 10^9
 * bytes, so that the figure is rather too high than too low.
 */
public final class QueryPrice {

    static final BigDecimal USD_A_GB = new BigDecimal("0.005");

    private static final BigDecimal BYTES_A_GB = BigDecimal.valueOf(1_000_000_000);

    private QueryPrice() {}

    /** In USD, to the thousandth of a cent. */
    public static BigDecimal usd(long bytes) {
        return BigDecimal.valueOf(bytes)
                .multiply(USD_A_GB)
                .divide(BYTES_A_GB, 5, RoundingMode.HALF_UP);
    }
}
