package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.LogStreams.Stream;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A group that receives no log event any more, and whose stored events are billed. */
public final class LogGroupIdle extends Check.OfLogGroup {

    public LogGroupIdle() {
        super(
                new Rule("log-group-idle", COST_OPTIMIZATION, LOW),
                """
                # {#delete}
                aws logs describe-log-streams --region {region} --log-group-name {id} --order-by LastEventTime --descending --max-items 5
                aws logs delete-log-group --region {region} --log-group-name "${UNUSED_LOG_GROUP:?name of the log group to delete}"
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html");
    }

    @Override
    public Verdict judge(LogGroup group, Fleet fleet, Thresholds thresholds) {
        Duration idle = thresholds.get(Setting.LOG_IDLE_DAYS);
        Message expected = Message.of("log-group-idle.expected").with("days", idle.toDays());
        return Verdict.of(
                expected, streams(group, fleet), streams -> judge(group, streams, idle, expected));
    }

    private static Verdict judge(
            LogGroup group, LogStreams streams, Duration idle, Message expected) {
        Instant since = streams.seenAt().minus(idle);
        Optional<Instant> last =
                streams.streams().stream().map(Stream::lastEventAt).max(Instant::compareTo);
        if (last.isPresent() && !last.get().isBefore(since)) {
            return Verdict.ready(expected, Message.of("log-group-idle.in-use"));
        }
        if (last.isPresent()) {
            return Verdict.notReady(
                            expected,
                            Message.of("log-group-idle.idle")
                                    .with("at", last.get().truncatedTo(ChronoUnit.SECONDS)))
                    .withEvidence(stored(group));
        }
        Instant created = group.createdAt();
        if (created != null && created.isAfter(since)) {
            return Verdict.notApplicable(
                    Message.of("log-group-idle.new").with("days", idle.toDays()));
        }
        return streams.complete()
                ? Verdict.notReady(expected, Message.of("log-group-idle.never"))
                        .withEvidence(stored(group))
                : Verdict.unknown(expected, Message.of("log-group-idle.not-all-streams"));
    }

    private static List<Message> stored(LogGroup group) {
        Long stored = group.storedBytes();
        return stored == null
                ? List.of()
                : List.of(Message.of("log-group-idle.stored").with("size", Quantity.size(stored)));
    }

    private static Fact<LogStreams> streams(LogGroup group, Fleet fleet) {
        Fact<LogStreams> unlisted =
                Fact.<LogStreams>missing(
                                Fact.Why.NOT_COLLECTED, Message.of("facts.streams-not-listed"))
                        .because(Cause.of(Cause.Kind.NOT_COLLECTED));
        return fleet.observationOf(group)
                .flatMap(found -> found.map(LogObservation::streams).orElse(unlisted));
    }
}
