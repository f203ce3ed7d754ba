package io.muster.aws.fleet;

import io.muster.aws.client.AwsFailure;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/**
 * Reads the streams of a log group, those that spoke last first, and no more than are remembered: a
 * group that a function of Lambda writes to may have a hundred thousand. Where a fleet ships its
 * logs to one group, most streams of a page name hosts, and it reads on.
 */
public record LogStreamCollector(Supplier<CloudWatchLogsClient> logs) {

    private static final String ACTION = "logs:DescribeLogStreams";
    private static final int PAGE = 50;

    /** The IAM actions that it needs. */
    public static Set<String> actions() {
        return Set.of(ACTION);
    }

    /** The streams of one group that ever spoke. */
    public Fact<LogStreams> collect(String group, Instant now) {
        List<LogStreams.Stream> streams = new ArrayList<>();
        int seen = 0;
        int most;
        String token = null;
        try {
            do {
                DescribeLogStreamsResponse page = page(group, token);
                if (!page.hasLogStreams()) {
                    return Fact.missing(
                            Fact.Why.FAILED, Message.of("facts.no-list").with("operation", ACTION));
                }
                page.logStreams().stream()
                        .filter(LogStreamCollector::spoke)
                        .forEach(stream -> streams.add(translate(stream)));
                seen += PAGE;
                most = ofHosts(page) ? LogStreams.MAX_HOSTS : LogStreams.MAX_STREAMS;
                token = page.nextToken();
            } while (token != null && !token.isEmpty() && seen < most);
        } catch (SdkException failure) {
            return AwsFailure.of(ACTION, failure).missing();
        }
        return Fact.known(new LogStreams(now, token == null || token.isEmpty(), streams));
    }

    private DescribeLogStreamsResponse page(String group, @Nullable String token) {
        return logs.get()
                .describeLogStreams(
                        ask ->
                                ask.logGroupName(group)
                                        .orderBy(OrderBy.LAST_EVENT_TIME)
                                        .descending(true)
                                        .limit(PAGE)
                                        .nextToken(token));
    }

    /** Whether at least half of the streams name hosts. */
    private static boolean ofHosts(DescribeLogStreamsResponse page) {
        long hosts =
                page.logStreams().stream()
                        .filter(LogStreamCollector::spoke)
                        .filter(stream -> LogStreams.namesHost(stream.logStreamName()))
                        .count();
        return 2 * hosts >= PAGE;
    }

    private static boolean spoke(LogStream stream) {
        return stream.logStreamName() != null && stream.lastEventTimestamp() != null;
    }

    private static LogStreams.Stream translate(LogStream from) {
        return new LogStreams.Stream(
                FieldReader.bounded(from.logStreamName()),
                Instant.ofEpochMilli(from.lastEventTimestamp()));
    }
}
