package io.muster.local.logs;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Simulation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CloudWatch Logs' groups, streams and events in memory, for where no emulator keeps them. Queries
 * are those of {@link SimulatedLogs}.
 */
public final class SimulatedLogGroups implements Simulation {

    private static final Set<String> OPERATIONS =
            Set.of(
                    "CreateLogGroup",
                    "DeleteLogGroup",
                    "PutRetentionPolicy",
                    "CreateLogStream",
                    "PutLogEvents",
                    "DescribeLogGroups",
                    "DescribeLogStreams",
                    "FilterLogEvents",
                    "ListTagsForResource");

    private static final String ACCOUNT = "123456789012";
    private static final int MAX_GROUPS = 50;
    private static final int MAX_EVENTS = 10_000;

    /** PutLogEvents takes no older event. */
    private static final Duration OLDEST = Duration.ofDays(14);

    /** Nor one from further in the future. */
    private static final Duration NEWEST = Duration.ofHours(2);

    private final Clock clock;
    private final Map<String, Map<String, Group>> regions = new TreeMap<>();

    public SimulatedLogGroups(Clock clock) {
        this.clock = clock;
    }

    private record Event(String stream, String id, long at, String message) {}

    private record Written(long createdAt, List<Event> events) {}

    private static final class Group {
        final Map<String, Object> description;
        final Map<String, Written> streams = new TreeMap<>();

        Group(Map<String, Object> description) {
            this.description = description;
        }

        Stream<Event> events() {
            return streams.values().stream().flatMap(stream -> stream.events().stream());
        }
    }

    @Override
    public boolean concerns(Call call) {
        return call.service().equals("logs") && OPERATIONS.contains(call.operation());
    }

    @Override
    public synchronized Answer answer(Call call, byte[] body) throws IOException {
        Map<String, Object> request = JSON.std.mapFrom(body);
        Map<String, Group> groups =
                regions.computeIfAbsent(call.region(), unused -> new TreeMap<>());
        String name = String.valueOf(request.get("logGroupName"));
        Group group = groups.get(name);
        return switch (call.operation()) {
            case "CreateLogGroup" -> {
                if (group != null) {
                    yield exists(call, "log group");
                }
                groups.put(name, new Group(description(call.region(), name, request)));
                yield done();
            }
            case "DescribeLogGroups" -> describeGroups(groups, request);
            case "ListTagsForResource" -> Answer.ofJson(Map.of("tags", Map.of()));
            default ->
                    group == null
                            ? ErrorAnswers.error(
                                    call,
                                    400,
                                    "ResourceNotFoundException",
                                    "The specified log group does not exist.")
                            : answer(call, request, groups, name, group);
        };
    }

    private Answer answer(
            Call call,
            Map<String, Object> request,
            Map<String, Group> groups,
            String name,
            Group group) {
        String stream = String.valueOf(request.get("logStreamName"));
        return switch (call.operation()) {
            case "DeleteLogGroup" -> {
                groups.remove(name);
                yield done();
            }
            case "PutRetentionPolicy" -> {
                group.description.put("retentionInDays", number(request, "retentionInDays", 0));
                yield done();
            }
            case "CreateLogStream" -> {
                if (group.streams.containsKey(stream)) {
                    yield exists(call, "log stream");
                }
                group.streams.put(stream, new Written(clock.millis(), new ArrayList<>()));
                yield done();
            }
            case "PutLogEvents" -> put(call, request, group, stream);
            case "DescribeLogStreams" -> describeStreams(group, request);
            default ->
                    request.get("filterPattern") instanceof String pattern && !pattern.isEmpty()
                            ? ErrorAnswers.error(
                                    call,
                                    400,
                                    "InvalidParameterException",
                                    "The embedded CloudWatch Logs reads no filterPattern")
                            : filter(group, request);
        };
    }

    private Map<String, Object> description(
            String region, String name, Map<String, Object> request) {
        String arn = "arn:aws:logs:%s:%s:log-group:%s".formatted(region, ACCOUNT, name);
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("logGroupName", name);
        description.put("arn", arn + ":*");
        description.put("logGroupArn", arn);
        description.put("creationTime", clock.millis());
        description.put("metricFilterCount", 0);
        description.put("storedBytes", 0);
        Object key = request.get("kmsKeyId");
        if (key != null) {
            description.put("kmsKeyId", key);
        }
        return description;
    }

