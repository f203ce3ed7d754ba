package io.muster.aws.fleet;

import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/**
 * Reads the metric alarms. Composite alarms are left out: they name other alarms, not an instance,
 * so an instance whose only notice comes from a composite alarm shows alarms that do not notify.
 */
final class AlarmCollector extends SourceCollector<CloudWatchClient, List<Alarm>> {

    private static final int PAGE = 100;

    AlarmCollector(Supplier<CloudWatchClient> cloudWatch) {
        super(
                cloudWatch,
                Source.ALARMS,
                "cloudwatch:DescribeAlarms",
                DescribeAlarmsResponse.builder());
    }

    @Override
    Fact<List<Alarm>> all(FleetFacts before) {
        DescribeAlarmsRequest.Builder request =
                DescribeAlarmsRequest.builder().alarmTypes(AlarmType.METRIC_ALARM).maxRecords(PAGE);
        return new PagedOperation<>(
                        action(),
                        token -> client().describeAlarms(request.nextToken(token).build()),
                        DescribeAlarmsResponse::nextToken,
                        DescribeAlarmsResponse::metricAlarms,
                        MetricAlarm::alarmName)
                .list(AlarmCollector::translate);
    }

    private static Alarm translate(MetricAlarm from, FieldReader read) {
        List<Metric> metrics = metrics(from);
        return new Alarm(
                FieldReader.bounded(from.alarmName()),
                read.text(from.stateValueAsString()),
                Boolean.FALSE.equals(from.actionsEnabled())
                        ? List.of()
                        : from.alarmActions().stream().map(FieldReader::bounded).toList(),
                commonDimensions(metrics, read));
    }

    /** The metrics that an alarm watches: its own, or those that its expression is made of. */
    private static List<Metric> metrics(MetricAlarm from) {
        if (from.metricName() != null) {
            return List.of(
                    Metric.builder()
                            .namespace(from.namespace())
                            .metricName(from.metricName())
                            .dimensions(from.dimensions())
                            .build());
        }
        return from.metrics().stream()
                .map(MetricDataQuery::metricStat)
                .filter(Objects::nonNull)
                .map(MetricStat::metric)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What all of an expression's metrics are about, the expression is about. */
    private static Map<String, String> commonDimensions(List<Metric> metrics, FieldReader read) {
        List<Map<String, String>> all =
                metrics.stream()
                        .map(
                                each ->
                                        read.tags(
                                                each.dimensions(),
                                                Dimension::name,
                                                Dimension::value))
                        .toList();
        Map<String, String> shared = new HashMap<>(all.isEmpty() ? Map.of() : all.getFirst());
        all.forEach(own -> shared.entrySet().retainAll(own.entrySet()));
        return Map.copyOf(shared);
    }
}
