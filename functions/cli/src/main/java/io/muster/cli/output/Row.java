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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a list says of an open finding: no more than a table's index of open findings
 * holds.
 *
 * @param hides the checks that cannot answer for what it tells; null where that is not known
 * @param firstSeen null for one that was judged just now
 * @param lastSeen for one that can no longer be seen; null for every other
 */
public record Row(
        Of of,
        Rule rule,
        Status status,
        Message title,
        Message actual,
        @Nullable HiddenChecks hides,
        @Nullable Instant firstSeen,
        @Nullable LastSeen lastSeen) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

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
                judgement.verdict().says().actual(),
                judgement.verdict().hides(),
                null,
                null);
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
    String told() {
        return actual.english() + unseen(lastSeen);
    }

    /** That a finding can no longer be seen, after what it says; empty where it can. */
    static String unseen(@Nullable LastSeen lastSeen) {
        return lastSeen == null
                ? ""
                : "; last seen %s, since then %s"
                        .formatted(
                                TIME.format(lastSeen.at()),
                                lastSeen.blockedBy().isEmpty()
                                        ? "it cannot be seen"
                                        : lastSeen.blockedBy());
    }
}
