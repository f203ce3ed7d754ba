package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fleet.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Taking events in costs many times what keeping them does, and half as much in a group of the
 * other class. How much a group takes in is at least what it keeps, spread over the days for which
 * it has kept it: what was deleted before and how well it was packed only make it more.
 */
public final class LogGroupClass extends Check.OfLogGroup {

    public LogGroupClass() {
        super(
                new Rule("log-group-class", COST_OPTIMIZATION, LOW),
                "The log group is of the class that costs least",
                """
                # A class never changes: make a new group, send the logs there, and let the old one run out. A group of
                # the class INFREQUENT_ACCESS has no metric filters, no Live Tail and no subscription filters.
                aws logs describe-metric-filters --region {region} --log-group-name {id}
                aws logs create-log-group --region {region} --log-group-class INFREQUENT_ACCESS --log-group-name "${NEW_NAME:?say what to call it}"
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html");
    }

    private static final double GB = 1e9;
    private static final int MONTH = 30;

    @Override
    public Verdict judge(LogGroup group, Fleet fleet, Thresholds thresholds) {
        int worth = thresholds.get(Setting.LOG_SAVING_MINIMUM_USD);
        String expected =
                "INFREQUENT_ACCESS where that saves %d USD a month or more".formatted(worth);
        String region = fleet.scope().region();
        if (group.logClass() != LogClass.STANDARD) {
            return Verdict.notApplicable("its class is " + group.logClass());
        }
        return LogPrices.of(region)
                .map(prices -> judge(group, prices, worth, expected, fleet.observedAt()))
                .orElseGet(
                        () ->
                                Verdict.notApplicable(
                                        "the prices of CloudWatch Logs in %s are not known here"
                                                .formatted(region)));
    }

    private static Verdict judge(
            LogGroup group, LogPrices prices, int worth, String expected, Instant now) {
        Long stored = group.storedBytes();
        Instant created = group.createdAt();
        if (stored == null || created == null) {
            return Verdict.unknown(expected, "CloudWatch does not report its size and age");
        }
        Integer retention = group.retentionDays();
        long age = Math.max(1, Duration.between(created, now).toDays());
        long days = retention == null ? age : Math.min(age, retention);
        double keptGb = stored / GB;
        double takenInGb = keptGb / days * MONTH;
        double saving = takenInGb * (prices.takenIn() - prices.takenInInfrequently());
        double cost = keptGb * prices.keptAMonth() + takenInGb * prices.takenIn();
        Verdict verdict =
                saving >= worth
                        ? Verdict.notReady(
                                expected,
                                "STANDARD, at least %s USD a month, of which INFREQUENT_ACCESS would save %s"
                                        .formatted(band(cost), band(saving)))
                        : Verdict.ready(expected, "STANDARD, and little would be saved");
        return verdict.withLines(
                List.of(
                        "keeps %s, at %s USD a GB and month"
                                .formatted(Quantity.sizeAtLeast(stored), usd(prices.keptAMonth())),
                        "takes in at %s USD a GB, in the other class at %s"
                                .formatted(
                                        usd(prices.takenIn()), usd(prices.takenInInfrequently())),
                        "list prices as of " + LogPrices.AS_OF));
    }

    /** In steps, so that the text holds still while the group grows. */
    private static long band(double usd) {
        return Quantity.band((long) usd);
    }

    private static String usd(double price) {
        return String.format(Locale.ROOT, "%.2f", price);
    }
}
