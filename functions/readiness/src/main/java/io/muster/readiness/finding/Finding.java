package io.muster.readiness.finding;

import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check's answer about one resource, as text for a person.
 *
 * @param workload the workload that the resource belongs to; null where nothing names one
 * @param title the good state that the check looks for
 * @param remedy what to do, safe to paste into a shell; empty when there is nothing to do
 * @param observedAt as of when the facts behind it hold
 */
public record Finding(
        Scope scope,
        ResourceRef resource,
        Rule rule,
        @Nullable String workload,
        String title,
        Answer answer,
        String remedy,
        Instant observedAt) {

    /**
     * The longest remedy, in characters. With the bounds of {@link Verdict} it keeps a finding well
     * under the 400 KB of an item of DynamoDB.
     */
    public static final int MAX_REMEDY = 10_000;

    /** Half a command must not be pasted. */
    private static final String REMEDY_TOO_LONG =
            "# the command is too long to show: see the evidence for what it concerns";

    /**
     * What a verdict says to a person.
     *
     * @param hides the checks that cannot answer for what this finding tells
     */
    public record Answer(
            Status status,
            String expected,
            String actual,
            List<String> evidence,
            HiddenChecks hides) {

        public Answer {
            evidence = List.copyOf(evidence);
        }

        /** What hides no other check. */
        public Answer(Status status, String expected, String actual, List<String> evidence) {
            this(status, expected, actual, evidence, HiddenChecks.NONE);
        }

        static Answer of(Verdict verdict) {
            return new Answer(
                    verdict.status(),
                    verdict.expected(),
                    verdict.actual(),
                    verdict.evidence(),
                    verdict.hides());
        }
    }

    /** The same with another way to put it right. */
    public Finding withRemedy(String other) {
        return new Finding(scope, resource, rule, workload, title, answer, other, observedAt);
    }

    public static Finding of(Scope scope, Judgement judgement, Instant observedAt) {
        Spec spec = judgement.spec();
        Verdict verdict = judgement.verdict();
        ResourceRef resource = ResourceRef.of(scope, judgement.subject());
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

    /** The same as of another time. */
    public Finding asOf(Instant instant) {
        return new Finding(scope, resource, rule, workload, title, answer, remedy, instant);
    }

    /** Whether two answers to the same question say the same, whenever each was given. */
    public boolean saysTheSameAs(Finding other) {
        return equals(other.asOf(observedAt));
    }

    private static String remedy(Scope scope, ResourceRef resource, Spec spec, Verdict verdict) {
        if (verdict.status() != Status.NOT_READY && verdict.hides().isEmpty()) {
            return "";
        }
        Map<String, String> values = new HashMap<>(verdict.remedyValues());
        values.put("id", resource.id());
        values.put("region", scope.region());
        values.put("account", scope.account());
        String filled = spec.remedy().fill(values, verdict.remedySteps());
        return filled.length() <= MAX_REMEDY ? filled : REMEDY_TOO_LONG;
    }
}
