package io.muster.readiness.check;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Remedy;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceType;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * What a check is, apart from its judgement.
 *
 * @param title the good state, without "Ensure" or a full stop
 * @param remedy what to do when a subject is not ready; see {@link Remedy}
 * @param source where the expectation comes from
 */
public record Spec(ResourceType subject, Rule rule, String title, Remedy remedy, URI source) {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public Spec {
        if (!KEBAB_CASE.matcher(rule.id()).matches()) {
            throw new IllegalArgumentException("a check's id is kebab-case: " + rule.id());
        }
        if (title.isBlank() || title.endsWith(".") || title.startsWith("Ensure")) {
            throw new IllegalArgumentException(
                    "a title states the good state, without 'Ensure' or a full stop: " + title);
        }
        if (!"https".equals(source.getScheme())) {
            throw new IllegalArgumentException("a source is an https address: " + source);
        }
    }

    public static Spec of(
            ResourceType subject, Rule rule, String title, String remedy, String source) {
        return new Spec(subject, rule, title, new Remedy(remedy), URI.create(source));
    }

    public String id() {
        return rule.id();
    }

    public ChecklistRow row() {
        return rule.row();
    }

    public Severity severity() {
        return rule.severity();
    }
}
