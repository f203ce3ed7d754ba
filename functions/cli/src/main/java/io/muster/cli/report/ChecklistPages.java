package io.muster.cli.report;

import io.muster.cli.report.Document.Item;
import io.muster.cli.session.Session;
import io.muster.readiness.check.Spec;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.decision.Attestation;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.DecisionFields;
import io.muster.readiness.decision.DecisionTexts;
import io.muster.readiness.scorecard.RowCard;
import io.muster.readiness.scorecard.RowCard.OpenCheck;
import io.muster.readiness.scorecard.RowState;
import io.muster.readiness.scorecard.WorkloadScorecard;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The written checklist in a format. */
record ChecklistPages(Session session, Checklist checklist) implements PartPage {

    @Override
    public Message title() {
        return Message.of("decision.checklist");
    }

    @Override
    public boolean complete() {
        return checklist.outdated().isEmpty();
    }

    private String text(Message message) {
        return session.text(message);
    }

    @Override
    public void write(Document document) {
        boolean several = checklist.workloads().size() != 1;
        if (several) {
            document.heading(1, text(Message.of("decision.checklist")));
            fleet(document);
        }
        for (WorkloadScorecard card : checklist.workloads()) {
            workload(card, several ? 2 : 1, document);
        }
        document.paragraph(
                text(Message.of("decision.checklist-as-of").with("time", checklist.now())));
        if (!checklist.outdated().isEmpty()) {
            document.paragraph(
                    text(
                            Message.of("decision.checklist-outdated")
                                    .with("scopes", String.join(", ", checklist.outdated()))));
        }
    }

    private void fleet(Document document) {
        List<String> head = new ArrayList<>();
        head.add(text(Message.of("decision.column-row")));
        for (RowState state : RowState.values()) {
            head.add(text(state.title()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (ChecklistRow row : ChecklistRow.values()) {
            List<String> cells = new ArrayList<>();
            cells.add(text(row.title()));
            for (RowState state : RowState.values()) {
                cells.add(
                        Long.toString(
                                checklist.workloads().stream()
                                        .filter(card -> card.row(row).state() == state)
                                        .count()));
            }
            rows.add(cells);
        }
        document.table(head, rows);
        List<List<String>> workloads = new ArrayList<>();
        for (WorkloadScorecard card : checklist.workloads()) {
            workloads.add(
                    List.of(
                            card.workload(),
                            Long.toString(card.settled()),
                            Integer.toString(card.hours())));
        }
        document.table(
                List.of(
                        text(Message.of("decision.column-workload")),
                        text(Message.of("decision.column-settled")),
                        text(Message.of("decision.column-hours"))),
                workloads);
    }

    private void workload(WorkloadScorecard card, int level, Document document) {
        document.heading(
                level, text(Message.of("decision.checklist-of").with("workload", card.workload())));
        document.paragraph(
                text(
                        Message.of("decision.checklist-summary")
                                .with("settled", card.settled())
                                .with("rows", card.rows().size())
                                .with("hours", card.hours())));
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
        card.rows().forEach(row -> row(row, level + 1, document));
    }

    private void row(RowCard row, int level, Document document) {
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
        part(Message.of("decision.remains"), remains(row), document);
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

    private List<Item> remains(RowCard row) {
        List<Item> items = new ArrayList<>();
        for (OpenCheck open : row.open()) {
            List<Message> counts = new ArrayList<>();
            if (open.notReady() > 0) {
                counts.add(Message.of("decision.open-not-ready").with("count", open.notReady()));
            }
            if (open.unknown() > 0) {
                counts.add(Message.of("decision.open-unknown").with("count", open.unknown()));
            }
            items.add(
                    new Item(
                            text(
                                    Message.of("decision.remains-check")
                                            .with("title", Spec.title(open.rule().id()))
                                            .with("severity", open.rule().severity().title())
                                            .with("counts", counts)),
                            ""));
        }
        if (items.isEmpty() && !row.state().settled()) {
            AttestedItem.all().stream()
                    .filter(item -> item.row() == row.row())
                    .map(
                            item ->
                                    Message.of("decision.attest-item")
                                            .with("item", item.id())
                                            .with("title", item.title())
                                            .with("evidence", item.evidence()))
                    .forEach(message -> items.add(new Item(text(message), "")));
        }
        return items;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("asOf", checklist.now().toString());
        document.put("notScannedRecently", checklist.outdated());
        document.put(
                "workloads", checklist.workloads().stream().map(ChecklistPages::fields).toList());
        return document;
    }

    private static Map<String, Object> fields(WorkloadScorecard card) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("workload", card.workload());
        fields.put("settled", card.settled());
        fields.put("hours", card.hours());
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
                        "lapsed"));
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
                                targets(row.lapsed())));
            }
        }
        return lines;
    }

    private static String targets(List<Decision> decisions) {
        return String.join(" ", decisions.stream().map(each -> each.target().text()).toList());
    }
}
