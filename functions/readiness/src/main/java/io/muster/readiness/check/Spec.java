package io.muster.readiness.check;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Remedy;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * What a check is, apart from its judgement.
 *
 * @param title what should be
 * @param remedy what to do when a subject is not ready; see {@link Remedy}
 * @param source where the expectation comes from
 */
public record Spec(ResourceType subject, Rule rule, Message title, Remedy remedy, URI source) {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public Spec {
        if (!KEBAB_CASE.matcher(rule.id()).matches()) {
            throw new IllegalArgumentException("a check's id is kebab-case: " + rule.id());
        }
        if (!"https".equals(source.getScheme())) {
            throw new IllegalArgumentException("a source is an https address: " + source);
        }
    }

    /** A check whose texts are in the file of its row, under its id. */
    public static Spec of(ResourceType subject, Rule rule, String remedy, String source) {
        return new Spec(
                subject,
                rule,
                title(rule.id()),
                new Remedy(remedy, rule.id() + ".remedy."),
                URI.create(source));
    }

    /** The title of a check, by its id. */
    public static Message title(String id) {
        return Message.of(id + ".title");
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
