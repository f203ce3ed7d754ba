package io.muster.local.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's event source mappings: kept, and polled on demand.
 *
 * <p>An emulator that has them starts the function in Docker as soon as a message comes, and where
 * there is no Docker the message is lost or stays. Here {@link QueueSource} and {@link
 * StreamSource} hand out what has come, and the function runs in a process of its own.
 */
public final class EventSourceMappings implements Simulation {

    private static final Set<String> OPERATIONS =
            Set.of(
                    "CreateEventSourceMapping",
                    "UpdateEventSourceMapping",
                    "DeleteEventSourceMapping",
                    "GetEventSourceMapping",
                    "ListEventSourceMappings");
    private static final Set<String> TAG_OPERATIONS =
            Set.of("TagResource", "UntagResource", "ListTags");
    private static final String ACCOUNT = "123456789012";

    private final Clock clock;
    private final ConcurrentMap<String, Map<String, Object>> mappings = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Map<String, Object>> tags = new ConcurrentHashMap<>();

    public EventSourceMappings(Clock clock) {
        this.clock = clock;
    }

    /**
     * What starts a function.
     *
     * @param source ARN of the queue or stream
     * @param function ARN of the function, with its alias where one was given
     * @param batchSize the most that it gets at once
     * @param filters patterns of EventBridge's, one of which a record must match; empty for all
     */
    public record Mapping(String source, String function, int batchSize, List<String> filters) {

        public Mapping {
            filters = List.copyOf(filters);
        }

        /** The function's name, without the alias. */
        public String functionName() {
            return function.split(":", -1)[6];
        }
    }

    /** All that are enabled. */
    public List<Mapping> all() {
        return mappings.values().stream()
                .filter(each -> "Enabled".equals(each.get("State")))
                .map(
                        each ->
                                new Mapping(
                                        String.valueOf(each.get("EventSourceArn")),
                                        String.valueOf(each.get("FunctionArn")),
                                        ((Number) each.getOrDefault("BatchSize", 10)).intValue(),
                                        filters(each.get("FilterCriteria"))))
                .toList();
    }

    private static List<String> filters(@Nullable Object criteria) {
        return criteria instanceof Map<?, ?> given && given.get("Filters") instanceof List<?> all
                ? all.stream()
                        .map(each -> String.valueOf(((Map<?, ?>) each).get("Pattern")))
                        .toList()
                : List.of();
    }

    @Override
    public boolean concerns(Call call) {
        return call.service().equals("lambda")
                && (OPERATIONS.contains(call.operation()) || concernsTagsOfOne(call));
    }

    private static boolean concernsTagsOfOne(Call call) {
        return TAG_OPERATIONS.contains(call.operation())
                && call.resource().contains(":event-source-mapping:");
    }

    @Override
    public Answer answer(Call call, byte[] body) throws IOException {
        Map<String, Object> request = body.length == 0 ? Map.of() : JSON.std.mapFrom(body);
        String id = call.resource().replaceFirst("/$", "");
        return switch (call.operation()) {
            case "CreateEventSourceMapping" -> create(call, request);
            case "ListEventSourceMappings" ->
                    json(200, Map.of("EventSourceMappings", List.copyOf(mappings.values())));
            case "GetEventSourceMapping" -> known(id, 200);
            case "UpdateEventSourceMapping" -> update(id, request);
            case "DeleteEventSourceMapping" -> delete(id);
            case "ListTags" -> json(200, Map.of("Tags", tags.getOrDefault(id, Map.of())));
            case "TagResource" -> tag(id, request);
            default -> new Answer(204, Map.of(), new byte[0]);
        };
    }

    private Answer create(Call call, Map<String, Object> request) {
        String id = UUID.randomUUID().toString();
        String name = String.valueOf(request.get("FunctionName"));
        String arn =
                "arn:aws:lambda:%s:%s:event-source-mapping:%s"
                        .formatted(call.region(), ACCOUNT, id);
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("BatchSize", 10);
        mapping.put("MaximumBatchingWindowInSeconds", 0);
        mapping.putAll(request);
        mapping.remove("FunctionName");
        mapping.remove("Tags");
        mapping.put("UUID", id);
        mapping.put("EventSourceMappingArn", arn);
        mapping.put(
                "FunctionArn",
                name.startsWith("arn:")
                        ? name
                        : "arn:aws:lambda:%s:%s:function:%s"
                                .formatted(call.region(), ACCOUNT, name));
        mapping.put("State", state(request));
        mapping.put("StateTransitionReason", "USER_INITIATED");
        mapping.put("LastModified", clock.instant().getEpochSecond());
        mappings.put(id, mapping);
        tag(arn, request);
        return json(202, mapping);
    }

    private Answer update(String id, Map<String, Object> request) {
        mappings.computeIfPresent(
                id,
                (same, old) -> {
                    Map<String, Object> changed = new LinkedHashMap<>(old);
                    changed.putAll(request);
                    changed.remove("FunctionName");
                    if (request.containsKey("Enabled")) {
                        changed.put("State", state(request));
                    }
                    return changed;
                });
        return known(id, 202);
    }

    private Answer delete(String id) {
        Answer last = known(id, 202);
        mappings.remove(id);
        return last;
    }

    private Answer tag(String arn, Map<String, Object> request) {
        if (request.get("Tags") instanceof Map<?, ?> given) {
            Map<String, Object> kept =
                    tags.computeIfAbsent(arn, unused -> new ConcurrentHashMap<>());
            given.forEach((key, value) -> kept.put(String.valueOf(key), value));
        }
        return new Answer(204, Map.of(), new byte[0]);
    }

    private static String state(Map<String, Object> request) {
        return Boolean.FALSE.equals(request.get("Enabled")) ? "Disabled" : "Enabled";
    }

    private Answer known(String id, int status) {
        Map<String, Object> mapping = mappings.get(id);
        return mapping == null
                ? new Answer(
                        404,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "x-amzn-ErrorType",
                                "ResourceNotFoundException"),
                        "{\"Type\":\"User\",\"Message\":\"The resource you requested does not exist.\"}"
                                .getBytes(StandardCharsets.UTF_8))
                : json(status, mapping);
    }

    private static Answer json(int status, Map<String, Object> body) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json"),
                Answer.json(body).getBytes(StandardCharsets.UTF_8));
    }
}
