package io.muster.readiness.finding;

import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Statement;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check's answer about one resource, for a person.
 *
 * @param workload the workload that the resource belongs to; null where nothing names one
 * @param title what the check says should be
 * @param instructions what to do
 * @param observedAt as of when the facts behind it hold
 */
public record Finding(
        Scope scope,
        ResourceRef resource,
        Rule rule,
        @Nullable String workload,
        Message title,
        Answer answer,
        Instructions instructions,
        Instant observedAt) {

    /**
     * The longest remedy, in characters. With the bounds of {@link Verdict} it keeps a finding well
     * under the 400 KB of an item of DynamoDB.
     */
    public static final int MAX_REMEDY = 10_000;

    /** Half a command must not be pasted. */
    private static final Message REMEDY_TOO_LONG = Message.of("common.remedy-too-long");

    /**
     * What a verdict says to a person.
     *
     * @param hides the checks that cannot answer for what this finding tells
     * @param monthlySaving what the remedy saves, USD for 730 hours; null where no figure is known
     */
    public record Answer(
            Status status, Statement says, HiddenChecks hides, @Nullable BigDecimal monthlySaving) {

        /** One that saves nothing that is known. */
        public Answer(Status status, Statement says, HiddenChecks hides) {
            this(status, says, hides, null);
        }

        /** What hides no other check, said in texts that come from outside. */
        public Answer(Status status, String expected, String actual, List<String> evidence) {
            this(
                    status,
                    new Statement(
                            Message.literal(expected),
                            Message.literal(actual),
                            evidence.stream().map(Message::literal).toList()),
                    HiddenChecks.NONE);
        }

        static Answer of(Verdict verdict) {
            return new Answer(
                    verdict.status(), verdict.says(), verdict.hides(), verdict.monthlySaving());
        }

        /** What would be ready, in English. */
        public String expected() {
            return expected(Rendering.MACHINE);
        }

        public String expected(Rendering rendering) {
            return Verdict.text(says.expected(), rendering);
        }

        /** What is wrong and where, or why it could not be evaluated, in English. */
        public String actual() {
            return actual(Rendering.MACHINE);
        }

        public String actual(Rendering rendering) {
            return Verdict.text(says.actual(), rendering);
        }

        /** The facts behind it in English, a line each. */
        public List<String> evidence() {
            return evidence(Rendering.MACHINE);
        }

        public List<String> evidence(Rendering rendering) {
            return says.evidence().stream().map(line -> Verdict.text(line, rendering)).toList();
        }
    }

    /** The same with other instructions. */
    public Finding with(Instructions other) {
        return new Finding(scope, resource, rule, workload, title, answer, other, observedAt);
    }

    /** What to do in English, safe to paste into a shell; empty when there is nothing to do. */
    public String remedy() {
        return instructions.english();
    }

    public static Finding of(Scope scope, Judgement judgement, Instant observedAt) {
        return of(scope, ResourceRef.of(scope, judgement.subject()), judgement, observedAt);
    }

    /**
     * As {@link #of(Scope, Judgement, Instant)}.
     *
     * @param resource the judgement's subject, by name
     */
    static Finding of(Scope scope, ResourceRef resource, Judgement judgement, Instant observedAt) {
        Spec spec = judgement.spec();
        Verdict verdict = judgement.verdict();
        return new Finding(
                scope,
                resource,
                spec.rule(),
                judgement.workload(),
                spec.title(),
                Answer.of(verdict),
                remedy(scope, resource, spec, verdict),
                observedAt);
    }

    /** The id of the check. */
    public String check() {
        return rule.id();
    }

    public Status status() {
        return answer.status();
    }

    /**
     * The id under which people and programs know it; the same for as long as resource and check
     * exist: {@code imdsv2-required/123456789012/us-east-1/instance/i-0abc}.
     */
    public String id() {
        return String.join(
                "/",
                check(),
                scope.account(),
                scope.region(),
                resource.type().label(),
                resource.id());
    }

    /** Its place among the findings of its scope: {@code instance#i-0abc#imdsv2-required}. */
    public String key() {
        return resource.key() + "#" + check();
    }

    /** The same of another severity. */
    Finding with(Severity severity) {
        return new Finding(
                scope,
                resource,
                new Rule(rule.id(), rule.row(), severity),
                workload,
                title,
                answer,
                instructions,
                observedAt);
    }

    /** The same with lines of evidence before its own. */
    Finding withEvidence(List<Message> lines) {
        Statement says = answer.says();
        Statement more =
                new Statement(says.expected(), says.actual(), lines).withEvidence(says.evidence());
        Answer other = new Answer(answer.status(), more, answer.hides(), answer.monthlySaving());
        return new Finding(scope, resource, rule, workload, title, other, instructions, observedAt);
    }

    /** The same as of another time. */
    public Finding asOf(Instant instant) {
        return new Finding(scope, resource, rule, workload, title, answer, instructions, instant);
    }

    /** The same under another title. */
    Finding titled(Message other) {
        return new Finding(
                scope, resource, rule, workload, other, answer, instructions, observedAt);
    }

    /** Whether two answers to the same question say the same, whenever each was given. */
    public boolean saysTheSameAs(Finding other) {
        return equals(other.asOf(observedAt));
    }

    private static Instructions remedy(
            Scope scope, ResourceRef resource, Spec spec, Verdict verdict) {
        if (verdict.status() != Status.NOT_READY && verdict.hides().isEmpty()) {
            return Instructions.NONE;
        }
        Map<String, String> values = new HashMap<>(verdict.remedyValues());
        values.put("id", resource.id());
        values.put("region", scope.region());
        values.put("account", scope.account());
        Instructions filled = spec.remedy().fill(values, verdict.remedySteps());
        return filled.english().length() <= MAX_REMEDY ? filled : Instructions.of(REMEDY_TOO_LONG);
    }
}
