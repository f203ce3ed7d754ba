package io.muster.cli.output;

import io.muster.cli.output.Totals.Listed;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.graviton.Effort;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.text.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What programs get of moves to arm64. */
public final class GravitonFields {

    private GravitonFields() {}

    /** The verdict on one instance; null where the run that scanned it did not ask for one. */
    public static @Nullable Map<String, @Nullable Object> of(@Nullable GravitonVerdict verdict) {
        if (verdict == null) {
            return null;
        }
        Effort effort = verdict.effort();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("verdict", verdict.outcome().name());
        fields.put("effort", effort == null ? null : effort.label());
        fields.put("blockers", english(verdict.blockers()));
        fields.put("reasons", english(verdict.reasons()));
        fields.put("prices", verdict.prices().label());
        fields.put("cheapest", option(verdict.cheapest()));
        fields.put("newest", option(verdict.newest()));
        Option tradeOff = verdict.tradeOff();
        Map<String, @Nullable Object> compromise = option(tradeOff);
        if (compromise != null && tradeOff != null) {
            compromise.put("shortfalls", english(tradeOff.shortfalls()));
        }
        fields.put("tradeOff", compromise);
        fields.put("image", image(verdict.image()));
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> image(@Nullable MatchingImage image) {
        if (image == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        switch (image) {
            case MatchingImage.Found found -> {
                fields.put("id", found.id());
                fields.put("name", found.name());
                fields.put("foundBy", found.how().label());
                fields.put("by", found.by());
                fields.put("why", null);
            }
            case MatchingImage.None none -> unknown(none.why(), fields);
            case MatchingImage.Unread unread -> unknown(unread.why(), fields);
        }
        return fields;
    }

    private static void unknown(Message why, Map<String, @Nullable Object> fields) {
        fields.put("id", null);
        fields.put("name", null);
        fields.put("foundBy", null);
        fields.put("by", null);
        fields.put("why", why.english());
    }

    private static @Nullable Map<String, @Nullable Object> option(@Nullable Option option) {
        if (option == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("instanceType", option.instanceType());
        fields.put("monthlyDeltaUsd", option.monthlyDelta());
        return fields;
    }

    /** Whether the run did not ask for what a verdict takes, as one of a few checks does not. */
    static boolean notAsked(List<Listed> instances) {
        return !instances.isEmpty()
                && instances.stream()
                        .allMatch(listed -> listed.known() && listed.instance().graviton() == null);
    }

    /** The totals of instances, by outcome and workload. */
    static GravitonTotals totals(List<Listed> instances) {
        GravitonTotals totals = new GravitonTotals();
        for (Listed listed : instances) {
            if (listed.known()) {
                totals.add(listed.instance());
            } else {
                totals.addUnknown();
            }
        }
        return totals;
    }

    /** Totals with what stands in the way, and those of each workload. */
    public static Map<String, @Nullable Object> of(GravitonTotals totals) {
        Map<String, @Nullable Object> fields = counted(totals);
        fields.put(
                "blockers",
                totals.blockers().stream()
                        .map(
                                blocker ->
                                        Map.of(
                                                "blocker", blocker.what().english(),
                                                "instances", blocker.instances()))
                        .toList());
        fields.put(
                "workloads",
                totals.workloads().stream()
                        .map(
                                workload -> {
                                    Map<String, @Nullable Object> of = new LinkedHashMap<>();
                                    of.put("workload", workload);
                                    of.putAll(counted(totals.of(workload)));
                                    return of;
                                })
                        .toList());
        return fields;
    }

    /** Totals alone. */
    public static Map<String, @Nullable Object> counted(GravitonTotals totals) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("ready", totals.count(Outcome.READY));
        fields.put("candidates", totals.count(Outcome.CANDIDATE));
        fields.put("blocked", totals.count(Outcome.BLOCKED));
        fields.put("notApplicable", totals.count(Outcome.NOT_APPLICABLE));
        fields.put("unknown", totals.count(Outcome.UNKNOWN));
        fields.put("monthlySavingUsd", totals.monthlySaving());
        fields.put("monthlySavingAtMostUsd", totals.monthlySavingAtMost());
        return fields;
    }

    private static List<String> english(List<Message> lines) {
        return lines.stream().map(Message::english).toList();
    }
}
