package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.util.stream.IntStream;

/**
 * Events that are never deleted are paid for ever; events that go too soon are missed in an
 * inquiry.
 */
public final class LogGroupRetention extends Check.OfLogGroup {

    public LogGroupRetention() {
        super(
                new Rule("log-group-retention", LOGS, MEDIUM),
                """
                # {#set}
                aws logs put-retention-policy --region {region} --log-group-name {id} --retention-in-days {days}
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html");
    }

    /** What CloudWatch Logs takes, in days. */
    private static final int[] TERMS = {
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557,
        2_922, 3_288, 3_653
    };

    @Override
    public Verdict judge(LogGroup group, Fleet fleet, Thresholds thresholds) {
        int least = thresholds.get(Setting.LOG_RETENTION_MINIMUM_DAYS);
        int most = thresholds.get(Setting.LOG_RETENTION_MAXIMUM_DAYS);
        Message expected =
                Message.of("log-group-retention.expected").with("least", least).with("most", most);
        if (group.logClass() == LogClass.DELIVERY) {
            return Verdict.notApplicable(Message.of("log-group-retention.delivery"));
        }
        Integer days = group.retentionDays();
        if (days == null) {
            return Verdict.notReady(expected, Message.of("log-group-retention.never-expires"))
                    .withRemedyValue("days", Integer.toString(largestUpTo(most)));
        }
        if (days >= least && days <= most) {
            return Verdict.ready(
                    expected, Message.of("log-group-retention.within").with("days", days));
        }
        boolean tooShort = days < least;
        int fit = tooShort ? smallestFrom(least) : largestUpTo(most);
        return Verdict.notReady(
                        expected,
                        Message.of(
                                        tooShort
                                                ? "log-group-retention.too-short"
                                                : "log-group-retention.too-long")
                                .with("days", days))
                .withRemedyValue("days", Integer.toString(fit));
    }

    private static int smallestFrom(int least) {
        return IntStream.of(TERMS)
                .filter(term -> term >= least)
                .findFirst()
                .orElse(TERMS[TERMS.length - 1]);
    }

    private static int largestUpTo(int most) {
        return IntStream.of(TERMS).filter(term -> term <= most).max().orElse(TERMS[0]);
    }
}
