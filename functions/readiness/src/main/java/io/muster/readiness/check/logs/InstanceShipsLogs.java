package io.muster.readiness.check.logs;

import static io.muster.readiness.checklist.ChecklistRow.LOGS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.logs.evidence.ShippedLogs;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an instance did not ship is lost with its disk. */
public final class InstanceShipsLogs extends Check.OfLogs {

    public InstanceShipsLogs() {
        super(
                new Rule("instance-ships-logs", LOGS, MEDIUM),
                """
                # {#install}
                aws ssm send-command --region {region} --instance-ids {id} --document-name AWS-ConfigureAWSPackage --parameters action=Install,name=AmazonCloudWatchAgent
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Agent-on-EC2-Instance.html");
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Duration silence = thresholds.get(Setting.LOG_SILENCE_HOURS);
        Message expected =
                Message.of("instance-ships-logs.expected").with("hours", silence.toHours());
        return ShippedLogs.ofRunning(
                instance,
                fleet,
                thresholds,
                expected,
                logs -> judge(instance, logs, fleet, silence, expected));
    }

    private static Verdict judge(
            Instance instance, List<Log> logs, Fleet fleet, Duration silence, Message expected) {
        Optional<Spoken> newest =
                logs.stream().flatMap(Spoken::in).max(Comparator.comparing(Spoken::at));
        if (newest.isPresent() && newest.get().within(silence)) {
            return Verdict.ready(
                    expected,
                    Message.of("instance-ships-logs.sends")
                            .with("group", newest.get().log.group()));
        }
        Optional<Missing<?>> doubt = doubt(fleet);
        if (doubt.isPresent()) {
            return Verdict.unknown(expected, doubt.get().detail()).because(doubt.get().cause());
        }
        if (newest.isPresent()) {
            return Verdict.notReady(
                    expected,
                    Message.of("instance-ships-logs.stopped")
                            .with("at", newest.get().at().truncatedTo(ChronoUnit.SECONDS))
                            .with("group", newest.get().log.group()));
        }
        Instant launched = instance.life().launchedAt();
        return launched != null && launched.plus(silence).isAfter(fleet.observedAt())
                ? Verdict.notApplicable(
                        Message.of("instance-ships-logs.new").with("hours", silence.toHours()))
                : Verdict.notReady(expected, Message.of("instance-ships-logs.no-stream"));
    }

    /** Why a stream may be there that was not seen; empty where every one was. */
    private static Optional<Missing<?>> doubt(Fleet fleet) {
        return fleet.facts()
                .get(Source.LOGS)
                .map(InstanceShipsLogs::unlisted)
                .orElseGet(Optional::of);
    }

    private static Optional<Missing<?>> unlisted(LogFacts logs) {
        List<String> unseen =
                logs.groups().stream()
                        .map(LogGroup::name)
                        .filter(name -> !listed(logs.observations().get(name)))
                        .sorted()
                        .toList();
        return unseen.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Missing<>(
                                Why.TRUNCATED,
                                Message.of("instance-ships-logs.not-listed")
                                        .with("count", unseen.size())
                                        .with("group", unseen.getFirst()),
                                new Cause(Cause.Kind.NOT_LISTED, unseen.getFirst())));
    }

    private static boolean listed(@Nullable LogObservation observation) {
        return observation != null && observation.streams().map(LogStreams::complete).orElse(false);
    }

    private record Spoken(Log log, Instant at) {

        private static Stream<Spoken> in(Log log) {
            return log.streams().stream().map(stream -> new Spoken(log, stream.lastEventAt()));
        }

        private boolean within(Duration silence) {
            return log.observation()
                    .streams()
                    .map(streams -> !at.plus(silence).isBefore(streams.seenAt()))
                    .orElse(false);
        }
    }
}
