package io.muster.readiness.scorecard;

import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an instance and is looked up by its name: bounded, because it is kept of each.
 *
 * @param securityGroups their ids
 * @param logs where its log events are; null where that could not be read
 */
public record Related(List<String> securityGroups, @Nullable List<LogPlace> logs) {

    /** What EC2 allows at most: 16 for each network interface, of which most instances have one. */
    static final int MAX_SECURITY_GROUPS = 16;

    /** Of more log groups the first by name are kept. */
    static final int MAX_LOGS = 5;

    public Related {
        securityGroups = securityGroups.stream().limit(MAX_SECURITY_GROUPS).toList();
        logs = logs == null ? null : logs.stream().limit(MAX_LOGS).toList();
    }

    /**
     * Where events of an instance are.
     *
     * @param group a log group
     * @param stream one of its streams; null where the instance's id is in the name of the group or
     *     of its streams
     */
    public record LogPlace(String group, @Nullable String stream) {}

    /**
     * That of an instance of a fleet.
     *
     * @param pattern as {@link Fleet#logs} has it
     */
    static Related of(Instance instance, Fleet fleet, String pattern) {
        return new Related(
                instance.network().securityGroupIds(),
                switch (fleet.logs(pattern)) {
                    case Known<LogJoin> known -> places(instance, known.value());
                    case Missing<LogJoin> missing -> null;
                });
    }

    private static List<LogPlace> places(Instance instance, LogJoin join) {
        return join.of(instance).stream()
                .limit(MAX_LOGS)
                .map(log -> new LogPlace(log.group(), stream(instance.id(), log)))
                .toList();
    }

    /** The first by name, which is the same in the next scan. */
    private static @Nullable String stream(String instance, LogJoin.Log log) {
        List<String> names = log.streams().stream().map(LogStreams.Stream::name).sorted().toList();
        return names.isEmpty()
                        || log.group().contains(instance)
                        || names.stream().anyMatch(name -> name.contains(instance))
                ? null
                : names.getFirst();
    }
}
