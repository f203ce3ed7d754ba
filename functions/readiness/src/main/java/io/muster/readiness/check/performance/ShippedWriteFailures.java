package io.muster.readiness.check.performance;

import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Quantity;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.fleet.LogJoin;
import io.muster.readiness.fleet.LogJoin.Log;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Since when a full disk refuses what is written to it, as the logs in CloudWatch tell. */
final class ShippedWriteFailures {

    private static final String SIGNATURE = "no-space-left";

    private ShippedWriteFailures() {}

    static List<String> of(Guest guest, Thresholds thresholds) {
        List<String> lines = new ArrayList<>();
        if (guest.fleet().logs(thresholds.logs().instancePattern())
                instanceof Known<LogJoin> known) {
            for (Log log : known.value().of(guest.instance())) {
                for (SignatureCount fault : log.faults()) {
                    if (fault.signature().equals(SIGNATURE)) {
                        lines.add(inWords(log, fault));
                    }
                }
            }
        }
        return lines;
    }

    private static String inWords(Log log, SignatureCount fault) {
        return "%s tells of writes that failed for want of space, %s since %s: %s"
                .formatted(
                        log.group(),
                        Quantity.times(fault.counts().total()),
                        fault.first().truncatedTo(ChronoUnit.SECONDS),
                        fault.example());
    }
}
