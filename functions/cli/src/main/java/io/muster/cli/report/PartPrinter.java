package io.muster.cli.report;

import io.muster.cli.output.CsvReport;
import io.muster.cli.output.Json;
import io.muster.cli.session.Session;
import io.muster.readiness.text.Message;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a report as one document. */
record PartPrinter(Session session) {

    /**
     * Prints parts.
     *
     * @param parts one at least; of CSV one only, because each has columns of its own
     */
    void print(SortedMap<ReportPart, PartPage> parts, ReportFormat format) {
        PrintStream out = session.out();
        switch (format) {
            case MARKDOWN -> document(parts, DocumentFormat.MARKDOWN, out);
            case HTML -> document(parts, DocumentFormat.HTML, out);
            case JSON -> Json.write(out, fields(parts));
            case CSV ->
                    parts.values().forEach(part -> part.lines().forEach(line -> csv(line, out)));
        }
        out.flush();
    }

    private void document(
            SortedMap<ReportPart, PartPage> parts, DocumentFormat format, PrintStream out) {
        String title =
                session.text(
                        Message.all(parts.values().stream().map(PartPage::title).toList(), " / "));
        Document document = new Document();
        parts.values().forEach(part -> part.write(document));
        format.print(document, title, session.rendering().language().tag(), out);
    }

    /** One part by itself, several each under its name. */
    private static Map<String, @Nullable Object> fields(SortedMap<ReportPart, PartPage> parts) {
        if (parts.size() == 1) {
            return parts.firstEntry().getValue().fields();
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        parts.forEach((part, page) -> all.put(part.name().toLowerCase(Locale.ROOT), page.fields()));
        return all;
    }

    private static void csv(List<String> line, PrintStream out) {
        out.print(CsvReport.lineOf(line.stream()));
    }
}
