package io.muster.cli.output;

import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.session.Page;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Check;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What could not be evaluated, once for each cause, and what that hides. */
final class NotSeen {

    /** So many parts of scopes are named; more are counted. */
    private static final int MAX_PARTS = 3;

    private final Page page;
    private final String table;

    /**
     * @param table the name of the table that a scan could have used
     */
    NotSeen(Page page, String table) {
        this.page = page;
        this.table = table;
    }

    List<String> lines(Origin origin, Totals totals, OpenWork work) {
        List<Message> told = new ArrayList<>();
        Scorecard scorecard = totals.scorecard();
        work.blindSpots().forEach(spots -> told.add(told(spots, scorecard)));
        explained(scorecard, work, told);
        unread(origin, work, told);
        notCollected(origin, told);
        if (scorecard != null && scorecard.explained(Kind.NEVER_SHOWN) > 0) {
            told.add(
                    Message.of("screen.person")
                            .with("count", scorecard.explained(Kind.NEVER_SHOWN)));
        }
        if (told.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(page.style().bold(page.text(Message.of("screen.not-evaluated"))));
        for (Message each : told) {
            page.wrapped(each, page.columns() - 4).forEach(line -> lines.add("    " + line));
        }
        return lines;
    }

    /** What a cause hides whose finding is not among those shown. */
    private static void explained(
            @Nullable Scorecard scorecard, OpenWork work, List<Message> told) {
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
                                Message.of("screen.effect-see")
                                        .with("count", count)
                                        .with("check", check)));
    }

    private static Message told(OpenWork.BlindSpots spots, @Nullable Scorecard scorecard) {
        Row first = spots.group().first();
        Message cause = cause(spots.group(), first);
        return hidden(spots, scorecard)
                .map(
                        effect ->
                                Message.of("screen.spot-effect")
                                        .with("cause", cause)
                                        .with("effect", effect)
                                        .with("check", first.check()))
                .orElseGet(
                        () ->
                                Message.of("screen.spot")
                                        .with("cause", cause)
                                        .with("check", first.check()));
    }

    private static Message cause(WorkGroup group, Row first) {
        ResourceType type = first.of().type();
        if (type == ResourceType.SCOPE && group.resources() == 1) {
            return Message.of("screen.spot-scope")
                    .with("region", first.of().scope().region())
                    .with("reason", first.actual());
        }
        if (type != ResourceType.INSTANCE) {
            return Message.of("screen.spot-unread").with("resources", group.counted());
        }
        return Message.of(
                        first.check().equals(Kind.GUEST_UNMANAGED.toldBy().orElseThrow())
                                ? "screen.spot-unmanaged"
                                : "screen.spot-uninspected")
                .with("instances", group.counted());
    }

    /**
     * How much a kind of blind spot hides: checks each where that is known or the same for all, or
     * else results.
     */
    private static Optional<Message> hidden(
            OpenWork.BlindSpots spots, @Nullable Scorecard scorecard) {
        int resources = spots.group().resources();
        if (spots.mostHidden() > 0) {
            return Optional.of(
                    Message.of(
                                    resources == 1
                                            ? "screen.effect-checks"
                                            : "screen.effect-checks-most")
                            .with("count", spots.mostHidden()));
        }
        int results = 0;
        for (Kind kind : Kind.values()) {
            if (scorecard != null
                    && kind.toldBy().filter(spots.group().key()::equals).isPresent()) {
                results += scorecard.explained(kind);
            }
        }
        if (results == 0) {
            return Optional.empty();
        }
        boolean each = spots.group().first().of().type() == ResourceType.INSTANCE;
        if (!each || results % resources != 0) {
            return Optional.of(Message.of("screen.effect-results").with("count", results));
        }
        return Optional.of(
                Message.of(resources == 1 ? "screen.effect-checks" : "screen.effect-checks-each")
                        .with("count", results / resources));
    }

    /** What the scope's own finding does not tell, because a filter leaves it out or it is old. */
    private static void unread(Origin origin, OpenWork work, List<Message> told) {
        boolean toldByScope =
                work.blindSpots().stream()
                        .anyMatch(spots -> spots.group().first().of().type() == ResourceType.SCOPE);
        List<String> denied = new ArrayList<>();
        Map<Part, List<String>> byPart = new LinkedHashMap<>();
        for (ScopeState state : origin.scopes()) {
            String region = state.report().scope().region();
            if (Unread.deniedByOrganisation(state.report())) {
                denied.add(region);
                continue;
            }
            state.report().unseen().stream()
                    .filter(unseen -> unseen.why() != Why.NOT_COLLECTED && !toldByScope)
                    .forEach(
                            unseen ->
                                    byPart.computeIfAbsent(
                                                    new Part(unseen.part(), unseen.why()),
                                                    part -> new ArrayList<>())
                                            .add(region));
        }
        if (!denied.isEmpty()) {
            told.add(
                    Message.of("screen.unread-organization")
                            .with("regions", String.join(", ", denied)));
        }
        byPart.entrySet().stream()
                .limit(MAX_PARTS)
                .forEach(
                        part ->
                                told.add(
                                        Message.of("screen.unread")
                                                .with("regions", String.join(", ", part.getValue()))
                                                .with("part", Source.named(part.getKey().name()))
                                                .with("why", Labels.of(part.getKey().why()))));
        int left = byPart.size() - MAX_PARTS;
        if (left > 0) {
            told.add(Message.of("screen.unread-more").with("count", left));
        }
    }

    /** What could not be read, in whichever regions. */
    private record Part(String name, Why why) {}

    /** Which checks a scan from a laptop does not run, and how to have them run. */
    private void notCollected(Origin origin, List<Message> told) {
        if (origin.scan() == null || origin.scan().partial()) {
            return;
        }
        boolean notCollected =
                origin.scopes().stream()
                        .flatMap(state -> state.report().unseen().stream())
                        .anyMatch(unseen -> unseen.why() == Why.NOT_COLLECTED);
        if (notCollected) {
            told.add(
                    Message.of("screen.not-collected")
                            .with("guest", count(Check.OfGuest.class))
                            .with("logs", count(Check.OfLogs.class) + count(Check.OfLogGroup.class))
                            .with("table", table));
        }
    }

    private static long count(Class<?> kind) {
        return BuiltInChecks.catalogue().all().stream().filter(kind::isInstance).count();
    }
}
