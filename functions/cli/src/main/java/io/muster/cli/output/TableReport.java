package io.muster.cli.output;

import io.muster.cli.output.FindingGroups.Group;
import io.muster.cli.output.FindingGroups.Section;
import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.session.Page;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Wrapping;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

    private final Page page;
    private final PrintStream out;
    private final Style style;
    private final int columns;
    private final FindingGroups groups;
    private final boolean oneHost;
    private Origin origin = Origin.none();

    TableReport(Page page, int limit) {
        this(page, limit, false);
    }

    private TableReport(Page page, int limit, boolean oneHost) {
        this.page = page;
        this.out = page.out();
        this.style = page.style();
        this.columns = page.columns();
        this.groups = new FindingGroups(limit);
        this.oneHost = oneHost;
    }

    /** Findings that are all about one host: it is not named in each, and each says all it has. */
    static TableReport ofOneHost(Page page) {
        return new TableReport(page, 1, true);
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
            ScorecardTable table = new ScorecardTable(page);
            table.lines(scorecard, rowsOf(scorecard)).forEach(out::println);
        }
        findings();
        unseen();
        if (scan != null) {
            new ScanCost(page).lines(scan).forEach(out::println);
        }
        if (!totals.notShown().isEmpty()) {
            out.println();
            out.println(page.text(ScreenHead.notShown(totals)));
        }
        hints();
        out.flush();
    }

    private void hints() {
        List<Group> sorted = groups.sorted();
        if (sorted.isEmpty() || !(oneHost || sorted.size() > MAX_WITH_REMEDY)) {
            return;
        }
        out.println();
        String check = "./muster checks " + sorted.getFirst().first().check();
        hint(Message.of("screen.about-a-check").with("command", check));
        if (!oneHost) {
            hint(Message.of("screen.more-resources").with("command", "--limit 50"));
            hint(Message.of("screen.everything").with("command", "--output json"));
        }
    }

    private void heading() {
        Message scopes = ResourceType.SCOPE.counted(origin.scopes().size());
        Message what =
                origin.scan() == null
                        ? Message.of("screen.full-table").with("scopes", scopes)
                        : Message.of("screen.full-scan")
                                .with("scopes", scopes)
                                .with("time", origin.scan().startedAt());
        out.println(style.bold("Muster:") + " " + page.text(what));
        for (ScopeState state : origin.scopes()) {
            ScopeReport scope = state.report();
            String instances =
                    scope.instances() == null
                            ? style.doubtful(page.text(Message.of("screen.instances-unread")))
                            : page.text(ResourceType.INSTANCE.counted(scope.instances()));
            String volumes =
                    scope.volumes() == null
                            ? style.doubtful(page.text(Message.of("screen.volumes-unread")))
                            : page.text(ResourceType.VOLUME.counted(scope.volumes()));
            out.println(
                    "  %s  %s  %s, %s%s"
                            .formatted(
                                    scope.scope().account(),
                                    DisplayWidth.pad(scope.scope().region(), 14),
                                    instances,
                                    volumes,
                                    style.doubtful(currency(state))));
        }
    }

    /** What keeps a scope's counts from being current; empty where nothing does. */
    private String currency(ScopeState state) {
        if (state.left()) {
            return ", " + page.text(Message.of("screen.left"));
        }
        return state.notScannedSince() == null
                ? ""
                : ", "
                        + page.text(
                                Message.of("screen.outdated")
                                        .with("time", state.notScannedSince()));
    }

    private void findings() {
        List<Group> sorted = groups.sorted();
        if (sorted.isEmpty()) {
            out.println();
            out.println(page.text(Message.of("screen.no-findings")));
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
                    case CRITICAL -> page.heading(Severity.CRITICAL);
                    case HIGH -> page.heading(Severity.HIGH);
                    case MEDIUM -> page.heading(Severity.MEDIUM);
                    case LOW -> page.heading(Severity.LOW);
                    case UNKNOWN -> page.text(Message.of("screen.section-unknown"));
                    case READY -> page.text(Message.of("screen.section-ready"));
                    case NOT_APPLICABLE -> page.text(Message.of("screen.section-not-applicable"));
                    case RESOLVED -> page.text(Message.of("screen.section-resolved"));
                };
        int rest = Math.max(0, columns - DisplayWidth.of(name) - 1);
        return style.bold(name) + " " + style.dim((style.unicode() ? "─" : "-").repeat(rest));
    }

    private void group(Group group) {
        Finding first = group.first();
        String count = count(group);
        int room = columns - 2 - DisplayWidth.of(count) - 2;
        String title = style.bold(padded(page.text(first.title()), room));
        out.println(style.sign(group.verdict()) + " " + title + "  " + coloured(group, count));
        out.println(style.dim(fit("  " + about(group))));
        rows(group);
        if (group.left() > 0) {
            Message more = Message.of("screen.more").with("number", Labels.number(group.left()));
            out.println(style.dim("    " + page.text(more)));
        }
    }

    private String count(Group group) {
        if (oneHost) {
            return page.text(
                    group.section() == Section.RESOLVED
                            ? Message.of("screen.verdict-resolved")
                            : group.verdict().title());
        }
        return page.text(
                group.section() == Section.RESOLVED
                        ? Message.of("screen.results-resolved")
                                .with("number", Labels.number(group.count()))
                        : Labels.count(group.verdict(), group.count()));
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
        parts.add(page.text(first.rule().row().title()));
        switch (group.section()) {
            case CRITICAL, HIGH, MEDIUM, LOW -> {
                // Said by the heading above.
            }
            case UNKNOWN, READY, NOT_APPLICABLE, RESOLVED ->
                    parts.add(page.text(first.rule().severity().title()));
        }
        if (!first.answer().says().expected().isEmpty()) {
            parts.add(first.answer().expected(page.rendering()));
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

    private String what(Entry entry) {
        StoredFinding stored = entry.stored();
        Message told = Row.told(entry.finding().answer().says().actual(), entry.lastSeen());
        if (stored == null) {
            return page.text(told);
        }
        if (stored.resolvedAt() != null && stored.resolution() != null) {
            return page.text(
                    Message.of("screen.resolved-on")
                            .with("date", day(stored.resolvedAt()))
                            .with("how", stored.resolution().title()));
        }
        return page.text(
                Message.of("screen.since")
                        .with("date", day(stored.firstSeen()))
                        .with("actual", told));
    }

    private LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, page.rendering().zone());
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
        int hidden = finding.answer().hides().count();
        if (hidden > 0) {
            Message hides = Message.of("screen.hides").with("count", hidden);
            out.println(style.dim("      " + page.text(hides)));
        }
        for (String evidence : finding.answer().evidence(page.rendering())) {
            Wrapping.wrap(Printable.line(evidence), columns - 6)
                    .forEach(line -> out.println(style.dim("      " + line)));
        }
        String remedy = finding.instructions().in(page.rendering().language());
        if (finding.status() == Status.NOT_READY && !remedy.isBlank()) {
            Message what =
                    oneHost
                            ? Message.of("screen.what-to-do")
                            : Message.of("screen.what-to-do-for")
                                    .with("resource", finding.resource().id());
            out.println("    " + page.text(what) + ":");
            // Never cut or wrapped: it is there to be pasted.
            Printable.lines(remedy)
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
        out.println(style.doubtful(page.text(Message.of("screen.unread-parts")) + ":"));
        for (ScopeReport scope : incomplete) {
            for (Unseen unseen : scope.unseen()) {
                String region = DisplayWidth.pad(scope.scope().region(), 14);
                out.println("  " + region + "  " + unseen.part());
                page.wrapped(unseen.detail(), columns - 6)
                        .forEach(line -> out.println("      " + line));
            }
        }
    }

    private void hint(Message hint) {
        out.println(style.dim(page.text(hint)));
    }
}
