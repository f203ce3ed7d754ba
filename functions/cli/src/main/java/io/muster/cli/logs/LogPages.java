package io.muster.cli.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.cli.output.Json;
import io.muster.cli.output.Labels;
import io.muster.cli.session.Session;
import io.muster.cli.text.DisplayWidth;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.logs.LogSummary;
import io.muster.readiness.logs.LogSummary.Counted;
import io.muster.readiness.logs.LogSummary.Found;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The summary of a log for a screen, and for programs. */
final class LogPages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final Style style;
    private final int columns;

    LogPages(Session session) {
        this.out = session.out();
        this.style = session.terminal().style();
        this.columns = session.terminal().columns();
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
        out.printf(
                Locale.ROOT,
                "%s, %,d bytes read%n",
                Labels.count(summary.lines(), "line"),
                summary.bytes());
    }

    private void entry(Found found) {
        String count = "%,d×".formatted(found.count());
        String title =
                DisplayWidth.cut(found.signature().meaning(), columns - 16, style.ellipsis());
        out.println(
                DisplayWidth.pad(style.unicode() ? count : count.replace('×', 'x'), 9)
                        + style.bold(title));
        line(
                found.signature().id()
                        + " · "
                        + Labels.of(found.signature().rule().row())
                        + span(found));
        names("concerned", found.details(), 0);
        names("from", found.sources(), found.distinctSources());
        line(Printable.line(found.example()));
        found.signature()
                .remedy()
                .template()
                .lines()
                .forEach(text -> line(text.startsWith("#") ? text : style.command(text)));
        out.println();
    }

    private void line(String text) {
        boolean styled = text.indexOf('\u001b') >= 0;
        out.println(
                "         "
                        + (styled
                                ? text
                                : style.dim(
                                        DisplayWidth.cut(text, columns - 10, style.ellipsis()))));
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
        Json.write(
                out,
                json -> {
                    json.writeStartObject();
                    json.writeNumberField("lines", summary.lines());
                    json.writeNumberField("bytes", summary.bytes());
                    json.writeNumberField("requests", summary.requests());
                    json.writeNumberField("serverErrors", summary.serverErrors());
                    json.writeArrayFieldStart("signatures");
                    for (Found found : summary.found()) {
                        entry(json, found);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private static void entry(JsonGenerator json, Found found) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", found.signature().id());
        json.writeStringField("row", found.signature().rule().row().name());
        json.writeStringField("severity", found.signature().rule().severity().name());
        json.writeStringField("meaning", found.signature().meaning());
        json.writeNumberField("count", found.count());
        time(json, "first", found.first());
        time(json, "last", found.last());
        json.writeStringField("example", found.example());
        counts(json, "details", found.details());
        counts(json, "sources", found.sources());
        json.writeNumberField("distinctSources", found.distinctSources());
        json.writeStringField("remedy", found.signature().remedy().template());
        json.writeStringField("source", found.signature().source().toString());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time)
            throws IOException {
        if (time != null) {
            json.writeStringField(name, time.toString());
        }
    }

    private static void counts(JsonGenerator json, String name, List<Counted> counts)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Counted counted : counts) {
            json.writeStartObject();
            json.writeStringField("name", counted.name());
            json.writeNumberField("count", counted.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
