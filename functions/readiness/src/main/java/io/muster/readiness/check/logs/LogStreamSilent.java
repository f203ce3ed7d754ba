package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.check.logs.evidence.ShippedLogs;
import io.muster.readiness.check.logs.evidence.SuddenSilence;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogStreams.Stream;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * A stream that spoke every day and stopped while its instance runs on: an agent died, a disk is
 * full, a service hangs, and no alarm fires because no data comes.
 */
public final class LogStreamSilent extends Check.OfLogs {

    public LogStreamSilent() {
        super(
                new Rule("log-stream-silent", LOGS, HIGH),
                """
                # {#read}
                #   sudo amazon-cloudwatch-agent-ctl -a status
                #   df -h
                aws logs tail {group} --region {region} --log-stream-names {stream} --since 3d
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/troubleshooting-CloudWatch-Agent.html");
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Duration silence = thresholds.get(Setting.LOG_SILENCE_HOURS);
        return ShippedLogs.judge(
                instance,
                fleet,
                thresholds,
                Message.of("log-stream-silent.expected").with("hours", silence.toHours()),
                Message.of("log-stream-silent.none"),
                (log, found) -> judge(log, silence, found));
    }

    private static void judge(Log log, Duration silence, VerdictBuilder found) {
        found.read(
                log.observation().streams(),
                listed ->
                        log.streams()
                                .forEach(one -> judge(log, one, listed.seenAt(), silence, found)));
    }

    private static void judge(
            Log log, Stream stream, Instant seenAt, Duration silence, VerdictBuilder found) {
        Map<String, String> step = Map.of("group", log.group(), "stream", stream.name());
        SuddenSilence.since(List.of(stream), seenAt, silence)
                .map(last -> last.truncatedTo(ChronoUnit.SECONDS))
                .ifPresent(
                        last ->
                                found.notReady(
                                        Message.of("log-stream-silent.stopped")
                                                .with("stream", stream.name())
                                                .with("group", log.group())
                                                .with("at", last),
                                        step));
    }
}
