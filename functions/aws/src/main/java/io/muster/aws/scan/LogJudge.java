package io.muster.aws.scan;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.FindingWriter;
import io.muster.aws.store.StoredFacts;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Reconciler;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Judges a scope's logs as soon as they are analysed, without a scan of the scope.
 *
 * <p>Only the checks of logs are put, with what EC2 says at this moment of the instances and the
 * newest answers of their guests. The findings of all other checks stay as they are. The time of
 * asking is later than that of the analysis: a scan that began before loses against these findings,
 * one that begins later reads the same facts or newer ones.
 */
public final class LogJudge {

    private final AwsClients clients;
    private final FindingTable table;
    private final StoredFacts stored;
    private final Catalogue catalogue;
    private final Thresholds thresholds;
    private final Clock clock;

    /**
     * A judge of the logs in a region.
     *
     * @param clients of that region
     * @param catalogue the whole one
     */
    public LogJudge(
            AwsClients clients,
            FindingTable table,
            StoredFacts stored,
            Catalogue catalogue,
            Thresholds thresholds,
            Clock clock) {
        this.clients = clients;
        this.table = table;
        this.stored = stored;
        this.catalogue = catalogue;
        this.thresholds = thresholds;
        this.clock = clock;
    }

    /**
     * The IAM actions that it needs on the table itself, beside those of {@link
     * FleetCollector#actionsForLogs}.
     */
    public static Set<String> actionsOnTheTable() {
        return Set.of("dynamodb:Query", "dynamodb:UpdateItem");
    }

    /**
     * Judges what the table knows of a scope's logs, and brings the findings up to date.
     *
     * @return what was changed; missing if the instances or the facts cannot be read, and then
     *     nothing was
     * @throws io.muster.aws.store.StoreException if the table cannot be read or written
     */
    public Fact<ChangeCounts> judge(Scope scope) {
        Instant observedAt = clock.instant();
        Fact<LogFacts> known = stored.logs().facts(scope);
        return switch (known) {
            case Missing<LogFacts> missing -> missing.as();
            case Known<LogFacts> facts -> {
                FleetFacts all =
                        new FleetCollector(clients)
                                .collectForLogs(
                                        scope,
                                        observedAt,
                                        Fact.known(stored.guests().observations(scope, observedAt)),
                                        facts);
                yield all.get(Source.INSTANCES).map(instances -> record(all));
            }
        };
    }

    private ChangeCounts record(FleetFacts facts) {
        Catalogue asked = catalogue.ofLogs().asked(facts);
        Set<String> checks =
                asked.all().stream().map(check -> check.spec().id()).collect(Collectors.toSet());
        Fleet fleet = new Fleet(facts, thresholds.get(Setting.WORKLOAD_TAG_KEY));
        FindingWriter writer = new FindingWriter(table);
        try (writer) {
            Reconciler reconciler =
                    new Reconciler(
                            facts.scope(),
                            facts.observedAt(),
                            Judge.enumerated(fleet),
                            checks,
                            about(checks, table.findings(facts.scope())),
                            writer);
            new Judge(asked, thresholds).judge(fleet, reconciler);
            reconciler.close();
            return writer.finish();
        }
    }

    /** The findings of other checks are none of this judge's business. */
    private static Iterator<StoredFinding> about(
            Set<String> checks, Iterator<StoredFinding> findings) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(findings, Spliterator.ORDERED), false)
                .filter(stored -> checks.contains(stored.finding().check()))
                .iterator();
    }
}
