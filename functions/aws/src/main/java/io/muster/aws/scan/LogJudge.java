package io.muster.aws.scan;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.GuestStore;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.FindingSelection;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/**
 * Judges a scope's logs as soon as they are analysed, without a scan of the scope.
 *
 * <p>Only the checks of logs are put, with what EC2 says at this moment of the instances and the
 * newest answers of their guests. The findings of all other checks stay as they are. The time of
 * asking is later than that of the analysis: a scan that began before loses against these findings,
 * one that begins later reads the same facts or newer ones.
 *
 * @param clients of the region of the logs
 */
public record LogJudge(AwsClients clients, FindingRun run, GuestStore guests, Clock clock) {

    /** What EC2 is asked, which the checks of logs hold them against. */
    public static final Set<Source<?>> SOURCES = Set.of(Source.INSTANCES);

    /**
     * Judges what is known of a scope's logs, and brings the findings up to date.
     *
     * @return what was changed; missing if the instances cannot be read, and then nothing was
     * @throws io.muster.aws.store.StoreException if the table cannot be read or written
     */
    public Fact<ChangeCounts> judge(Scope scope, LogFacts logs) {
        Instant observedAt = clock.instant();
        FleetFacts facts =
                new FleetCollector(clients)
                        .collect(scope, observedAt, SOURCES)
                        .with(Source.GUESTS, Fact.known(guests.observations(scope, observedAt)))
                        .with(Source.LOGS, Fact.known(logs));
        return facts.get(Source.INSTANCES).map(instances -> record(facts));
    }

    private ChangeCounts record(FleetFacts facts) {
        Fleet fleet = run.fleet(facts);
        return run.record(fleet, FindingSelection.ofChecks(run.catalogue().ofLogs(), fleet));
    }
}
