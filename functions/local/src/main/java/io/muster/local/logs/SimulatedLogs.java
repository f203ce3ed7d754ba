package io.muster.local.logs;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Simulation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * Logs Insights over what the emulator holds, and groups that are older and larger than what was
 * put into them a moment ago.
 *
 * <p>Groups, streams and events stay in the emulator. Of its own queries moto says neither that
 * they run nor what they scanned, gives times as no AWS does, passes over {@code filter} and {@code
 * stats}, and knows no limit of rows; see {@link Evaluation} for what is understood here.
 */
public final class SimulatedLogs implements Simulation, AutoCloseable {

    private static final Set<String> OPERATIONS =
            Set.of("DescribeLogGroups", "StartQuery", "GetQueryResults", "StopQuery");

    private static final int MAX_GROUPS = 50;

    /** StartQuery takes no longer text. */
    private static final int MAX_QUERY_CHARS = 10_000;

    private final URI emulator;
    private final AwsCredentialsProvider credentials;
    private final Map<String, CloudWatchLogsClient> clients = new ConcurrentHashMap<>();
    private final Map<String, Past> pasts = new ConcurrentHashMap<>();
    private final Map<String, SimulatedQuery> queries = new ConcurrentHashMap<>();
    private volatile boolean filters = true;
    private volatile boolean stalled;
    private volatile int looksBeforeEnded = 1;

    public SimulatedLogs(URI emulator, AwsCredentialsProvider credentials) {
        this.emulator = emulator;
        this.credentials = credentials;
    }

    /**
     * What a group has that no API call can set.
     *
     * @param logClass STANDARD, INFREQUENT_ACCESS or DELIVERY
     */
    public record Past(String logClass, Instant createdAt, long storedBytes) {}

    /** Says what a group has been. */
    public void past(String region, String group, Past past) {
        pasts.put(region + " " + group, past);
    }

    /**
     * Whether queries heed their {@code filter}. Emulators do not: a test that switches it off
     * shows that no verdict leans on it.
     */
    public void filters(boolean heeded) {
        filters = heeded;
    }

    /** Whether queries run on and on, as those of too much data do, until they are stopped. */
    public void stall(boolean forEver) {
        stalled = forEver;
    }

    /** How many looks at a query find that it still runs. */
    public void endAfter(int looks) {
        looksBeforeEnded = looks;
    }

    @Override
    public boolean concerns(Call call) {
        return call.service().equals("logs") && OPERATIONS.contains(call.operation());
    }

    @Override
    public Answer answer(Call call, byte[] body) throws IOException {
        Map<String, Object> request = JSON.std.mapFrom(body);
        try {
            return switch (call.operation()) {
                case "DescribeLogGroups" -> describe(call, request);
                case "StartQuery" -> start(call, request);
                case "GetQueryResults" -> results(call, request);
                default -> stop(call, request);
            };
        } catch (SdkException failed) {
            return ErrorAnswers.error(
                    call, 500, "ServiceUnavailableException", "The emulator did not answer");
        }
    }

    @Override
    public void close() {
        clients.values().forEach(CloudWatchLogsClient::close);
    }

    private Answer describe(Call call, Map<String, Object> request) {
        String prefix = String.valueOf(request.getOrDefault("logGroupNamePrefix", ""));
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (LogGroup group : groups(call.region())) {
            if (group.logGroupName().startsWith(prefix)) {
                all.add(described(call.region(), group));
            }
        }
        int size = request.get("limit") instanceof Number limit ? limit.intValue() : 50;
        int from = request.get("nextToken") instanceof String token ? Integer.parseInt(token) : 0;
        int to = Math.min(all.size(), from + size);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("logGroups", all.subList(Math.min(from, to), to));
        if (to < all.size()) {
            answer.put("nextToken", Integer.toString(to));
        }
        return Answer.ofJson(answer);
    }

