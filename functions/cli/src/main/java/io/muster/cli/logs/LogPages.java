package io.muster.cli.logs;

import io.muster.cli.output.Json;
import io.muster.cli.output.Labels;
import io.muster.cli.session.Page;
import io.muster.cli.text.Printable;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.logs.LogSummary;
import io.muster.readiness.logs.LogSummary.Counted;
import io.muster.readiness.logs.LogSummary.Found;
import io.muster.readiness.logs.Signature;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The summary of a log for a screen, and for programs. */
record LogPages(Page page) {

    private static final String INDENT = " ".repeat(9);

    void table(LogSummary summary) {
        Severity last = null;
        for (Found found : summary.found()) {
            Severity severity = found.signature().rule().severity();
            if (severity != last) {
                page.line(page.style().severity(severity, page.heading(severity)));
                last = severity;
            }
            entry(found);
        }
        if (summary.requests() > 0) {
            page.line(
                    page.text(
                            Message.of("screen.logs-requests")
                                    .with("errors", Labels.number(summary.serverErrors()))
                                    .with("requests", Labels.number(summary.requests()))
                                    .with("percent", percent(summary.serverErrorShare()))));
        }
        if (summary.found().isEmpty()) {
            page.line(page.text(Message.of("screen.logs-none")));
        }
        page.line(
                page.text(
                        Message.of("screen.logs-read")
                                .with("lines", summary.lines())
                                .with("bytes", Labels.number(summary.bytes()))));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", share * 100);
    }

    private void entry(Found found) {
        String count = Labels.number(found.count()) + (page.style().unicode() ? "×" : "x");
        String title = page.cut(page.text(found.signature().meaning()), page.columns() - 16);
        page.line(DisplayWidth.pad(count, INDENT.length()) + page.style().bold(title));
        String row = page.text(found.signature().rule().row().title());
        line(found.signature().id() + " · " + row + span(found));
        if (!found.details().isEmpty()) {
            line(
                    page.text(
                            Message.of("screen.logs-details")
                                    .with("names", names(found.details(), 0))));
        }
        if (!found.sources().isEmpty()) {
            line(
                    page.text(
                            Message.of("screen.logs-sources")
                                    .with(
                                            "names",
                                            names(found.sources(), found.distinctSources()))));
        }
        line(Printable.line(found.example()));
        String remedy = found.signature().remedy().template(page.rendering().language());
        remedy.lines().forEach(this::remedy);
        page.line("");
    }

    private void line(String text) {
        page.line(INDENT + page.style().dim(page.cut(text, page.columns() - INDENT.length() - 1)));
    }

    /** A command is not cut: it is there to be pasted. */
    private void remedy(String text) {
        if (text.startsWith("#")) {
            line(text);
        } else {
            page.line(INDENT + page.style().command(text));
        }
    }

    private static Message names(List<Counted> names, int distinct) {
        String list =
                names.stream()
                        .map(name -> name.name() + " (" + Labels.number(name.count()) + ")")
                        .collect(Collectors.joining(", "));
        return distinct > names.size()
                ? Message.of("screen.list-more")
                        .with("list", list)
                        .with("number", Labels.number(distinct - names.size()))
                : Message.literal(list);
    }

    private String span(Found found) {
        Instant first = found.first();
        Instant last = found.last();
        if (first == null || last == null) {
            return "";
        }
        return " · "
                + (first.equals(last)
                        ? page.rendering().time(first)
                        : page.text(
                                Message.of("screen.logs-span")
                                        .with("first", first)
                                        .with("last", last)));
    }

    void json(LogSummary summary) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("lines", summary.lines());
        document.put("bytes", summary.bytes());
        document.put("requests", summary.requests());
        document.put("serverErrors", summary.serverErrors());
        document.put("signatures", summary.found().stream().map(LogPages::fields).toList());
        Json.write(page.out(), document);
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
