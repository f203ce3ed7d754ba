package io.muster.readiness.fact;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of a scope's logs.
 *
 * @param listedAt when the groups were listed
 * @param groups every one of them
 * @param observations by the group's name, what was found in it; none for a group that was not
 *     analysed yet
 */
public record LogFacts(
        Instant listedAt, List<LogGroup> groups, Map<String, LogObservation> observations) {

    public LogFacts {
        groups = List.copyOf(groups);
        observations = Map.copyOf(observations);
    }
}
