package io.muster.cli.output;

import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.session.Page;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Wrapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The beginning of the one screen: what was scanned and when, and what is ready. */
final class ScreenHead {

    /** So many regions are named; more are counted. */
    private static final int MAX_NAMED = 6;

    private static final int NUMBER = 6;
    private static final String NAME = "Muster:";

    private final Page page;

    private final Hints hints;

    ScreenHead(Page page, Hints hints) {
        this.page = page;
        this.hints = hints;
    }

    /**
     * Its lines.
     *
     * @param reasons whether what was not evaluated is told below
     */
    List<String> lines(Origin origin, Totals totals, OpenWork work, boolean reasons) {
        List<String> lines = new ArrayList<>();
        scopes(origin, lines);
        instances(totals.instances(), reasons, lines);
        graviton(totals.instances().each(), lines);
        lines.addAll(findings(totals, work));
        return lines;
    }

    /** All of it on one line. */
    String line(Origin origin, Totals totals, OpenWork work) {
        Totals.Instances instances = totals.instances();
        List<Message> counts = new ArrayList<>();
        if (instances.counts() != null) {
            counts.add(
                    Message.of("screen.line-ready")
                            .with("ready", instances.count(Readiness.READY))
                            .with("instances", ResourceType.INSTANCE.counted(instances.all())));
            counts.add(
                    Message.of("screen.line-not-ready")
                            .with("count", instances.count(Readiness.NOT_READY)));
            counts.add(
                    Message.of("screen.line-not-inspected")
                            .with("count", instances.count(Readiness.NOT_INSPECTED)));
        }
        if (instances.unknown() > 0) {
            counts.add(Message.of("screen.line-outdated").with("count", instances.unknown()));
        }
        List<Message> parts = new ArrayList<>();
        if (!counts.isEmpty()) {
            parts.add(Message.all(counts, ", "));
        }
        parts.add(Message.of("screen.line-findings").with("counts", counts(work)));
        if (origin.scopes().stream().anyMatch(scope -> !Unread.of(scope.report()).isEmpty())) {
            parts.add(Message.of("screen.line-unread"));
        }
        return page.text(Message.all(parts, "; "));
    }

    private void scopes(Origin origin, List<String> lines) {
        List<ScopeState> scopes = origin.scopes();
        if (scopes.isEmpty()) {
            return;
        }
        List<String> accounts =
                scopes.stream().map(state -> state.report().scope().account()).distinct().toList();
        long regions =
                scopes.stream().map(state -> state.report().scope().region()).distinct().count();
        String what =
                page.text(
                        head(
                                origin,
                                accounts(accounts),
                                Message.of("screen.regions").with("count", regions)));
        List<String> first = Wrapping.wrap(NAME + " " + what, page.columns());
        lines.add(page.style().bold(NAME) + first.get(0).substring(NAME.length()));
        first.stream().skip(1).forEach(line -> lines.add("  " + line));
        String where = page.text(where(scopes, accounts.size() > 1));
        if (!where.isEmpty()) {
            Wrapping.wrap(where, page.columns() - 2).forEach(line -> lines.add("  " + line));
        }
        for (ScopeState state : scopes) {
            if (state.left()) {
                doubtful(left(state), lines);
            } else if (state.notScannedSince() != null) {
                doubtful(outdated(state, state.notScannedSince()), lines);
            }
        }
    }

    private static Message accounts(List<String> accounts) {
        return accounts.size() == 1
                ? Message.of("screen.account").with("account", accounts.get(0))
                : Message.of("screen.accounts").with("count", accounts.size());
    }

    private Message left(ScopeState state) {
        String scope = state.report().scope().toString();
        return Message.of("screen.scope-left")
                .with("scope", scope)
                .with("command", hints.retire(scope));
    }

    static Message outdated(ScopeState state, Instant since) {
        return Message.of("screen.scope-outdated")
                .with("scope", state.report().scope().toString())
                .with("time", since);
    }

    /** With the time of the oldest of the scans that count. */
    private static Message head(Origin origin, Message accounts, Message regions) {
        Instant oldest =
                origin.scopes().stream()
                        .filter(state -> state.notScannedSince() == null)
                        .map(state -> state.report().startedAt())
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        if (oldest == null) {
            return Message.of("screen.head-outdated")
                    .with("accounts", accounts)
                    .with("regions", regions);
        }
        return origin.scan() != null
                ? Message.of("screen.head")
                        .with("accounts", accounts)
                        .with("regions", regions)
                        .with("time", oldest)
                : Message.of("screen.head-aged")
                        .with("accounts", accounts)
                        .with("regions", regions)
                        .with("time", oldest)
                        .with("age", age(oldest, origin.now()));
    }

