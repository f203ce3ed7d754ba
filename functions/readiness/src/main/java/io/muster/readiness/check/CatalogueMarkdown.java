package io.muster.readiness.check;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The catalogue as a page to read: {@code docs/checks.md} is this text, and a test holds the two
 * together, so that the page cannot say what the checks do not do.
 */
public final class CatalogueMarkdown {

    private CatalogueMarkdown() {}

    /** The whole page, the same for the same catalogue. */
    public static String render(Catalogue catalogue) {
        StringBuilder page = new StringBuilder(32_768);
        page.append(
                """
                # Checks

                <!-- Written from the catalogue. Change the checks, not this page. -->

                %d checks, by the rows of the production checklist. The result of each is READY, NOT_READY, UNKNOWN (could
                not be evaluated, with the reason) or NOT_APPLICABLE.

                In a remedy, `{places}` stand for values that the finding fills in, quoted for the shell. A paragraph
                is left out if it does not apply to the finding, and repeated for each group that it applies to. A
                value that you have to choose is a shell variable, such as `${OWNER:?}`: the command does not run
                until you set it.

                """
                        .formatted(catalogue.all().size()));
        severities(page);
        for (ChecklistRow row : ChecklistRow.values()) {
            List<Spec> specs =
                    catalogue.all().stream()
                            .map(Check::spec)
                            .filter(spec -> spec.row() == row)
                            .toList();
            row(page, row, specs);
        }
        settings(page);
        return page.toString();
    }

    private static void severities(StringBuilder page) {
        page.append(
                """
                ## Severities

                Each check has a severity, which says what a NOT_READY result means.

                """);
        line(page, "Severity", "Meaning");
        line(page, "---", "---");
        List<Severity> worstFirst =
                Stream.of(Severity.values()).sorted(Comparator.reverseOrder()).toList();
        worstFirst.forEach(severity -> line(page, severity.name(), severity.meaning().english()));
        page.append('\n');
        page.append(
                """
                In the table, a finding that is NOT_READY is one severity higher than its check, up to HIGH, once it
                is open for `MUSTER_SEVERITY_RAISED_DAYS` (90), or once its check has spread: from less than
                `MUSTER_SEVERITY_RAISED_PERCENT` (50 %) of at least 10 workloads of the account and Region to that or
                more. It stays so until it is resolved, and its evidence says why; `0` switches either off. Only
                findings are raised: whether an instance is ready, the levels of `policy.yaml`, checklists and
                metrics go by the severity of the check ([decision 63](decisions/0063-severity-over-time.md)).

                """);
    }

    private static void row(StringBuilder page, ChecklistRow row, List<Spec> specs) {
        page.append("## ")
                .append(row.name())
                .append("\n\n")
                .append(row.meaning().english())
                .append(".\n\n");
        if (specs.isEmpty()) {
            page.append("No check covers this row yet.\n\n");
            return;
        }
        line(page, "Check", "Subject", "Severity", "Title");
        line(page, "---", "---", "---", "---");
        for (Spec spec : specs) {
            line(
                    page,
                    "[%s](#%s)".formatted(spec.id(), spec.id()),
                    spec.subject().label(),
                    spec.severity().name(),
                    escaped(spec.title().english()));
        }
        page.append('\n');
        specs.forEach(spec -> section(page, spec));
    }

    private static void section(StringBuilder page, Spec spec) {
        page.append("### ").append(spec.id()).append("\n\n");
        page.append(
                "%s. Severity %s, evaluated for each %s.\n\n"
                        .formatted(spec.title(), spec.severity(), spec.subject().label()));
        page.append("```sh\n").append(spec.remedy().template().strip()).append("\n```\n\n");
        page.append("Source: <").append(spec.source()).append(">\n\n");
    }

    private static void settings(StringBuilder page) {
        page.append(
                """
                ## Settings

                Limits of the checks, log groups to analyze, and limits of the probe. The first name is the environment
                variable of the functions and of `./muster`, the second the member of Terraform's variable `settings`.

                """);
        line(page, "Environment", "Terraform", "Default", "Unit", "Meaning");
        line(page, "---", "---", "---", "---", "---");
        for (Setting<?> setting : Setting.all()) {
            line(
                    page,
                    "`" + setting.variable() + "`",
                    "`" + setting.name().toLowerCase(Locale.ROOT) + "`",
                    "`" + setting.type().defaultValue() + "`",
                    escaped(setting.type().unit()),
                    escaped(setting.meaning()));
        }
    }

    private static void line(StringBuilder page, String... cells) {
        page.append('|');
        Stream.of(cells).forEach(cell -> page.append(' ').append(cell).append(" |"));
        page.append('\n');
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
