package io.muster.readiness.probe;

import static io.muster.readiness.probe.GuestCasesTest.notReady;
import static io.muster.readiness.probe.GuestCasesTest.ready;
import static io.muster.readiness.probe.GuestCasesTest.unknown;

import io.muster.readiness.probe.GuestCasesTest.Case;
import io.muster.readiness.probe.GuestCasesTest.Change;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What services and the kernel wrote, logs that are not whole, and services that do not stay up.
 */
final class LogCases {

    private LogCases() {}

    static List<Case> all() {
        return Stream.of(
                        handed(),
                        ownLosses(),
                        ownEntries(),
                        ownUnits(),
                        ownUserData(),
                        ownRefusals())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> handed() {
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

    private static List<Case> ownLosses() {
        return List.of(
                notReady(
                        "a journal of systemd 219, which names a control group",
                        "log-complete",
                        "the journal dropped messages (at least 2000)",
                        journal(
                                "systemd-journal[402]: Suppressed 3120 messages from /system.slice/pay.service")),
                unknown(
                        "failed log-ins of a journal of systemd 219 that dropped those of sshd",
                        "failed-logins",
                        "some failed logins were dropped",
                        journal(
                                "systemd-journal[402]: Suppressed 3120 messages from /system.slice/sshd.service")),
                unknown(
                        "failed log-ins of sshd that a socket starts",
                        "failed-logins",
                        "some failed logins were dropped",
                        journal(
                                "systemd-journald[290]: Suppressed 31 messages from ssh@12-10.8.4.4:22-203.0.113.9:4711.service")),
                notReady(
                        "a system log of CentOS 7 that begins to drop messages",
                        "log-complete",
                        "the system log dropped messages",
                        syslog(
                                "rsyslogd-2177: imuxsock begins to drop messages from pid 4110 due to rate-limiting")),
                notReady(
                        "a system log that lost messages of its own",
                        "log-complete",
                        "the system log dropped messages (at least 500)",
                        syslog(
                                "rsyslogd: rsyslogd[internal_messages]: 561 messages lost due to rate-limiting (500 allowed within 5 seconds)")),
                ready(
                        "a program that quotes a journal",
                        "log-complete",
                        journal(
                                "pay[77]: upstream says: Suppressed 7071 messages from pay.service")),
                notReady(
                        "one loss of the audit that two logs tell",
                        "log-complete",
                        "the audit log dropped messages (at least 500)",
                        syslog(
                                "kernel: audit: audit_lost=901 audit_rate_limit=0 audit_backlog_limit=64"),
                        kernel(
                                "<4>[812.000001] audit: audit_lost=901 audit_rate_limit=0 audit_backlog_limit=64")),
                notReady(
                        "a queue of the audit that overflowed",
                        "log-complete",
                        "the audit log dropped messages",
                        kernel("<3>[812.000001] audit: kauditd retry queue overflow")),
                notReady(
                        "a journal that missed messages of the kernel",
                        "log-complete",
                        "the kernel log dropped messages (at least 50)",
                        journal("systemd-journald[290]: Missed 66 kernel messages")),
                unknown(
                        "a journal that is damaged",
                        "journal-errors",
                        "",
                        new Change("journal", "journalctl-short", "seen\t1795310000\tdamaged\n")),
                unknown(
                        "a journal of which more was found than fits",
                        "journal-errors",
                        "",
                        new Change(
                                "journal",
                                "journalctl-short",
                                "seen\t1795317000\tfull\n 2026-11-22T03:10:00+0000 web-1 pay[77]: retrying\n")));
    }

    private static List<Case> ownEntries() {
        return List.of(
                notReady(
                        "a message of bytes",
                        "journal-errors",
                        "Java heap space",
                        json(
                                "\"PRIORITY\":\"3\",\"SYSLOG_IDENTIFIER\":\"pay\",\"MESSAGE\":"
                                        + bytes(
                                                "\u001b[31mjava.lang.OutOfMemoryError: Java heap space"))),
                unknown(
                        "an entry that ends in the middle",
                        "journal-errors",
                        "cannot be read",
                        new Change(
                                "journal",
                                "journalctl-json",
                                "{\"__REALTIME_TIMESTAMP\":\"1795316400000000\",\"PRIORITY\":\"3\",\"MESS")),
                notReady(
                        "an entry without a priority",
                        "journal-errors",
                        "Java heap space",
                        json(
                                "\"SYSLOG_IDENTIFIER\":\"pay\",\"MESSAGE\":\"java.lang.OutOfMemoryError: Java heap space\"")),
                ready(
                        "a program that quotes the kernel",
                        "journal-errors",
                        new Change("failed-units", "systemctl", ""),
                        journal(
                                "pay[77]: dmesg of node 4: Out of memory: Killed process 4110 (java) total-vm:8123456kB")),
                notReady(
                        "the kernel that ended a process of a control group",
                        "kernel-errors",
                        "memory",
                        kernel(
                                "<3>[812.000001] Memory cgroup out of memory: Killed process 4110 (java) total-vm:8123456kB, anon-rss:4123456kB, file-rss:0kB, shmem-rss:0kB, UID:1000 pgtables:9000kB oom_score_adj:984")),
                notReady(
                        "a device that a mount waited for",
                        "journal-errors",
                        "a systemd unit failed",
                        journal(
                                "systemd[1]: dev-disk-by\\x2duuid-5b1f.device: Job dev-disk-by\\x2duuid-5b1f.device/start timed out.",
                                "systemd[1]: Timed out waiting for device dev-disk-by\\x2duuid-5b1f.device - /dev/disk/by-uuid/5b1f.",
                                "systemd[1]: Dependency failed for srv-data.mount - /srv/data.")),
                notReady(
                        "a rotation that an unsafe directory stopped",
                        "logrotate-configured",
                        "logrotate failed",
                        syslog(
                                "logrotate[77]: error: skipping \"/var/log/pay/gateway.log\" because parent directory has insecure permissions (It's world writable or writable by group which is not \"root\") Set \"su\" directive in config file to tell logrotate which user/group should be used for rotation.")),
                notReady(
                        "a rotation whose unit failed",
                        "logrotate-configured",
                        "logrotate failed",
                        journal("systemd[1]: logrotate.service: Failed with result 'exit-code'.")),
                notReady(
                        "a job of cron whose file is ignored",
                        "journal-errors",
                        "cron",
                        syslog(
                                "cron[601]: (*system*reports) ERROR (Missing newline before EOF, this crontab file will be ignored)")));
    }

    private static List<Case> ownUnits() {
        return List.of(
                notReady(
                        "a service that fails while it starts, again and again",
                        "units-stay-up",
                        "pay.service",
                        unit("pay.service\t412\tstart\tsuccess\t0\ton-failure\t0")),
                notReady(
                        "a service whose first command fails, again and again",
                        "units-stay-up",
                        "pay.service",
                        unit("pay.service\t412\tstart-pre\tsuccess\t0\ton-abnormal\t0")),
                unknown(
                        "a service that may be meant to end, and starts",
                        "units-stay-up",
                        "pay.service",
                        unit("pay.service\t412\tstart-pre\tsuccess\t0\talways\t0")),
                notReady(
                        "a service that waits for its restart, in the words of systemd 254",
                        "units-stay-up",
                        "pay.service",
                        unit("pay.service\t7\tauto-restart-queued\tsignal\t9\ton-failure\t0")),
                notReady(
                        "a service of systemd 219, which counts no restarts",
                        "units-stay-up",
                        "pay.service",
                        unit("pay.service\t-\tauto-restart\texit-code\t1\talways\t0")),
                notReady(
                        "a service that a watchdog ends",
                        "units-stay-up",
                        "pay.service",
                        unit("pay.service\t9\tauto-restart\twatchdog\t6\ton-watchdog\t310")),
                ready(
                        "a service that was restarted long ago",
                        "units-stay-up",
                        unit("pay.service\t412\trunning\tsuccess\t0\talways\t260000")),
                ready(
                        "a service that was stopped",
                        "units-stay-up",
                        unit("pay.service\t5\tdead\tsuccess\t0\tno\t260000")),
                ready(
                        "a service that ends well every minute",
                        "units-stay-up",
                        unit("pull.service\t9120\tauto-restart\tsuccess\t0\talways\t60")),
                unknown(
                        "a list of units that ends in the middle",
                        "units-stay-up",
                        "",
                        unit("pay.service\t412\trunning\tsucc")),
                notReady(
                        "a unit that failed and is not restarted",
                        "journal-errors",
                        "pay.service",
                        journal(),
                        new Change("failed-units", "systemctl", "pay.service\n")));
    }

    private static List<Case> ownUserData() {
        return List.of(
                notReady(
                        "a cloud-config that is no YAML",
                        "user-data-ran",
                        "user data",
                        userData(
                                "\"init\": {\"errors\": [], \"recoverable_errors\": {\"WARNING\": [\"Failed loading yaml blob. Invalid format at line 3 column 5: \\\"mapping values are not allowed here\\\"\"]}, \"start\": 1.5, \"finished\": 2.5}, ")),
                notReady(
                        "a part that cloud-init does not know",
                        "user-data-ran",
                        "text/x-shop",
                        userData(
                                "\"init\": {\"errors\": [], \"recoverable_errors\": {\"WARNING\": [\"Unhandled unknown content-type (text/x-shop) userdata: 'b'#!shop'...'\"]}, \"start\": 1.5, \"finished\": 2.5}, ")),
                notReady(
                        "an error of the first stage",
                        "user-data-ran",
                        "disk_setup",
                        userData(
                                "\"init\": {\"errors\": [\"('disk_setup', ProcessExecutionError())\"], \"start\": 1.5, \"finished\": 2.5}, ")),
                ready(
                        "an empty cloud-config",
                        "user-data-ran",
                        userData(
                                "\"init\": {\"errors\": [], \"recoverable_errors\": {\"WARNING\": [\"Failed at merging in cloud config part from part-001: empty cloud config\"]}, \"start\": 1.5, \"finished\": 2.5}, ")),
                ready(
                        "a warning that says nothing of user data",
                        "user-data-ran",
                        userData(
                                "\"init\": {\"errors\": [], \"recoverable_errors\": {\"DEPRECATED\": [\"Key 'lists' is deprecated in 22.3\"]}, \"start\": 1.5, \"finished\": 2.5}, ")),
                unknown(
                        "user data that still runs",
                        "user-data-ran",
                        "",
                        new Change(
                                "user-data",
                                "cloud-init-status",
                                "log\tread\n{\"v1\": {\"stage\": \"modules-final\", \"modules-final\": {\"errors\": [], \"start\": 1.5, \"finished\": null}}}\n")),
                unknown(
                        "a status that ends in the middle",
                        "user-data-ran",
                        "",
                        new Change(
                                "user-data",
                                "cloud-init-status",
                                "log\tread\n{\"v1\": {\"stage\": null, \"modules-final\": {\"err")),
                unknown(
                        "a status without a log",
                        "user-data-ran",
                        "",
                        new Change(
                                "user-data",
                                "cloud-init-status",
                                "{\"v1\": {\"stage\": null, \"modules-final\": {\"errors\": [], \"start\": 1.5, \"finished\": 2.5}}}\n")));
    }

    private static List<Case> ownRefusals() {
        return List.of(
                notReady(
                        "log-ins that OpenSSH 9.8 refused, in a log with its years",
                        "failed-logins",
                        "203.0.113.9",
                        sshd(
                                60,
                                "2026-11-22T03:10:00.120344+00:00 web-1 sshd-session[77]: Failed password for invalid user admin from 203.0.113.9 port %d ssh2")),
                notReady(
                        "log-ins of a user whose name claims another source",
                        "failed-logins",
                        "203.0.113.9",
                        sshd(
                                60,
                                "Nov 22 03:10:00 web-1 sshd[77]: Failed password for invalid user root from 198.51.100.7 port 22 from 203.0.113.9 port %d ssh2")),
                notReady(
                        "connections that ended before anybody was known",
                        "failed-logins",
                        "203.0.113.9",
                        sshd(
                                60,
                                "Nov 22 03:10:00 web-1 sshd[77]: Connection closed by authenticating user root 203.0.113.9 port %d [preauth]")),
                notReady(
                        "one line that stands for sixty",
                        "failed-logins",
                        "203.0.113.9",
                        sshd(
                                1,
                                "Nov 22 03:10:00 web-1 sshd[77]: message repeated 60 times: [ Failed password for root from 203.0.113.9 port %d ssh2]")),
                notReady(
                        "log-ins of a user without a name",
                        "failed-logins",
                        "203.0.113.9",
                        sshd(
                                60,
                                "Nov 22 03:10:00 web-1 sshd[77]: Failed password for invalid user  from 203.0.113.9 port %d ssh2")),
                notReady(
                        "log-ins from a link-local address",
                        "failed-logins",
                        "fe80::1",
                        sshd(
                                60,
                                "Nov 22 03:10:00 web-1 sshd[77]: Failed password for root from fe80::1%%eth0 port %d ssh2")),
                ready(
                        "keys that were offered before the accepted one",
                        "failed-logins",
                        sshd(
                                24,
                                "Nov 22 03:10:00 web-1 sshd[77]: Failed publickey for deploy from 10.8.0.9 port %1$d ssh2: RSA SHA256:abc\nNov 22 03:10:00 web-1 sshd[77]: Failed publickey for deploy from 10.8.0.9 port %1$d ssh2: ECDSA SHA256:def\nNov 22 03:10:01 web-1 sshd[77]: Accepted publickey for deploy from 10.8.0.9 port %1$d ssh2: ED25519 SHA256:ghi")),
                ready(
                        "words of another program about sshd",
                        "failed-logins",
                        sshd(
                                60,
                                "Nov 22 03:10:00 web-1 pay[77]: sshd said: Failed password for root from 203.0.113.9 port %d ssh2")),
                unknown(
                        "lines of sshd that could not be read",
                        "failed-logins",
                        "",
                        new Change("failed-logins", "auth-log", "unread\t12\n")));
    }

    private static Change sshd(int times, String line) {
        return new Change(
                "failed-logins",
                "auth-log",
                IntStream.range(0, times)
                        .mapToObj(i -> line.formatted(40_000 + i))
                        .collect(Collectors.joining("\n")));
    }

    private static Change unit(String line) {
        return new Change("unit-restarts", "systemctl-show", line);
    }

    private static Change userData(String stages) {
        return new Change(
                "user-data",
                "cloud-init-status",
                "log\tread\n{\"v1\": {"
                        + stages
                        + "\"stage\": null, \"modules-final\": {\"errors\": [], \"start\": 1.5, \"finished\": 2.5}}}\n");
    }

    private static Change json(String fields) {
        return new Change(
                "journal",
                "journalctl-json",
                "{\"__REALTIME_TIMESTAMP\":\"1795316400000000\"," + fields + "}\n");
    }

    /** As journalctl writes what is no text, or has control characters. */
    private static String bytes(String text) {
        return text.chars().mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
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
