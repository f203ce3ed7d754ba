package io.muster.cli.decide;

import io.muster.cli.instances.ListFormat;
import io.muster.cli.output.CsvReport;
import io.muster.cli.output.Json;
import io.muster.cli.session.Page;
import io.muster.cli.session.Session;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.AttestedItems;
import io.muster.readiness.decision.DecisionFields;
import io.muster.readiness.decision.DecisionPlan.Change;
import io.muster.readiness.decision.DecisionTexts;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decisions in a format. */
final class DecisionPages {

    private static final String INDENT = "    ";

    private final Page page;

    DecisionPages(Session session) {
        this.page = Page.of(session);
    }

    /**
     * A decision in a list.
     *
     * @param standing null for one that was withdrawn, or is history
     * @param there whether what it is about is there
     */
    record Listed(RecordedDecision recorded, @Nullable Standing standing, boolean there) {}

    void print(List<Listed> decisions, ListFormat format) {
        switch (format) {
            case TABLE -> table(decisions);
            case JSON ->
                    Json.write(
                            page.out(),
                            Map.of(
                                    "decisions",
                                    decisions.stream().map(DecisionPages::fields).toList()));
            case CSV -> csv(decisions);
        }
        page.out().flush();
    }

    private void csv(List<Listed> decisions) {
        List<Map<String, @Nullable Object>> rows =
                decisions.stream().map(DecisionPages::fields).toList();
        page.out().print(CsvReport.lineOf(names().stream()));
        for (Map<String, @Nullable Object> row : rows) {
            page.out()
                    .print(
                            CsvReport.lineOf(
                                    names().stream()
                                            .map(name -> Objects.toString(row.get(name), ""))));
        }
    }

    private static List<String> names() {
        return List.of(
                "target",
                "kind",
                "workload",
                "reason",
                "text",
                "evidence",
                "owner",
                "until",
                "standing",
                "present",
                "revision",
                "decidedBy",
                "decidedAt",
                "file",
                "commit",
                "withdrawnBy",
                "withdrawnAt",
                "repository",
                "byTagOf");
    }

    private static Map<String, @Nullable Object> fields(Listed listed) {
        RecordedDecision recorded = listed.recorded();
        Made withdrawn = recorded.withdrawn();
        Map<String, @Nullable Object> fields = DecisionFields.of(recorded.decision());
        fields.put("standing", listed.standing() == null ? null : listed.standing().name());
        fields.put("present", listed.there());
        fields.put("revision", recorded.revision());
        fields.put("withdrawnBy", withdrawn == null ? null : withdrawn.who());
        fields.put("withdrawnAt", withdrawn == null ? null : withdrawn.at().toString());
        return fields;
    }

    private void table(List<Listed> decisions) {
        if (decisions.isEmpty()) {
            page.line(page.text(Message.of("decision.none")));
        }
        for (Listed listed : decisions) {
            RecordedDecision recorded = listed.recorded();
            page.line(page.style().bold(page.cut(recorded.target().text(), page.columns())));
            indented(DecisionTexts.said(recorded.decision()));
            if (listed.standing() != null && listed.standing() != Standing.IN_FORCE) {
                indented(listed.standing().title());
            }
            if (!listed.there()) {
                indented(Message.of("decision.not-there"));
            }
            indented(
                    Message.of("decision.made-by")
                            .with("owner", recorded.decision().owner())
                            .with("made", DecisionTexts.made(recorded.decision().made())));
            if (recorded.withdrawn() != null) {
                indented(
                        Message.of("decision.withdrawn-by")
                                .with("made", DecisionTexts.made(recorded.withdrawn())));
            }
        }
    }

    private void indented(Message message) {
        page.wrapped(message, page.columns() - INDENT.length())
                .forEach(line -> page.line(INDENT + line));
    }

    /** One change of a plan. */
    void change(Change change) {
        switch (change) {
            case Change.Decide decide -> {
                page.line(
                        (decide.replaces() ? "~ " : "+ ")
                                + page.cut(decide.decision().target().text(), page.columns() - 2));
                indented(DecisionTexts.said(decide.decision()));
                if (decide.before() != null && decide.before().stands()) {
                    indented(
                            Message.of("decision.replaces")
                                    .with("said", DecisionTexts.said(decide.before().decision()))
                                    .with("made", DecisionTexts.made(decide.before().last())));
                }
            }
            case Change.Withdraw withdraw -> {
                page.line("- " + page.cut(withdraw.before().target().text(), page.columns() - 2));
                indented(DecisionTexts.said(withdraw.before().decision()));
            }
        }
    }

    /** The items that can be attested. */
    void items(AttestedItems items) {
        for (AttestedItem item : items.all()) {
            page.line(
                    page.style().bold(item.id())
                            + "  "
                            + page.text(item.row().title())
                            + ": "
                            + page.text(item.title()));
            indented(item.meaning());
            indented(
                    Message.of("decision.item-evidence")
                            .with("evidence", item.evidence())
                            .with("days", item.days()));
        }
        page.out().flush();
    }

    /** What a plan comes to. */
    void summary(List<Change> changes, int unchanged, boolean written) {
        int made = 0;
        int replaced = 0;
        int withdrawn = 0;
        for (Change change : changes) {
            switch (change) {
                case Change.Decide decide -> {
                    if (decide.replaces()) {
                        replaced++;
                    } else {
                        made++;
                    }
                }
                case Change.Withdraw unused -> withdrawn++;
            }
        }
        List<Message> parts =
                new ArrayList<>(
                        List.of(
                                Message.of("decision.count-new").with("count", made),
                                Message.of("decision.count-changed").with("count", replaced),
                                Message.of("decision.count-withdrawn").with("count", withdrawn),
                                Message.of("decision.count-unchanged").with("count", unchanged)));
        Message counts = Message.all(parts, ", ");
        page.line(
                page.text(
                        written ? counts : Message.of("decision.dry-run").with("counts", counts)));
        page.out().flush();
    }
}
