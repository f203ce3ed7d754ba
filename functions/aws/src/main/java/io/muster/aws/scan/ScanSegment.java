package io.muster.aws.scan;

import io.muster.aws.store.ChangeCounts;
import io.muster.readiness.finding.KeyRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a scan that one run records: where it begins, what those before it did, and when it
 * must stop.
 *
 * @param keys of the scope that it works
 * @param begunAt as of when the facts of the first segment hold; null if this is the first
 * @param before what the segments before this one changed
 */
public record ScanSegment(KeyRange keys, @Nullable Instant begunAt, ChangeCounts before) {

    /** A scan in one piece. */
    public static final ScanSegment WHOLE =
            new ScanSegment(KeyRange.WHOLE, null, ChangeCounts.NONE);
}
