package io.muster.cli.scan;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.client.CallerIdentity;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.StoredFacts;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Collects the facts of several regions of one account, some at a time. */
public record FleetScans(
        AwsAccess access,
        Catalogue catalogue,
        Thresholds thresholds,
        PriceCache prices,
        Clock clock,
        Progress progress) {

    /** Throttling is per region, so regions do not slow each other; memory and sockets do. */
    private static final int AT_A_TIME = 6;

    /**
     * The scans of these regions, in the order of their scopes.
     *
     * @param stored what guests and logs said last; null to leave both out
     * @throws io.muster.aws.client.AwsAccessException when AWS cannot be asked at all
     */
    public List<ScopeScan> of(List<String> regions, @Nullable StoredFacts stored) {
        List<ScopeScan> scans = new ArrayList<>();
        try (AwsClients first = clients(regions.get(0));
                ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            CallerIdentity caller = CallerIdentity.of(first);
            List<Callable<ScopeScan>> rest = new ArrayList<>();
            rest.add(() -> collected(first, caller.in(regions.get(0)), stored));
            regions.stream()
                    .skip(1)
                    .forEach(region -> rest.add(() -> collect(caller, region, stored)));
            for (Future<ScopeScan> scan : threads.invokeAll(rest)) {
                scans.add(scan.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the scan was interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        }
        scans.sort(Comparator.comparing(scan -> scan.fleet().scope()));
        return scans;
    }

    private AwsClients clients(String region) {
        CallLedger ledger = new CallLedger();
        progress.watch(region, ledger);
        return access.clients(region, ledger);
    }

    private ScopeScan collect(CallerIdentity caller, String region, @Nullable StoredFacts stored) {
        try (AwsClients clients = clients(region)) {
            return collected(clients, caller.in(region), stored);
        }
    }

    private ScopeScan collected(AwsClients clients, Scope scope, @Nullable StoredFacts stored) {
        ScopeScan scan = collect(clients, scope, stored);
        progress.done(scope.region());
        return scan;
    }

    private ScopeScan collect(AwsClients clients, Scope scope, @Nullable StoredFacts stored) {
        return stored == null
                ? ScopeScan.collect(clients, scope, prices, catalogue, thresholds, clock)
                : ScopeScan.collect(clients, scope, prices, stored, catalogue, thresholds, clock);
    }
}
