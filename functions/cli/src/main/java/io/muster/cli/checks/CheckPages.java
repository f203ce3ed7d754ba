package io.muster.cli.checks;

import io.muster.cli.output.Json;
import io.muster.cli.session.Page;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Spec;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks as a list for a screen, as pages that explain them, and for programs. */
record CheckPages(Page page) {

    private static final int INDENT = 4;
    private static final int MAX_TEXT_WIDTH = 100;
    private static final int SEVERITY_WIDTH = 8;

    /** One line per check, under its row. */
    void list(List<Spec> specs) {
        int idWidth = specs.stream().mapToInt(spec -> spec.id().length()).max().orElse(0);
        for (ChecklistRow row : ChecklistRow.values()) {
            List<Spec> ofRow = specs.stream().filter(spec -> spec.row() == row).toList();
            if (ofRow.isEmpty()) {
                continue;
            }
            String title = page.text(row.title());
            int room = Math.max(0, page.columns() - DisplayWidth.of(title));
            String meaning = "  " + page.text(row.meaning());
            page.line(
                    page.style().bold(title)
                            + page.style()
                                    .dim(DisplayWidth.cut(meaning, room, page.style().ellipsis())));
            ofRow.forEach(spec -> line(spec, idWidth));
            page.line("");
        }
        Message count =
                Message.of("screen.checks-count")
                        .with("count", specs.size())
                        .with("command", "./muster checks " + specs.getFirst().id());
        page.line(page.text(count));
    }

    private void line(Spec spec, int idWidth) {
        String severity = DisplayWidth.pad(severity(spec), SEVERITY_WIDTH);
        String id = "  " + DisplayWidth.pad(spec.id(), idWidth) + "  ";
        int room = Math.max(10, page.columns() - idWidth - SEVERITY_WIDTH - 6);
        String title = page.cut(page.text(spec.title()), room);
        page.line(id + page.style().severity(spec.severity(), severity) + "  " + title);
    }

    /** All that is to be said about a check. */
    void explain(Spec spec) {
        Style style = page.style();
        page.line(style.bold(spec.id()));
        page.wrapped(spec.title(), Math.min(page.columns(), MAX_TEXT_WIDTH)).forEach(page::line);
        page.line("");
        Map<Message, List<String>> fields = new LinkedHashMap<>();
        fields.put(Message.of("screen.check-row"), row(spec));
        fields.put(
                Message.of("screen.check-severity"),
                List.of(style.severity(spec.severity(), severity(spec))));
        fields.put(
                Message.of("screen.check-subject"),
                List.of(
                        page.text(
                                Message.of("screen.check-each")
                                        .with("resource", spec.subject().title()))));
        fields.put(Message.of("screen.check-source"), List.of(spec.source().toString()));
        fields(fields);
        page.line("");
        page.line(page.text(Message.of("screen.check-remedy")));
        String indent = " ".repeat(INDENT);
        spec.remedy()
                .template(page.rendering().language())
                .lines()
                .forEach(line -> page.line(indent + style.shell(line)));
        page.line("");
        Message scan =
                Message.of("screen.check-scan")
                        .with("command", "./muster scan --check " + spec.id());
        page.line(page.text(scan));
    }

    private List<String> row(Spec spec) {
        List<String> lines = new ArrayList<>();
        lines.add(page.text(spec.row().title()));
        page.wrapped(spec.row().meaning(), Math.min(page.columns() - 16, MAX_TEXT_WIDTH))
                .forEach(line -> lines.add(page.style().dim(line)));
        return lines;
    }

    /** Named values, below each other. */
    private void fields(Map<Message, List<String>> fields) {
        int width =
                fields.keySet().stream()
                        .mapToInt(name -> DisplayWidth.of(page.text(name)))
                        .max()
                        .orElse(0);
        fields.forEach(
                (name, values) -> {
                    String before = page.text(name);
                    for (String value : values) {
                        page.line("  " + DisplayWidth.pad(before, width) + "  " + value);
                        before = "";
                    }
                });
    }

    /** An array of all, with the fields' names of findings where they are the same. */
    void json(List<Spec> specs) {
        Json.write(page.out(), Map.of("checks", specs.stream().map(CheckPages::fields).toList()));
    }

    private static Map<String, Object> fields(Spec spec) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", spec.id());
        fields.put("row", spec.row().name());
        fields.put("severity", spec.severity().name());
        fields.put("subject", spec.subject().label());
        fields.put("title", spec.title().english());
        fields.put("remedy", spec.remedy().template());
        fields.put("source", spec.source().toString());
        return fields;
    }

    private String severity(Spec spec) {
        return page.text(spec.severity().title());
    }
}
