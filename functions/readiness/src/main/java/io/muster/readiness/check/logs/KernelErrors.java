package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.LogFaults;
import io.muster.readiness.check.logs.evidence.LostLines;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.text.Message;
import java.util.List;

/**
 * The kernel is the first to know of a dying disk, of memory that ran out and of a hung processor,
 * and it reports them only in its own log.
 */
public final class KernelErrors extends Check.OfGuest {

    public KernelErrors() {
        super(
                new Rule("kernel-errors", LOGS, HIGH),
                limits -> EXPECTED,
                """
                # {#read}
                #   sudo dmesg --human --level=emerg,alert,crit,err
                aws ssm start-session --region {region} --target {id}
                """,
                "https://man7.org/linux/man-pages/man1/dmesg.1.html");
    }

    private static final Message EXPECTED = Message.of("kernel-errors.expected");

    private static final Message KERNEL = Message.of("logs.kernel-messages");

    /** Critical, alert and emergency: what the kernel itself finds worth a call. */
    private static final int CRITICAL = 2;

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        LogFaults faults = LogFaults.of(guest, thresholds);
        switch (guest.facts().logs().kernelMessages()) {
            case Known<LogWindow> known -> {
                Listing<LogEntry> entries = known.value().entries();
                faults.read(entries);
                critical(entries, faults, found);
                found.unknownGaps(entries, KERNEL);
                faults.unsearched(known.value(), KERNEL).ifPresent(found::unknown);
            }
            case Missing<LogWindow> missing -> {
                found.unknown(missing);
                fromSyslog(guest, faults, found);
            }
        }
        if (LostLines.of(guest.facts(), faults::counts).contains(LostLines.Log.KERNEL)) {
            found.unknown(Message.of("logs.dropped").with("what", KERNEL));
        }
        faults.addTo(found);
        return found.verdict(EXPECTED, Message.of("kernel-errors.none"));
    }

    /** Where the kernel's own log cannot be read, the system's may hold its lines. */
    private static void fromSyslog(Guest guest, LogFaults faults, VerdictBuilder found) {
        if (guest.facts().logs().syslogTrouble() instanceof Known<LogWindow> syslog) {
            Listing<LogEntry> kernel =
                    Listing.of(
                            syslog.value().entries().stream()
                                    .filter(entry -> "kernel".equals(entry.source()))
                                    .toList());
            faults.read(kernel);
            critical(kernel, faults, found);
        }
    }

    private static void critical(
            Listing<LogEntry> entries, LogFaults faults, VerdictBuilder found) {
        List<LogEntry> critical =
                entries.stream().filter(faults::counts).filter(KernelErrors::critical).toList();
        LogFaults.shapes(critical)
                .forEach(
                        (shape, count) ->
                                found.notReady(
                                        Message.of("kernel-errors.critical")
                                                .with("times", Quantity.times(count))
                                                .with("message", shape)));
    }

    private static boolean critical(LogEntry entry) {
        Integer priority = entry.priority();
        return priority != null && priority <= CRITICAL;
    }
}
