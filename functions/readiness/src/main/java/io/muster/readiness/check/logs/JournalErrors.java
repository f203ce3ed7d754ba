package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.LogFaults;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import java.util.List;

/**
 * What services complain of in the journal or in syslog. Every system's journal holds errors that
 * mean nothing, so that only known faults are objected to; the rest is evidence.
 */
public final class JournalErrors extends Check.OfGuest {

    public JournalErrors() {
        super(
                new Rule("journal-errors", LOGS, MEDIUM),
                "No service logs a known fault",
                limits -> EXPECTED,
                """
                # Read the errors of this boot, in the shell that this opens. The evidence names what to do for each
                # fault.
                #   sudo journalctl -b -p err
                #   systemctl --failed
                aws ssm start-session --region {region} --target {id}
                """,
                "https://www.freedesktop.org/software/systemd/man/latest/journalctl.html");
    }

    private static final String EXPECTED = "no known fault in the journal and the system's log";

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Fact<Listing<LogEntry>> journal = guest.facts().logs().journalErrors();
        Fact<Listing<LogEntry>> syslog = guest.facts().logs().syslogTrouble();
        VerdictBuilder found = new VerdictBuilder();
        LogFaults faults = LogFaults.of(guest, thresholds);
        read(journal, "journal entries", faults, found);
        read(syslog, "lines of the system's log", faults, found);
        if (journal instanceof Missing<Listing<LogEntry>> one
                && syslog instanceof Missing<Listing<LogEntry>> other) {
            found.unknown(one);
            found.unknown(other);
        }
        faults.addTo(found);
        return found.verdict(EXPECTED, "the logs of this boot hold no known fault");
    }

    /** One of the two is enough: few systems keep both. */
    private static void read(
            Fact<Listing<LogEntry>> log, String what, LogFaults faults, VerdictBuilder found) {
        if (!(log instanceof Known<Listing<LogEntry>> known)) {
            return;
        }
        Listing<LogEntry> listing = known.value();
        List<LogEntry> entries =
                listing.stream()
                        .filter(entry -> !"kernel".equals(entry.source()))
                        .filter(faults::counts)
                        .toList();
        faults.read(Listing.of(entries));
        found.unknownGaps(listing, what);
        LogFaults.shapes(entries.stream().filter(LogEntry::error).toList())
                .forEach(
                        (shape, count) ->
                                found.evidence(
                                        "%s (%s)".formatted(shape, Quantity.countAtLeast(count))));
    }
}
