package io.muster.local.fleet;

import io.muster.local.fleet.SampleLogGroup.Line;
import io.muster.local.logs.SimulatedLogs;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/**
 * Writes the sample fleet's logs of one region. A stream that is there already stays as it is.
 *
 * @param ids the id of what the fleet has a name for
 */
record LogLoader(
        CloudWatchLogsClient logs,
        SimulatedLogs simulated,
        UnaryOperator<String> ids,
        SampleRegion region,
        Instant now) {

    private static final DateTimeFormatter SYSLOG =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ACCESS =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    void load() {
        for (SampleLogGroup group : region.logGroups()) {
            create(group);
            group.lines().stream()
                    .collect(Collectors.groupingBy(Line::host, TreeMap::new, Collectors.toList()))
                    .forEach((host, lines) -> write(group, host, lines));
        }
    }

    private void create(SampleLogGroup group) {
        String key =
                "arn:aws:kms:%s:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
                        .formatted(region.name());
        try {
            logs.createLogGroup(
                    request ->
                            request.logGroupName(group.name())
                                    .kmsKeyId(group.encrypted() ? key : null));
            if (group.retentionDays() != null) {
                logs.putRetentionPolicy(
                        request ->
                                request.logGroupName(group.name())
                                        .retentionInDays(group.retentionDays()));
            }
        } catch (ResourceAlreadyExistsException there) {
            // Made by an earlier load.
        }
        simulated.past(
                region.name(),
                group.name(),
                new SimulatedLogs.Past(
                        group.logClass(),
                        now.minus(group.ageDays(), ChronoUnit.DAYS),
                        group.storedBytes()));
    }

    private void write(SampleLogGroup group, String host, List<Line> lines) {
        String stream = ids.apply(HostLoader.key(host));
        try {
            logs.createLogStream(
                    request -> request.logGroupName(group.name()).logStreamName(stream));
        } catch (ResourceAlreadyExistsException there) {
            return;
        }
        List<InputLogEvent> events =
                lines.stream()
                        .sorted(Comparator.comparingInt(Line::secondsAgo).reversed())
                        .map(this::event)
                        .toList();
        logs.putLogEvents(
                request ->
                        request.logGroupName(group.name()).logStreamName(stream).logEvents(events));
    }

    private InputLogEvent event(Line line) {
        Instant at = now.minusSeconds(line.secondsAgo());
        return InputLogEvent.builder()
                .timestamp(at.toEpochMilli())
                .message(
                        line.message()
                                .replace("{time}", SYSLOG.format(at))
                                .replace("{stamp}", ACCESS.format(at)))
                .build();
    }
}
