package io.muster.aws.client;

import io.muster.readiness.scan.CallCount;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Counts the calls of the clients that report to it, by operation as IAM names it ({@code
 * ec2:DescribeInstances}). Clients on several threads may report to one ledger.
 */
public final class CallLedger implements MetricPublisher {

    /** The SDK's word for it, in the metric {@link CoreMetric#ERROR_TYPE}. */
    private static final String THROTTLING = "Throttling";

    private final SortedMap<String, CallCount> counts = new TreeMap<>();
    private final CallsUnderWay underWay = new CallsUnderWay();

    /** The counts so far. */
    public SortedMap<String, CallCount> counts() {
        synchronized (counts) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        }
    }

    /** The calls that wait for an answer. */
    public CallsUnderWay underWay() {
        return underWay;
    }

    @Override
    public void publish(MetricCollection call) {
        String operation =
                iamPrefix(only(call, CoreMetric.SERVICE_ID))
                        + ":"
                        + only(call, CoreMetric.OPERATION_NAME);
        List<MetricCollection> attempts =
                call.children().stream()
                        .filter(child -> child.name().equals("ApiCallAttempt"))
                        .toList();
        long throttles =
                attempts.stream()
                        .flatMap(attempt -> attempt.metricValues(CoreMetric.ERROR_TYPE).stream())
                        .filter(THROTTLING::equals)
                        .count();
        CallCount seen = new CallCount(1, Math.max(0, attempts.size() - 1L), throttles);
        synchronized (counts) {
            counts.merge(operation, seen, CallCount::plus);
        }
    }

    @Override
    public void close() {
        // Nothing is held: the counts stay readable after the clients are closed.
    }

    private static String only(MetricCollection call, SdkMetric<String> metric) {
        List<String> values = call.metricValues(metric);
        return values.isEmpty() ? "unknown" : values.get(0);
    }

    /**
     * The SDK's service id ({@code Auto Scaling}), with or without blanks, as IAM writes it ({@code
     * autoscaling}).
     */
    static String iamPrefix(String serviceId) {
        String prefix = serviceId.replace(" ", "").toLowerCase(Locale.ROOT);
        return prefix.equals("cloudwatchlogs") ? "logs" : prefix;
    }
}
