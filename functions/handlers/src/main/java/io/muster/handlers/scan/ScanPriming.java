package io.muster.handlers.scan;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.fleet.NamedResources;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.StoredFacts;
import io.muster.handlers.metric.ScanMetrics;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.graviton.PricedSystem;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * A scan of an instance that does not exist, in an account that does not exist: EC2 does not list
 * it, the table knows nothing of it. What is asked where a fleet is found is asked too, and what is
 * judged is not written.
 */
final class ScanPriming {

    private ScanPriming() {}

    static void play(PrimingRun run) {
        FunctionEnvironment functionEnvironment = run.functionEnvironment();
        Scope scope = run.scope();
        Thresholds thresholds = Thresholds.from(functionEnvironment.environment());
        Instant now = functionEnvironment.clock().instant();
        try (AwsClients clients = functionEnvironment.clients(scope, scope.account())) {
            FleetCollector collector =
                    new FleetCollector(clients, thresholds.get(Setting.PROBE_DOCUMENT));
            collector.collect(
                    scope,
                    now,
                    Set.of(),
                    NamedResources.only(new TreeSet<>(Set.of(FleetCollector.PRIMING_INSTANCE))));
            FleetFacts facts = collector.prime(scope, now, collector.sources());
            run.judge(facts);
            ScopeScan scan =
                    new ScopeScan(
                            BuiltInChecks.catalogue(),
                            thresholds,
                            new Fleet(facts, thresholds.get(Setting.WORKLOAD_TAG_KEY)),
                            clients.ledger(),
                            functionEnvironment.clock());
            functionEnvironment.log(ScanMetrics.ofScope(scan.collected()));
        }
        functionEnvironment.prices().find(scope.region(), PricedSystem.LINUX.label());
        StoredFacts stored = functionEnvironment.facts();
        stored.guests().observations(scope, now);
        stored.logs().facts(scope);
        stored.decisions().facts(scope, now);
        functionEnvironment.findings().trustedSummary(scope, functionEnvironment::log);
        functionEnvironment.findings().findings(scope).forEachRemaining(none -> {});
        functionEnvironment.findings().roster(scope);
    }
}
