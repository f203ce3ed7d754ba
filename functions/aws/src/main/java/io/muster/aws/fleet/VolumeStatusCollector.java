package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.VolumeStatus;
import io.muster.readiness.fact.VolumeStatus.Detail;
import io.muster.readiness.fact.VolumeStatus.Event;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeStatusResponse;
import software.amazon.awssdk.services.ec2.model.VolumeStatusDetails;
import software.amazon.awssdk.services.ec2.model.VolumeStatusEvent;
import software.amazon.awssdk.services.ec2.model.VolumeStatusItem;

/** Reads the status of the EBS volumes, with what happened to them. */
final class VolumeStatusCollector extends SelectiveCollector<Ec2Client, Map<String, VolumeStatus>> {

    private static final int PAGE = 1_000;

    VolumeStatusCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.VOLUME_STATUSES,
                "ec2:DescribeVolumeStatus",
                DescribeVolumeStatusResponse.builder(),
                Source.VOLUMES,
                FleetCollector::ids,
                "vol-00000000000000000");
    }

    /** Volumes that could not be read may still have a status, so it is asked for. */
    @Override
    Fact<Map<String, VolumeStatus>> all(FleetFacts before) {
        return nothing(before) ? Fact.known(Map.of()) : named(List.of());
    }

    @Override
    Fact<Map<String, VolumeStatus>> of(Scope scope, SortedSet<String> ids) {
        return FilterValues.inChunks(ids, FilterValues.MAX_VALUES, this::named);
    }

    private Fact<Map<String, VolumeStatus>> named(List<String> ids) {
        // EC2 takes ids or the size of a page, and not both.
        DescribeVolumeStatusRequest.Builder all =
                DescribeVolumeStatusRequest.builder().maxResults(PAGE);
        DescribeVolumeStatusRequest.Builder request =
                ids.isEmpty() ? all : DescribeVolumeStatusRequest.builder().volumeIds(ids);
        return new PagedOperation<>(
                        action(),
                        token ->
                                client().describeVolumeStatus(
                                                request.includeManagedResources(true)
                                                        .nextToken(token)
                                                        .build()),
                        DescribeVolumeStatusResponse::nextToken,
                        DescribeVolumeStatusResponse::volumeStatuses,
                        VolumeStatusItem::volumeId)
                .byId(VolumeStatusCollector::translate);
    }

    private static VolumeStatus translate(VolumeStatusItem from, FieldReader read) {
        return new VolumeStatus(
                FieldReader.bounded(from.volumeId()),
                from.volumeStatus() == null
                        ? null
                        : read.text(from.volumeStatus().statusAsString()),
                from.volumeStatus() == null
                        ? List.of()
                        : from.volumeStatus().details().stream()
                                .map(detail -> translate(detail, read))
                                .toList(),
                from.events().stream().map(event -> translate(event, read)).toList());
    }

    private static Detail translate(VolumeStatusDetails from, FieldReader read) {
        return new Detail(
                read.text(from.nameAsString(), "name of a volume's check"),
                read.text(from.status()));
    }

    private static Event translate(VolumeStatusEvent from, FieldReader read) {
        return new Event(
                read.text(from.eventType(), "type of a volume's event"),
                read.text(from.description()),
                from.notBefore(),
                from.notAfter());
    }
}
