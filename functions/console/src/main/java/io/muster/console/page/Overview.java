package io.muster.console.page;

import io.muster.console.page.Bar.Share;
import io.muster.console.page.Figure.Measure;
import io.muster.console.state.FleetState;
import io.muster.console.state.ListedFinding;
import io.muster.console.state.ListedInstance;
import io.muster.console.state.Seen.ScopeSeen;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.scorecard.GravitonSum;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fleet at a glance.
 *
 * @param alerts what to know before anything is read
 * @param first what to do first
 * @param spots what could not be seen, once for each cause
 * @param rows the fifteen rows
 */
public record Overview(
        List<String> alerts,
        List<Figure> figures,
        List<FindingGroup> first,
        List<Spot> spots,
        List<Row> rows) {

    /** So many are told first: more is no choice any more. */
    private static final int MAX_FIRST = 10;

    private static final int MAX_ALERTS = 10;

    public Overview {
        alerts = List.copyOf(alerts);
        figures = List.copyOf(figures);
        first = List.copyOf(first);
        spots = List.copyOf(spots);
        rows = List.copyOf(rows);
    }

    /**
     * What could not be seen for one cause, and what that hides.
     *
     * @param remedy for the first of what it concerns; empty where there is none
     * @param check that tells it; empty where none does
     */
    public record Spot(String cause, String effect, String remedy, String check) {

        /** Where its findings stand in a file. */
        public String anchor() {
            return FindingGroup.anchor(check);
        }
    }

    /**
     * The findings that tell a cause.
     *
     * @param first one of them, whose remedy is shown
     * @param more whether there are more than were counted
     */
    record Told(Finding first, int count, boolean more) {

        static Map<String, Told> of(List<ListedFinding> findings) {
            Map<String, Told> byCheck = new TreeMap<>();
            for (ListedFinding each : findings) {
                if (tells(each.finding())) {
                    byCheck.merge(
                            each.finding().check(),
                            new Told(each.finding(), 1, false),
                            (one, other) -> new Told(one.first(), one.count() + 1, false));
                }
            }
            return byCheck;
        }

        /** Also one that hides nothing, but for log groups, whose check tells of faults, too. */
        private static boolean tells(Finding finding) {
            String check = finding.check();
            return !finding.answer().hides().isEmpty()
                    || (Kind.tellers().contains(check)
                            && !check.equals(Kind.LOG_UNREAD.toldBy().orElseThrow()));
        }
    }

    /**
     * A row of the checklist.
     *
     * @param label such as {@code high-availability}
     * @param status such as {@code not-ready}
     */
    public record Row(
            String label,
            String title,
            String meaning,
            String status,
            int ready,
            int notReady,
            int unknown,
            Bar bar) {}

    /**
     * The overview.
     *
     * @param state whose instances are not asked for
     * @param told what tells causes, by the ids of the checks
     */
    static Overview of(
            FleetState state,
            GravitonSum graviton,
            List<FindingGroup> groups,
            Map<String, Told> told,
            Reader to) {
        return new Overview(
                alerts(state, to),
                figures(state, graviton, to),
                groups.stream()
                        .filter(group -> group.notReady() > 0)
                        .filter(group -> !Kind.tellers().contains(group.tones().check()))
                        .limit(MAX_FIRST)
                        .toList(),
                spots(state, told, to),
                rows(state.scorecard(), to));
    }

    private static List<String> alerts(FleetState state, Reader to) {
        List<Message> alerts = new ArrayList<>();
        if (state.seen().scopes().isEmpty()) {
            alerts.add(Message.of("console.no-scan"));
        }
        // First: a list of scopes must not push it out.
        if (state.seen().scopes().stream().anyMatch(Overview::isPartial)) {
            alerts.add(Message.of("console.not-collected"));
        }
        for (ScopeSeen scope : state.seen().scopes()) {
            if (scope.notScannedSince() != null) {
                alerts.add(
                        Message.of("console.outdated")
                                .with("scope", scope.report().scope().toString())
                                .with("time", scope.notScannedSince()));
            }
        }
        List<String> told =
                new ArrayList<>(alerts.stream().limit(MAX_ALERTS).map(to::text).toList());
        if (alerts.size() > MAX_ALERTS) {
            told.add(to.more(alerts.size() - MAX_ALERTS));
        }
        return told;
    }

    /** Whether a scan did not ask a source that checks need. */
    private static boolean isPartial(ScopeSeen scope) {
        return scope.report().unseen().stream()
                .anyMatch(unseen -> unseen.why() == Why.NOT_COLLECTED);
    }

    private static List<Figure> figures(FleetState state, GravitonSum graviton, Reader to) {
        return List.of(
                ready(state, to), open(state, to), onArm64(graviton, to), saving(graviton, to));
    }

    private static Figure ready(FleetState state, Reader to) {
        List<Measure> keys = new ArrayList<>();
        List<Share> shares = new ArrayList<>();
        for (Readiness readiness : Readiness.values()) {
            int count = state.instances().of(readiness);
            key(tone(readiness), title(readiness), count, keys, shares, to);
        }
        if (state.instances().unknown() > 0) {
            key(
                    "unknown",
                    Message.of("console.out-of-date"),
                    state.instances().unknown(),
                    keys,
                    shares,
                    to);
        }
        Message all = Message.of("console.of-instances").with("count", state.instances().all());
        return new Figure(
                to.text(Message.of("console.instances-ready")),
                Amounts.count(state.instances().of(Readiness.READY)),
                to.text(all),
                bar(to.text(Message.of("console.instances-ready")), keys, shares),
                keys);
    }

    private static void key(
            String tone,
            Message label,
            long count,
            List<Measure> keys,
            List<Share> shares,
            Reader to) {
        keys.add(new Measure(tone, to.text(label), Amounts.count(count)));
        shares.add(new Share(tone, count));
    }

    /** A bar that says what its keys say. */
    static Bar bar(String label, List<Measure> keys, List<Share> shares) {
        StringBuilder text = new StringBuilder(label).append(": ");
        String separator = "";
        for (Measure key : keys) {
            text.append(separator).append(key.label()).append(' ').append(key.value());
            separator = ", ";
        }
        return Bar.of(text.toString(), shares);
    }

    private static Figure open(FleetState state, Reader to) {
        List<Measure> keys = new ArrayList<>();
        List<Share> shares = new ArrayList<>();
        int all = 0;
        for (Severity severity : List.of(Severity.values()).reversed()) {
            int count = state.scorecard().notReady(severity);
            all += count;
            key(Tone.of(severity), severity.title(), count, keys, shares, to);
        }
        Message unknown =
                Message.of("console.and-unknown")
                        .with("count", state.scorecard().count(Status.UNKNOWN));
        return new Figure(
                to.text(Message.of("console.open-findings")),
                Amounts.count(all),
                to.text(unknown),
                bar(to.text(Message.of("console.open-findings")), keys, shares),
                keys);
    }

    private static Figure onArm64(GravitonSum totals, Reader to) {
        List<Measure> keys = new ArrayList<>();
        List<Share> shares = new ArrayList<>();
        int all = 0;
        for (Outcome outcome : Outcome.values()) {
            int count = totals.count(outcome);
            all += count;
            key(Tone.of(outcome), outcome.title(), count, keys, shares, to);
        }
        Message of = Message.of("console.of-instances").with("count", all);
        return new Figure(
                to.text(Message.of("console.on-arm64")),
                Amounts.percent(totals.count(Outcome.READY), all) + " %",
                to.text(of),
                bar(to.text(Message.of("console.on-arm64")), keys, shares),
                keys);
    }

    static GravitonTotals totals(FleetState state) {
        GravitonTotals totals = new GravitonTotals();
        for (ListedInstance each : state.machines()) {
            if (each.known()) {
                totals.add(each.instance());
            } else {
                totals.addUnknown();
            }
        }
        return totals;
    }

    private static Figure saving(GravitonSum totals, Reader to) {
        double now = totals.saving().doubleValue();
        double most = totals.savingAtMost().doubleValue();
        List<Measure> keys =
                List.of(
                        new Measure(
                                "candidate",
                                to.text(Message.of("console.saving-now")),
                                Amounts.usd(totals.saving())),
                        new Measure(
                                "blocked",
                                to.text(Message.of("console.saving-later")),
                                Amounts.usd(totals.savingAtMost().subtract(totals.saving()))));
        List<Share> shares =
                List.of(new Share("candidate", now), new Share("blocked", Math.max(0, most - now)));
        return new Figure(
                to.text(Message.of("console.possible-saving")),
                Amounts.usd(totals.savingAtMost()),
                to.text(Message.of("console.usd-a-month")),
                bar(to.text(Message.of("console.possible-saving")), keys, shares),
                keys);
    }

    static String tone(Readiness readiness) {
        return switch (readiness) {
            case READY -> "ready";
            case NOT_READY -> "not-ready";
            case NOT_INSPECTED -> "unknown";
        };
    }

    static Message title(Readiness readiness) {
        return switch (readiness) {
            case READY -> Message.of("common.verdict-ready");
            case NOT_READY -> Message.of("common.verdict-not-ready");
            case NOT_INSPECTED -> Message.of("console.not-inspected");
        };
    }

    private static List<Spot> spots(FleetState state, Map<String, Told> told, Reader to) {
        List<Spot> spots = new ArrayList<>();
        new TreeMap<>(told)
                .forEach((check, each) -> spots.add(spot(check, each, state.scorecard(), to)));
        int never = state.scorecard().explained(Kind.NEVER_SHOWN);
        if (never > 0) {
            spots.add(
                    new Spot(
                            to.text(Message.of("console.never-shown")),
                            to.text(Message.of("console.results-hidden").with("count", never)),
                            "",
                            ""));
        }
        return spots;
    }

    private static Spot spot(String check, Told told, Scorecard scorecard, Reader to) {
        int hidden = 0;
        for (Kind kind : Kind.values()) {
            if (kind.toldBy().filter(check::equals).isPresent()) {
                hidden += scorecard.explained(kind);
            }
        }
        Finding first = told.first();
        ResourceType type = first.resource().type();
        Message counted = FindingGroup.counted(type, told.count(), told.more());
        Message cause =
                type == ResourceType.INSTANCE
                                && check.equals(Kind.GUEST_UNMANAGED.toldBy().orElse(""))
                        ? Message.of("console.spot-unmanaged").with("resources", counted)
                        : type == ResourceType.INSTANCE
                                ? Message.of("console.spot-uninspected").with("resources", counted)
                                : Message.of("console.spot-unread").with("resources", counted);
        return new Spot(
                to.text(cause),
                to.text(Message.of("console.results-hidden").with("count", hidden)),
                Reader.lines(first.instructions().in(to.rendering().language())).strip(),
                check);
    }

    private static List<Row> rows(Scorecard scorecard, Reader to) {
        List<Row> rows = new ArrayList<>();
        for (ChecklistRow row : ChecklistRow.values()) {
            int ready = scorecard.count(row, Status.READY);
            int notReady = scorecard.count(row, Status.NOT_READY);
            int unknown = scorecard.count(row, Status.UNKNOWN);
            List<Measure> keys = new ArrayList<>();
            List<Share> shares = new ArrayList<>();
            key("not-ready", Status.NOT_READY.title(), notReady, keys, shares, to);
            key("unknown", Status.UNKNOWN.title(), unknown, keys, shares, to);
            key("ready", Status.READY.title(), ready, keys, shares, to);
            rows.add(
                    new Row(
                            Tone.of(row),
                            to.text(row.title()),
                            to.text(row.meaning()),
                            Tone.of(scorecard.verdict(row)),
                            ready,
                            notReady,
                            unknown,
                            bar(to.text(row.title()), keys, shares)));
        }
        return rows;
    }
}
