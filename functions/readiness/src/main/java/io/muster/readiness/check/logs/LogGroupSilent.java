package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.GroupLogs;
import io.muster.readiness.check.logs.evidence.SuddenSilence;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A group that took in events every day and stopped. Streams of containers come and go, so that the
 * group is looked at as a whole.
 */
public final class LogGroupSilent extends Check.OfLogGroup {

    public LogGroupSilent() {
        super(
                new Rule("log-group-silent", LOGS, MEDIUM),
                """
                # {#find}
                aws logs describe-log-streams --region {region} --log-group-name {id} --order-by LastEventTime --descending --max-items 5
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html");
        reads(Source.INSTANCES);
    }

    @Override
    public Verdict judge(LogGroup group, Fleet fleet, Thresholds thresholds) {
        Duration silence = thresholds.get(Setting.LOG_SILENCE_HOURS);
        Message expected = Message.of("log-group-silent.expected").with("hours", silence.toHours());
        return GroupLogs.judge(
                group, fleet, thresholds, expected, log -> judge(log, silence, expected));
    }

    private static Verdict judge(Log log, Duration silence, Message expected) {
        VerdictBuilder found = new VerdictBuilder();
        found.read(
                log.observation().streams(),
                listed ->
                        SuddenSilence.since(log.streams(), listed.seenAt(), silence)
                                .map(last -> last.truncatedTo(ChronoUnit.SECONDS))
                                .ifPresent(
                                        last ->
                                                found.notReady(
                                                        Message.of("log-group-silent.stopped")
                                                                .with("at", last))));
        return found.verdict(expected, Message.of("log-group-silent.none"));
    }
}
