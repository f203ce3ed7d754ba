package io.muster.aws.store;

import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.fact.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log group as the table keeps it.
 *
 * @param listedAt when the listing began that brought the group's settings
 * @param observation what was found in it; null while it has not been read
 */
public record StoredLogGroup(
        Scope scope, LogGroup group, Instant listedAt, @Nullable LogObservation observation) {

    /** This group as a newer listing has it; the same if the listing is no newer. */
    StoredLogGroup listed(StoredLogGroup fresh) {
        return fresh.listedAt.isAfter(listedAt)
                ? new StoredLogGroup(scope, fresh.group, fresh.listedAt, observation)
                : this;
    }

    /** The latest of its times. */
    Instant latest() {
        return observation != null && observation.readAt().isAfter(listedAt)
                ? observation.readAt()
                : listedAt;
    }

    /** This group with what one more run found, which may be one that was added before. */
    StoredLogGroup with(LogWindow window) {
        return new StoredLogGroup(
                scope,
                group,
                listedAt,
                observation == null ? LogObservation.of(window) : observation.plus(window));
    }
}
