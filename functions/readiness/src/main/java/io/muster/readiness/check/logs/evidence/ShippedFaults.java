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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        String details = String.join("; ", fault.details());
        String what =
                "%s%s"
                        .formatted(
                                signature.meaning(), details.isEmpty() ? "" : " (" + details + ")");
        switch (course) {
            case ENDED ->
                    to.evidence(
                            "ended: %s, last at %s"
                                    .formatted(what, fault.last().truncatedTo(ChronoUnit.SECONDS)));
            case OPEN, GROWING -> {
                String times =
                        observation.atLeast(fault.first())
                                ? "at least " + Quantity.band(fault.counts().total()) + " times"
                                : Quantity.times(fault.counts().total()).english();
                to.notReady(
                        "%s, %s%s, in %s"
                                .formatted(
                                        what,
                                        times,
                                        course == Course.GROWING ? " and growing" : "",
                                        observation.group()),
                        Map.of("group", observation.group(), "stream", fault.stream()));
                to.evidence(
                        "since %s: %s"
                                .formatted(
                                        fault.first().truncatedTo(ChronoUnit.SECONDS),
                                        fault.example()));
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
            to.unknown(
                    "%s was last analysed up to %s, longer ago than %d h%s"
                            .formatted(
                                    observation.group(),
                                    until.truncatedTo(ChronoUnit.SECONDS),
                                    thresholds.get(Setting.LOG_MAXIMUM_AGE_HOURS).toHours(),
                                    why(observation.leftOut())),
                    new Cause(Cause.Kind.LOG_UNREAD, observation.group()));
        }
        Instant end = until.isAfter(observation.readAt()) ? until : observation.readAt();
        for (LogLeftOut unread : observation.unread(until.minus(DAY), end)) {
            to.unknown(
                    "not all of %s was read: %s".formatted(observation.group(), inWords(unread)),
                    new Cause(Cause.Kind.LOG_UNREAD, observation.group()));
        }
    }

    private static String why(@Nullable LogLeftOut leftOut) {
        return leftOut == null ? "" : ": " + inWords(leftOut);
    }

    static String inWords(LogLeftOut leftOut) {
        String reason =
                switch (leftOut.reason()) {
                    case BUDGET -> "the run's budget was spent";
                    case QUERY_LIMIT -> "the account's queries were all in use";
                    case QUERY_FAILED -> "the query failed";
                    case QUERY_TIMED_OUT -> "the query was not done in time";
                    case DENIED -> "the query is not allowed";
                    case GROUP_DELETED -> "the group was gone";
                    case NOT_QUERYABLE -> "its class allows no queries";
                    case NOT_CHOSEN -> "the settings leave it out";
                    case NEVER_ASKED -> "it was not queried in time";
                    case TOO_MANY -> "it told of more faults than are kept";
                };
        return leftOut.detail().isEmpty() ? reason : reason + " (" + leftOut.detail() + ")";
    }
}
