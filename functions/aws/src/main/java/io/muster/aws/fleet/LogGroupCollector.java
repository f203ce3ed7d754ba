package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;

/** Reads the log groups of a scope, of every class, with what is set of each. */
public final class LogGroupCollector implements Collector {

    private static final String LIST = "logs:DescribeLogGroups";
    private static final String TAGS = "logs:ListTagsForResource";
    private static final int PAGE = 50;

    private final Supplier<CloudWatchLogsClient> logs;

    public LogGroupCollector(Supplier<CloudWatchLogsClient> logs) {
        this.logs = logs;
    }

    @Override
    public Set<String> actions() {
        return Set.of(LIST, TAGS);
    }

    /** Every log group. */
    public Fact<List<LogGroup>> collect() {
        return new PagedOperation<>(
                        LIST,
                        this::page,
                        DescribeLogGroupsResponse::nextToken,
                        LogGroupCollector::groups,
                        software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup::logGroupName)
                .list(LogGroupCollector::translate);
    }

    /**
     * The tags of one group: a call for each, because the list of groups has none.
     *
     * @param arn of the group
     */
    public Fact<Map<String, String>> tags(String arn) {
        return new PagedOperation<>(
                        TAGS,
                        token -> logs.get().listTagsForResource(ask -> ask.resourceArn(arn)),
                        PagedOperation.noNext(),
                        answer -> List.copyOf(answer.tags().entrySet()),
                        Map.Entry::getKey)
                .byId(tag -> FieldReader.bounded(tag.getValue()));
    }

    private DescribeLogGroupsResponse page(@Nullable String token) {
        return logs.get()
                .describeLogGroups(
                        DescribeLogGroupsRequest.builder().limit(PAGE).nextToken(token).build());
    }

    /** An answer without the list is no answer: it must not pass for one that is empty. */
    private static List<software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup> groups(
            DescribeLogGroupsResponse page) {
        if (!page.hasLogGroups()) {
            throw new UnreadableAnswer(LIST + " answered without its list. Look at the endpoint");
        }
        return page.logGroups();
    }

    private static LogGroup translate(
            software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup from) {
        return new LogGroup(
                FieldReader.bounded(FieldReader.required(from.logGroupName(), "name")),
                LogClass.ofLabel(from.logGroupClassAsString()),
                from.retentionInDays(),
                from.kmsKeyId() == null ? null : FieldReader.bounded(from.kmsKeyId()),
                from.storedBytes(),
                from.creationTime() == null ? null : Instant.ofEpochMilli(from.creationTime()));
    }
}
