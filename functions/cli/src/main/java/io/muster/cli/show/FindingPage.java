package io.muster.cli.show;

import io.muster.cli.output.Entry;
import io.muster.cli.output.GravitonPhrases;
import io.muster.cli.output.Row;
import io.muster.cli.session.Page;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.console.link.AwsConsole;
import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Wrapping;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One finding whole, for eyes. */
final class FindingPage {

    private static final int MAX_BESIDES = 8;
    private static final int MAX_ELSEWHERE = 3;
    private static final int SEVERITY_WIDTH = 8;

    private static final int GAP = 2;

    private final Page page;
    private final PrintStream out;
    private final Style style;
    private final int columns;
    private final Instant now;
    private final int label;

    FindingPage(Page page, Instant now) {
        this.page = page;
        this.out = page.out();
        this.style = page.style();
        this.columns = page.columns();
        this.now = now;
        this.label =
                GAP
                        + Arrays.stream(Label.values())
                                .mapToInt(each -> DisplayWidth.of(page.text(each.title())))
                                .max()
                                .orElse(0);
    }

    /** What a line of the facts is about. */
    private enum Label {
        RESOURCE,
        WORKLOAD,
        OWNER,
        SCOPE,
        SEEN,
        EXPECTED,
        ACTUAL,
        EVIDENCE,
        EFFECT,
        GRAVITON,
        CONSOLE,
        ID;

        Message title() {
            return switch (this) {
                case RESOURCE -> Message.of("screen.label-resource");
                case WORKLOAD -> Message.of("screen.label-workload");
                case OWNER -> Message.of("screen.label-owner");
                case SCOPE -> Message.of("screen.label-scope");
                case SEEN -> Message.of("screen.label-seen");
                case EXPECTED -> Message.of("screen.label-expected");
                case ACTUAL -> Message.of("screen.label-actual");
                case EVIDENCE -> Message.of("screen.label-evidence");
                case EFFECT -> Message.of("screen.label-effect");
                case GRAVITON -> Message.of("screen.label-graviton");
                case CONSOLE -> Message.of("screen.label-console");
                case ID -> Message.of("screen.label-id");
            };
        }
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
        Message about =
                Message.of("screen.about-check")
                        .with("command", "./muster checks " + finding.check());
        out.println(style.dim(page.text(about)));
        out.flush();
    }

    private void heading(Finding finding) {
        Severity severity = finding.rule().severity();
        out.println(
                style.severity(severity, page.heading(severity))
                        + "  "
                        + style.verdict(finding.status(), page.text(finding.status().title()))
                        + style.dim("  " + page.text(finding.rule().row().title())));
        page.wrapped(finding.title(), columns).forEach(line -> out.println(style.bold(line)));
    }

    private void facts(Entry entry) {
        Finding finding = entry.finding();
        fact(Label.RESOURCE, resource(entry));
        fact(Label.WORKLOAD, finding.workload());
        fact(Label.OWNER, entry.about().owner());
        fact(Label.SCOPE, finding.scope().toString());
        fact(Label.SEEN, page.text(seen(entry)));
        fact(Label.EXPECTED, finding.answer().expected(page.rendering()));
        fact(Label.ACTUAL, finding.answer().actual(page.rendering()));
        String evidence = page.text(Label.EVIDENCE.title());
        for (String line : finding.answer().evidence(page.rendering())) {
            fact(evidence, line);
            evidence = "";
        }
        if (!finding.answer().hides().isEmpty()) {
            fact(Label.EFFECT, page.text(hides(finding.answer().hides())));
        }
        GravitonVerdict graviton = entry.about().graviton();
        if (graviton != null) {
            fact(Label.GRAVITON, page.text(GravitonPhrases.whole(graviton)));
        }
        address(Label.CONSOLE, consoleLink(finding).orElse(null));
        address(Label.ID, finding.id());
    }

    private String resource(Entry entry) {
        Finding finding = entry.finding();
        String name = entry.about().name();
        return "%s %s%s"
                .formatted(
                        page.text(finding.resource().type().title()),
                        finding.resource().id(),
                        name == null || name.equals(finding.resource().id()) ? "" : ", " + name);
    }

