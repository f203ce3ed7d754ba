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
import io.muster.readiness.check.logs.evidence.LogFaults;
import io.muster.readiness.check.logs.evidence.LostLines;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.LoginFailures.Source;
import io.muster.readiness.text.Message;

/**
 * Passwords are being guessed. One source that tries again and again counts, and so do many that
 * each try a little, which is how a botnet goes about it.
 */
public final class FailedLogins extends Check.OfGuest {

    public FailedLogins() {
        super(
                new Rule("failed-logins", SECURITY, MEDIUM),
                limits -> expectation(limits.get(Setting.FAILED_LOGINS_MAXIMUM)),
                """
                # {#restrict}
                #   sudo sshd -T
                #   sudo journalctl -t sshd --since yesterday
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/connect-to-an-amazon-ec2-instance-by-using-session-manager.html");
    }

    private static Message expectation(int limit) {
        return Message.of("failed-logins.expected")
                .with("limit", limit)
                .with("total", (long) BruteForce.SOURCES * limit);
    }

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        LostLines lost = LostLines.of(guest.facts(), LogFaults.of(guest, thresholds)::counts);
        return Verdict.of(
                expectation(thresholds),
                guest.facts().logs().failedLogins(),
                failures -> judge(failures, lost, thresholds));
    }

    private Verdict judge(LoginFailures logins, LostLines lost, Thresholds thresholds) {
        int limit = thresholds.get(Setting.FAILED_LOGINS_MAXIMUM);
        VerdictBuilder found = new VerdictBuilder();
        for (Source source : logins.sources()) {
            if (source.attempts() >= limit) {
                found.notReady(
                        Message.of("failed-logins.source")
                                .with("source", source.address())
                                .with("times", Quantity.times(source.attempts())));
            }
        }
        if (!found.anyNotReady() && logins.attempts() >= (long) BruteForce.SOURCES * limit) {
            found.notReady(
                    Message.of("failed-logins.all-sources")
                            .with("times", Quantity.times(logins.attempts()))
                            .with("sources", Quantity.countAtLeast(logins.sources().size())));
        }
        found.unknownGaps(logins.sources(), Message.of("failed-logins.failed-logins"));
        if (lost.contains(LostLines.Log.SYSLOG) || lost.ofUnit(FailedLogins::ofSsh)) {
            found.unknown(
                    Message.of("logs.dropped")
                            .with("what", Message.of("failed-logins.failed-logins")));
        }
        return found.verdict(expectation(thresholds), Message.of("failed-logins.below-limits"));
    }

    /** ssh.service and sshd.service, and a unit for each connection where a socket starts them. */
    private static boolean ofSsh(String unit) {
        return unit.matches("(?:.*/)?sshd?(?:@.*)?\\.service");
    }
}
