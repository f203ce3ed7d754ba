package io.muster.cli.output;

import io.muster.cli.text.Printable;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.Scorecard;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, with a heading.
 *
 * <p>A tag may hold {@code =HYPERLINK(...)}, which a spreadsheet would run: a field that begins
 * like a formula gets an apostrophe in front, which spreadsheets read as "this is text".
 */
final class CsvReport implements FindingReport {

    private static final String END_OF_LINE = "\r\n";

    private static final List<String> FINDING =
            List.of(
                    "id",
                    "check",
                    "row",
                    "severity",
                    "verdict",
                    "resourceType",
                    "resourceId",
                    "resourceArn",
                    "account",
                    "region",
                    "workload",
                    "title",
                    "expected",
                    "actual",
                    "evidence",
                    "remedy");

    private static final List<String> LIFE =
            List.of("firstSeen", "changedAt", "resolvedAt", "resolution");

    private final PrintStream out;
    private boolean ofTable;

    CsvReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(@Nullable ScanSummary scan) {
        ofTable = scan == null;
        List<String> heading = new ArrayList<>(FINDING);
        if (ofTable) {
            heading.addAll(LIFE);
        }
        line(heading);
    }

    @Override
    public void add(Entry entry) {
        List<String> fields = new ArrayList<>(fields(entry.finding()));
        if (ofTable) {
            fields.addAll(life(entry.stored()));
        }
        line(fields);
    }

    @Override
    public void end(@Nullable Scorecard scorecard) {
        out.flush();
    }

    private static List<String> fields(Finding finding) {
        return List.of(
                finding.id(),
                finding.check(),
                finding.row().name(),
                finding.severity().name(),
                finding.verdict().name(),
                finding.resource().type().label(),
                finding.resource().id(),
                orEmpty(finding.resource().arn()),
                finding.scope().account(),
                finding.scope().region(),
                orEmpty(finding.workload()),
                finding.title(),
                finding.expected(),
                finding.actual(),
                String.join("\n", finding.evidence()),
                finding.remedy().stripTrailing());
    }

    private static List<String> life(@Nullable StoredFinding stored) {
        return stored == null
                ? List.of("", "", "", "")
                : List.of(
                        stored.firstSeen().toString(),
                        stored.changedAt().toString(),
                        orEmpty(stored.resolvedAt()),
                        orEmpty(stored.resolution()));
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private void line(List<String> fields) {
        StringJoiner line = new StringJoiner(",", "", END_OF_LINE);
        fields.forEach(field -> line.add(quoted(field)));
        out.print(line);
    }

    private static String quoted(String field) {
        String text = looksLikeFormula(field) ? "'" + field : field;
        text = Printable.lines(text);
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The signs that begin a formula, in ASCII and full width, and what is skipped before one. */
    private static boolean looksLikeFormula(String field) {
        String text = field.stripLeading();
        boolean indented = text.length() < field.length() && !field.startsWith(" ");
        return indented || (!text.isEmpty() && "=+-@＝＋－＠".indexOf(text.charAt(0)) >= 0);
    }
}
