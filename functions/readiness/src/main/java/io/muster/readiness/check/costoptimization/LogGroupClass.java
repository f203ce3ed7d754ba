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
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Ingestion costs many times what storage does, and half as much in a group of the other class. How
 * much a group ingests is at least what it stores, spread over the days for which it has stored it:
 * what was deleted before and how well it was compressed only make it more.
 */
public final class LogGroupClass extends Check.OfLogGroup {

    public LogGroupClass() {
        super(
                new Rule("log-group-class", COST_OPTIMIZATION, LOW),
                """
                # {#new-group}
                aws logs describe-metric-filters --region {region} --log-group-name {id}
                aws logs create-log-group --region {region} --log-group-class INFREQUENT_ACCESS --log-group-name "${NEW_NAME:?name of the new log group}"
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html");
    }

    private static final double GB = 1e9;
    private static final int MONTH = 30;

    @Override
    public Verdict judge(LogGroup group, Fleet fleet, Thresholds thresholds) {
        int worth = thresholds.get(Setting.LOG_SAVING_MINIMUM_USD);
        Message expected = Message.of("log-group-class.expected").with("worth", worth);
        String region = fleet.scope().region();
        if (group.logClass() != LogClass.STANDARD) {
            return Verdict.notApplicable(
                    Message.of("log-group-class.other-class")
                            .with("class", group.logClass().toString()));
        }
        return LogPrices.of(region)
                .map(prices -> judge(group, prices, worth, expected, fleet.observedAt()))
                .orElseGet(
                        () ->
                                Verdict.notApplicable(
                                        Message.of("log-group-class.no-prices")
                                                .with("region", region)));
    }

    private static Verdict judge(
            LogGroup group, LogPrices prices, int worth, Message expected, Instant now) {
        Long stored = group.storedBytes();
        Instant created = group.createdAt();
        if (stored == null || created == null) {
            return Verdict.unknown(expected, Message.of("log-group-class.no-size"));
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
                                Message.of("log-group-class.saving")
                                        .with("cost", band(cost))
                                        .with("saving", band(saving)))
                        : Verdict.ready(
                                expected,
                                Message.of("log-group-class.no-saving").with("worth", worth));
        return verdict.withEvidence(
                List.of(
                        Message.of("log-group-class.storage")
                                .with("stored", Quantity.sizeAtLeast(stored))
                                .with("price", usd(prices.keptAMonth())),
                        Message.of("log-group-class.ingestion")
                                .with("standard", usd(prices.takenIn()))
                                .with("infrequent", usd(prices.takenInInfrequently())),
                        Message.of("log-group-class.prices").with("date", LogPrices.AS_OF)));
    }

    /** In steps, so that the text holds still while the group grows. */
    private static long band(double usd) {
        return Quantity.band((long) usd);
    }

    private static String usd(double price) {
        return String.format(Locale.ROOT, "%.2f", price);
    }
}
