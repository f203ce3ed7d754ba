package io.muster.readiness.check.security;

import static io.muster.readiness.checklist.ChecklistRow.SECURITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.BruteForce;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.LoginFailures.Source;

/**
 * Passwords are being guessed. One source that tries again and again counts, and so do many that
 * each try a little, which is how a botnet goes about it.
 */
public final class FailedLogins extends Check.OfGuest {

    public FailedLogins() {
        super(
                new Rule("failed-logins", SECURITY, MEDIUM),
                "The instance sees no password guessing",
                limits -> BruteForce.expected(limits.get(Setting.FAILED_LOGINS_MAXIMUM)),
                """
                # Session Manager gives a shell without any open port: close port 22 to those who need it not, and
                # let sshd take keys only. In the shell that this opens:
                #   sudo sshd -T
                #   sudo journalctl -t sshd --since yesterday
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/connect-to-an-amazon-ec2-instance-by-using-session-manager.html");
    }

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                expected(thresholds),
                guest.facts().logs().failedLogins(),
                failures -> judge(failures, thresholds));
    }

    private Verdict judge(LoginFailures logins, Thresholds thresholds) {
        int limit = thresholds.get(Setting.FAILED_LOGINS_MAXIMUM);
        VerdictBuilder found = new VerdictBuilder();
        for (Source source : logins.sources()) {
            if (source.attempts() >= limit) {
                found.notReady(
                        "%s was refused %s times"
                                .formatted(
                                        source.address(),
                                        Quantity.countAtLeast(source.attempts())));
                found.evidence(
                        "%s tried %s"
                                .formatted(source.address(), String.join(", ", source.users())));
            }
        }
        if (!found.anyNotReady() && logins.attempts() >= (long) BruteForce.SOURCES * limit) {
            found.notReady(
                    "%s log-ins from %s sources were refused"
                            .formatted(
                                    Quantity.countAtLeast(logins.attempts()),
                                    Quantity.countAtLeast(logins.sources().size())));
        }
        found.unknownGaps(logins.sources(), "refused log-ins");
        return found.verdict(
                expected(thresholds), "fewer refused log-ins than the limits, from every source");
    }
}
