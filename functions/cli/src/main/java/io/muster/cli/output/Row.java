package io.muster.cli.output;

import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a list says of an open finding: no more than a table's index of open findings
 * holds.
 *
 * @param says what is wrong, made only for the rows that are shown
 * @param hides the checks that cannot answer for what it tells; null where that is not known
 * @param firstSeen null for one that was judged just now
 * @param lastSeen for one that can no longer be seen; null for every other
 */
public record Row(
        Of of,
        Rule rule,
        Status status,
        Message title,
        Supplier<Message> says,
        @Nullable HiddenChecks hides,
        @Nullable Instant firstSeen,
        @Nullable LastSeen lastSeen) {

    /**
     * What it is about.
     *
     * @param workload null where nothing names one
     */
    public record Of(Scope scope, ResourceType type, String id, @Nullable String workload) {}

    /** What a judgement says, without the finding that it would make. */
    public static Row fresh(FreshFinding fresh) {
        Judgement judgement = fresh.judgement();
        return new Row(
                new Of(
                        fresh.scope(),
                        judgement.subject().resourceType(),
                        judgement.subject().id(),
                        judgement.workload()),
                judgement.spec().rule(),
                judgement.verdict().status(),
                judgement.spec().title(),
                judgement.verdict().says()::actual,
                judgement.verdict().hides(),
                null,
                null);
    }

    /** What is wrong and where. */
    public Message actual() {
        return says.get();
    }

    /** The id of the check. */
    public String check() {
        return rule.id();
    }

    /** As {@link io.muster.readiness.finding.Finding#id}. */
    public String id() {
        return "%s/%s/%s/%s/%s"
                .formatted(
                        check(),
                        of.scope().account(),
                        of.scope().region(),
                        of.type().label(),
                        of.id());
    }

    /** What was seen, and since when it can no longer be seen. */
    Message told() {
        return told(actual(), lastSeen);
    }

    /**
     * What is said of a finding.
     *
     * @param lastSeen null where it can still be seen
     */
    static Message told(Message actual, @Nullable LastSeen lastSeen) {
        if (lastSeen == null) {
            return actual;
        }
        return lastSeen.blockedBy().isEmpty()
                ? Message.of("screen.last-seen").with("actual", actual).with("time", lastSeen.at())
                : Message.of("screen.last-seen-blocked")
                        .with("actual", actual)
                        .with("time", lastSeen.at())
                        .with("reason", lastSeen.blockedBy());
    }
}
