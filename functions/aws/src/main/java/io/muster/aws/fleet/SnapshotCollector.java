package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads the snapshots that the account owns. */
final class SnapshotCollector extends SelectiveCollector<Ec2Client, List<Snapshot>> {

    private static final int PAGE = 1_000;

    SnapshotCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.SNAPSHOTS,
                "ec2:DescribeSnapshots",
                DescribeSnapshotsResponse.builder(),
                Source.VOLUMES,
                FleetCollector::ids,
                "vol-00000000000000000");
    }

    /** A whole scope is listed without them. */
    @Override
    Set<Source<?>> after() {
        return Set.of();
    }

    @Override
    Fact<List<Snapshot>> all(FleetFacts before) {
        return FilterValues.list(matching(before.scope(), List.of()));
    }

    @Override
    Fact<List<Snapshot>> of(Scope scope, SortedSet<String> volumeIds) {
        return FilterValues.list(
                FilterValues.matching("volume-id", volumeIds, some -> matching(scope, some)));
    }

    private Fact<Map<String, Snapshot>> matching(Scope scope, List<Filter> filters) {
        DescribeSnapshotsRequest.Builder request =
                DescribeSnapshotsRequest.builder()
                        .ownerIds("self")
                        .filters(filters)
                        .maxResults(PAGE);
        return new PagedOperation<>(
                        action(),
                        token -> client().describeSnapshots(request.nextToken(token).build()),
                        DescribeSnapshotsResponse::nextToken,
                        page -> owned(page, scope.account()),
                        snapshot -> snapshot.snapshotId())
                .byId(SnapshotCollector::translate);
    }

    /** Emulators also list what other accounts share. */
    private static List<software.amazon.awssdk.services.ec2.model.Snapshot> owned(
            DescribeSnapshotsResponse page, String account) {
        return page.snapshots().stream()
                .filter(each -> each.ownerId() == null || each.ownerId().equals(account))
                .toList();
    }

    private static Snapshot translate(
            software.amazon.awssdk.services.ec2.model.Snapshot from, FieldReader read) {
        return new Snapshot(
                FieldReader.bounded(from.snapshotId()),
                read.text(from.volumeId()),
                read.text(from.stateAsString(), "state"),
                from.startTime(),
                from.volumeSize(),
                from.encrypted(),
                read.text(from.description()),
                read.tags(from.tags(), Tag::key, Tag::value));
    }
}
