package io.muster.cli.output;

import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Wrapping;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The beginning of the one screen: what was scanned and when, and what is ready. */
final class ScreenHead {

    /** So many regions are named; more are counted. */
    private static final int MAX_NAMED = 6;

    private static final int NUMBER = 6;

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Style style;
    private final int columns;

    ScreenHead(Style style, int columns) {
        this.style = style;
        this.columns = columns;
    }

    List<String> lines(Origin origin, Totals totals, OpenWork work) {
        List<String> lines = new ArrayList<>();
        scopes(origin, lines);
        instances(origin, totals, lines);
        lines.addAll(findings(totals, work));
        return lines;
    }

    /** All of it on one line, for a script's reader. */
    static String line(Origin origin, Totals totals, OpenWork work) {
        Totals.Instances instances = totals.instances();
        List<String> parts = new ArrayList<>();
        if (instances.counts() != null) {
            parts.add(
                    "%s of %s ready"
                            .formatted(
                                    Labels.number(instances.count(Readiness.READY)),
                                    Labels.count(instances.all(), "instance")));
            parts.add(Labels.number(instances.count(Readiness.NOT_READY)) + " not ready");
            parts.add(Labels.number(instances.count(Readiness.NOT_INSPECTED)) + " not inspected");
        }
        if (instances.unknown() > 0) {
            parts.add(Labels.number(instances.unknown()) + " unknown");
        }
        String unread =
                origin.scopes().stream().anyMatch(scope -> !unread(scope.report()).isEmpty())
                        ? "; not everything was read"
                        : "";
        return String.join(", ", parts)
                + (parts.isEmpty() ? "" : "; ")
                + "findings: "
                + counts(work)
                + unread;
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
                "%s, %s, scanned %s"
                        .formatted(
                                accounts.size() == 1
                                        ? "account " + accounts.get(0)
                                        : Labels.count(accounts.size(), "account"),
                                Labels.count(regions, "region"),
                                when(origin));
        List<String> first = Wrapping.wrap("Muster: " + what, columns);
        lines.add(style.bold("Muster:") + first.get(0).substring("Muster:".length()));
        first.stream().skip(1).forEach(line -> lines.add("  " + line));
        wrapped(where(scopes, accounts.size() > 1), lines);
        for (ScopeState state : scopes) {
            if (state.left()) {
                doubtful(
                        "%s is no longer configured; to take it out: ./muster findings --retire-scope %s"
                                .formatted(state.report().scope(), state.report().scope()),
                        lines);
            } else if (state.notScannedSince() != null) {
                doubtful(
                        "%s: not scanned since %s, so that its counts are unknown"
                                .formatted(
                                        state.report().scope(),
                                        TIME.format(state.notScannedSince())),
                        lines);
            }
        }
    }

    /** When the oldest of the scans was made that count. */
    private static String when(Origin origin) {
        Instant oldest =
                origin.scopes().stream()
                        .filter(state -> state.notScannedSince() == null)
                        .map(state -> state.report().startedAt())
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return oldest == null
                ? "too long ago"
                : TIME.format(oldest)
                        + (origin.scan() == null ? ", " + age(oldest, origin.now()) : "");
    }

    /** Such as {@code 4 min ago}. */
    static String age(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min ago";
        }
        return age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }

    private static String where(List<ScopeState> scopes, boolean severalAccounts) {
        List<ScopeState> holding =
                scopes.stream()
                        .filter(state -> !empty(state.report()))
                        .sorted(
                                Comparator.comparingInt(
                                        (ScopeState state) -> -instances(state.report())))
                        .toList();
        String named =
                holding.stream()
                        .limit(MAX_NAMED)
                        .map(state -> counted(state.report(), severalAccounts))
                        .collect(Collectors.joining(", "));
        List<String> parts = new ArrayList<>();
        if (!named.isEmpty()) {
            parts.add(named);
        }
        if (holding.size() > MAX_NAMED) {
            parts.add("and " + Labels.number(holding.size() - MAX_NAMED) + " more");
        }
        int empty = scopes.size() - holding.size();
        if (empty > 0) {
            parts.add(Labels.count(empty, "region") + " without instances and volumes");
        }
        return String.join("; ", parts);
    }

    private static String counted(ScopeReport report, boolean severalAccounts) {
        String name = severalAccounts ? report.scope().toString() : report.scope().region();
        return name
                + " "
                + (report.instances() == null
                        ? "not read"
                        : Labels.count(report.instances(), "instance"));
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

    private void instances(Origin origin, Totals totals, List<String> lines) {
        Totals.Instances instances = totals.instances();
        if (instances.counts() == null) {
            return;
        }
        lines.add("");
        count(
                Status.READY,
                instances.count(Readiness.READY),
                "ready: inspected inside, and nothing serious found",
                lines);
        count(Status.NOT_READY, instances.count(Readiness.NOT_READY), "not ready", lines);
        count(
                Status.UNKNOWN,
                instances.count(Readiness.NOT_INSPECTED),
                "with nothing found, but not inspected inside" + how(origin, instances),
                lines);
        if (instances.unknown() > 0) {
            count(Status.UNKNOWN, instances.unknown(), "unknown: not scanned for too long", lines);
        }
    }

    /** How to inspect the inside of those that were not. */
    private static String how(Origin origin, Totals.Instances instances) {
        if (instances.count(Readiness.NOT_INSPECTED) == 0) {
            return "";
        }
        return origin.scan() != null && !origin.scan().withTable()
                ? ": --table NAME adds what the deployed probe saw"
                : ": Systems Manager must reach them, see Not seen";
    }

    private void count(Status status, int number, String what, List<String> lines) {
        String start = style.sign(status) + DisplayWidth.padLeft(Labels.number(number), NUMBER);
        String text = (number == 1 ? "instance " : "instances ") + what;
        List<String> wrapped = Wrapping.wrap(text, columns - NUMBER - 2);
        String coloured = number == 0 ? style.dim(wrapped.get(0)) : wrapped.get(0);
        lines.add(start + " " + coloured);
        wrapped.stream().skip(1).forEach(line -> lines.add(" ".repeat(NUMBER + 2) + line));
    }

    private List<String> findings(Totals totals, OpenWork work) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        String text = "Not ready: " + counts(work) + ".";
        if (!totals.notShown().isEmpty()) {
            text += " Not shown: " + String.join(", ", totals.notShown()) + ".";
        }
        Wrapping.wrap(text, columns).forEach(lines::add);
        return lines;
    }

    private static String counts(OpenWork work) {
        String severities =
                Stream.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)
                        .map(
                                severity ->
                                        Labels.number(work.notReady(severity))
                                                + " "
                                                + severity.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return severities + "; " + Labels.number(work.unknown()) + " unknown";
    }

    private static List<ScopeReport.Unseen> unread(ScopeReport report) {
        return report.unseen().stream().filter(Unread::counts).toList();
    }

    private void wrapped(String text, List<String> lines) {
        if (!text.isEmpty()) {
            Wrapping.wrap(text, columns - 2).forEach(line -> lines.add("  " + line));
        }
    }

    private void doubtful(String text, List<String> lines) {
        Wrapping.wrap(text, columns - 2).forEach(line -> lines.add("  " + style.doubtful(line)));
    }
}
