package io.muster.readiness.probe;

import static io.muster.readiness.probe.GuestCasesTest.notReady;
import static io.muster.readiness.probe.GuestCasesTest.ready;
import static io.muster.readiness.probe.GuestCasesTest.unknown;

import io.muster.readiness.probe.GuestCasesTest.Case;
import io.muster.readiness.probe.GuestCasesTest.Change;
import java.util.List;

/**
 * What services and the kernel wrote, logs that are not whole, and services that do not stay up.
 */
final class LogCases {

    private LogCases() {}

    static List<Case> all() {
        return List.of(
                notReady(
                        "a journal that dropped messages of a service",
                        "log-complete",
                        "the journal dropped messages (at least 5000) since 2026-11-22",
                        journal(
                                "systemd-journald[290]: Suppressed 7071 messages from pay.service")),
                unknown(
                        "errors of a journal that dropped messages",
                        "journal-errors",
                        "some journal entries were dropped",
                        journal(
                                "systemd-journald[290]: Suppressed 7071 messages from pay.service")),
                unknown(
                        "failed log-ins of a journal that dropped those of sshd",
                        "failed-logins",
                        "some failed logins were dropped",
                        journal("systemd-journald[290]: Suppressed 12 messages from sshd.service")),
                ready(
                        "failed log-ins of a journal that dropped messages of others",
                        "failed-logins",
                        journal("systemd-journald[290]: Suppressed 12 messages from pay.service")),
                notReady(
                        "a journal that could not pass messages on",
                        "log-complete",
                        "the system log dropped messages (at least 20)",
                        journal("systemd-journald[290]: Forwarding to syslog missed 41 messages.")),
                notReady(
                        "a journal that dropped messages of the kernel",
                        "log-complete",
                        "the kernel log dropped messages since 2026-11-22",
                        journal(
                                "systemd-journald[290]: /dev/kmsg buffer overrun, some messages lost.")),
                notReady(
                        "a system log that reads the journal too slowly",
                        "log-complete",
                        "the system log dropped messages (at least 10000)",
                        syslog(
                                "rsyslogd: imjournal: 19005 messages lost due to rate-limiting (20000 allowed within 600 seconds)")),
                unknown(
                        "errors of a system log that dropped messages",
                        "journal-errors",
                        "some lines of the system log were dropped",
                        journal(),
                        syslog(
                                "rsyslogd: imuxsock[pid: 4110, name: /usr/bin/python3]: from <shop:4110>: begin to drop messages due to rate-limiting")),
                notReady(
                        "an audit that lost records",
                        "log-complete",
                        "the audit log dropped messages (at least 500)",
                        kernel(
                                "<4>[812.000001] audit: audit_lost=901 audit_rate_limit=0 audit_backlog_limit=64")),
                ready(
                        "errors of the kernel whose audit lost records",
                        "kernel-errors",
                        kernel(
                                "<4>[812.000001] audit: audit_lost=901 audit_rate_limit=0 audit_backlog_limit=64")),
                ready(
                        "an audit that lost nothing",
                        "log-complete",
                        kernel(
                                "<4>[812.000001] audit: audit_lost=0 audit_rate_limit=0 audit_backlog_limit=64")),
                unknown(
                        "errors of a kernel that suppressed messages",
                        "kernel-errors",
                        "some kernel messages were dropped",
                        kernel("<4>[812.000001] net_ratelimit: 320 callbacks suppressed")),
                unknown(
                        "an error that an earlier probe could not print",
                        "journal-errors",
                        "journal entries",
                        new Change(
                                "journal",
                                "journalctl-json",
                                """
                                {"__REALTIME_TIMESTAMP":"1795316400000000","PRIORITY":"3","SYSLOG_IDENTIFIER":"pay","MESSAGE":"retrying"}
                                {"__REALTIME_TIMESTAMP":"1795316400000000","PRIORITY":"3","SYSLOG_IDENTIFIER":"pay","MESSAGE":null}
                                """)),
                notReady(
                        "two messages and two priorities of one entry",
                        "journal-errors",
                        "Java heap space",
                        new Change(
                                "journal",
                                "journalctl-json",
                                """
                                {"__REALTIME_TIMESTAMP":"1795316400000000","PRIORITY":["6","3"],"SYSLOG_IDENTIFIER":"pay","MESSAGE":["retrying","java.lang.OutOfMemoryError: Java heap space"]}
                                """)),
                notReady(
                        "a service that exits at once and is always restarted",
                        "units-stay-up",
                        "pay.service keeps failing, and systemd has restarted it at least 1000 times",
                        new Change(
                                "unit-restarts",
                                "systemctl-show",
                                "pay.service\t1204\tauto-restart\texit-code\t3\talways\t990")),
                notReady(
                        "user data that cloud-init did not understand",
                        "user-data-ran",
                        "user data of type text/x-not-multipart",
                        new Change(
                                "user-data",
                                "cloud-init-status",
                                """
                                log\tread
                                unhandled\ttext/x-not-multipart
                                {"v1": {"stage": null, "modules-final": {"errors": [], "start": 1.5, "finished": 2.5}}}
                                """)),
                notReady(
                        "a job of anacron that failed",
                        "journal-errors",
                        "cron",
                        syslog("anacron[911]: Job `cron.daily' terminated (exit status: 2)")),
                notReady(
                        "a crontab that cron does not read",
                        "journal-errors",
                        "cron",
                        journal("cron[601]: Error: bad hour; while reading /etc/cron.d/reports")),
                notReady(
                        "a mount that failed, in the words of systemd 252",
                        "journal-errors",
                        "a systemd unit failed",
                        journal(
                                "systemd[1]: Failed to mount srv-files.mount - Files of the shop.")),
                notReady(
                        "a mount that failed, in the words of systemd 247",
                        "journal-errors",
                        "a systemd unit failed",
                        journal("systemd[1]: Failed to mount Files of the shop.")),
                notReady(
                        "a job of systemd that failed to start",
                        "journal-errors",
                        "a systemd unit failed",
                        journal(
                                "systemd[1]: reports.service: Failed with result 'exit-code'.",
                                "systemd[1]: Failed to start Nightly reports.")));
    }

    private static Change journal(String... messages) {
        return log("journal", "journalctl-short", "2026-11-22T03:10:00+0000 web-1 ", messages);
    }

    private static Change syslog(String... messages) {
        return log("syslog", "grep-messages", "Nov 22 03:10:00 web-1 ", messages);
    }

    private static Change kernel(String... messages) {
        return log("kernel", "dmesg-r", "", messages);
    }

    private static Change log(String section, String tool, String before, String... messages) {
        StringBuilder text = new StringBuilder("seen\tall\n");
        for (String message : messages) {
            text.append(' ').append(before).append(message).append('\n');
        }
        return new Change(section, tool, text.toString());
    }
}
