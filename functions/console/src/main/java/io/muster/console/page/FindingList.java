package io.muster.console.page;

import io.muster.console.state.FleetSource;
import io.muster.console.state.OpenFilter;
import io.muster.console.state.OpenPage;
import io.muster.console.state.OpenRow;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The open findings, one a line.
 *
 * @param filter what may be chosen, and what is
 * @param part which of them are shown
 */
public record FindingList(Filter filter, List<Line> lines, Part part) {

    private static final String NEWEST = "newest";
    private static final String OLDEST = "oldest";

    public FindingList {
        lines = List.copyOf(lines);
    }

    /**
     * The fields by which findings are chosen.
     *
     * @param workload as it was given; empty for all
     */
    public record Filter(
            List<Choice> severities,
            List<Choice> verdicts,
            List<Choice> rows,
            List<Choice> checks,
            List<Choice> orders,
            String workload) {}

    /** A value that may be chosen. */
    public record Choice(String value, String title, boolean chosen) {}

    /**
     * A finding in short.
     *
     * @param tone its severity, or that it could not be evaluated
     */
    public record Line(
            String id,
            String tone,
            String severity,
            String title,
            String actual,
            FindingGroup.Subject subject,
            String workload,
            String since) {}

    static FindingList of(WidgetEvent event, FleetSource source) {
        Reader to = event.reader();
        OpenFilter filter = filter(event);
        String after = event.value("after");
        OpenPage page = source.open(filter, after, Part.SIZE);
        int from = after.isEmpty() ? 0 : event.number("from");
        return new FindingList(
                choices(filter, to),
                page.rows().stream().map(row -> line(row, source, to)).toList(),
                part(filter, page, from, to));
    }

    private static OpenFilter filter(WidgetEvent event) {
        return new OpenFilter(
                chosen(Severity.values(), event.value("severity")).orElse(null),
                chosen(new Status[] {Status.NOT_READY, Status.UNKNOWN}, event.value("verdict"))
                        .orElse(null),
                chosen(ChecklistRow.values(), event.value("row")).orElse(null),
                event.value("check"),
                event.value("workload").strip(),
                event.value("order").equals(NEWEST));
    }

    private static <E extends Enum<E>> Optional<E> chosen(E[] values, String label) {
        return Stream.of(values).filter(value -> Tone.of(value).equals(label)).findFirst();
    }

    private static Line line(OpenRow row, FleetSource source, Reader to) {
        String id = Reader.line(row.resource().id());
        String name = source.name(row.scope(), row.resource().id());
        boolean unknown = row.status() == Status.UNKNOWN;
        return new Line(
                row.id(),
                unknown ? "unknown" : Tone.of(row.rule().severity()),
                to.text(unknown ? Status.UNKNOWN.title() : row.rule().severity().title()),
                to.text(Spec.title(row.rule().id())),
                to.text(row.actual().get()),
                new FindingGroup.Subject(name.isEmpty() ? id : Reader.line(name), id, null),
                row.workload() == null ? "" : Reader.line(row.workload()),
                to.day(row.since()));
    }

    private static Part part(OpenFilter filter, OpenPage page, int from, Reader to) {
        int end = from + page.rows().size();
        if (from == 0 && page.next().isEmpty()) {
            return Part.ALL;
        }
        Message text =
                Message.of("console.part-open")
                        .with("from", page.rows().isEmpty() ? 0 : from + 1)
                        .with("to", end);
        return new Part(
                to.text(text),
                from == 0 ? "" : to.action(parameters(filter)),
                page.next().isEmpty() ? "" : to.action(next(filter, page.next(), end)));
    }

    private static Map<String, String> next(OpenFilter filter, String after, int from) {
        Map<String, String> parameters = parameters(filter);
        parameters.put("after", after);
        parameters.put("from", Integer.toString(from));
        return parameters;
    }

    /** All are said, those that are not chosen as empty: an action's parameters win over forms. */
    private static Map<String, String> parameters(OpenFilter filter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("page", Tone.of(Tab.FINDINGS));
        parameters.put("severity", filter.severity() == null ? "" : Tone.of(filter.severity()));
        parameters.put("verdict", filter.verdict() == null ? "" : Tone.of(filter.verdict()));
        parameters.put("row", filter.row() == null ? "" : Tone.of(filter.row()));
        parameters.put("check", filter.check());
        parameters.put("workload", filter.workload());
        parameters.put("order", filter.newestFirst() ? NEWEST : OLDEST);
        return parameters;
    }

    private static Filter choices(OpenFilter filter, Reader to) {
        List<Choice> severities = new ArrayList<>();
        severities.add(all(Message.of("console.all-severities"), to));
        for (Severity each : List.of(Severity.values()).reversed()) {
            severities.add(
                    new Choice(Tone.of(each), to.text(each.title()), each == filter.severity()));
        }
        List<Choice> verdicts = new ArrayList<>();
        verdicts.add(all(Message.of("console.all-verdicts"), to));
        for (Status each : List.of(Status.NOT_READY, Status.UNKNOWN)) {
            verdicts.add(
                    new Choice(Tone.of(each), to.text(each.title()), each == filter.verdict()));
        }
        List<Choice> rows = new ArrayList<>();
        rows.add(all(Message.of("console.all-rows"), to));
        for (ChecklistRow each : ChecklistRow.values()) {
            rows.add(new Choice(Tone.of(each), to.text(each.title()), each == filter.row()));
        }
        return new Filter(
                severities,
                verdicts,
                rows,
                checks(filter, to),
                List.of(
                        new Choice(
                                OLDEST,
                                to.text(Message.of("console.oldest-first")),
                                !filter.newestFirst()),
                        new Choice(
                                NEWEST,
                                to.text(Message.of("console.newest-first")),
                                filter.newestFirst())),
                Reader.line(filter.workload()));
    }

    private static List<Choice> checks(OpenFilter filter, Reader to) {
        List<Choice> checks =
                new ArrayList<>(
                        BuiltInChecks.catalogue().all().stream()
                                .map(Check::spec)
                                .filter(spec -> filter.row() == null || spec.row() == filter.row())
                                .map(
                                        spec ->
                                                new Choice(
                                                        spec.id(),
                                                        to.text(spec.title()),
                                                        spec.id().equals(filter.check())))
                                .sorted(Comparator.comparing(Choice::title))
                                .toList());
        checks.add(0, all(Message.of("console.all-checks"), to));
        return checks;
    }

    private static Choice all(Message title, Reader to) {
        return new Choice("", to.text(title), false);
    }
}
