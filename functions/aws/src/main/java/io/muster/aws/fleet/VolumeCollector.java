package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Volume.Attachment;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** Reads the EBS volumes, attached or not. */
final class VolumeCollector extends SourceCollector<Ec2Client, List<Volume>> {

    private static final int PAGE = 1_000;

    VolumeCollector(Supplier<Ec2Client> ec2) {
        super(ec2, Source.VOLUMES, "ec2:DescribeVolumes", DescribeVolumesResponse.builder());
    }

    @Override
    Fact<List<Volume>> all(FleetFacts before) {
        return FilterValues.list(matching(List.of()));
    }

    @Override
    boolean selective() {
        return true;
    }

    /** Only the volumes that are attached to some instances, each once. */
    Fact<List<Volume>> attachedTo(SortedSet<String> instanceIds) {
        return matching("attachment.instance-id", instanceIds);
    }

    /** Some volumes only; one that there is no more is not among them. */
    Fact<List<Volume>> named(SortedSet<String> ids) {
        return matching("volume-id", ids);
    }

    /** A look that finds nothing has already asked for volumes: this is one as EC2 lists it. */
    @Override
    Fact<List<Volume>> prime(Scope scope) {
        loadShapes();
        return Fact.known(
                List.of(
                        translate(
                                software.amazon.awssdk.services.ec2.model.Volume.builder()
                                        .volumeId("vol-00000000000000000")
                                        .volumeType("gp2")
                                        .size(8)
                                        .state("in-use")
                                        .createTime(Instant.EPOCH)
                                        .attachments(
                                                VolumeAttachment.builder()
                                                        .instanceId(FleetCollector.PRIMING_INSTANCE)
                                                        .build())
                                        .build(),
                                new FieldReader())));
    }

    private Fact<List<Volume>> matching(String filter, SortedSet<String> values) {
        return FilterValues.list(FilterValues.matching(filter, values, this::matching));
    }

    private Fact<Map<String, Volume>> matching(List<Filter> filters) {
        DescribeVolumesRequest.Builder request =
                DescribeVolumesRequest.builder()
                        .filters(filters)
                        .includeManagedResources(true)
                        .maxResults(PAGE);
        return new PagedOperation<>(
                        action(),
                        token -> client().describeVolumes(request.nextToken(token).build()),
                        DescribeVolumesResponse::nextToken,
                        DescribeVolumesResponse::volumes,
                        volume -> volume.volumeId())
                .byId(VolumeCollector::translate);
    }

    private static Volume translate(
            software.amazon.awssdk.services.ec2.model.Volume from, FieldReader read) {

        int size = FieldReader.required(from.size(), "size");
        return new Volume(
                FieldReader.bounded(from.volumeId()),
                new Volume.Specification(
                        read.text(from.volumeTypeAsString(), "volume type"),
                        size,
                        from.iops(),
                        from.throughput(),
                        from.encrypted()),
                read.text(from.stateAsString(), "state"),
                from.createTime(),
                attachments(from.attachments(), read),
                read.operator(from.operator()),
                read.tags(from.tags(), Tag::key, Tag::value));
    }

    /** A volume may also be attached to a managed resource (Fargate's), which is no instance. */
    private static List<Attachment> attachments(List<VolumeAttachment> all, FieldReader read) {
        List<Attachment> attachments = new ArrayList<>(all.size());
        for (VolumeAttachment each : all) {
            if (each.instanceId() != null) {
                attachments.add(
                        new Attachment(
                                FieldReader.bounded(each.instanceId()),
                                each.stateAsString() == null
                                        ? "attached"
                                        : read.text(each.stateAsString(), "attachment state")));
            }
        }
        return attachments;
    }
}
