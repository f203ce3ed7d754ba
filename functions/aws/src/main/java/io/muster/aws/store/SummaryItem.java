package io.muster.aws.store;

import io.muster.aws.store.ScopeSummary.RosterStamp;
import io.muster.aws.store.ScopeSummary.Writer;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Spread;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.GravitonSum;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A scope's newest scan as an item. */
final class SummaryItem {

    static final String OBSERVED_AT = FindingItem.OBSERVED_AT;

    /** Only of a scan in several segments. */
    private static final String BEGUN_AT = "begunAt";

    private static final String TOOL = "toolVersion";
    private static final String CATALOGUE = "catalogueVersion";
    private static final String STALE_AFTER = "staleAfterSeconds";
    private static final String EXPLAINED = "explained";
    private static final String READINESS = "readiness";
    private static final String ROSTER_DIGEST = "rosterDigest";
    private static final String ROSTER_CHUNKS = "rosterChunks";

    /** How many instances can move to arm64. */
    private static final String GRAVITON = "graviton";

    /** Since when the scope is not in the configuration any more. */
    static final String LEFT = "leftAt";

    /** In how many workloads each check is not ready that has spread. */
    private static final String SPREAD = "spread";

    /** The checks that are not ready in less of the scope. */
    private static final String NOT_SPREAD = "notSpread";

    private SummaryItem() {}

    static Map<String, AttributeValue> key(Scope scope) {
        return Keys.of(Keys.SCOPES, Keys.summary(scope));
    }

    static Map<String, AttributeValue> write(ScopeSummary summary) {
        ScopeReport report = summary.report();
        Writer writer = summary.writer();
        RosterStamp roster = summary.roster();
        boolean inOnePiece = summary.begunAt().equals(report.startedAt());
        Attributes attributes = new Attributes();
        key(report.scope()).forEach(attributes::put);
        summary.changes().byName().forEach(attributes::put);
        attributes
                .put(Item.VERSION_ATTRIBUTE, Item.VERSION)
                .put("partition", report.scope().partition())
                .put(OBSERVED_AT, report.startedAt())
                .put(BEGUN_AT, inOnePiece ? null : summary.begunAt())
                .put("finishedAt", report.finishedAt())
                .put("instances", report.instances())
                .put("volumes", report.volumes())
                .put("calls", calls(report.calls()))
                .put("unseen", unseen(report.unseen()));
        return put(report.scorecard(), attributes)
                .put(TOOL, writer.tool())
                .put(CATALOGUE, writer.catalogue())
                .put(STALE_AFTER, Attributes.of(writer.staleAfter().toSeconds()))
                .put(READINESS, roster == null ? null : readiness(roster))
                .put(ROSTER_DIGEST, roster == null ? null : roster.digest())
                .put(ROSTER_CHUNKS, roster == null ? null : roster.chunks())
                .put(GRAVITON, roster == null ? null : graviton(roster.graviton()))
                .put(LEFT, summary.left())
                .put(SPREAD, spread(summary.spread()))
                .put(NOT_SPREAD, below(summary.spread()))
                .values();
    }

    /** What was counted, as {@link #scorecard} reads it. */
    static Attributes put(Scorecard scorecard, Attributes to) {
        return to.put("verdicts", verdicts(scorecard))
                .put("notReady", counts(Severity.values(), scorecard::notReady))
                .put(EXPLAINED, explained(scorecard));
    }

    static ScopeSummary read(String table, Map<String, AttributeValue> attributes) {
        Item item = Item.of(table, attributes);
        ScopeReport report =
                new ScopeReport(
                        scope(item),
                        item.time(OBSERVED_AT),
                        item.time("finishedAt"),
                        item.countOrNull("instances"),
                        item.countOrNull("volumes"),
                        calls(item.map("calls")),
                        item.maps("unseen").stream().map(SummaryItem::unseenOf).toList(),
                        scorecard(item));
        Instant begunAt = item.timeOrNull(BEGUN_AT);
        return new ScopeSummary(
                report,
                ChangeCounts.of(item::count),
                begunAt == null ? report.startedAt() : begunAt,
                writer(item),
                item.has(ROSTER_DIGEST) ? roster(item) : null,
                item.timeOrNull(LEFT),
                item.has(NOT_SPREAD) ? spread(item) : Spread.NONE);
    }

    private static @Nullable AttributeValue spread(Spread spread) {
        if (spread.workloads().isEmpty()) {
            return null;
        }
        Map<String, AttributeValue> checks = new LinkedHashMap<>();
        spread.workloads().forEach((check, count) -> checks.put(check, Attributes.of(count)));
        return AttributeValue.fromM(checks);
    }

    private static @Nullable List<String> below(Spread spread) {
        return spread.equals(Spread.NONE) ? null : List.copyOf(spread.below());
    }

    private static Spread spread(Item item) {
        SortedMap<String, Integer> workloads = new TreeMap<>();
        if (item.has(SPREAD)) {
            Item checks = item.map(SPREAD);
            checks.names().forEach(check -> workloads.put(check, checks.count(check)));
        }
        return new Spread(workloads, new TreeSet<>(item.texts(NOT_SPREAD)));
    }

    /** An older Muster wrote nothing of itself. */
    private static Writer writer(Item item) {
        int layout = item.count(Item.VERSION_ATTRIBUTE);
        return new Writer(
                item.textOrNull(TOOL),
                item.textOrNull(CATALOGUE),
                item.has(STALE_AFTER)
                        ? Duration.ofSeconds(item.count(STALE_AFTER))
                        : Writer.unknown(layout).staleAfter(),
                layout);
    }

