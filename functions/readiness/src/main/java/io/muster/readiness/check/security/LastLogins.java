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
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * A remote login as root does not say which person it was, and means that a key or password of root
 * is in use elsewhere. People log in as themselves; Session Manager records who it was.
 */
public final class LastLogins extends Check.OfGuest {

    public LastLogins() {
        super(
                new Rule("last-logins", SECURITY, MEDIUM),
                limits ->
                        Message.of("last-logins.expected")
                                .with("days", limits.get(Setting.ROOT_LOGIN_DAYS).toDays()),
                """
                # {#deny-root}
                #   last -F root
                #   sudo cat /root/.ssh/authorized_keys
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/managing-users.html");
    }

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                expectation(thresholds),
                guest.facts().logs().logins(),
                logins -> judge(guest, logins, thresholds));
    }

    private Verdict judge(Guest guest, Listing<Login> logins, Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        // Logins are dated by the guest's clock, and so is the limit.
        Instant since =
                guest.facts().run().probedAt().minus(thresholds.get(Setting.ROOT_LOGIN_DAYS));
        for (Login login : logins) {
            String from = login.from();
            if (!login.user().equals("root") || from == null || local(from)) {
                continue;
            }
            Instant at = login.at();
            if (at == null) {
                found.unknown(Message.of("last-logins.no-date").with("source", from));
            } else if (!at.isBefore(since)) {
                found.notReady(
                        Message.of("last-logins.root")
                                .with("source", from)
                                .with("date", LocalDate.ofInstant(at, ZoneOffset.UTC)));
            }
        }
        found.unknownGaps(logins, Message.of("last-logins.logins"));
        return found.verdict(expectation(thresholds), Message.of("last-logins.none"));
    }

    /** Windows of programs, and terminals and seats of the instance itself. */
    private static final Pattern TERMINAL =
            Pattern.compile("^(?:tmux\\(\\d+\\).*|screen|tty\\w*|pts/\\d+|seat\\d+|login)$");

    /** The console, or a screen of the instance itself. */
    private static boolean local(String from) {
        return TERMINAL.matcher(from).matches()
                || (from.startsWith(":") && !from.startsWith("::"))
                || from.startsWith("127.")
                || from.equals("::1")
                || from.equals("localhost");
    }
}
