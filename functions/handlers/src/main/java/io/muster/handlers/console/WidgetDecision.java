package io.muster.handlers.console;

import io.muster.aws.store.DecisionTable;
import io.muster.aws.store.DecisionTable.Outcome.Overtaken;
import io.muster.aws.store.DecisionTable.Outcome.Written;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.console.page.DecideForm;
import io.muster.console.page.Notice;
import io.muster.console.page.WidgetEvent;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.decision.AttestedItems;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.DecisionForm;
import io.muster.readiness.decision.DecisionForm.Field;
import io.muster.readiness.decision.DecisionForm.Outcome.Accepted;
import io.muster.readiness.decision.DecisionForm.Outcome.Refused;
import io.muster.readiness.decision.DecisionForm.Problem;
import io.muster.readiness.decision.DecisionForm.Rules;
import io.muster.readiness.decision.DecisionTexts;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Said;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.WaivedFinding;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an action of the widget decides. Every value is a form's, and may be anything.
 *
 * @param now the time at which it is decided
 */
record WidgetDecision(WidgetEvent event, FindingTable table, Thresholds thresholds, Instant now) {

    private static final int MAX_REVISION_DIGITS = 6;

    /**
     * What a person decides about, and what was on record of it when the page was made.
     *
     * @param revision 0 where nothing was
     */
    private record About(int revision, String target) {

        static About of(String value) {
            String[] parts = value.split(" ", 2);
            return parts.length == 2 && parts[0].matches("\\d{1," + MAX_REVISION_DIGITS + "}")
                    ? new About(Integer.parseInt(parts[0]), parts[1])
                    : new About(0, "");
        }
    }

    /** Records it; tells what became of it. */
    Notice record() {
        if (event.value("who").isBlank() && !event.value("do").equals("withdraw")) {
            return refused(List.of(Message.of("console.at-least-a-name")));
        }
        About about = About.of(event.value(DecideForm.ABOUT));
        return switch (event.value("do")) {
            case "waive", "attest" -> decide(about);
            case "withdraw" -> withdraw(about);
            default -> Notice.NONE;
        };
    }

    private Made made() {
        String who = event.value("who").strip();
        return new Made(
                who.isEmpty() ? "console" : who.substring(0, Math.min(100, who.length())),
                now.truncatedTo(ChronoUnit.MILLIS),
                new Made.Way.Console());
    }

    private Notice decide(About about) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        boolean attests = event.value("do").equals("attest");
        fields.put(Field.TARGET, about.target());
        fields.put(Field.OWNER, event.value("owner"));
        fields.put(Field.UNTIL, event.value("until"));
        if (attests) {
            fields.put(Field.EVIDENCE, event.value("evidence"));
        } else {
            fields.put(Field.REASON, event.value("reason"));
            fields.put(Field.TEXT, event.value("text"));
        }
        return switch (new DecisionForm(fields).decide(rules(), made())) {
            case Refused refused -> refused(problems(refused.problems()));
            case Accepted accepted -> decide(accepted.decision(), about);
        };
    }

    private Rules rules() {
        return new Rules(
                BuiltInChecks.catalogue().all().stream().map(check -> check.spec().id()).toList(),
                AttestedItems.builtIn(),
                Period.ofDays((int) thresholds.get(Setting.DECISION_MAXIMUM_DAYS).toDays()),
                now);
    }

    private static List<Message> problems(List<Problem> problems) {
        List<Message> lines = new ArrayList<>();
        for (Problem problem : problems) {
            lines.add(
                    problem.next().isEmpty()
                            ? problem.what()
                            : Message.all(List.of(problem.what(), problem.next()), ". "));
        }
        return lines;
    }

    private static Notice refused(List<Message> why) {
        List<Message> lines = new ArrayList<>();
        lines.add(Message.of("console.not-recorded"));
        lines.addAll(why);
        return new Notice(false, lines);
    }

    private Notice decide(Decision decision, About about) {
        Decision present = present(decision);
        if (present == null) {
            return refused(
                    List.of(
                            decision.target() instanceof Target.OfFinding
                                    ? Message.of("console.no-such-finding")
                                    : Message.of("console.no-such-workload")));
        }
        DecisionTable decisions = table.decisions();
        RecordedDecision before = decisions.get(present.target(), corrupt -> {}).orElse(null);
        if ((before == null ? 0 : before.revision()) != about.revision()) {
            return overtaken(before);
        }
        return told(decisions.decide(present, before));
    }

    /** The decision with what its finding says; null if what it is about is not there. */
    private @Nullable Decision present(Decision decision) {
        if (decision instanceof Waiver waiver
                && waiver.target() instanceof Target.OfFinding target) {
            Optional<StoredFinding> found =
                    table.named(List.of(target)).values().stream()
                            .filter(StoredFinding::open)
                            .findFirst();
            if (found.isEmpty()) {
                return null;
            }
            Finding finding = found.get().finding();
            return waiver.of(
                    new WaivedFinding(
                            finding.workload(), Said.of(finding.answer().says().actual())));
        }
        String workload = decision.target().ofWorkload().orElse("");
        for (ScopeSummary summary : table.summaries(corrupt -> {})) {
            if (table.workloads(summary.report().scope()).stream()
                    .anyMatch(tally -> tally.workload().equals(workload))) {
                return decision;
            }
        }
        return null;
    }

    private Notice withdraw(About about) {
        Optional<Target> target = Target.parse(about.target());
        DecisionTable decisions = table.decisions();
        RecordedDecision before = target.flatMap(decisions::get).orElse(null);
        return before == null || !before.stands() || before.revision() != about.revision()
                ? overtaken(before)
                : told(decisions.withdraw(before, made()));
    }

    private static Notice told(DecisionTable.Outcome outcome) {
        return switch (outcome) {
            case Written written ->
                    new Notice(
                            true,
                            List.of(
                                    written.recorded().stands()
                                            ? Message.of("console.recorded")
                                                    .with("said", said(written.recorded()))
                                            : Message.of("console.withdrawn")
                                                    .with("said", said(written.recorded()))));
            case Overtaken lost -> overtaken(lost.there());
        };
    }

    private static Message said(RecordedDecision recorded) {
        return DecisionTexts.said(recorded.decision());
    }

    /** What is on record now, in place of what the page showed. */
    private static Notice overtaken(@Nullable RecordedDecision there) {
        return new Notice(
                false,
                List.of(
                        Message.of("console.overtaken"),
                        there == null || !there.stands()
                                ? Message.of("console.overtaken-gone")
                                : Message.of("decision.overtaken-by")
                                        .with("target", there.target().text())
                                        .with("said", said(there))
                                        .with("made", DecisionTexts.made(there.last()))));
    }
}
