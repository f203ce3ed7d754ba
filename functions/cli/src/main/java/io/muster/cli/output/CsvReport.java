package io.muster.cli.output;

import io.muster.cli.text.Printable;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.Scorecard;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, with a heading.
 *
 * <p>A tag may hold {@code =HYPERLINK(...)}, which a spreadsheet would run: what begins like a
 * formula gets an apostrophe in front, which spreadsheets read as "this is text".
 */
final class CsvReport implements FindingReport {

    private static final String END_OF_LINE = "\r\n";

    /**
     * Where a formula begins: before one of the signs, in ASCII or full width, and what is skipped
     * before it, at the start of a field or after a sign at which a spreadsheet may cut it in two.
     */
    private static final Pattern FORMULA =
            Pattern.compile(
                    "(?:^|(?<=[;|\\t]))(?=\\s*[=+\\-@＝＋－＠])"
                            + "|(?<=\\n)(?=[=+\\-@＝＋－＠])|^(?=[\\s&&[^ ]])");

    private static final Pattern SPECIAL = Pattern.compile("[,\"\\n\\r]");

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
                String.join("\n", finding.evidence().stream().map(CsvReport::inert).toList()),
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
        String text = Printable.lines(inert(field));
        return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String inert(String field) {
        return FORMULA.matcher(field).replaceAll("'");
    }
}
