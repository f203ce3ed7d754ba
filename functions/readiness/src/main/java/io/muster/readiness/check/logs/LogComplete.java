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
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.text.Message;
import java.util.Map;

/**
 * A log that dropped messages says so in a line of its own, and nothing else does: what is missing
 * may have been the error, so that no check calls that log clean.
 */
public final class LogComplete extends Check.OfGuest {

    public LogComplete() {
        super(
                new Rule("log-complete", LOGS, MEDIUM),
                limits -> EXPECTED,
                """
                # {#read}
                #   sudo journalctl -b -u systemd-journald
                #   sudo journalctl -b -t rsyslogd
                #   sudo auditctl -s
                aws ssm start-session --region {region} --target {id}

                # {#limit}
                #   sudo systemctl edit {unit}
                """,
                "https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html");
    }

    private static final Message EXPECTED = Message.of("log-complete.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        LogFaults limits = LogFaults.of(guest, thresholds);
        LostLines.of(guest.facts(), limits::counts).all().forEach(lost -> tell(lost, found));
        limits.unsearchedOfServices(guest).forEach(found::unknown);
        switch (guest.facts().logs().kernelMessages()) {
            case Known<LogWindow> kernel ->
                    limits.unsearched(kernel.value(), Message.of("logs.kernel-messages"))
                            .ifPresent(found::unknown);
            case Missing<LogWindow> missing -> found.unknown(missing);
        }
        if (guest.facts().logs().journalErrors() instanceof Missing<LogWindow> journal
                && guest.facts().logs().syslogTrouble() instanceof Missing<LogWindow> syslog) {
            found.unknown(journal);
            found.unknown(syslog);
        }
        return found.verdict(EXPECTED, Message.of("log-complete.none"));
    }

    private static void tell(LostLines.Lost lost, VerdictBuilder found) {
        found.notReady(lost.message());
        for (String name : lost.names()) {
            found.evidence(Message.of("log-complete.of").with("name", name));
            if (lost.log() == LostLines.Log.JOURNAL) {
                found.notReady(lost.message(), Map.of("unit", name));
            }
        }
    }
}
