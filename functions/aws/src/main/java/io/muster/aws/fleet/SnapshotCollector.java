package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
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
        return new PagedOperation<>(
                        ACTION,
                        this::page,
                        DescribeSnapshotsResponse::nextToken,
                        page -> owned(page, account),
                        software.amazon.awssdk.services.ec2.model.Snapshot::snapshotId)
                .list(snapshot -> translate(snapshot, read));
    }

    private DescribeSnapshotsResponse page(@Nullable String token) {
        return ec2.get()
                .describeSnapshots(
                        DescribeSnapshotsRequest.builder()
                                .ownerIds("self")
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
