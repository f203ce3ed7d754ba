package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fact.InstanceStatus.ScheduledEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStatusEvent;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;

/**
 * Reads the status of the running instances, which are those that EC2 lists unless told otherwise,
 * with their scheduled events, of which EC2 keeps the ended ones for a week.
 */
final class InstanceStatusCollector implements Collector {

    private static final String ACTION = "ec2:DescribeInstanceStatus";
    private static final int PAGE = 1_000;

    /** As many as EC2 takes by id. */
    private static final int MAX_IDS = 100;

    private final Supplier<Ec2Client> ec2;

    InstanceStatusCollector(Supplier<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Set<String> actions() {
        return Set.of(ACTION);
    }

    /** The statuses by instance id. */
    Fact<Map<String, InstanceStatus>> collect() {
        FieldReader read = new FieldReader();
        return operation(List.of()).byId(status -> translate(status, read));
    }

    /**
     * Those of some instances only.
     *
     * @param running ids of instances that EC2 has listed: to one that it does not know it answers
     *     with an error for all
     */
    Fact<Map<String, InstanceStatus>> of(SortedSet<String> running) {
        FieldReader read = new FieldReader();
        Map<String, InstanceStatus> found = new HashMap<>();
        return FilterValues.inChunks(
                        List.copyOf(running),
                        MAX_IDS,
                        found,
                        chunk ->
                                operation(chunk)
                                        .byId(status -> translate(status, read))
                                        .map(some -> FilterValues.joined(found, some)))
                .map(Map::copyOf);
    }

    private PagedOperation<
                    DescribeInstanceStatusResponse,
                    software.amazon.awssdk.services.ec2.model.InstanceStatus>
            operation(List<String> ids) {
        return new PagedOperation<>(
                ACTION,
                token -> page(ids, token),
                DescribeInstanceStatusResponse::nextToken,
                DescribeInstanceStatusResponse::instanceStatuses,
                software.amazon.awssdk.services.ec2.model.InstanceStatus::instanceId);
    }

    /** EC2 takes ids or the size of a page, and not both. */
    private DescribeInstanceStatusResponse page(List<String> ids, @Nullable String token) {
        DescribeInstanceStatusRequest.Builder request =
                DescribeInstanceStatusRequest.builder().nextToken(token);
        return ec2.get()
                .describeInstanceStatus(
                        (ids.isEmpty() ? request.maxResults(PAGE) : request.instanceIds(ids))
                                .build());
    }

    private static InstanceStatus translate(
            software.amazon.awssdk.services.ec2.model.InstanceStatus from, FieldReader read) {
        return new InstanceStatus(
                FieldReader.bounded(from.instanceId()),
                status(from.systemStatus(), read),
                status(from.instanceStatus(), read),
                from.attachedEbsStatus() == null
                        ? null
                        : read.text(from.attachedEbsStatus().statusAsString()),
                from.events().stream().map(event -> translate(event, read)).toList());
    }

    private static @Nullable String status(
            @Nullable InstanceStatusSummary summary, FieldReader read) {
        return summary == null ? null : read.text(summary.statusAsString());
    }

    private static ScheduledEvent translate(InstanceStatusEvent from, FieldReader read) {
        return new ScheduledEvent(
                read.text(from.codeAsString(), "code in a scheduled event"),
                read.text(from.description()),
                from.notBefore());
    }
}