    private Map<String, @Nullable Object> described(String region, LogGroup group) {
        Past past =
                pasts.getOrDefault(
                        region + " " + group.logGroupName(),
                        new Past(
                                "STANDARD",
                                Instant.ofEpochMilli(group.creationTime()),
                                group.storedBytes()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("logGroupName", group.logGroupName());
        json.put("arn", group.arn());
        json.put("logGroupArn", group.logGroupArn());
        json.put("retentionInDays", group.retentionInDays());
        json.put("kmsKeyId", group.kmsKeyId());
        json.put("metricFilterCount", group.metricFilterCount());
        json.put("logGroupClass", past.logClass());
        json.put("creationTime", past.createdAt().toEpochMilli());
        json.put("storedBytes", past.storedBytes());
        json.values().removeIf(Objects::isNull);
        return json;
    }

    private Answer start(Call call, Map<String, Object> request) {
        Set<String> names = new TreeSet<>();
        if (request.get("logGroupNames") instanceof List<?> given) {
            given.forEach(name -> names.add(String.valueOf(name)));
        }
        if (names.isEmpty() || names.size() > MAX_GROUPS) {
            return ErrorAnswers.error(
                    call, 400, "InvalidParameterException", "A query takes 1 to 50 log groups");
        }
        String text = String.valueOf(request.get("queryString"));
        if (text.length() > MAX_QUERY_CHARS) {
            return ErrorAnswers.error(
                    call,
                    400,
                    "InvalidParameterException",
                    "A query has at most 10,000 characters, not %d".formatted(text.length()));
        }
        Set<String> there =
                groups(call.region()).stream()
                        .map(LogGroup::logGroupName)
                        .collect(Collectors.toSet());
        for (String name : names) {
            if (!there.contains(name)) {
                return ErrorAnswers.error(
                        call,
                        400,
                        "ResourceNotFoundException",
                        "Log group '%s' does not exist".formatted(name));
            }
        }
        SimulatedQuery query =
                new SimulatedQuery(
                        List.copyOf(names),
                        number(request, "startTime"),
                        number(request, "endTime"),
                        text,
                        request.get("limit") instanceof Number limit
                                ? limit.intValue()
                                : SimulatedQuery.DEFAULT_LIMIT);
        queries.put(query.id(), query);
        return Answer.ofJson(Map.of("queryId", query.id()));
    }

    private Answer results(Call call, Map<String, Object> request) {
        SimulatedQuery query = queries.get(String.valueOf(request.get("queryId")));
        if (query == null) {
            return ErrorAnswers.error(
                    call, 400, "ResourceNotFoundException", "The query does not exist");
        }
        if (query.look() < looksBeforeEnded || stalled) {
            return Answer.ofJson(Map.of("status", "Running", "results", List.of()));
        }
        int from = request.get("nextToken") instanceof String token ? Integer.parseInt(token) : 0;
        return Answer.ofJson(
                new Evaluation(client(call.region()), filters)
                        .of(query)
                        .answer(from, query.limit()));
    }

    private Answer stop(Call call, Map<String, Object> request) {
        return queries.remove(String.valueOf(request.get("queryId"))) == null
                ? ErrorAnswers.error(
                        call, 400, "InvalidParameterException", "The query is not running")
                : Answer.ofJson(Map.of("success", true));
    }

    private List<LogGroup> groups(String region) {
        return client(region).describeLogGroupsPaginator().logGroups().stream().toList();
    }

    private CloudWatchLogsClient client(String region) {
        return clients.computeIfAbsent(
                region,
                name ->
                        CloudWatchLogsClient.builder()
                                .region(Region.of(name))
                                .endpointOverride(emulator)
                                .credentialsProvider(credentials)
                                .httpClientBuilder(
                                        UrlConnectionHttpClient.builder()
                                                .socketTimeout(Duration.ofMinutes(1)))
                                .build());
    }

    private static long number(Map<String, Object> request, String member) {
        return request.get(member) instanceof Number number ? number.longValue() : 0;
    }
}
