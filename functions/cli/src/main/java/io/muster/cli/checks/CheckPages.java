package io.muster.cli.checks;

import io.muster.cli.output.Json;
import io.muster.cli.output.Labels;
import io.muster.cli.session.Session;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Spec;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Wrapping;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks as a list for a screen, as pages that explain them, and for programs. */
record CheckPages(PrintStream out, Style style, int columns) {

    private static final int INDENT = 4;
    private static final int MAX_TEXT_WIDTH = 100;

    CheckPages(Session session) {
        this(session.out(), session.terminal().style(), session.terminal().columns());
    }

    /** One line per check, under its row. */
    void list(List<Spec> specs) {
        int idWidth = specs.stream().mapToInt(spec -> spec.id().length()).max().orElse(0);
        for (ChecklistRow row : ChecklistRow.values()) {
            List<Spec> ofRow = specs.stream().filter(spec -> spec.row() == row).toList();
            if (ofRow.isEmpty()) {
                continue;
            }
            out.println(
                    fit(style.bold(Labels.of(row)), Labels.of(row).length(), "  " + row.meaning()));
            for (Spec spec : ofRow) {
                String severity = DisplayWidth.pad(severity(spec), 8);
                String id = "  " + DisplayWidth.pad(spec.id(), idWidth) + "  ";
                int room = Math.max(10, columns - idWidth - 14);
                String title = DisplayWidth.cut(spec.title().english(), room, style.ellipsis());
                out.println(id + style.severity(spec.severity(), severity) + "  " + title);
            }
            out.println();
        }
        String count = Labels.count(specs.size(), "check");
        String how = style.command("./muster checks ID");
        out.println(count + ". What one wants and how to get there: " + how);
    }

    private String fit(String styled, int width, String rest) {
        return styled
                + style.dim(DisplayWidth.cut(rest, Math.max(0, columns - width), style.ellipsis()));
    }

    /** All that is to be said about a check. */
    void explain(Spec spec) {
        out.println(style.bold(spec.id()));
        text(spec.title().english() + ".");
        out.println();
        field("Row", Labels.of(spec.row()));
        Wrapping.wrap(spec.row().meaning(), Math.min(columns - 16, MAX_TEXT_WIDTH))
                .forEach(line -> field("", style.dim(line)));
        field("Severity", style.severity(spec.severity(), severity(spec)));
        field("Judges", "each " + spec.subject().label().replace('_', ' '));
        field("Source", spec.source().toString());
        out.println();
        out.println("What to do when it is not ready ({id} and the like are filled in by a scan):");
        String indent = " ".repeat(INDENT);
        spec.remedy().template().lines().forEach(line -> out.println(indent + style.shell(line)));
        out.println();
        out.println("See who is concerned: " + style.command("./muster scan --check " + spec.id()));
    }

    private void text(String text) {
        Wrapping.wrap(text, Math.min(columns, MAX_TEXT_WIDTH)).forEach(out::println);
    }

    private void field(String name, String value) {
        out.println("  " + DisplayWidth.pad(name, 10) + value);
    }

    /** An array of all, with the fields' names of findings where they are the same. */
    void json(List<Spec> specs) {
        Json.write(out, Map.of("checks", specs.stream().map(CheckPages::fields).toList()));
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

    private static String severity(Spec spec) {
        return spec.severity().name().toLowerCase(Locale.ROOT);
    }
}
