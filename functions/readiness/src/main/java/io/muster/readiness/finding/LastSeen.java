package io.muster.readiness.finding;

import io.muster.readiness.text.Untrusted;
import java.time.Instant;

/**
 * That a finding which is open can no longer be seen. It stays open as it was: what is not seen is
 * not mended.
 *
 * @param at when it was last seen, at the earliest
 * @param blockedBy what keeps it from being seen: a cause, such as {@code
 *     denied(ec2:DescribeVolumes)}, or why its check cannot answer
 */
public record LastSeen(Instant at, String blockedBy) {

    private static final int MAX_LENGTH = 300;

    public LastSeen {
        blockedBy = Untrusted.line(blockedBy, MAX_LENGTH);
    }
}
