package io.muster.console.page;

import io.muster.readiness.check.Spec;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.DecisionTexts;
import io.muster.readiness.scorecard.RowCard;
import io.muster.readiness.scorecard.RowCard.OpenCheck;
import io.muster.readiness.scorecard.RowState;
import io.muster.readiness.scorecard.WorkloadScorecard;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A workload's fifteen rows.
 *
 * @param settled such as {@code 9 of 15 rows}
 * @param hours what remains, estimated
 * @param rows all fifteen
 */
public record WorkloadView(String name, String settled, String hours, List<Row> rows) {

    public WorkloadView {
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param tone such as {@code not-ready}
     * @param open what remains, the worst first
     * @param decided what was decided
     */
    public record Row(
            String title, String tone, String state, List<Open> open, List<String> decided) {

        public Row {
            open = List.copyOf(open);
            decided = List.copyOf(decided);
        }
    }

    /**
     * What is open of a check.
     *
     * @param anchor where its findings stand in a file; empty where another finding tells why they
     *     are unknown
     * @param check its id; empty as above
     */
    public record Open(String title, String counts, String anchor, String check) {}

    static WorkloadView of(WorkloadScorecard card, Set<String> anchors, Reader to) {
        return new WorkloadView(
                Reader.line(card.workload()),
                to.text(
                        Message.of("console.settled")
                                .with("settled", card.settled())
                                .with("rows", card.rows().size())),
                to.text(Message.of("console.hours").with("count", card.hours())),
                card.rows().stream().map(row -> row(row, anchors, to)).toList());
    }

    private static Row row(RowCard row, Set<String> anchors, Reader to) {
        List<String> decided = new ArrayList<>();
        for (Decision each : row.holding()) {
            decided.add(to.text(DecisionTexts.said(each)));
        }
        for (Decision each : row.lapsed()) {
            decided.add(
                    to.text(
                            Message.of("console.no-longer")
                                    .with("said", DecisionTexts.said(each))));
        }
        return new Row(
                to.text(row.row().title()),
                Tone.of(row.state()),
                to.text(title(row.state())),
                row.open().stream().map(open -> open(open, anchors, to)).toList(),
                decided);
    }

    private static Open open(OpenCheck open, Set<String> anchors, Reader to) {
        String anchor = FindingGroup.anchor(open.rule().id());
        List<Message> counts = new ArrayList<>();
        if (open.notReady() > 0) {
            counts.add(Message.of("decision.open-not-ready").with("count", open.notReady()));
        }
        if (open.unknown() > 0) {
            counts.add(Message.of("decision.open-unknown").with("count", open.unknown()));
        }
        return new Open(
                to.text(Spec.title(open.rule().id())),
                to.text(Message.all(counts, ", ")),
                anchors.contains(anchor) ? anchor : "",
                anchors.contains(anchor) ? open.rule().id() : "");
    }

    private static Message title(RowState state) {
        return switch (state) {
            case READY -> Message.of("common.verdict-ready");
            case NOT_READY -> Message.of("common.verdict-not-ready");
            case WAIVED -> Message.of("console.state-waived");
            case ATTESTED -> Message.of("console.state-attested");
            case EXPIRED -> Message.of("console.state-expired");
            case UNKNOWN -> Message.of("common.verdict-unknown");
            case NOT_APPLICABLE -> Message.of("common.verdict-not-applicable");
        };
    }
}
