package io.muster.readiness.probe;

import static io.muster.readiness.probe.GuestCasesTest.notReady;
import static io.muster.readiness.probe.GuestCasesTest.ready;
import static io.muster.readiness.probe.GuestCasesTest.unknown;

import io.muster.readiness.probe.GuestCasesTest.Case;
import io.muster.readiness.probe.GuestCasesTest.Change;
import java.util.ArrayList;
import java.util.List;

/** What logrotate makes of its configuration and of its state. */
final class RotationCases {

    private static final String CHECK = "logrotate-configured";
    private static final String LOG = "/var/log/pay/gateway.log";
    private static final String GOOD = LOG + " {\n\tdaily\n\trotate 5\n%s}\n";

    private RotationCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>(refused());
        cases.addAll(own());
        cases.addAll(
                List.of(
                        ready(
                                "a rule that is followed",
                                CHECK,
                                conf("pay", GOOD.formatted("")),
                                state("2026-11-21-0:0:7"),
                                sizes()),
                        notReady(
                                "rules in files that are passed over by their names alone",
                                CHECK,
                                "no rule rotates it",
                                conf(
                                        "pay.disabled", GOOD.formatted(""),
                                        "pay.rpmsave", GOOD.formatted(""),
                                        "pay.dpkg-old", GOOD.formatted(""),
                                        "pay~", GOOD.formatted("")),
                                state("2026-11-21-0:0:7"),
                                sizes()),
                        notReady(
                                "a rule in a file whose name tabooext adds",
                                CHECK,
                                "no rule rotates it",
                                new Change(
                                        "logrotate-conf",
                                        "head-v",
                                        "==> /etc/logrotate.conf <==\nweekly\ntabooext + .off, .parked\ninclude /etc/logrotate.d\n"
                                                + "==> /etc/logrotate.d/pay.parked <==\n"
                                                + GOOD.formatted("")),
                                state("2026-11-21-0:0:7"),
                                sizes()),
                        ready(
                                "settings behind an include, which hold for nothing in it",
                                CHECK,
                                new Change(
                                        "logrotate-conf",
                                        "head-v",
                                        "==> /etc/logrotate.conf <==\nmonthly\nrotate 6\ninclude /etc/logrotate.d\ndaily\nrotate 40\n"
                                                + "==> /etc/logrotate.d/pay <==\n"
                                                + LOG
                                                + " {\n}\n"),
                                state("2026-10-30-0:0:7"),
                                sizes()),
                        notReady(
                                "settings before an include",
                                CHECK,
                                "daily, 40 files kept",
                                new Change(
                                        "logrotate-conf",
                                        "head-v",
                                        "==> /etc/logrotate.conf <==\ndaily\nrotate 40\ninclude /etc/logrotate.d\nmonthly\nrotate 6\n"
                                                + "==> /etc/logrotate.d/pay <==\n"
                                                + LOG
                                                + " {\n}\n"),
                                state("2026-10-30-0:0:7"),
                                sizes()),
                        notReady(
                                "rules that nothing includes",
                                CHECK,
                                "no rule rotates it",
                                new Change(
                                        "logrotate-conf",
                                        "head-v",
                                        "==> /etc/logrotate.conf <==\nweekly\n"
                                                + "==> /etc/logrotate.d/pay <==\n"
                                                + GOOD.formatted("")),
                                state("2026-11-21-0:0:7"),
                                sizes()),
                        notReady(
                                "a size with a sign in front",
                                CHECK,
                                "at 20 MiB, 5 files kept",
                                conf("pay", LOG + " {\n\tsize +20M\n\trotate 5\n}\n"),
                                sizes(300L << 20)),
                        notReady(
                                "two directives on one line",
                                CHECK,
                                "daily, 5 files kept",
                                conf("pay", LOG + " {\n\tdaily rotate 5\n}\n"),
                                state("2026-10-30-0:0:7"),
                                sizes()),
                        notReady(
                                "a logrotate that ended with an error, told by cron",
                                CHECK,
                                "logrotate failed",
                                new Change(
                                        "syslog",
                                        "grep-messages",
                                        "seen\tall\n Nov 22 03:10:01 web-7 logrotate: ALERT exited abnormally with [1]\n")),
                        unknown(
                                "a state that ends in the middle of a name",
                                CHECK,
                                "state file",
                                conf("pay", GOOD.formatted("")),
                                new Change(
                                        "logrotate-state",
                                        "cat",
                                        "logrotate state -- version 2\n\""
                                                + LOG
                                                + "\" 2026-11-21-0:0:7\n\"/var/log/pa"),
                                sizes()),
                        notReady(
                                "a good block behind a bad one, which is followed",
                                CHECK,
                                "size 9MB",
                                conf(
                                        "pay",
                                        "/var/log/pay/audit.log {\n\tsize 9MB\n}\n"
                                                + GOOD.formatted("")),
                                state("2026-11-21-0:0:7"),
                                sizes()),
                        notReady(
                                "a directive that logrotate does not know",
                                CHECK,
                                "Rotate 5",
                                conf("pay", LOG + " {\n\tdaily\n\tRotate 5\n}\n"),
                                state("2026-11-21-0:0:7"),
                                sizes()),
                        notReady(
                                "a log with a second hard link",
                                CHECK,
                                "hard link",
                                conf("pay", GOOD.formatted("")),
                                state("2026-11-21-0:0:0"),
                                sizes("314572800\t1795318000\t+0\t" + LOG)),
                        ready(
                                "a log with a second hard link, which the rule allows",
                                CHECK,
                                conf("pay", GOOD.formatted("\tallowhardlink\n")),
                                state("2026-11-21-0:0:0"),
                                sizes("314572800\t1795318000\t+1795300000\t" + LOG)),
                        notReady(
                                "a rotation of yesterday that left no file behind",
                                CHECK,
                                "2026-11-21",
                                conf("pay", GOOD.formatted("")),
                                state("2026-11-21-0:0:7"),
                                sizes("5368709120\t1795318000\t0\t" + LOG)),
                        notReady(
                                "a rotation of yesterday whose newest file is a week old",
                                CHECK,
                                "2026-11-21",
                                conf("pay", GOOD.formatted("")),
                                state("2026-11-21-0:0:7"),
                                sizes("5368709120\t1795318000\t1794700000\t" + LOG)),
                        ready(
                                "a rotation of yesterday with its file beside the log",
                                CHECK,
                                conf("pay", GOOD.formatted("")),
                                state("2026-11-21-0:0:7"),
                                sizes("5368709120\t1795318000\t1795219200\t" + LOG)),
                        notReady(
                                "a pattern that names a log of another rule",
                                CHECK,
                                "another rule",
                                conf(
                                        "edge", "/var/log/pay/edge.log {\n\tdaily\n\trotate 5\n}\n",
                                        "pay", "/var/log/pay/*.log {\n\tdaily\n\trotate 5\n}\n"),
                                state("2026-11-21-0:0:7"),
                                sizes(
                                        "20971520\t1795318000\t0\t"
                                                + LOG
                                                + "\n1000\t1795318000\t0\t/var/log/pay/edge.log")),
                        ready(
                                "rotated files under names that end as the log",
                                CHECK,
                                conf("pay", GOOD.formatted("\textension .log\n")),
                                state("2026-11-21-0:0:7"),
                                sizes("5368709120\t1795318000\t0\t" + LOG)),
                        ready(
                                "rotated files that are kept in another directory",
                                CHECK,
                                conf("pay", GOOD.formatted("\tolddir /var/log/pay/old\n")),
                                state("2026-11-21-0:0:7"),
                                sizes("5368709120\t1795318000\t0\t" + LOG))));
        return cases;
    }

    private static List<Case> own() {
        String path = "/var/log/pay/my gate.log";
        Change blank = sizes("20971520\t1795318000\t" + path);
        return List.of(
                ready(
                        "a path with a blank, between quotes",
                        CHECK,
                        conf("pay", "\"" + path + "\" {\n\tdaily\n\trotate 5\n}\n"),
                        marked("\"" + path + "\" 2026-11-21-0:0:7"),
                        blank),
                ready(
                        "a path with a blank behind a backslash",
                        CHECK,
                        conf("pay", "/var/log/pay/my\\ gate.log {\n\tdaily\n\trotate 5\n}\n"),
                        marked("\"" + path + "\" 2026-11-21-0:0:7"),
                        blank),
                notReady(
                        "a path with a blank, without quotes",
                        CHECK,
                        "no rule rotates it",
                        conf("pay", path + " {\n\tdaily\n\trotate 5\n}\n"),
                        marked("\"" + path + "\" 2026-11-21-0:0:7"),
                        blank),
                ready(
                        "a pattern of letters",
                        CHECK,
                        conf(
                                "pay",
                                "/var/log/p[!b-z]y/[a-g]atewa?.log {\n\tdaily\n\trotate 5\n}\n"),
                        state("2026-11-21-0:0:7"),
                        sizes()),
                notReady(
                        "a pattern that does not cross directories",
                        CHECK,
                        "no rule rotates it",
                        conf("pay", "/var/log/*.log {\n\tdaily\n\trotate 5\n}\n"),
                        state("2026-11-21-0:0:7"),
                        sizes()),
                ready(
                        "a brace on a line of its own, behind several paths",
                        CHECK,
                        conf(
                                "pay",
                                "/var/log/pay/audit.log\n" + LOG + "\n{\n\tdaily\n\trotate 5\n}\n"),
                        state("2026-11-21-0:0:7"),
                        sizes()),
                ready(
                        "a monthly rule that was followed six weeks ago",
                        CHECK,
                        conf("pay", LOG + " {\n\tmonthly\n\trotate 5\n}\n"),
                        state("2026-10-09-0:0:7"),
                        sizes()),
                notReady(
                        "an hourly rule that was followed a week ago",
                        CHECK,
                        "2026-11-15",
                        conf("pay", LOG + " {\n\thourly\n\trotate 5\n}\n"),
                        state("2026-11-15-4:0:7"),
                        sizes()),
                ready(
                        "a log that is kept no longer than its rotation",
                        CHECK,
                        conf("pay", LOG + " {\n\tdaily\n\trotate 0\n}\n"),
                        state("2026-11-21-0:0:7"),
                        sizes("5368709120\t1795318000\t0\t" + LOG)),
                ready(
                        "a state of the first version, which has days alone",
                        CHECK,
                        conf("pay", GOOD.formatted("")),
                        new Change(
                                "logrotate-state",
                                "cat",
                                "logrotate state -- version 1\n\"" + LOG + "\" 2026-11-21\n"),
                        sizes()),
                notReady(
                        "a log that the state does not know",
                        CHECK,
                        "gateway.log",
                        conf("pay", GOOD.formatted("")),
                        marked("\"/var/log/pay/audit.log\" 2026-11-21-0:0:7"),
                        sizes()),
                unknown(
                        "a state without its first line",
                        CHECK,
                        "",
                        conf("pay", GOOD.formatted("")),
                        new Change("logrotate-state", "cat", "0\u0000\u0000\u0000\n"),
                        sizes()));
    }

    private static Change marked(String line) {
        return new Change("logrotate-state", "cat", "logrotate state -- version 2\n" + line + "\n");
    }

    /** Lines for which logrotate passes over the block. */
    private static List<Case> refused() {
        return List.of(
                        "size 20MB",
                        "size 20m",
                        "maxsize 2.5G",
                        "rotate 5 # working days",
                        "rotate 5;",
                        "maxage 14d",
                        "su root root adm",
                        "monthly 15",
                        "minsize 10 M",
                        "start x",
                        "create 0640 root adm adm",
                        "dateext;",
                        "compresscmd /usr/bin/xz -T2",
                        "rotate")
                .stream()
                .map(
                        line ->
                                notReady(
                                        "a block with " + line,
                                        CHECK,
                                        line,
                                        conf(
                                                "pay",
                                                LOG
                                                        + " {\n\tdaily\n\trotate 5\n\t"
                                                        + line
                                                        + "\n\n}\n"),
                                        state("2026-11-21-0:0:7"),
                                        sizes()))
                .toList();
    }

    /** The files of /etc/logrotate.d: names and contents in turn. */
    private static Change conf(String... files) {
        StringBuilder text =
                new StringBuilder(
                        "==> /etc/logrotate.conf <==\nweekly\nrotate 4\ninclude /etc/logrotate.d\n");
        for (int i = 0; i < files.length; i += 2) {
            text.append("==> /etc/logrotate.d/").append(files[i]).append(" <==\n");
            text.append(files[i + 1]);
        }
        return new Change("logrotate-conf", "head-v", text.toString());
    }

    private static Change state(String stamp) {
        return new Change(
                "logrotate-state",
                "cat",
                "logrotate state -- version 2\n\"" + LOG + "\" " + stamp + "\n");
    }

    private static Change sizes() {
        return sizes(20L << 20);
    }

    private static Change sizes(long bytes) {
        return sizes(bytes + "\t1795318000\t" + LOG);
    }

    private static Change sizes(String line) {
        return new Change("log-sizes", "stat", "total\t4096\t/var/log\n" + line + "\n");
    }
}
