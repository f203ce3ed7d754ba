package io.muster.readiness.check.security;

import static io.muster.readiness.checklist.ChecklistRow.SECURITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Login;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Who logs in as root from elsewhere leaves no name behind, and a key or password of root's is out
 * there. People log in as themselves; Session Manager writes down who it was.
 */
public final class LastLogins extends Check.OfGuest {

    public LastLogins() {
        super(
                new Rule("last-logins", SECURITY, MEDIUM),
                "Root does not log in from another host",
                limits ->
                        "no log-in of root from another host within %d days"
                                .formatted(limits.get(Setting.ROOT_LOGIN_DAYS).toDays()),
                """
                # Let sshd refuse root (PermitRootLogin no), take its keys away, and give people accounts of their
                # own or Session Manager. See who was there, in the shell that this opens:
                #   last -F root
                #   sudo cat /root/.ssh/authorized_keys
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/managing-users.html");
    }

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                expected(thresholds),
                guest.facts().logs().logins(),
                logins -> judge(guest, logins, thresholds));
    }

    private Verdict judge(Guest guest, Listing<Login> logins, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        // Log-ins are dated by the guest's clock, and so is the limit.
        Instant since =
                guest.facts().run().probedAt().minus(thresholds.get(Setting.ROOT_LOGIN_DAYS));
        for (Login login : logins) {
            String from = login.from();
            if (!login.user().equals("root") || from == null || local(from)) {
                continue;
            }
            Instant at = login.at();
            if (at == null) {
                found.unknown("when root logged in from %s".formatted(from));
            } else if (!at.isBefore(since)) {
                found.notReady(
                        "root logged in from %s on %s"
                                .formatted(from, LocalDate.ofInstant(at, ZoneOffset.UTC)));
            }
        }
        found.unknownGaps(logins, "log-ins");
        return found.verdict(expected(thresholds), "root did not log in from another host");
    }

    /** The console, or a screen on the host itself. */
    private static boolean local(String from) {
        return (from.startsWith(":") && !from.startsWith("::"))
                || from.startsWith("127.")
                || from.equals("::1")
                || from.equals("localhost");
    }
}
