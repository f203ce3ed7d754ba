package io.muster.cli.output;

import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Check;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Wrapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was not seen, once for each cause, and what it hides. */
final class NotSeen {

    /** So many parts of scopes are named; more are counted. */
    private static final int MAX_PARTS = 3;

    private final Style style;
    private final int columns;

    NotSeen(Style style, int columns) {
        this.style = style;
        this.columns = columns;
    }

    List<String> lines(Origin origin, Totals totals, OpenWork work) {
        List<String> told = new ArrayList<>();
        Scorecard scorecard = totals.scorecard();
        work.blindSpots().forEach(spots -> told.add(told(spots, scorecard)));
        explained(scorecard, work, told);
        unread(origin, work, told);
        notAsked(origin, told);
        if (scorecard != null && scorecard.explained(Kind.NEVER_SHOWN) > 0) {
            told.add(
                    Labels.count(scorecard.explained(Kind.NEVER_SHOWN), "question")
                            + " that no API answers: only a person can");
        }
        if (told.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(style.bold("Not seen, and so unknown"));
        for (String text : told) {
            List<String> wrapped = Wrapping.wrap(Printable.line(text), columns - 4);
            wrapped.forEach(line -> lines.add("    " + line));
        }
        return lines;
    }

    /** What a cause hides whose finding is not among those shown. */
    private static void explained(@Nullable Scorecard scorecard, OpenWork work, List<String> told) {
        if (scorecard == null) {
            return;
        }
        Map<String, Integer> byTeller = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            if (scorecard.explained(kind) > 0) {
                kind.toldBy()
                        .ifPresent(
                                check ->
                                        byTeller.merge(
                                                check, scorecard.explained(kind), Integer::sum));
            }
        }
        work.blindSpots().forEach(spots -> byTeller.remove(spots.group().key()));
        byTeller.forEach(
                (check, count) ->
                        told.add(
                                Labels.count(count, "answer")
                                        + " unknown for what is told by "
                                        + check));
    }

    private static String told(OpenWork.BlindSpots spots, @Nullable Scorecard scorecard) {
        WorkGroup group = spots.group();
        Row first = group.first();
        String what =
                switch (first.of().type()) {
                    case SCOPE ->
                            group.resources() == 1
                                    ? first.of().scope().region()
                                            + ": "
                                            + first.actual().english()
                                            + ";"
                                    : group.counted() + " not read whole";
                    case INSTANCE ->
                            group.counted()
                                    + (first.check().equals("ssm-managed")
                                            ? " not managed by Systems Manager"
                                            : " silent or read in part");
                    case ADDRESS, LOG_GROUP, SNAPSHOT, VOLUME, WORKLOAD ->
                            group.counted() + " not read whole";
                };
        return what + hidden(spots, scorecard) + " (" + first.check() + ")";
    }

    /**
     * How much a kind of blind spot hides: checks each where that is known or the same for all, or
     * else answers.
     */
    private static String hidden(OpenWork.BlindSpots spots, @Nullable Scorecard scorecard) {
        int resources = spots.group().resources();
        String verb = resources == 1 ? " hides " : " hide ";
        if (spots.mostHidden() > 0) {
            String checks = Labels.count(spots.mostHidden(), "check");
            return verb + (resources == 1 ? checks : "up to " + checks + " each");
        }
        int answers = 0;
        for (Kind kind : Kind.values()) {
            if (scorecard != null
                    && kind.toldBy().filter(spots.group().key()::equals).isPresent()) {
                answers += scorecard.explained(kind);
            }
        }
        if (answers == 0) {
            return "";
        }
        boolean each = spots.group().first().of().type() == ResourceType.INSTANCE;
        return verb
                + (each && answers % resources == 0
                        ? Labels.count(answers / resources, "check")
                                + (resources == 1 ? "" : " each")
                        : Labels.count(answers, "answer"));
    }

    /** What the scope's own finding does not tell, because a filter leaves it out or it is old. */
    private static void unread(Origin origin, OpenWork work, List<String> told) {
        boolean toldByScope =
                work.blindSpots().stream()
                        .anyMatch(spots -> spots.group().first().of().type() == ResourceType.SCOPE);
        Map<String, List<String>> byPart = new LinkedHashMap<>();
        for (ScopeState state : origin.scopes()) {
            if (Unread.deniedByOrganisation(state.report())) {
                byPart.computeIfAbsent(
                                "denied by a policy of the organisation", part -> new ArrayList<>())
                        .add(state.report().scope().region());
                continue;
            }
            state.report().unseen().stream()
                    .filter(unseen -> unseen.why() != Why.NOT_COLLECTED && !toldByScope)
                    .forEach(
                            unseen ->
                                    byPart.computeIfAbsent(
                                                    "%s (%s)"
                                                            .formatted(
                                                                    unseen.part(),
                                                                    Labels.of(unseen.why())),
                                                    part -> new ArrayList<>())
                                            .add(state.report().scope().region()));
        }
        byPart.entrySet().stream()
                .limit(MAX_PARTS)
                .forEach(
                        part ->
                                told.add(
                                        String.join(", ", part.getValue()) + ": " + part.getKey()));
        int left = byPart.size() - MAX_PARTS;
        if (left > 0) {
            told.add("and " + Labels.count(left, "more part") + ": --verbose");
        }
    }

    /** Which checks a scan from a laptop does not put, and how to have them put. */
    private static void notAsked(Origin origin, List<String> told) {
        if (origin.scan() == null || origin.scan().partial()) {
            return;
        }
        boolean notAsked =
                origin.scopes().stream()
                        .flatMap(state -> state.report().unseen().stream())
                        .anyMatch(unseen -> unseen.why() == Why.NOT_COLLECTED);
        if (notAsked) {
            long guest = count(Check.OfGuest.class);
            long logs = count(Check.OfLogs.class) + count(Check.OfLogGroup.class);
            told.add(
                    "%s of the inside and %s of logs were not put: they need --table NAME of a deployed Muster, or ./muster guest on the host"
                            .formatted(Labels.count(guest, "check"), Labels.number(logs)));
        }
    }

    private static long count(Class<?> kind) {
        return BuiltInChecks.catalogue().all().stream().filter(kind::isInstance).count();
    }
}
