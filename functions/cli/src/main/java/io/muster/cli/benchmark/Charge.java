package io.muster.cli.benchmark;

/**
 * What AWS charges for a run of the schedule, in USD at the prices of us-east-1; {@code
 * docs/cost.sh} has the same, to which a test holds them.
 */
enum Charge {
    LAMBDA_GB_SECOND("Lambda: arm64 compute", "13.3334", 1e6),
    LAMBDA_REQUEST("Lambda: requests", "0.20", 1e6),
    READ_UNIT("DynamoDB: read request units, strongly consistent", "0.125", 1e6),
    WRITE_UNIT("DynamoDB: write request units", "0.625", 1e6),
    SQS_REQUEST("SQS: polling by Lambda, and messages", "0.40", 1e6),
    LOGGED_BYTE("CloudWatch: logs of Muster", "0.50", 1e9);

    /** The row of the page of costs, and the price there. */
    final String row;

    final String price;
    private final double units;

    /**
     * @param units how many of them have that price
     */
    Charge(String row, String price, double units) {
        this.row = row;
        this.price = price;
        this.units = units;
    }

    /** A custom metric of CloudWatch a month, by how many there are already. */
    private static final double[][] METRIC_TIERS = {
        {10_000, 0.30}, {240_000, 0.10}, {750_000, 0.05}, {Double.MAX_VALUE, 0.02}
    };

    private static final double HOURS_A_MONTH = 730;

    /** So many custom metrics, kept for an hour. */
    static double metricsAnHour(long metrics) {
        double month = 0;
        double left = metrics;
        for (double[] tier : METRIC_TIERS) {
            month += Math.min(left, tier[0]) * tier[1];
            left = Math.max(0, left - tier[0]);
        }
        return month / HOURS_A_MONTH;
    }

    /** What so many cost, in USD. */
    double of(double amount) {
        return amount * Double.parseDouble(price) / units;
    }
}
