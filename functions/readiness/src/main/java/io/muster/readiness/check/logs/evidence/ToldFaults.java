package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.GuestFacts.Logs;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import java.util.List;
import java.util.Optional;

/** One known fault in a guest's own logs, for a check that it is evidence of. */
public final class ToldFaults {

    private ToldFaults() {}

    /** The fault as text; empty where none of the guest's logs reports it. */
    public static Optional<String> in(Guest guest, Thresholds thresholds, String signature) {
        Logs logs = guest.facts().logs();
        LogFaults faults = LogFaults.of(guest, thresholds);
        for (Fact<Listing<LogEntry>> log :
                List.of(logs.journalErrors(), logs.syslogTrouble(), logs.kernelMessages())) {
            if (log instanceof Known<Listing<LogEntry>> known) {
                faults.read(known.value());
            }
        }
        return faults.inWords(signature);
    }
}