    /** Such as {@code 4 min ago}. */
    static Message age(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toMinutes() < 1) {
            return Message.of("screen.age-now");
        }
        if (age.toHours() < 1) {
            return Message.of("screen.age-minutes").with("count", age.toMinutes());
        }
        return age.toDays() < 2
                ? Message.of("screen.age-hours").with("count", age.toHours())
                : Message.of("screen.age-days").with("count", age.toDays());
    }

    private static Message where(List<ScopeState> scopes, boolean severalAccounts) {
        List<ScopeState> holding =
                scopes.stream()
                        .filter(state -> !empty(state.report()))
                        .sorted(
                                Comparator.comparingInt(
                                        (ScopeState state) -> -instances(state.report())))
                        .toList();
        List<Message> parts = new ArrayList<>();
        if (!holding.isEmpty()) {
            parts.add(
                    Message.all(
                            holding.stream()
                                    .limit(MAX_NAMED)
                                    .map(state -> counted(state.report(), severalAccounts))
                                    .toList(),
                            ", "));
        }
        if (holding.size() > MAX_NAMED) {
            parts.add(Message.of("screen.scopes-more").with("count", holding.size() - MAX_NAMED));
        }
        int empty = scopes.size() - holding.size();
        if (empty > 0) {
            parts.add(Message.of("screen.regions-empty").with("count", empty));
        }
        return Message.all(parts, "; ");
    }

    private static Message counted(ScopeReport report, boolean severalAccounts) {
        String name = severalAccounts ? report.scope().toString() : report.scope().region();
        return report.instances() == null
                ? Message.of("screen.scope-unread").with("scope", name)
                : Message.of("screen.scope-instances")
                        .with("scope", name)
                        .with("instances", ResourceType.INSTANCE.counted(report.instances()));
    }

    private static int instances(ScopeReport report) {
        return report.instances() == null ? Integer.MAX_VALUE : report.instances();
    }

    /** Whether it was read and there is nothing that costs money. */
    private static boolean empty(ScopeReport report) {
        return report.instances() != null
                && report.instances() == 0
                && report.volumes() != null
                && report.volumes() == 0;
    }

    private void instances(Totals.Instances instances, boolean reasons, List<String> lines) {
        if (instances.counts() == null) {
            return;
        }
        lines.add("");
        int ready = instances.count(Readiness.READY);
        count(
                Status.READY,
                ready,
                Message.of("screen.instances-ready").with("count", ready),
                lines);
        int notReady = instances.count(Readiness.NOT_READY);
        count(
                Status.NOT_READY,
                notReady,
                Message.of("screen.instances-not-ready").with("count", notReady),
                lines);
        int notInspected = instances.count(Readiness.NOT_INSPECTED);
        count(
                Status.UNKNOWN,
                notInspected,
                Message.of(
                                reasons && notInspected > 0
                                        ? "screen.instances-not-inspected-see"
                                        : "screen.instances-not-inspected")
                        .with("count", notInspected),
                lines);
        if (instances.unknown() > 0) {
            count(
                    Status.UNKNOWN,
                    instances.unknown(),
                    Message.of("screen.instances-outdated").with("count", instances.unknown()),
                    lines);
        }
    }

    private void graviton(List<Totals.Listed> instances, List<String> lines) {
        if (GravitonFields.notAsked(instances)) {
            return;
        }
        GravitonPhrases.totals(GravitonFields.totals(instances))
                .ifPresent(text -> lines.addAll(page.wrapped(text, page.columns())));
    }

    /** A text that begins with its number, which goes to the right end of a column. */
    private void count(Status status, int number, Message what, List<String> lines) {
        String digits = Integer.toString(number);
        String text = page.text(what).substring(digits.length());
        String gap = text.startsWith(" ") ? " " : "";
        String start = page.style().sign(status) + DisplayWidth.padLeft(digits, NUMBER) + gap;
        List<String> wrapped = Wrapping.wrap(text.strip(), page.columns() - NUMBER - 2);
        String first = number == 0 ? page.style().dim(wrapped.get(0)) : wrapped.get(0);
        lines.add(start + first);
        wrapped.stream().skip(1).forEach(line -> lines.add(" ".repeat(NUMBER + 2) + line));
    }

    private List<String> findings(Totals totals, OpenWork work) {
        List<Message> sentences = new ArrayList<>();
        sentences.add(Message.of("screen.findings").with("counts", counts(work)));
        if (!totals.notShown().isEmpty()) {
            sentences.add(notShown(totals));
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(page.wrapped(Message.all(sentences, " "), page.columns()));
        return lines;
    }

    static Message notShown(Totals totals) {
        return Message.of("screen.not-shown").with("hidden", totals.notShown());
    }

    private static Message counts(OpenWork work) {
        return Message.of("screen.counts")
                .with("critical", Labels.number(work.notReady(Severity.CRITICAL)))
                .with("high", Labels.number(work.notReady(Severity.HIGH)))
                .with("medium", Labels.number(work.notReady(Severity.MEDIUM)))
                .with("low", Labels.number(work.notReady(Severity.LOW)))
                .with("unknown", Labels.number(work.unknown()));
    }

    private void doubtful(Message message, List<String> lines) {
        page.wrapped(message, page.columns() - 2)
                .forEach(line -> lines.add("  " + page.style().doubtful(line)));
    }
}
