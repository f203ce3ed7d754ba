package io.muster.aws.fleet;

import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.AlarmRule;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/** Reads the alarms on metrics and the composite alarms, in the same pages. */
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
                DescribeAlarmsRequest.builder()
                        .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                        .maxRecords(PAGE);
        return new PagedOperation<>(
                        action(),
                        token -> client().describeAlarms(request.nextToken(token).build()),
                        DescribeAlarmsResponse::nextToken,
                        AlarmCollector::listed,
                        Listed::name)
                .list((alarm, read) -> alarm.reading().apply(read));
    }

    /** An alarm of either type, and how it is translated. */
    private record Listed(@Nullable String name, Function<FieldReader, Alarm> reading) {}

    private static List<Listed> listed(DescribeAlarmsResponse page) {
        return Stream.concat(
                        page.metricAlarms().stream()
                                .map(
                                        from ->
                                                new Listed(
                                                        from.alarmName(),
                                                        read -> translate(from, read))),
                        page.compositeAlarms().stream()
                                .map(
                                        from ->
                                                new Listed(
                                                        from.alarmName(),
                                                        read -> translate(from, read))))
                .toList();
    }

    private static Alarm translate(CompositeAlarm from, FieldReader read) {
        return new Alarm(
                FieldReader.bounded(from.alarmName()),
                read.text(from.stateValueAsString()),
                actions(from.actionsEnabled(), from.alarmActions()),
                Map.of(),
                AlarmRule.parse(FieldReader.required(from.alarmRule(), "AlarmRule")));
    }

    private static Alarm translate(MetricAlarm from, FieldReader read) {
        List<Metric> metrics = metrics(from);
        return new Alarm(
                FieldReader.bounded(from.alarmName()),
                read.text(from.stateValueAsString()),
                actions(from.actionsEnabled(), from.alarmActions()),
                commonDimensions(metrics, read));
    }

    private static List<String> actions(@Nullable Boolean enabled, List<String> arns) {
        return Boolean.FALSE.equals(enabled)
                ? List.of()
                : arns.stream().map(FieldReader::bounded).toList();
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
