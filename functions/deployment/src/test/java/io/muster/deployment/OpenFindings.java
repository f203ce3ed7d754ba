package io.muster.deployment;

import io.muster.aws.client.AwsClients;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.StoredFacts;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a person has to look at in a scope, each finding as what it says, without when. */
final class OpenFindings {

    private OpenFindings() {}

    /** As the table has them. */
    static Set<String> stored(AwsClients home, String table, Scope scope) {
        Set<String> open = new TreeSet<>();
        FindingTable.of(home, table)
                .findings(scope)
                .forEachRemaining(
                        stored -> {
                            if (stored.open()) {
                                open.add(said(stored));
                            }
                        });
        return open;
    }

    /** How many there are of each check. */
    static Map<String, Long> byCheck(AwsClients home, String table, List<Scope> scopes) {
        Map<String, Long> checks = new TreeMap<>();
        for (Scope scope : scopes) {
            FindingTable.of(home, table)
                    .findings(scope)
                    .forEachRemaining(
                            stored -> {
                                if (stored.open()) {
                                    checks.merge(stored.finding().check(), 1L, Long::sum);
                                }
                            });
        }
        return checks;
    }

    /**
     * As the classes on this class path judge the scope, which all other tests run.
     *
     * @param table has what is known of guests
     */
    static Set<String> judgedHere(AwsClients home, String table, AwsClients clients, Scope scope) {
        Set<String> open = new TreeSet<>();
        ScopeScan.collect(
                        clients,
                        scope,
                        PriceCache.NONE,
                        StoredFacts.of(home, table),
                        BuiltInChecks.catalogue(),
                        Thresholds.from(Map.of()),
                        Clock.systemUTC())
                .judge(
                        judged -> {
                            if (judged.judgement().verdict().told()) {
                                open.add(said(judged.finding()));
                            }
                        });
        return open;
    }

    private static String said(StoredFinding stored) {
        return said(stored.finding());
    }

    private static String said(Finding finding) {
        return "%s %s %s %s"
                .formatted(
                        finding.key(),
                        finding.status(),
                        finding.answer().actual(),
                        finding.answer().evidence());
    }
}
