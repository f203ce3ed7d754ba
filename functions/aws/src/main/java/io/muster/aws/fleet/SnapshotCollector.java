package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads the snapshots that the account owns. */
final class SnapshotCollector implements Collector {

    private static final String ACTION = "ec2:DescribeSnapshots";
    private static final int PAGE = 1_000;

    private final Supplier<Ec2Client> ec2;

    SnapshotCollector(Supplier<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Set<String> actions() {
        return Set.of(ACTION);
    }

    /**
     * Reads them.
     *
     * @param account whose they are: emulators also list what others share
     */
    Fact<List<Snapshot>> collect(String account) {
        FieldReader read = new FieldReader();
        return operation(account, List.of()).list(snapshot -> translate(snapshot, read));
    }

    /** Only those of some volumes. */
    Fact<List<Snapshot>> of(String account, SortedSet<String> volumeIds) {
        FieldReader read = new FieldReader();
        List<Snapshot> found = new ArrayList<>();
        return FilterValues.inChunks(
                        volumeIds,
                        found,
                        chunk ->
                                operation(account, FilterValues.filter("volume-id", chunk))
                                        .list(snapshot -> translate(snapshot, read))
                                        .map(some -> FilterValues.joined(found, some)))
                .map(List::copyOf);
    }

    private PagedOperation<
                    DescribeSnapshotsResponse, software.amazon.awssdk.services.ec2.model.Snapshot>
            operation(String account, List<Filter> filters) {
        return new PagedOperation<>(
                ACTION,
                token -> page(filters, token),
                DescribeSnapshotsResponse::nextToken,
                page -> owned(page, account),
                software.amazon.awssdk.services.ec2.model.Snapshot::snapshotId);
    }

    private DescribeSnapshotsResponse page(List<Filter> filters, @Nullable String token) {
        return ec2.get()
                .describeSnapshots(
                        DescribeSnapshotsRequest.builder()
                                .ownerIds("self")
                                .filters(filters)
                                .maxResults(PAGE)
                                .nextToken(token)
                                .build());
    }

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
