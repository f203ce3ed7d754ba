package io.muster.cli.output;

import io.muster.cli.output.FindingGroups.Group;
import io.muster.cli.output.FindingGroups.Section;
import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Wrapping;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A screen or two for a person: the checklist, what to work on with the worst first, what was not
 * seen, what it cost.
 *
 * <p>Counts everything and names the first few resources of each check. Where only a few checks are
 * left to show, their evidence and remedies are shown too.
 */
final class TableReport implements FindingReport {

    /** Up to so many groups, each gets its evidence and remedy. */
    private static final int MAX_WITH_REMEDY = 3;

    /** An id of EC2's is never cut, because it is there to be copied. */
    private static final int MAX_ID_LENGTH = 26;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final Style style;
    private final int columns;
    private final FindingGroups groups;
    private final boolean oneHost;
    private Origin origin = Origin.none();

    TableReport(PrintStream out, Terminal terminal, int limit) {
        this(out, terminal, limit, false);
    }

    private TableReport(PrintStream out, Terminal terminal, int limit, boolean oneHost) {
        this.out = out;
        this.style = terminal.style();
        this.columns = terminal.columns();
        this.groups = new FindingGroups(limit);
        this.oneHost = oneHost;
    }

    /** Findings that are all about one host: it is not named in each, and each says all it has. */
    static TableReport ofOneHost(PrintStream out, Terminal terminal) {
        return new TableReport(out, terminal, 1, true);
    }

    @Override
    public void begin(Origin of) {
        this.origin = of;
    }

    @Override
    public void add(Entry entry) {
        groups.add(entry);
    }

    @Override
    public void end(Totals totals) {
        Scorecard scorecard = totals.scorecard();
        ScanSummary scan = origin.scan();
        if (!origin.scopes().isEmpty()) {
            heading();
        }
        if (scorecard != null) {
            out.println();
            ScorecardTable table = new ScorecardTable(style, columns);
            table.lines(scorecard, rowsOf(scorecard)).forEach(out::println);
        }
        findings();
        unseen();
        if (scan != null) {
            new ScanCost(style, columns).lines(scan).forEach(out::println);
        }
        if (!totals.notShown().isEmpty()) {
            out.println();
            out.println("Not shown: " + String.join(", ", totals.notShown()) + ".");
        }
        if (oneHost) {
            out.println();
            hint("What a check wants and why:", "./muster checks ID");
        } else if (groups.size() > MAX_WITH_REMEDY) {
            out.println();
            hint("What a check wants and how to get there:", "./muster checks ID");
            hint("More resources per check:", "--limit 50");
            hint("Every finding with its evidence and remedy:", "--output json");
        }
        out.flush();
    }

    private void heading() {
        out.println(
                style.bold("Muster")
                        + " looked at "
                        + Labels.count(origin.scopes().size(), "scope")
                        + (origin.scan() == null
                                ? ""
                                : ", " + TIME.format(origin.scan().startedAt())));
        for (ScopeState state : origin.scopes()) {
            ScopeReport scope = state.report();
            out.println(
                    "  %s  %s  %s, %s%s"
                            .formatted(
                                    scope.scope().account(),
                                    DisplayWidth.pad(scope.scope().region(), 14),
                                    counted(scope.instances(), "instance"),
                                    counted(scope.volumes(), "volume"),
                                    style.doubtful(currency(state))));
        }
    }

    /** What keeps a scope's counts from being current; empty where nothing does. */
    private static String currency(ScopeState state) {
        if (state.left()) {
            return ", no longer configured";
        }
        return state.notScannedSince() == null
                ? ""
                : ", not scanned since " + TIME.format(state.notScannedSince());
    }

    private String counted(@Nullable Integer number, String noun) {
        return number == null ? style.doubtful(noun + "s not seen") : Labels.count(number, noun);
    }

    private void findings() {
        List<Group> sorted = groups.sorted();
        if (sorted.isEmpty()) {
            out.println();
            out.println("No findings.");
        }
        boolean remedies = oneHost || sorted.size() <= MAX_WITH_REMEDY;
        Section section = null;
        for (Group group : sorted) {
            if (group.section() != section) {
                section = group.section();
                out.println();
                out.println(sectionLine(section));
            }
            group(group);
            if (remedies) {
                remedy(group.first());
            }
        }
    }

    private String sectionLine(Section section) {
        String name =
                switch (section) {
                    case CRITICAL, HIGH, MEDIUM, LOW -> section.name();
                    case UNKNOWN -> "UNKNOWN: not judged, and never counted as ready";
                    case READY -> "READY";
                    case NOT_APPLICABLE -> "NOT APPLICABLE";
                    case RESOLVED -> "RESOLVED";
                };
        String rule =
                (style.unicode() ? "─" : "-").repeat(Math.max(0, columns - name.length() - 1));
        return style.bold(name) + " " + style.dim(rule);
    }

    private void group(Group group) {
        Finding first = group.first();
        String count = count(group);
        int room = columns - 2 - count.length() - 2;
        String title = style.bold(padded(first.title().english(), room));
        out.println(style.sign(group.verdict()) + " " + title + "  " + coloured(group, count));
        out.println(style.dim(fit("  " + about(group))));
        rows(group);
        if (group.left() > 0) {
            out.println(style.dim("    and " + Labels.number(group.left()) + " more"));
        }
    }

    private String count(Group group) {
        String verdict =
                group.section() == Section.RESOLVED ? "resolved" : Labels.of(group.verdict());
        return oneHost ? verdict : Labels.number(group.count()) + " " + verdict;
    }

