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
import java.time.Duration;
import java.time.Instant;

/** Requests that a web server answered with 500 to 599, as its access log tells. */
public final class LogServerErrors extends Check.OfLogGroup {

    public LogServerErrors() {
        super(
                new Rule("log-server-errors", HIGH_AVAILABILITY, HIGH),
                "The web server answers its requests",
                """
                # See which requests fail, then look at the error log of the same minutes.
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
        String expected =
                "fewer than %d %% of a day's requests answered 500 to 599".formatted(limit);
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

    private static Verdict notAnalysed(LogGroup group, String expected) {
        return group.queryable()
                ? Verdict.unknown(expected, "it was not analysed yet")
                        .because(Cause.of(Cause.Kind.NOT_COLLECTED))
                : Verdict.notApplicable("its class allows no queries: " + group.logClass());
    }

    private static Verdict judge(
            LogObservation observation, LogTraffic traffic, int limit, String expected) {
        Instant since = HourlyCounts.hourOf(observation.analysedUntil().minus(DAY));
        long requests = traffic.requests().since(since).total();
        long failed = traffic.serverErrors().since(since).total();
        if (requests == 0 && failed == 0) {
            return Verdict.notApplicable("no access log of a web server");
        }
        if (requests < FEWEST) {
            return Verdict.notApplicable("fewer than %d requests in a day".formatted(FEWEST));
        }
        int percent = (int) (failed * 100 / requests);
        if (percent >= limit) {
            return Verdict.notReady(
                            expected,
                            "%s of %s requests"
                                    .formatted(
                                            Quantity.shareAtLeast(percent, limit),
                                            Quantity.countAtLeast(requests)))
                    .withRemedyValue("words", "%HTTP/[0-9.]+. 5[0-9][0-9]%");
        }
        return observation.atLeast(since)
                ? Verdict.unknown(expected, "more matching events than were read")
                : Verdict.ready(expected, "fewer");
    }
}
