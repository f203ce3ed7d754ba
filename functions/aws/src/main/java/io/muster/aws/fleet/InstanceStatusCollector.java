package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fact.InstanceStatus.ScheduledEvent;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
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
final class InstanceStatusCollector
        extends SelectiveCollector<Ec2Client, Map<String, InstanceStatus>> {

    private static final int PAGE = 1_000;

    /** As many as EC2 takes by id. */
    private static final int MAX_IDS = 100;

    InstanceStatusCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.INSTANCE_STATUSES,
                "ec2:DescribeInstanceStatus",
                DescribeInstanceStatusResponse.builder(),
                Source.INSTANCES,
                FleetCollector::running,
                FleetCollector.PRIMING_INSTANCE);
    }

    /** Instances that could not be read may still have a status, so it is asked for. */
    @Override
    Fact<Map<String, InstanceStatus>> all(FleetFacts before) {
        return nothing(before) ? Fact.known(Map.of()) : named(List.of());
    }

    @Override
    Fact<Map<String, InstanceStatus>> of(Scope scope, SortedSet<String> ids) {
        return FilterValues.inChunks(ids, MAX_IDS, this::named);
    }

    private Fact<Map<String, InstanceStatus>> named(List<String> ids) {
        // EC2 takes ids or the size of a page, and not both.
        DescribeInstanceStatusRequest.Builder all =
                DescribeInstanceStatusRequest.builder().maxResults(PAGE);
        DescribeInstanceStatusRequest.Builder request =
                ids.isEmpty() ? all : DescribeInstanceStatusRequest.builder().instanceIds(ids);
        return new PagedOperation<>(
                        action(),
                        token ->
                                client().describeInstanceStatus(
                                                request.includeManagedResources(true)
                                                        .nextToken(token)
                                                        .build()),
                        DescribeInstanceStatusResponse::nextToken,
                        DescribeInstanceStatusResponse::instanceStatuses,
                        status -> status.instanceId())
                .byId(InstanceStatusCollector::translate);
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
