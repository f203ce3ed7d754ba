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
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One scope's logs, analysed: the facts are written first, then the findings. */
final class ScopeLogs {

    private final FunctionEnvironment functionEnvironment;
    private final AwsClients clients;
    private final Scope scope;
    private final LogReader reader;
    private final LogStore store;
    private final LogJudge judge;
    private @Nullable String failure;

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
                        facts,
                        functionEnvironment.clock());
    }

    /**
     * Analyses; answers with counts.
     *
     * @param deadline after which no query is waited for
     */
    Map<String, @Nullable Object> analyse(Instant deadline, @Nullable String scheduledAt) {
        Instant startedAt = functionEnvironment.clock().instant();
        LogStore.Before before = store.before(scope);
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("level", "INFO");
        line.put("message", "logs analysed");
        line.put("account", scope.account());
        line.put("region", scope.region());
        line.put("scheduledAt", scheduledAt);
        switch (reader.read(scope, before::observation, deadline)) {
            case Missing<Reading> missing -> failure = missing.detail();
            case Known<Reading> known -> {
                Reading reading = known.value();
                store.record(scope, startedAt, before, reading.groups(), reading.windows());
                counts(reading, line);
                functionEnvironment.log(
                        LogMetrics.of(scope, reading, functionEnvironment.clock().instant()));
                judge(line);
            }
        }
        line.put(
                "milliseconds",
                Duration.between(startedAt, functionEnvironment.clock().instant()).toMillis());
        Map<String, Long> calls = new LinkedHashMap<>();
        clients.ledger().counts().forEach((name, count) -> calls.put(name, count.calls()));
        line.put("apiCalls", calls);
        line.put("failure", failure);
        if (failure != null) {
            line.put("level", "ERROR");
        }
        return line;
    }

    /** What did not work, once everything else is done; empty if all did. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure).map(IllegalStateException::new);
    }

    private static void counts(Reading reading, Map<String, @Nullable Object> line) {
        Map<String, Integer> leftOut = new LinkedHashMap<>();
        reading.leftOut().forEach((reason, groups) -> leftOut.put(reason.name(), groups));
        boolean all =
                reading.leftOut().keySet().stream()
                        .allMatch(
                                reason ->
                                        reason == Reason.NOT_QUERYABLE
                                                || reason == Reason.GROUP_DELETED);
        line.put("level", all ? "INFO" : "WARN");
        line.put("logGroups", reading.groups().size());
        line.put("chosen", reading.chosen());
        line.put("queries", reading.queries());
        line.put("bytesScanned", reading.bytesScanned());
        line.put("usd", QueryPrice.usd(reading.bytesScanned()));
        line.put("events", reading.events());
        line.put("futureEvents", reading.future());
        line.put("unreadableEvents", reading.unreadable());
        line.put("leftOut", leftOut);
    }

    private void judge(Map<String, @Nullable Object> line) {
        Fact<ChangeCounts> judged = judge.judge(scope);
        switch (judged) {
            case Known<ChangeCounts> changes -> {
                line.put("opened", changes.value().opened());
                line.put("changed", changes.value().changed());
                line.put("reopened", changes.value().reopened());
                line.put("resolved", changes.value().resolved());
                line.put("superseded", changes.value().superseded());
            }
            case Missing<ChangeCounts> missing -> failure = missing.detail();
        }
    }
}
