package io.muster.readiness.check.highavailability;

import static io.muster.readiness.checklist.ChecklistRow.HIGH_AVAILABILITY;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogTraffic;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;

/** Requests that a web server answered with 500 to 599, as its access log tells. */
public final class LogServerErrors extends Check.OfLogGroup {

    public LogServerErrors() {
        super(
                new Rule("log-server-errors", HIGH_AVAILABILITY, HIGH),
                """
                # {#list}
                aws logs filter-log-events --region {region} --log-group-name {id} --filter-pattern {words} --max-items 20
                """,
                "https://httpwg.org/specs/rfc9110.html");
    }

    private static final Duration DAY = Duration.ofDays(1);

    /** Of fewer requests a share says nothing. */
    private static final int FEWEST = 100;

    @Override
    public Verdict judge(LogGroup group, Fleet fleet, Thresholds thresholds) {
        int limit = thresholds.get(Setting.LOG_SERVER_ERRORS_PERCENT);
        Message expected = Message.of("log-server-errors.expected").with("limit", limit);
        return Verdict.of(
                expected,
                fleet.observationOf(group),
                observation ->
                        Verdict.of(
                                expected,
                                observation.counts().traffic(),
                                traffic -> judge(observation, traffic, limit, expected)),
                () -> notAnalysed(group, expected));
    }

    private static Verdict notAnalysed(LogGroup group, Message expected) {
        return group.queryable()
                ? Verdict.unknown(expected, Message.of("log-server-errors.not-analyzed"))
                        .because(Cause.of(Cause.Kind.NOT_COLLECTED))
                : Verdict.notApplicable(
                        Message.of("log-server-errors.not-queryable")
                                .with("logClass", group.logClass().name()));
    }

    private static Verdict judge(
            LogObservation observation, LogTraffic traffic, int limit, Message expected) {
        Instant since = HourlyCounts.hourOf(observation.analysedUntil().minus(DAY));
        long requests = traffic.requests().since(since).total();
        long failed = traffic.serverErrors().since(since).total();
        if (requests == 0 && failed == 0) {
            return Verdict.notApplicable(Message.of("log-server-errors.no-access-log"));
        }
        if (requests < FEWEST) {
            return Verdict.notApplicable(
                    Message.of("log-server-errors.few-requests").with("fewest", FEWEST));
        }
        int percent = (int) (failed * 100 / requests);
        if (percent >= limit) {
            return Verdict.notReady(
                            expected,
                            Message.of("log-server-errors.high")
                                    .with("share", Quantity.shareAtLeast(percent, limit))
                                    .with("requests", Quantity.countAtLeast(requests)))
                    .withRemedyValue("words", "%HTTP/[0-9.]+. 5[0-9][0-9]%");
        }
        return observation.atLeast(since)
                ? Verdict.unknown(expected, Message.of("log-server-errors.cut"))
                : Verdict.ready(expected, Message.of("log-server-errors.low").with("limit", limit));
    }
}
