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
import io.muster.readiness.text.Message;
import java.util.List;

/**
 * What services complain of in the journal or in syslog. Every system's journal holds errors that
 * mean nothing, so that only known faults are objected to; the rest is evidence.
 */
public final class JournalErrors extends Check.OfGuest {

    public JournalErrors() {
        super(
                new Rule("journal-errors", LOGS, MEDIUM),
                limits -> EXPECTED,
                """
                # {#read}
                #   sudo journalctl -b -p err
                #   systemctl --failed
                aws ssm start-session --region {region} --target {id}
                """,
                "https://www.freedesktop.org/software/systemd/man/latest/journalctl.html");
    }

    private static final Message EXPECTED = Message.of("journal-errors.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Fact<Listing<LogEntry>> journal = guest.facts().logs().journalErrors();
        Fact<Listing<LogEntry>> syslog = guest.facts().logs().syslogTrouble();
        VerdictBuilder found = new VerdictBuilder();
        LogFaults faults = LogFaults.of(guest, thresholds);
        read(journal, Message.of("logs.journal-entries"), faults, found);
        read(syslog, Message.of("logs.syslog-lines"), faults, found);
        if (journal instanceof Missing<Listing<LogEntry>> one
                && syslog instanceof Missing<Listing<LogEntry>> other) {
            found.unknown(one);
            found.unknown(other);
        }
        faults.addTo(found);
        return found.verdict(EXPECTED, Message.of("journal-errors.none"));
    }

    /** One of the two is enough: few systems keep both. */
    private static void read(
            Fact<Listing<LogEntry>> log, Message what, LogFaults faults, VerdictBuilder found) {
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
                                        Message.of("journal-errors.other")
                                                .with("times", Quantity.times(count))
                                                .with("message", shape)));
    }
}