    /** Of one host, what only a fleet can tell is not asked. */
    private List<ChecklistRow> rowsOf(Scorecard scorecard) {
        return oneHost ? ScorecardTable.judged(scorecard) : ScorecardTable.rows(scorecard, origin);
    }

    /**
     * The check's id, its row, its severity where the heading does not say it, and what it expects.
     */
    private String about(Group group) {
        Finding first = group.first();
        List<String> parts = new ArrayList<>();
        parts.add(first.check());
        parts.add(Labels.of(first.rule().row()));
        switch (group.section()) {
            case CRITICAL, HIGH, MEDIUM, LOW -> {
                // Said by the heading above.
            }
            case UNKNOWN, READY, NOT_APPLICABLE, RESOLVED ->
                    parts.add(first.rule().severity().name().toLowerCase(Locale.ROOT));
        }
        if (!first.answer().expected().isEmpty()) {
            parts.add(first.answer().expected());
        }
        return String.join(style.unicode() ? " · " : " - ", parts);
    }

    private String coloured(Group group, String text) {
        return switch (group.section()) {
            case CRITICAL, HIGH, MEDIUM, LOW ->
                    style.severity(group.first().rule().severity(), text);
            case UNKNOWN, READY, NOT_APPLICABLE, RESOLVED -> style.verdict(group.verdict(), text);
        };
    }

    private void rows(Group group) {
        List<Finding> findings = group.kept().stream().map(Entry::finding).toList();
        int mostOfId = Math.max(MAX_ID_LENGTH, columns / 3);
        int idWidth = widest(findings, mostOfId, finding -> finding.resource().id());
        int workloadWidth = widest(findings, columns / 5, TableReport::workload);
        for (Entry entry : group.kept()) {
            Finding finding = entry.finding();
            if (oneHost) {
                Wrapping.wrap(Printable.line(what(entry)), columns - 4)
                        .forEach(line -> out.println("    " + line));
                continue;
            }
            StringBuilder line = new StringBuilder("    ");
            line.append(cell(finding.resource().id(), idWidth));
            if (workloadWidth > 0) {
                line.append(cell(workload(finding), workloadWidth));
            }
            if (groups.severalAccounts()) {
                line.append(cell(finding.scope().account(), 12));
            }
            if (groups.severalRegions()) {
                line.append(cell(finding.scope().region(), 14));
            }
            out.println(fit(line + what(entry)));
        }
    }

    /** A workload's own finding names it as the resource already. */
    private static String workload(Finding finding) {
        String workload = finding.workload();
        return workload == null || workload.equals(finding.resource().id()) ? "" : workload;
    }

    private static String what(Entry entry) {
        StoredFinding stored = entry.stored();
        if (stored != null && stored.resolvedAt() != null && stored.resolution() != null) {
            String how = stored.resolution().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return "resolved %s: %s".formatted(DAY.format(stored.resolvedAt()), how);
        }
        String since = stored == null ? "" : "since " + DAY.format(stored.firstSeen()) + ": ";
        return since + entry.finding().answer().actual() + Row.unseen(entry.lastSeen());
    }

    private int widest(List<Finding> findings, int most, Function<Finding, String> text) {
        return findings.stream()
                .map(text)
                .mapToInt(value -> Math.min(most, DisplayWidth.of(Printable.line(value))))
                .max()
                .orElse(0);
    }

    private String cell(String text, int width) {
        return padded(text, width) + "  ";
    }

    private String padded(String text, int width) {
        String cut = DisplayWidth.cut(Printable.line(text), width, style.ellipsis());
        return DisplayWidth.pad(cut, width);
    }

    private String fit(String line) {
        return DisplayWidth.cut(Printable.line(line), columns, style.ellipsis()).stripTrailing();
    }

    private void remedy(Finding finding) {
        if (!finding.answer().hides().isEmpty()) {
            out.println(
                    style.dim(
                            "      hides "
                                    + Labels.count(finding.answer().hides().count(), "check")));
        }
        for (String evidence : finding.answer().evidence()) {
            Wrapping.wrap(Printable.line(evidence), columns - 6)
                    .forEach(line -> out.println(style.dim("      " + line)));
        }
        if (finding.status() == Status.NOT_READY && !finding.remedy().isBlank()) {
            String host = oneHost ? "" : ", for " + Printable.line(finding.resource().id());
            out.println("    What to do" + host + ":");
            // Never cut or wrapped: it is there to be pasted.
            Printable.lines(finding.remedy())
                    .lines()
                    .forEach(line -> out.println("      " + style.shell(line)));
        }
    }

    private void unseen() {
        List<ScopeReport> incomplete =
                origin.scopes().stream()
                        .map(ScopeState::report)
                        .filter(scope -> !scope.unseen().isEmpty())
                        .toList();
        if (incomplete.isEmpty()) {
            return;
        }
        out.println();
        out.println(style.doubtful("Not seen, so what depends on it is unknown:"));
        for (ScopeReport scope : incomplete) {
            for (Unseen unseen : scope.unseen()) {
                String region = DisplayWidth.pad(scope.scope().region(), 14);
                out.println("  " + region + "  " + unseen.part());
                Wrapping.wrap(Printable.line(unseen.detail().english()), columns - 6)
                        .forEach(line -> out.println("      " + line));
            }
        }
    }

    private void hint(String what, String how) {
        out.println(style.dim(what + " ") + style.command(how));
    }
}
