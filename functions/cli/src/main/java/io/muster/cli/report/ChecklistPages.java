package io.muster.cli.report;

import io.muster.cli.report.Document.Item;
import io.muster.cli.session.Session;
import io.muster.readiness.check.Spec;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.decision.Attestation;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.AttestedItems;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.DecisionFields;
import io.muster.readiness.decision.DecisionTexts;
import io.muster.readiness.decision.Target;
import io.muster.readiness.scorecard.RowCard;
import io.muster.readiness.scorecard.RowCard.OpenCheck;
import io.muster.readiness.scorecard.RowState;
import io.muster.readiness.scorecard.WorkloadScorecard;
import io.muster.readiness.scorecard.WorkloadScorecard.BelowLevel;
import io.muster.readiness.scorecard.WorkloadScorecard.FleetCheck;
import io.muster.readiness.text.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The written checklist in a format. */
final class ChecklistPages implements PartPage {

    /** How many of the worst findings are named above the rows, of a workload and of the fleet. */
    private static final int MAX_WORST = 5;

    private static final int MAX_WORST_OF_FLEET = 10;

    private final Session session;
    private final Checklist checklist;

    /** Texts without a place, by their codes: of a large fleet each is said thousands of times. */
    private final Map<String, String> same = new HashMap<>();

    private final Map<OpenCheck, Item> open = new HashMap<>();

    ChecklistPages(Session session, Checklist checklist) {
        this.session = session;
        this.checklist = checklist;
    }

    @Override
    public Message title() {
        return Message.of("decision.checklist");
    }

    @Override
    public boolean complete() {
        return checklist.outdated().isEmpty() && checklist.unread().isEmpty();
    }

    private String text(Message message) {
        return message.code().isEmpty() || !message.arguments().isEmpty()
                ? session.text(message)
                : same.computeIfAbsent(message.code(), unused -> session.text(message));
    }

    @Override
    public void write(Document document) {
        boolean several = checklist.workloads().size() != 1;
        if (several) {
            document.heading(1, text(Message.of("decision.checklist")));
            fleet(document);
            trend(checklist.trend(), 2, document);
        }
        for (WorkloadScorecard card : checklist.workloads()) {
            workload(card, checklist, several ? 2 : 1, document);
        }
        document.paragraph(
                text(Message.of("decision.checklist-as-of").with("time", checklist.now())));
        scopes(Message.of("decision.checklist-outdated"), checklist.outdated(), document);
        scopes(Message.of("decision.checklist-unread"), checklist.unread(), document);
    }

    private void scopes(Message text, List<String> scopes, Document document) {
        if (!scopes.isEmpty()) {
            document.paragraph(text(text.with("scopes", String.join(", ", scopes))));
        }
    }