    private Answer put(Call call, Map<String, Object> request, Group group, String name) {
        Written stream = group.streams.get(name);
        if (stream == null) {
            return ErrorAnswers.error(
                    call,
                    400,
                    "ResourceNotFoundException",
                    "The specified log stream does not exist.");
        }
        long now = clock.millis();
        int tooOld = 0;
        int tooNew = 0;
        if (request.get("logEvents") instanceof List<?> events) {
            for (Object each : events) {
                if (each instanceof Map<?, ?> event
                        && event.get("timestamp") instanceof Number number) {
                    long at = number.longValue();
                    if (at < now - OLDEST.toMillis()) {
                        tooOld++;
                    } else if (at > now + NEWEST.toMillis()) {
                        tooNew++;
                    } else {
                        String id = "%s-%d".formatted(name, stream.events().size());
                        String message = String.valueOf(event.get("message"));
                        stream.events().add(new Event(name, id, at, message));
                    }
                }
            }
            Map<String, Object> rejected = new LinkedHashMap<>();
            if (tooOld > 0) {
                rejected.put("tooOldLogEventEndIndex", tooOld);
            }
            if (tooNew > 0) {
                rejected.put("tooNewLogEventStartIndex", events.size() - tooNew);
            }
            if (!rejected.isEmpty()) {
                return Answer.ofJson(Map.of("rejectedLogEventsInfo", rejected));
            }
        }
        return Answer.ofJson(Map.of("nextSequenceToken", "0"));
    }

    private static Answer describeGroups(Map<String, Group> groups, Map<String, Object> request) {
        String prefix = String.valueOf(request.getOrDefault("logGroupNamePrefix", ""));
        return page(
                "logGroups",
                groups.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(prefix))
                        .map(each -> each.getValue().description)
                        .toList(),
                request,
                MAX_GROUPS);
    }

    private static Answer describeStreams(Group group, Map<String, Object> request) {
        List<Map<String, Object>> streams = new ArrayList<>();
        group.streams.forEach((name, stream) -> streams.add(described(group, name, stream)));
        if ("LastEventTime".equals(request.get("orderBy"))) {
            streams.sort(
                    Comparator.comparingLong(
                            each -> number(each, "lastEventTimestamp", Long.MIN_VALUE)));
        }
        String prefix = String.valueOf(request.getOrDefault("logStreamNamePrefix", ""));
        streams.removeIf(each -> !String.valueOf(each.get("logStreamName")).startsWith(prefix));
        return page(
                "logStreams",
                Boolean.TRUE.equals(request.get("descending")) ? streams.reversed() : streams,
                request,
                MAX_GROUPS);
    }

    private static Map<String, Object> described(Group group, String name, Written stream) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("logStreamName", name);
        description.put("arn", group.description.get("logGroupArn") + ":log-stream:" + name);
        description.put("creationTime", stream.createdAt());
        description.put("storedBytes", 0);
        if (!stream.events().isEmpty()) {
            LongSummaryStatistics times =
                    stream.events().stream().mapToLong(Event::at).summaryStatistics();
            description.put("firstEventTimestamp", times.getMin());
            description.put("lastEventTimestamp", times.getMax());
            description.put("lastIngestionTime", stream.createdAt());
        }
        return description;
    }

    private static Answer filter(Group group, Map<String, Object> request) {
        long from = number(request, "startTime", Long.MIN_VALUE);
        long to = number(request, "endTime", Long.MAX_VALUE);
        List<Map<String, Object>> events =
                group.events()
                        .filter(event -> event.at() >= from && event.at() <= to)
                        .sorted(Comparator.comparingLong(Event::at))
                        .map(
                                event ->
                                        Map.<String, Object>of(
                                                "logStreamName",
                                                event.stream(),
                                                "timestamp",
                                                event.at(),
                                                "ingestionTime",
                                                event.at(),
                                                "message",
                                                event.message(),
                                                "eventId",
                                                event.id()))
                        .toList();
        return page("events", events, request, MAX_EVENTS);
    }

    private static Answer page(
            String member, List<?> all, Map<String, Object> request, int unasked) {
        int size = Math.toIntExact(number(request, "limit", unasked));
        int from = request.get("nextToken") instanceof String token ? Integer.parseInt(token) : 0;
        int to = Math.min(all.size(), from + size);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(member, all.subList(Math.min(from, to), to));
        if (to < all.size()) {
            answer.put("nextToken", Integer.toString(to));
        }
        return Answer.ofJson(answer);
    }

    private static Answer done() {
        return Answer.ofJson(Map.of());
    }

    private static Answer exists(Call call, String what) {
        return ErrorAnswers.error(
                call,
                400,
                "ResourceAlreadyExistsException",
                "The specified %s already exists".formatted(what));
    }

    private static long number(Map<String, Object> request, String member, long otherwise) {
        return number(request.get(member), otherwise);
    }

    private static long number(@Nullable Object value, long otherwise) {
        return value instanceof Number number ? number.longValue() : otherwise;
    }
}
