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
public record LogGroupCollector(Supplier<CloudWatchLogsClient> logs) {

    private static final String LIST = "logs:DescribeLogGroups";
    private static final String TAGS = "logs:ListTagsForResource";
    private static final int PAGE = 50;

    /** The IAM actions that it needs. */
    public static Set<String> actions() {
        return Set.of(LIST, TAGS);
    }

    /** Every log group. */
    public Fact<List<LogGroup>> collect() {
        return new PagedOperation<>(
                        LIST,
                        this::page,
                        DescribeLogGroupsResponse::nextToken,
                        LogGroupCollector::groups,
                        group -> group.logGroupName())
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
                .byId((tag, read) -> FieldReader.bounded(tag.getValue()));
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
            throw UnreadableAnswer.withoutList(LIST);
        }
        return page.logGroups();
    }

    private static LogGroup translate(
            software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup from, FieldReader read) {
        return new LogGroup(
                FieldReader.bounded(FieldReader.required(from.logGroupName(), "name")),
                LogClass.ofLabel(from.logGroupClassAsString()),
                from.retentionInDays(),
                read.text(from.kmsKeyId()),
                from.storedBytes(),
                from.creationTime() == null ? null : Instant.ofEpochMilli(from.creationTime()));
    }
}
