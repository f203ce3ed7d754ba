package io.muster.cli.logs;

import io.muster.cli.output.Json;
import io.muster.cli.output.Labels;
import io.muster.cli.session.Session;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.logs.LogSummary;
import io.muster.readiness.logs.LogSummary.Counted;
import io.muster.readiness.logs.LogSummary.Found;
import io.muster.readiness.logs.Signature;
import io.muster.readiness.text.DisplayWidth;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The summary of a log for a screen, and for programs. */
record LogPages(PrintStream out, Style style, int columns) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    LogPages(Session session) {
        this(session.out(), session.terminal().style(), session.terminal().columns());
    }

    void table(LogSummary summary) {
        Severity last = null;
        for (Found found : summary.found()) {
            Severity severity = found.signature().rule().severity();
            if (severity != last) {
                out.println(style.severity(severity, severity.name()));
                last = severity;
            }
            entry(found);
        }
        if (summary.requests() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d of %,d requests answered 5xx (%.2f %%)%n",
                    summary.serverErrors(),
                    summary.requests(),
                    summary.serverErrorShare() * 100);
        }
        if (summary.found().isEmpty()) {
            out.println("None of the faults that Muster knows by their words.");
        }
        String lines = Labels.count(summary.lines(), "line");
        out.printf(Locale.ROOT, "%s, %,d bytes read%n", lines, summary.bytes());
    }

    private void entry(Found found) {
        String count = "%,d×".formatted(found.count());
        String title =
                DisplayWidth.cut(found.signature().meaning().english(), columns - 16, style.ellipsis());
        String shown = style.unicode() ? count : count.replace('×', 'x');
        out.println(DisplayWidth.pad(shown, 9) + style.bold(title));
        String row = Labels.of(found.signature().rule().row());
        line(found.signature().id() + " · " + row + span(found));
        names("concerned", found.details(), 0);
        names("from", found.sources(), found.distinctSources());
        line(Printable.line(found.example()));
        String remedy = found.signature().remedy().template();
        remedy.lines().forEach(text -> line(text.startsWith("#") ? text : style.command(text)));
        out.println();
    }

    private void line(String text) {
        boolean styled = text.indexOf('\u001b') >= 0;
        String cut = styled ? text : DisplayWidth.cut(text, columns - 10, style.ellipsis());
        out.println("         " + (styled ? cut : style.dim(cut)));
    }

    private void names(String what, List<Counted> names, int distinct) {
        if (names.isEmpty()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        names.forEach(
                name -> parts.add("%s (%,d)".formatted(Printable.line(name.name()), name.count())));
        if (distinct > names.size()) {
            parts.add("and %,d more".formatted(distinct - names.size()));
        }
        line(what + ": " + String.join(", ", parts));
    }

    private static String span(Found found) {
        Instant first = found.first();
        Instant last = found.last();
        if (first == null || last == null) {
            return "";
        }
        return first.equals(last)
                ? " · " + TIME.format(first)
                : " · " + TIME.format(first) + " to " + TIME.format(last);
    }

    void json(LogSummary summary) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("lines", summary.lines());
        document.put("bytes", summary.bytes());
        document.put("requests", summary.requests());
        document.put("serverErrors", summary.serverErrors());
        document.put("signatures", summary.found().stream().map(LogPages::fields).toList());
        Json.write(out, document);
    }

    private static Map<String, Object> fields(Found found) {
        Signature signature = found.signature();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", signature.id());
        fields.put("row", signature.rule().row().name());
        fields.put("severity", signature.rule().severity().name());
        fields.put("meaning", signature.meaning().english());
        fields.put("count", found.count());
        if (found.first() != null) {
            fields.put("first", found.first().toString());
        }
        if (found.last() != null) {
            fields.put("last", found.last().toString());
        }
        fields.put("example", found.example());
        fields.put("details", found.details().stream().map(LogPages::fields).toList());
        fields.put("sources", found.sources().stream().map(LogPages::fields).toList());
        fields.put("distinctSources", found.distinctSources());
        fields.put("remedy", signature.remedy().template());
        fields.put("source", signature.source().toString());
        return fields;
    }

    private static Map<String, Object> fields(Counted counted) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", counted.name());
        fields.put("count", counted.count());
        return fields;
    }
}
