package io.muster.handlers.logs;

import io.muster.aws.client.AwsClients;
import io.muster.aws.logs.LogReader;
import io.muster.aws.logs.LogReader.Reading;
import io.muster.aws.logs.LogSettings;
import io.muster.aws.logs.Pause;
import io.muster.aws.logs.QueryPrice;
import io.muster.aws.scan.LogJudge;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.LogStore;
import io.muster.aws.store.StoredFacts;
import io.muster.handlers.metric.LogMetrics;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.output.LogLine.Level;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.ScopeFunction.Worked;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One scope's logs, analysed: the facts are written first, then the findings. */
final class ScopeLogs {

    private final FunctionEnvironment functionEnvironment;
    private final AwsClients clients;
    private final Scope scope;
    private final LogReader reader;
    private final LogStore store;
    private final LogJudge judge;

    ScopeLogs(
            FunctionEnvironment functionEnvironment,
            AwsClients clients,
            Scope scope,
            LogSettings settings,
            Thresholds thresholds,
            Pause pause) {
        StoredFacts facts = functionEnvironment.facts();
        this.functionEnvironment = functionEnvironment;
        this.clients = clients;
        this.scope = scope;
        this.reader = new LogReader(clients::logs, settings, pause, functionEnvironment.clock());
        this.store = facts.logs();
        this.judge =
                new LogJudge(
                        clients,
                        functionEnvironment.findingRun(thresholds),
                        facts.guests(),
                        functionEnvironment.clock());
    }

    /**
     * Analyses; answers with counts.
     *
     * @param deadline after which no query is waited for
     */
    Worked analyse(Instant deadline, @Nullable String scheduledAt) {
        Instant startedAt = functionEnvironment.clock().instant();
        LogStore.Before before = store.before(scope);
        LogLine line = LogLine.info("logs analysed").scope(scope).with("scheduledAt", scheduledAt);
        Fact<Reading> read = reader.read(scope, before::observation, deadline);
        Fact<ChangeCounts> changes =
                read.flatMap(
                        reading -> {
                            Fact<LogFacts> known =
                                    store.record(
                                            scope,
                                            startedAt,
                                            before,
                                            reading.groups(),
                                            reading.windows());
                            counts(reading, line);
                            Instant readAt = functionEnvironment.clock().instant();
                            functionEnvironment.log(LogMetrics.of(scope, reading, readAt));
                            return known.flatMap(logs -> judge.judge(scope, logs));
                        });
        String failure =
                switch (changes) {
                    case Known<ChangeCounts> counts -> {
                        line.changes(counts.value());
                        yield null;
                    }
                    case Missing<ChangeCounts> missing -> {
                        line.level(Level.ERROR);
                        yield missing.detail().english();
                    }
                };
        Duration took = Duration.between(startedAt, functionEnvironment.clock().instant());
        line.with("milliseconds", took.toMillis())
                .apiCalls(clients.ledger().counts())
                .with("failure", failure);
        return new Worked(line, failure == null ? List.of() : List.of(failure));
    }

    private static void counts(Reading reading, LogLine line) {
        Map<String, Integer> leftOut = new LinkedHashMap<>();
        reading.leftOut().forEach((reason, groups) -> leftOut.put(reason.name(), groups));
        boolean all =
                EnumSet.of(Reason.NOT_QUERYABLE, Reason.GROUP_DELETED)
                        .containsAll(reading.leftOut().keySet());
        line.level(all ? Level.INFO : Level.WARN)
                .with("logGroups", reading.groups().size())
                .with("chosen", reading.chosen())
                .with("queries", reading.queries().started())
                .with("bytesScanned", reading.queries().bytesScanned())
                .with("usd", QueryPrice.usd(reading.queries().bytesScanned()))
                .with("events", reading.events().all())
                .with("futureEvents", reading.events().future())
                .with("unreadableEvents", reading.events().unreadable())
                .with("leftOut", leftOut);
    }
}
