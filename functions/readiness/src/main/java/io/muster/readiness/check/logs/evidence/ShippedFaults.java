package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogLeftOut;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.logs.Signature;
import io.muster.readiness.logs.Signatures;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The known faults that log streams in CloudWatch tell of, and whether each goes on, grows or has
 * ended.
 *
 * <p>All is told as of the analysis and not as of now, and in bands, so that a finding is written
 * again when something changed and not because time went by.
 */
public final class ShippedFaults {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int DAYS_BEFORE = 7;

    /** From so many a day on, a fault may be said to grow. */
    private static final int MIN_GROWTH = 10;

    private final Thresholds thresholds;
    private final Instant now;
    private final VerdictBuilder to;

    /**
     * Gathers faults.
     *
     * @param now the time as of which is judged
     */
    public ShippedFaults(Thresholds thresholds, Instant now, VerdictBuilder to) {
        this.thresholds = thresholds;
        this.now = now;
        this.to = to;
    }

    /** How a fault is getting on. */
    enum Course {
        OPEN,
        GROWING,
        ENDED
    }

    /** Objects to the faults of some severities that have not ended. */
    public void read(Log log, Predicate<Severity> wanted) {
        LogObservation observation = log.observation();
        doubts(observation);
        for (SignatureCount fault : log.faults()) {
            Optional<Signature> known = Signatures.byId(fault.signature());
            if (known.isPresent()
                    && wanted.test(known.get().rule().severity())
                    && !BruteForce.SIGNATURES.contains(fault.signature())) {
                tell(observation, known.get(), fault);
            }
        }
    }

    private void tell(LogObservation observation, Signature signature, SignatureCount fault) {
        Course course = course(observation, signature, fault);
        Message what = LogFaults.error(signature, fault.details());
        switch (course) {
            case ENDED ->
                    to.evidence(
                            Message.of("logs.error-ended")
                                    .with("error", what)
                                    .with("at", fault.last().truncatedTo(ChronoUnit.SECONDS)));
            case OPEN, GROWING -> {
                Message times =
                        observation.atLeast(fault.first())
                                ? Message.of("common.times-at-least")
                                        .with("count", Quantity.band(fault.counts().total()))
                                : Quantity.times(fault.counts().total());
                to.notReady(
                        Message.of(
                                        course == Course.GROWING
                                                ? "logs.error-growing"
                                                : "logs.error-open")
                                .with("error", what)
                                .with("times", times)
                                .with("group", observation.group()),
                        Map.of("group", observation.group(), "stream", fault.stream()));
                to.evidence(
                        Message.of("logs.error-since")
                                .with("at", fault.first().truncatedTo(ChronoUnit.SECONDS))
                                .with("example", fault.example()));
                to.evidence(LogFaults.advice(signature));
            }
        }
    }

    /**
     * A fault has ended when a day went by without it; a critical one, which damages what it
     * touches, counts as long as a guest's own.
     */
    Course course(LogObservation observation, Signature signature, SignatureCount fault) {
        Instant until = observation.analysedUntil();
        Duration counts =
                signature.rule().severity() == Severity.CRITICAL
                        ? thresholds.get(Setting.LOG_ERROR_DAYS)
                        : DAY;
        if (!fault.last().isAfter(until.minus(counts))) {
            return Course.ENDED;
        }
        Instant yesterday = HourlyCounts.hourOf(until.minus(DAY));
        long lastDay = fault.counts().since(yesterday).total();
        Instant week = yesterday.minus(Duration.ofDays(DAYS_BEFORE));
        Instant seenSince =
                observation.analysedFrom().isAfter(week) ? observation.analysedFrom() : week;
        long daysSeen = Duration.between(seenSince, yesterday).toDays();
        long before = fault.counts().between(seenSince, yesterday);
        boolean growing =
                daysSeen >= 1 && lastDay >= MIN_GROWTH && lastDay * daysSeen >= 2 * before;
        return growing ? Course.GROWING : Course.OPEN;
    }

    private void doubts(LogObservation observation) {
        Instant until = observation.analysedUntil();
        if (Duration.between(until, now).compareTo(thresholds.get(Setting.LOG_MAXIMUM_AGE_HOURS))
                > 0) {
            LogLeftOut leftOut = observation.leftOut();
            Message old =
                    leftOut == null
                            ? Message.of("logs.not-analysed-since")
                            : Message.of("logs.not-analysed-because").with("reason", leftOut.why());
            to.unknown(
                    old.with("group", observation.group())
                            .with("until", until.truncatedTo(ChronoUnit.SECONDS))
                            .with("hours", thresholds.get(Setting.LOG_MAXIMUM_AGE_HOURS).toHours()),
                    new Cause(Cause.Kind.LOG_UNREAD, observation.group()));
        }
        Instant end = until.isAfter(observation.readAt()) ? until : observation.readAt();
        for (LogLeftOut unread : observation.unread(until.minus(DAY), end)) {
            to.unknown(
                    Message.of("logs.not-read")
                            .with("group", observation.group())
                            .with("reason", unread.why()),
                    new Cause(Cause.Kind.LOG_UNREAD, observation.group()));
        }
    }
}
