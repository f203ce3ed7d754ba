package io.muster.cli.output;

import io.muster.cli.text.Printable;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.MessageFields;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, with a heading.
 *
 * <p>A tag may hold {@code =HYPERLINK(...)}, which a spreadsheet would run: what begins like a
 * formula gets an apostrophe in front, which spreadsheets read as "this is text".
 */
public final class CsvReport implements FindingReport {

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

    private static final List<Field> FINDING =
            List.of(
                    new Field("id", entry -> entry.finding().id()),
                    new Field("check", entry -> entry.finding().check()),
                    new Field("row", entry -> entry.finding().rule().row()),
                    new Field("severity", entry -> entry.finding().rule().severity()),
                    new Field("verdict", entry -> entry.finding().status()),
                    new Field("resourceType", entry -> entry.finding().resource().type().label()),
                    new Field("resourceId", entry -> entry.finding().resource().id()),
                    new Field("resourceArn", entry -> entry.finding().resource().arn()),
                    new Field("account", entry -> entry.finding().scope().account()),
                    new Field("region", entry -> entry.finding().scope().region()),
                    new Field("workload", entry -> entry.finding().workload()),
                    new Field("title", entry -> entry.finding().title().english()),
                    new Field("expected", entry -> entry.finding().answer().expected()),
                    new Field("actual", entry -> entry.finding().answer().actual()),
                    new Field("evidence", entry -> evidence(entry.finding())),
                    new Field("remedy", entry -> entry.finding().remedy().stripTrailing()));

    private static final List<Field> LIFE =
            List.of(
                    ofLife("firstSeen", StoredFinding::firstSeen),
                    ofLife("changedAt", StoredFinding::changedAt),
                    ofLife("resolvedAt", StoredFinding::resolvedAt),
                    ofLife("resolution", StoredFinding::resolution));

    /** After all that was there before them: scripts may count columns. */
    private static final List<Field> MORE =
            List.of(
                    new Field("name", entry -> entry.about().name()),
                    new Field("owner", entry -> entry.about().owner()),
                    new Field("cause", Entry::cause),
                    new Field(
                            "hiddenChecks",
                            entry ->
                                    entry.finding().answer().hides().isEmpty()
                                            ? null
                                            : entry.finding().answer().hides().count()),
                    new Field("lastSeen", Entry::seenAt),
                    new Field(
                            "blockedBy",
                            entry ->
                                    entry.lastSeen() == null ? null : entry.lastSeen().blockedBy()),
                    new Field("notScannedSince", Entry::notScannedSince),
                    new Field(
                            "reasons",
                            entry ->
                                    MessageFields.json(
                                            entry.finding().answer().says().actual().parts())));

    /** A column; a value that is not there leaves its field empty. */
    private record Field(String name, Function<Entry, @Nullable Object> value) {}

    private final PrintStream out;
    private List<Field> fields = FINDING;

    CsvReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public boolean readsRoster() {
        return true;
    }

    @Override
    public void begin(Origin origin) {
        fields =
                Stream.of(FINDING, origin.scan() == null ? LIFE : List.<Field>of(), MORE)
                        .flatMap(List::stream)
                        .toList();
        line(fields.stream().map(Field::name));
    }

    @Override
    public void add(Entry entry) {
        line(fields.stream().map(field -> Objects.toString(field.value().apply(entry), "")));
    }

    @Override
    public void end(Totals totals) {
        out.flush();
    }

    private static String evidence(Finding finding) {
        return String.join(
                "\n", finding.answer().evidence().stream().map(CsvReport::inert).toList());
    }

    private static Field ofLife(String name, Function<StoredFinding, @Nullable Object> value) {
        return new Field(
                name, entry -> entry.stored() == null ? null : value.apply(entry.stored()));
    }

    private void line(Stream<String> texts) {
        out.print(lineOf(texts));
    }

    /** Values as a line that a spreadsheet reads and does not obey. */
    public static String lineOf(Stream<String> texts) {
        return texts.map(CsvReport::quoted).collect(Collectors.joining(",", "", END_OF_LINE));
    }

    private static String quoted(String field) {
        if (isPlain(field)) {
            return field;
        }
        String text = Printable.lines(inert(field));
        return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Whether nothing of a value needs a quote, an apostrophe or a sign in its place. */
    private static boolean isPlain(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            boolean letterOrDigit = c < 0x7f && Character.isLetterOrDigit(c);
            boolean within = i > 0 && c >= ' ' && c < 0x7f && ",\";|".indexOf(c) < 0;
            if (!letterOrDigit && !within) {
                return false;
            }
        }
        return true;
    }

    private static String inert(String field) {
        return FORMULA.matcher(field).replaceAll("'");
    }
}
