package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fact.InstanceStatus.ScheduledEvent;
import java.util.Map;
import java.util.Set;
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
        return new PagedOperation<>(
                        ACTION,
                        this::page,
                        DescribeInstanceStatusResponse::nextToken,
                        DescribeInstanceStatusResponse::instanceStatuses,
                        software.amazon.awssdk.services.ec2.model.InstanceStatus::instanceId)
                .byId(status -> translate(status, read));
    }

    private DescribeInstanceStatusResponse page(@Nullable String token) {
        return ec2.get()
                .describeInstanceStatus(
                        DescribeInstanceStatusRequest.builder()
                                .maxResults(PAGE)
                                .nextToken(token)
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
