package io.muster.readiness.check;

import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a workload whose Auto Scaling groups are each judged by themselves: as bad as the
 * worst of them, because a sound group does not make up for an unsound one.
 */
public final class EachGroup {

    private EachGroup() {}

    /**
     * Judges every group, in the order of the names so that the text holds still.
     *
     * @param judge the verdict on one group; its texts need not name the group
     * @return the worst verdict; what it says of the groups that decided it is its actual text, the
     *     rest is evidence, and the remedy has a step for each group that is not ready
     */
    public static Verdict of(
            Workload workload, Message expected, Function<AutoScalingGroup, Verdict> judge) {
        if (workload.groups().isEmpty()) {
            return Verdict.notApplicable(Message.of("facts.no-auto-scaling-group"));
        }
        List<Answer> answers =
                workload.groups().stream()
                        .sorted(Comparator.comparing(AutoScalingGroup::name))
                        .map(group -> new Answer(group.name(), judge.apply(group)))
                        .toList();
        Status worst =
                Status.WORST_FIRST.stream()
                        .filter(status -> answers.stream().anyMatch(is(status)))
                        .findFirst()
                        .orElseThrow();
        Message actual =
                Message.all(answers.stream().filter(is(worst)).map(Answer::text).toList(), "; ");
        List<Message> evidence = new ArrayList<>();
        List<Map<String, String>> steps = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer.verdict.status() != worst) {
                evidence.add(answer.text());
            }
            answer.verdict.says().evidence().forEach(line -> evidence.add(answer.labelled(line)));
            if (answer.verdict.status() == Status.NOT_READY) {
                steps.addAll(answer.verdict.remedySteps());
            }
        }
        return new Verdict(
                worst,
                new Statement(
                        worst == Status.NOT_APPLICABLE ? Message.EMPTY : expected,
                        actual,
                        evidence),
                Map.of(),
                steps,
                cause(answers.stream().filter(is(worst)).toList()),
                HiddenChecks.NONE);
    }

    /** Null where one of the groups tells of a doubt of its own. */
    private static @Nullable Cause cause(List<Answer> answers) {
        List<Cause> causes =
                answers.stream()
                        .map(answer -> answer.verdict.cause())
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList();
        return causes.isEmpty() || causes.size() < answers.size() ? null : causes.getFirst();
    }

    private static Predicate<Answer> is(Status status) {
        return answer -> answer.verdict.status() == status;
    }

    private record Answer(String group, Verdict verdict) {

        private Message text() {
            return labelled(verdict.says().actual());
        }

        private Message labelled(Message text) {
            return Message.of("common.labelled").with("label", group).with("text", text);
        }
    }
}