    private static RosterStamp roster(Item item) {
        Item counts = item.map(READINESS);
        Map<Readiness, Integer> byReadiness = new EnumMap<>(Readiness.class);
        for (String name : counts.names()) {
            byReadiness.put(
                    counts.constant(Readiness.class, "a readiness", name), counts.count(name));
        }
        return new RosterStamp(
                byReadiness,
                item.text(ROSTER_DIGEST),
                item.count(ROSTER_CHUNKS),
                item.has(GRAVITON) ? graviton(item.map(GRAVITON)) : null);
    }

    /** Counts by the names of the outcomes, and what they save. */
    private static @Nullable AttributeValue graviton(@Nullable GravitonSum sum) {
        if (sum == null) {
            return null;
        }
        return AttributeValue.fromM(
                Map.of(
                        "instances", counts(Outcome.values(), sum::count),
                        "monthlySavingUsd", Attributes.of(sum.saving().toPlainString()),
                        "monthlySavingAtMostUsd",
                                Attributes.of(sum.savingAtMost().toPlainString())));
    }

    private static GravitonSum graviton(Item item) {
        Item instances = item.map("instances");
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (String name : instances.names()) {
            counts.put(
                    instances.constant(Outcome.class, "an outcome", name), instances.count(name));
        }
        return new GravitonSum(
                counts, item.amount("monthlySavingUsd"), item.amount("monthlySavingAtMostUsd"));
    }

    private static AttributeValue readiness(RosterStamp roster) {
        return counts(Readiness.values(), kind -> roster.counts().getOrDefault(kind, 0));
    }

    private static AttributeValue explained(Scorecard scorecard) {
        return counts(Cause.Kind.values(), scorecard::explained);
    }

    static <E extends Enum<E>> AttributeValue counts(E[] kinds, ToIntFunction<E> count) {
        Map<String, AttributeValue> counts = new LinkedHashMap<>();
        for (E kind : kinds) {
            if (count.applyAsInt(kind) > 0) {
                counts.put(kind.name(), Attributes.of(count.applyAsInt(kind)));
            }
        }
        return AttributeValue.fromM(counts);
    }

    private static AttributeValue calls(SortedMap<String, CallCount> calls) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        calls.forEach((operation, count) -> map.put(operation, count(count)));
        return AttributeValue.fromM(map);
    }

    private static AttributeValue count(CallCount count) {
        return AttributeValue.fromM(
                Map.of(
                        "calls", Attributes.of(count.calls()),
                        "retries", Attributes.of(count.retries()),
                        "throttles", Attributes.of(count.throttles())));
    }

    private static SortedMap<String, CallCount> calls(Item item) {
        SortedMap<String, CallCount> calls = new TreeMap<>();
        for (String operation : item.names()) {
            Item count = item.map(operation);
            calls.put(
                    operation,
                    new CallCount(
                            count.number("calls"),
                            count.number("retries"),
                            count.number("throttles")));
        }
        return calls;
    }

    private static AttributeValue unseen(List<Unseen> unseen) {
        return AttributeValue.fromL(unseen.stream().map(SummaryItem::unseen).toList());
    }

    private static AttributeValue unseen(Unseen part) {
        return AttributeValue.fromM(
                Map.of(
                        "part", Attributes.of(part.part()),
                        "why", Attributes.of(part.why().name()),
                        "detail", Attributes.of(part.detail().english()),
                        "says", Attributes.of(MessageText.write(part.detail()))));
    }

    private static Unseen unseenOf(Item item) {
        return new Unseen(
                item.text("part"),
                item.constant(Fact.Why.class, "why"),
                MessageText.read(item.textOrNull("says"), item.text("detail")));
    }

    private static AttributeValue verdicts(Scorecard scorecard) {
        Map<String, AttributeValue> rows = new LinkedHashMap<>();
        for (ChecklistRow row : ChecklistRow.values()) {
            AttributeValue counts = counts(Status.values(), of -> scorecard.count(row, of));
            if (!counts.m().isEmpty()) {
                rows.put(row.name(), counts);
            }
        }
        return AttributeValue.fromM(rows);
    }

    static Scorecard scorecard(Item item) {
        Item verdicts = item.map("verdicts");
        Item notReady = item.map("notReady");
        Scorecard scorecard = new Scorecard();
        for (String name : verdicts.names()) {
            ChecklistRow row = verdicts.constant(ChecklistRow.class, "a row", name);
            Item counts = verdicts.map(name);
            for (String status : counts.names()) {
                scorecard.add(
                        row, counts.constant(Status.class, name, status), counts.count(status));
            }
        }
        for (String name : notReady.names()) {
            scorecard.addNotReady(
                    notReady.constant(Severity.class, "a severity", name), notReady.count(name));
        }
        if (item.has(EXPLAINED)) {
            Item explained = item.map(EXPLAINED);
            for (String name : explained.names()) {
                scorecard.addExplained(
                        explained.constant(Cause.Kind.class, "a cause", name),
                        explained.count(name));
            }
        }
        return scorecard;
    }

    private static Scope scope(Item item) {
        String[] parts = item.text(Keys.SK).split("#", -1);
        if (parts.length != 2) {
            throw item.corrupt("its sort key is not <account>#<region>");
        }
        return item.scope(parts[0], parts[1]);
    }
}
