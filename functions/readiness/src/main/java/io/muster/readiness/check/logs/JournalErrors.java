package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.LogFaults;
import io.muster.readiness.check.logs.evidence.LostLines;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow;
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

    private static final Message JOURNAL = Message.of("logs.journal-entries");
    private static final Message SYSLOG = Message.of("logs.syslog-lines");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Fact<LogWindow> journal = guest.facts().logs().journalErrors();
        Fact<LogWindow> syslog = guest.facts().logs().syslogTrouble();
        VerdictBuilder found = new VerdictBuilder();
        LogFaults faults = LogFaults.of(guest, thresholds);
        read(journal, JOURNAL, faults, found);
        read(syslog, SYSLOG, faults, found);
        if (journal instanceof Missing<LogWindow> one
                && syslog instanceof Missing<LogWindow> other) {
            found.unknown(one);
            found.unknown(other);
        }
        faults.unsearchedOfServices(guest).forEach(found::unknown);
        LostLines lost = LostLines.of(guest.facts(), faults::counts);
        if (lost.contains(LostLines.Log.JOURNAL)) {
            found.unknown(Message.of("logs.dropped").with("what", JOURNAL));
        }
        if (lost.contains(LostLines.Log.SYSLOG)) {
            found.unknown(Message.of("logs.dropped").with("what", SYSLOG));
        }
        units(guest.facts().vitals().failedUnits(), found);
        faults.addTo(found);
        return found.verdict(EXPECTED, Message.of("journal-errors.none"));
    }

    /** A guest without systemd has no units. */
    private static void units(Fact<Listing<String>> units, VerdictBuilder found) {
        switch (units) {
            case Known<Listing<String>> known -> {
                if (!known.value().isEmpty()) {
                    List<String> names = known.value().stream().sorted().toList();
                    found.notReady(
                            Message.of("journal-errors.failed-units")
                                    .with("units", String.join(", ", names)));
                }
                found.unknownGaps(known.value(), Message.of("logs.failed-units"));
            }
            case Missing<Listing<String>> missing -> {
                if (missing.why() != Why.NOT_SUPPORTED) {
                    found.unknown(missing);
                }
            }
        }
    }

    private static void read(
            Fact<LogWindow> log, Message what, LogFaults faults, VerdictBuilder found) {
        if (!(log instanceof Known<LogWindow> known)) {
            return;
        }
        Listing<LogEntry> listing = known.value().entries();
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
