package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.logs.Signatures;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Refused log-ins, which happen on every public host: only so many from one source within a day, or
 * some times that from all together, are an attack.
 */
public final class BruteForce {

    /** The signatures that are judged by how often they occur, and not by whether they do. */
    static final Set<String> SIGNATURES = Signatures.REFUSED_LOG_INS;

    private static final Set<String> LOG_INS = Set.of("ssh-login-failed", "kerberos-login-failed");
    private static final Duration DAY = Duration.ofDays(1);

    /** So many times what one source may try, all sources together may. */
    public static final int SOURCES = 4;

    private BruteForce() {}

    public static Message expected(int limit) {
        return Message.of("logs.failed-logins-expected")
                .with("limit", limit)
                .with("all", (long) SOURCES * limit);
    }

    /** Objects to sources that tried too often in the last analysed day of a log. */
    public static void addTo(Log log, int limit, VerdictBuilder to) {
        Instant since = HourlyCounts.hourOf(log.observation().analysedUntil().minus(DAY));
        Map<String, Long> bySource = new HashMap<>();
        long all = 0;
        for (SignatureCount fault : log.faults()) {
            if (!LOG_INS.contains(fault.signature())) {
                continue;
            }
            all += fault.counts().since(since).total();
            fault.sources()
                    .forEach(
                            (source, counts) ->
                                    bySource.merge(source, counts.since(since).total(), Long::sum));
        }
        boolean one = false;
        for (Map.Entry<String, Long> source : bySource.entrySet()) {
            if (source.getValue() >= limit) {
                one = true;
                to.notReady(
                        Message.of("logs.failed-logins-source")
                                .with("source", source.getKey())
                                .with("times", Quantity.times(source.getValue())),
                        Map.of("group", log.group()));
            }
        }
        if (!one && all >= (long) SOURCES * limit) {
            to.notReady(
                    Message.of("logs.failed-logins-all").with("times", Quantity.times(all)),
                    Map.of("group", log.group()));
        }
    }
}