    private void fleet(Document document) {
        List<String> head = new ArrayList<>();
        head.add(text(Message.of("decision.column-row")));
        for (RowState state : RowState.values()) {
            head.add(text(state.title()));
        }
        Map<ChecklistRow, Map<RowState, Integer>> counts = new EnumMap<>(ChecklistRow.class);
        for (WorkloadScorecard card : checklist.workloads()) {
            for (RowCard row : card.rows()) {
                counts.computeIfAbsent(row.row(), unused -> new EnumMap<>(RowState.class))
                        .merge(row.state(), 1, Integer::sum);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (ChecklistRow row : ChecklistRow.values()) {
            Map<RowState, Integer> states = counts.getOrDefault(row, Map.of());
            List<String> cells = new ArrayList<>();
            cells.add(text(row.title()));
            for (RowState state : RowState.values()) {
                cells.add(Integer.toString(states.getOrDefault(state, 0)));
            }
            rows.add(cells);
        }
        document.table(head, rows);
        List<String> columns =
                new ArrayList<>(
                        List.of(
                                text(Message.of("decision.column-workload")),
                                text(Message.of("decision.column-settled")),
                                text(Message.of("decision.column-hours"))));
        boolean levels = !checklist.policy().levels().byEnvironment().isEmpty();
        if (levels) {
            columns.add(text(Message.of("decision.column-level")));
        }
        List<List<String>> workloads = new ArrayList<>();
        for (WorkloadScorecard card : checklist.workloads()) {
            List<String> cells =
                    new ArrayList<>(
                            List.of(
                                    card.workload(),
                                    Long.toString(card.settled()),
                                    Integer.toString(card.hours())));
            if (levels) {
                cells.add(card.below() == null ? "" : rows(card.below().rows()));
            }
            workloads.add(cells);
        }
        document.table(columns, workloads);
        part(
                Message.of("decision.worst"),
                WorkloadScorecard.worst(checklist.workloads(), MAX_WORST_OF_FLEET).stream()
                        .map(this::worst)
                        .toList(),
                document);
    }

    private Item worst(FleetCheck check) {
        return new Item(
                text(
                        Message.of("decision.worst-check")
                                .with("title", Spec.title(check.rule().id()))
                                .with("severity", check.rule().severity().title())
                                .with("count", check.notReady())
                                .with("workloads", check.workloads())),
                "");
    }

    /** The figures of some days, and all of them as a chart. */
    private void trend(Trend trend, int level, Document document) {
        if (!trend.shows()) {
            return;
        }
        document.heading(level, text(Message.of("decision.trend")));
        List<Document.Line> lines =
                trend.measures().stream()
                        .map(
                                measure ->
                                        new Document.Line(
                                                text(measure.title()), trend.values(measure)))
                        .toList();
        document.chart(
                text(Message.of("decision.trend")),
                lines.stream()
                        .map(
                                line ->
                                        text(
                                                Message.of("decision.trend-line")
                                                        .with("measure", line.label())
                                                        .with("first", line.values().getFirst())
                                                        .with("last", line.values().getLast())))
                        .collect(Collectors.joining(" ")),
                trend.days().keySet().stream().map(LocalDate::toString).toList(),
                lines);
        List<String> head = new ArrayList<>(List.of(text(Message.of("decision.trend-day"))));
        lines.forEach(line -> head.add(line.label()));
        List<List<String>> rows = new ArrayList<>();
        for (LocalDate day : trend.printed()) {
            List<String> cells = new ArrayList<>(List.of(day.toString()));
            trend.days()
                    .getOrDefault(day, List.of())
                    .forEach(number -> cells.add(Integer.toString(number)));
            rows.add(cells);
        }
        document.table(head, rows);
    }

    private String rows(List<ChecklistRow> rows) {
        return rows.stream().map(row -> text(row.title())).collect(Collectors.joining(", "));
    }

    /** Who is below the level of an environment, and by which level that is said. */
    private void level(BelowLevel below, Document document) {
        Message environments =
                below.environments().isEmpty()
                        ? Message.of("decision.level-strictest")
                        : Message.literal(String.join(", ", below.environments()));
        document.paragraph(
                text(
                        below.rows().isEmpty()
                                ? Message.of("decision.level-reached")
                                        .with("environments", environments)
                                : Message.of("decision.level-below")
                                        .with("environments", environments)
                                        .with(
                                                "rows",
                                                below.rows().stream()
                                                        .map(ChecklistRow::title)
                                                        .toList())));
        if (below.unassigned() > 0) {
            document.paragraph(
                    text(
                            Message.of("decision.level-unassigned")
                                    .with("count", below.unassigned())));
        }
    }

    private void workload(
            WorkloadScorecard card, Checklist checklist, int level, Document document) {
        document.heading(
                level, text(Message.of("decision.checklist-of").with("workload", card.workload())));
        document.paragraph(
                text(
                        Message.of("decision.checklist-summary")
                                .with("settled", card.settled())
                                .with("rows", card.rows().size())
                                .with("hours", card.hours())));
        if (card.below() != null) {
            level(card.below(), document);
        }
        boolean alone = checklist.workloads().size() == 1;
        List<List<String>> rows = new ArrayList<>();
        for (RowCard row : card.rows()) {
            rows.add(
                    List.of(
                            text(row.row().title()),
                            text(row.state().title()),
                            Integer.toString(row.hours())));
        }
        document.table(
                List.of(
                        text(Message.of("decision.column-row")),
                        text(Message.of("decision.column-state")),
                        text(Message.of("decision.column-hours"))),
                rows);
        part(
                Message.of("decision.worst"),
                card.worst(MAX_WORST).stream()
                        .map(each -> open.computeIfAbsent(each, this::remains))
                        .toList(),
                document);
        if (alone) {
            trend(checklist.trend(), level + 1, document);
        }
        card.rows().forEach(row -> row(row, card.workload(), checklist, level + 1, document));
    }

    private void row(
            RowCard row, String workload, Checklist checklist, int level, Document document) {
        document.heading(
                level,
                text(
                        Message.of("decision.row-state")
                                .with("row", row.row().title())
                                .with("state", row.state().title())));
        document.paragraph(text(row.row().meaning()));
        part(
                Message.of("decision.in-place"),
                row.ready().stream().map(check -> new Item(text(Spec.title(check)), "")).toList(),
                document);
        part(
                Message.of("decision.decided"),
                row.holding().stream().map(this::item).toList(),
                document);
        part(
                Message.of("decision.no-longer"),
                row.lapsed().stream().map(this::item).toList(),
                document);
        part(
                Message.of("decision.remains"),
                remains(row, workload, checklist.policy().items()),
                document);
    }

    private void part(Message title, List<Item> items, Document document) {
        if (!items.isEmpty()) {
            document.paragraph(text(title));
            document.items(items);
        }
    }

    private Item item(Decision decision) {
        Message line =
                Message.of("decision.decided-line")
                        .with("target", decision.target().text())
                        .with("said", DecisionTexts.said(decision))
                        .with("owner", decision.owner())
                        .with("made", DecisionTexts.made(decision.made()));
        return new Item(
                text(line), decision instanceof Attestation attested ? attested.evidence() : "");
    }

    private List<Item> remains(RowCard row, String workload, AttestedItems attested) {
        List<Item> items = new ArrayList<>();
        for (OpenCheck each : row.open()) {
            items.add(open.computeIfAbsent(each, this::remains));
        }
        if (row.state().settled()) {
            return items;
        }
        attested.ownOf(row.row()).stream()
                .filter(item -> !isAttested(item, workload, row))
                .forEach(item -> items.add(attest(Message.of("decision.attest-own"), item)));
        if (items.isEmpty()) {
            attested.of(row.row()).stream()
                    .filter(item -> item.own() == null)
                    .forEach(item -> items.add(attest(Message.of("decision.attest-item"), item)));
        }
        return items;
    }

    private Item remains(OpenCheck open) {
        List<Message> counts = new ArrayList<>();
        if (open.notReady() > 0) {
            counts.add(Message.of("decision.open-not-ready").with("count", open.notReady()));
        }
        if (open.unknown() > 0) {
            counts.add(Message.of("decision.open-unknown").with("count", open.unknown()));
        }
        return new Item(
                text(
                        Message.of("decision.remains-check")
                                .with("title", Spec.title(open.rule().id()))
                                .with("severity", open.rule().severity().title())
                                .with("counts", counts)),
                "");
    }

    private Item attest(Message as, AttestedItem item) {
        return new Item(
                text(
                        as.with("item", item.id())
                                .with("title", item.title())
                                .with("evidence", item.evidence())),
                "");
    }

    private static boolean isAttested(AttestedItem item, String workload, RowCard row) {
        Target target = new Target.OfItem(item.id(), workload);
        return row.holding().stream().anyMatch(each -> each.target().equals(target));
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("asOf", checklist.now().toString());
        document.put("notScannedRecently", checklist.outdated());
        document.put("notRead", checklist.unread());
        document.put("trend", checklist.trend().fields());
        document.put(
                "worst",
                WorkloadScorecard.worst(checklist.workloads(), MAX_WORST_OF_FLEET).stream()
                        .map(ChecklistPages::fields)
                        .toList());
        document.put(
                "workloads", checklist.workloads().stream().map(ChecklistPages::fields).toList());
        return document;
    }

    private static Map<String, Object> fields(WorkloadScorecard card) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("workload", card.workload());
        fields.put("settled", card.settled());
        fields.put("hours", card.hours());
        fields.put("worst", card.worst(MAX_WORST).stream().map(ChecklistPages::fields).toList());
        BelowLevel below = card.below();
        if (below != null) {
            Map<String, Object> level = new LinkedHashMap<>();
            level.put("environments", below.environments());
            level.put("unassigned", below.unassigned());
            level.put("below", below.rows().stream().map(Enum::name).toList());
            fields.put("level", level);
        }
        fields.put("rows", card.rows().stream().map(ChecklistPages::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(RowCard row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("row", row.row().name());
        fields.put("state", row.state().name());
        fields.put("hours", row.hours());
        fields.put("ready", row.ready());
        fields.put("open", row.open().stream().map(ChecklistPages::fields).toList());
        fields.put("waived", row.waived());
        fields.put("decisions", row.holding().stream().map(DecisionFields::of).toList());
        fields.put("lapsed", row.lapsed().stream().map(DecisionFields::of).toList());
        return fields;
    }

    private static Map<String, Object> fields(FleetCheck check) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("check", check.rule().id());
        fields.put("severity", check.rule().severity().name());
        fields.put("notReady", check.notReady());
        fields.put("workloads", check.workloads());
        return fields;
    }

    private static Map<String, Object> fields(OpenCheck open) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("check", open.rule().id());
        fields.put("severity", open.rule().severity().name());
        fields.put("notReady", open.notReady());
        fields.put("unknown", open.unknown());
        return fields;
    }

    @Override
    public List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(
                List.of(
                        "workload",
                        "row",
                        "state",
                        "hours",
                        "notReady",
                        "unknown",
                        "waived",
                        "decisions",
                        "lapsed",
                        "belowLevel"));
        for (WorkloadScorecard card : checklist.workloads()) {
            for (RowCard row : card.rows()) {
                lines.add(
                        List.of(
                                card.workload(),
                                row.row().name(),
                                row.state().name(),
                                Integer.toString(row.hours()),
                                Integer.toString(
                                        row.open().stream().mapToInt(OpenCheck::notReady).sum()),
                                Integer.toString(
                                        row.open().stream().mapToInt(OpenCheck::unknown).sum()),
                                Integer.toString(row.waived()),
                                targets(row.holding()),
                                targets(row.lapsed()),
                                belowLevel(card, row)));
            }
        }
        return lines;
    }

    /** Empty where no level is set. */
    private static String belowLevel(WorkloadScorecard card, RowCard row) {
        return card.below() == null
                ? ""
                : Boolean.toString(card.below().rows().contains(row.row()));
    }

    private static String targets(List<Decision> decisions) {
        return String.join(" ", decisions.stream().map(each -> each.target().text()).toList());
    }
}
