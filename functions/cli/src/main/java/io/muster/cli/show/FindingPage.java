package io.muster.cli.show;

import io.muster.cli.output.Entry;
import io.muster.cli.output.Labels;
import io.muster.cli.output.Row;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Wrapping;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One finding whole, for eyes. */
final class FindingPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final int LABEL = 10;
    private static final int MAX_BESIDES = 8;
    private static final int MAX_ELSEWHERE = 3;

    private final PrintStream out;
    private final Style style;
    private final int columns;
    private final Instant now;

    FindingPage(PrintStream out, Terminal terminal, Instant now) {
        this.out = out;
        this.style = terminal.style();
        this.columns = terminal.columns();
        this.now = now;
    }

    void print(Shown shown) {
        Entry entry = shown.entry();
        Finding finding = entry.finding();
        heading(finding);
        out.println();
        facts(entry);
        remedy(finding);
        besides(shown.besides(), finding);
        elsewhere(shown.elsewhere());
        out.println();
        out.println(
                style.dim("What this check wants and why: ")
                        + style.command("./muster checks " + finding.check()));
        out.flush();
    }

    private void heading(Finding finding) {
        out.println(
                style.severity(finding.rule().severity(), finding.rule().severity().name())
                        + "  "
                        + style.verdict(finding.status(), Labels.of(finding.status()))
                        + style.dim("  " + Labels.of(finding.rule().row())));
        Wrapping.wrap(Printable.line(finding.title().english()), columns)
                .forEach(line -> out.println(style.bold(line)));
    }

    private void facts(Entry entry) {
        Finding finding = entry.finding();
        fact("Resource", resource(entry));
        fact("Workload", finding.workload());
        fact("Owner", entry.about().owner());
        fact("Where", finding.scope().toString());
        fact("Seen", seen(entry));
        fact("Expected", finding.answer().expected());
        fact("Actual", finding.answer().actual());
        List<String> evidence = finding.answer().evidence();
        for (int i = 0; i < evidence.size(); i++) {
            fact(i == 0 ? "Evidence" : "", evidence.get(i));
        }
        fact("Hides", hides(finding.answer().hides()));
        address("Console", ConsoleLink.of(finding).orElse(null));
        address("Id", finding.id());
    }

    private static String resource(Entry entry) {
        Finding finding = entry.finding();
        String name = entry.about().name();
        return "%s %s%s"
                .formatted(
                        finding.resource().type().label().replace('-', ' '),
                        finding.resource().id(),
                        name == null || name.equals(finding.resource().id()) ? "" : ", " + name);
    }

    private String seen(Entry entry) {
        StoredFinding stored = entry.stored();
        if (stored == null) {
            return "by the scan of " + TIME.format(entry.finding().observedAt());
        }
        String since = "since " + TIME.format(stored.firstSeen()) + age(stored.firstSeen());
        LastSeen lastSeen = stored.lastSeen();
        if (stored.resolvedAt() != null) {
            String how =
                    stored.resolution() == null
                            ? ""
                            : " ("
                                    + stored.resolution()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' ')
                                    + ")";
            return since + "; resolved " + TIME.format(stored.resolvedAt()) + how;
        }
        if (lastSeen != null) {
            return since
                    + "; last seen "
                    + TIME.format(lastSeen.at())
                    + ", since then not visible: "
                    + lastSeen.blockedBy();
        }
        return entry.notScannedSince() == null
                ? since + changed(stored)
                : since + "; not scanned since " + TIME.format(entry.notScannedSince());
    }

    private static String changed(StoredFinding stored) {
        return stored.changedAt().equals(stored.firstSeen())
                ? ""
                : "; changed " + TIME.format(stored.changedAt());
    }

    private String age(Instant then) {
        long days = Duration.between(then, now).toDays();
        return days < 1 ? "" : ", " + Labels.count(days, "day");
    }

    private static @Nullable String hides(HiddenChecks hides) {
        return hides.isEmpty()
                ? null
                : "%s that cannot answer, of: %s"
                        .formatted(
                                Labels.count(hides.count(), "check"),
                                hides.rows().stream()
                                        .map((ChecklistRow row) -> Labels.of(row))
                                        .collect(Collectors.joining(", ")));
    }

    private void fact(String label, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        String start = label;
        for (String line : Wrapping.wrap(Printable.line(text), columns - LABEL)) {
            out.println(style.dim(DisplayWidth.pad(start, LABEL)) + line);
            start = "";
        }
    }

    /** Never cut or wrapped: it is there to be copied. */
    private void address(String label, @Nullable String text) {
        if (text != null) {
            out.println(style.dim(DisplayWidth.pad(label, LABEL)) + Printable.line(text));
        }
    }

    private void remedy(Finding finding) {
        if (finding.remedy().isBlank()) {
            return;
        }
        out.println();
        out.println(style.bold("What to do"));
        // Never cut or wrapped: it is there to be pasted.
        Printable.lines(finding.remedy())
                .lines()
                .forEach(line -> out.println("  " + style.shell(line)));
    }

    private void besides(List<Row> besides, Finding finding) {
        if (besides.isEmpty()) {
            return;
        }
        out.println();
        out.println(style.bold(cut("Also open: " + finding.resource().id(), columns)));
        for (Row row : besides.subList(0, Math.min(MAX_BESIDES, besides.size()))) {
            String severity = DisplayWidth.pad(row.rule().severity().name(), 8);
            out.println(
                    "  "
                            + style.severity(row.rule().severity(), severity)
                            + " "
                            + cut(
                                    row.check() + ": " + row.actual().english(),
                                    columns - LABEL - 1));
        }
        int left = besides.size() - MAX_BESIDES;
        if (left > 0) {
            out.println(style.dim("  and " + Labels.count(left, "more finding")));
        }
    }

    private void elsewhere(List<Row> elsewhere) {
        if (elsewhere.isEmpty()) {
            return;
        }
        String named =
                elsewhere.stream()
                        .limit(MAX_ELSEWHERE)
                        .map(row -> row.of().id())
                        .collect(Collectors.joining(", "));
        int left = elsewhere.size() - MAX_ELSEWHERE;
        String text =
                "The same elsewhere: " + named + (left > 0 ? " and %,d more".formatted(left) : "");
        out.println();
        Wrapping.wrap(Printable.line(text), columns).forEach(out::println);
    }

    private String cut(String text, int width) {
        return DisplayWidth.cut(Printable.line(text), width, style.ellipsis());
    }
}
