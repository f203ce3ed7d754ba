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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A group into which nothing comes any more, and whose events are paid for. */
public final class LogGroupIdle extends Check.OfLogGroup {

    public LogGroupIdle() {
        super(
                new Rule("log-group-idle", COST_OPTIMIZATION, LOW),
                "The log group is in use",
                """
                # Ask who wrote to it before you delete it: an agent that died looks the same. This cannot be undone.
                aws logs describe-log-streams --region {region} --log-group-name {id} --order-by LastEventTime --descending --max-items 5
                aws logs delete-log-group --region {region} --log-group-name "${UNUSED_LOG_GROUP:?type the name to delete it}"
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html");
    }

    @Override
    public Verdict judge(LogGroup group, Fleet fleet, Thresholds thresholds) {
        Duration idle = thresholds.get(Setting.LOG_IDLE_DAYS);
        String expected = "an event within %d days".formatted(idle.toDays());
        return Verdict.of(
                expected, streams(group, fleet), streams -> judge(group, streams, idle, expected));
    }

    private static Verdict judge(
            LogGroup group, LogStreams streams, Duration idle, String expected) {
        Instant since = streams.seenAt().minus(idle);
        Optional<Instant> last =
                streams.streams().stream().map(Stream::lastEventAt).max(Instant::compareTo);
        if (last.isPresent() && !last.get().isBefore(since)) {
            return Verdict.ready(expected, "it takes in events");
        }
        Long stored = group.storedBytes();
        String keeps = stored == null ? "" : ", and keeps " + Quantity.size(stored);
        if (last.isPresent()) {
            return Verdict.notReady(
                    expected,
                    "the last event came at %s%s"
                            .formatted(last.get().truncatedTo(ChronoUnit.SECONDS), keeps));
        }
        Instant created = group.createdAt();
        if (created != null && created.isAfter(since)) {
            return Verdict.notApplicable(
                    "it was made less than %d days ago".formatted(idle.toDays()));
        }
        return streams.complete()
                ? Verdict.notReady(expected, "no stream in it ever spoke" + keeps)
                : Verdict.unknown(expected, "not all of its streams were listed");
    }

    private static Fact<LogStreams> streams(LogGroup group, Fleet fleet) {
        Fact<LogStreams> unlisted =
                Fact.<LogStreams>missing(Fact.Why.NOT_COLLECTED, "its streams were not listed yet")
                        .because(Cause.of(Cause.Kind.NOT_COLLECTED));
        return fleet.observationOf(group)
                .flatMap(found -> found.map(LogObservation::streams).orElse(unlisted));
    }
}