    private Message seen(Entry entry) {
        StoredFinding stored = entry.stored();
        if (stored == null) {
            return Message.of("screen.seen-by-scan").with("time", entry.finding().observedAt());
        }
        Message since = since(stored.firstSeen());
        LastSeen lastSeen = stored.lastSeen();
        if (stored.resolvedAt() != null) {
            return stored.resolution() == null
                    ? Message.of("screen.seen-resolved")
                            .with("since", since)
                            .with("time", stored.resolvedAt())
                    : Message.of("screen.seen-resolved-how")
                            .with("since", since)
                            .with("time", stored.resolvedAt())
                            .with("how", stored.resolution().title());
        }
        if (lastSeen != null) {
            return Message.of("screen.seen-blocked")
                    .with("since", since)
                    .with("time", lastSeen.at())
                    .with("reason", lastSeen.blockedBy());
        }
        if (entry.notScannedSince() != null) {
            return Message.of("screen.seen-outdated")
                    .with("since", since)
                    .with("time", entry.notScannedSince());
        }
        Message life =
                stored.changedAt().equals(stored.firstSeen())
                        ? since
                        : Message.of("screen.seen-changed")
                                .with("since", since)
                                .with("time", stored.changedAt());
        return entry.seenAt() == null
                ? life
                : Message.of("screen.seen-last").with("seen", life).with("time", entry.seenAt());
    }

    private Message since(Instant then) {
        long days = Duration.between(then, now).toDays();
        return days < 1
                ? Message.of("screen.seen-since").with("time", then)
                : Message.of("screen.seen-since-days").with("time", then).with("count", days);
    }

    /** Where the AWS console shows the resource of a finding; empty where it has no page. */
    static Optional<String> consoleLink(Finding finding) {
        return AwsConsole.of(finding.scope(), finding.resource().type(), finding.resource().id());
    }

    private static Message hides(HiddenChecks hides) {
        return Message.of("screen.hides-rows")
                .with("count", hides.count())
                .with("rows", hides.rows().stream().map(ChecklistRow::title).toList());
    }

    private void fact(Label what, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            fact(page.text(what.title()), text);
        }
    }

    private void fact(String start, String text) {
        String before = start;
        for (String line : Wrapping.wrap(Printable.line(text), columns - label)) {
            out.println(style.dim(DisplayWidth.pad(before, label)) + line);
            before = "";
        }
    }

    /** Never cut or wrapped: it is there to be copied. */
    private void address(Label what, @Nullable String text) {
        if (text != null) {
            String start = DisplayWidth.pad(page.text(what.title()), label);
            out.println(style.dim(start) + Printable.line(text));
        }
    }

    private void remedy(Finding finding) {
        String remedy = finding.instructions().in(page.rendering().language());
        if (remedy.isBlank()) {
            return;
        }
        out.println();
        out.println(style.bold(page.text(Message.of("screen.what-to-do"))));
        // Never cut or wrapped: it is there to be pasted.
        Printable.lines(remedy).lines().forEach(line -> out.println("  " + style.shell(line)));
    }

    private void besides(List<Row> besides, Finding finding) {
        if (besides.isEmpty()) {
            return;
        }
        Message also = Message.of("screen.also-open").with("resource", finding.resource().id());
        out.println();
        out.println(style.bold(page.cut(page.text(also), columns)));
        for (Row row : besides.subList(0, Math.min(MAX_BESIDES, besides.size()))) {
            Severity severity = row.rule().severity();
            String heading = DisplayWidth.pad(page.heading(severity), SEVERITY_WIDTH);
            String told = row.check() + ": " + page.text(row.actual());
            out.println(
                    "  "
                            + style.severity(severity, heading)
                            + " "
                            + page.cut(told, columns - SEVERITY_WIDTH - 3));
        }
        int left = besides.size() - MAX_BESIDES;
        if (left > 0) {
            Message more = Message.of("screen.findings-more").with("count", left);
            out.println(style.dim("  " + page.text(more)));
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
        Message same =
                left > 0
                        ? Message.of("screen.same-check-more")
                                .with("resources", named)
                                .with("count", left)
                        : Message.of("screen.same-check").with("resources", named);
        out.println();
        page.wrapped(same, columns).forEach(out::println);
    }
}
