package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.guest.GuestFacts.Logs;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Optional;

/** One known fault in a guest's own logs, for a check that it is evidence of. */
public final class ToldFaults {

    private ToldFaults() {}

    /** The fault; empty where none of the guest's logs reports it. */
    public static Optional<Message> in(Guest guest, Thresholds thresholds, String signature) {
        Logs logs = guest.facts().logs();
        return LogFaults.of(guest, thresholds)
                .readKnown(
                        List.of(logs.journalErrors(), logs.syslogTrouble(), logs.kernelMessages()))
                .fault(signature);
    }
}
