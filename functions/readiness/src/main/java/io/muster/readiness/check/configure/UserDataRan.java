package io.muster.readiness.check.configure;

import static io.muster.readiness.checklist.ChecklistRow.CONFIGURE;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.UserData;
import io.muster.readiness.text.Message;

/**
 * User data configures an instance at its first boot, and nothing else tells that it did not. What
 * cloud-init does not understand it leaves alone, with status done and no error in its result.
 */
public final class UserDataRan extends Check.OfGuest {

    public UserDataRan() {
        super(
                new Rule("user-data-ran", CONFIGURE, HIGH),
                limits -> EXPECTED,
                """
                # {#read}
                #   cloud-init status --long
                #   sudo grep -e WARNING -e ERROR /var/log/cloud-init.log
                #   sudo less /var/log/cloud-init-output.log
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html");
    }

    private static final Message EXPECTED = Message.of("user-data-ran.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Fact<UserData> fact = guest.facts().vitals().userData();
        return fact instanceof Missing<UserData> missing && missing.why() == Why.NOT_SUPPORTED
                ? Verdict.notApplicable(Message.of("user-data-ran.no-cloud-init"))
                : Verdict.of(EXPECTED, fact, UserDataRan::judge);
    }

    private static Verdict judge(UserData data) {
        VerdictBuilder found = new VerdictBuilder();
        for (UserData.StageError error : data.errors()) {
            found.notReady(
                    Message.of("user-data-ran.error")
                            .with("stage", error.stage())
                            .with("error", error.text()));
        }
        for (String type : data.notUnderstood()) {
            found.notReady(Message.of("user-data-ran.not-understood").with("type", type));
        }
        if (!data.finished()) {
            found.unknown(Message.of("user-data-ran.not-finished"));
        }
        if (!data.logRead()) {
            found.unknown(Message.of("user-data-ran.log-not-read"));
        }
        return found.verdict(EXPECTED, Message.of("user-data-ran.ran"));
    }
}
