package io.muster.readiness.fact;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EBS snapshot that the scope's account owns. A null field is one that EC2 did not report.
 *
 * @param volumeId the volume it was taken of, which may be deleted; EC2 gives a dummy id ({@code
 *     vol-ffffffff}) to a copied snapshot
 * @param state {@code pending}, {@code completed}, {@code error}, ...
 * @param sizeGib the volume's size, not what the snapshot stores
 */
public record Snapshot(
        String id,
        @Nullable String volumeId,
        String state,
        @Nullable Instant startedAt,
        @Nullable Integer sizeGib,
        @Nullable Boolean encrypted,
        @Nullable String description,
        Map<String, String> tags)
        implements Subject {

    public Snapshot {
        tags = Map.copyOf(tags);
    }

    @Override
    public ResourceType resourceType() {
        return ResourceType.SNAPSHOT;
    }

    public boolean completed() {
        return state.equals("completed");
    }
}
