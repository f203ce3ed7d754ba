package io.muster.readiness.check.configure;

import static io.muster.readiness.checklist.ChecklistRow.CONFIGURE;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.BlindSpot;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Muster cannot read of an account's region spoils the checks that need it. This says so once
 * for all of them.
 */
public final class ScopeReadable extends Check.OfScope implements BlindSpot {

    /** So many causes stand in the verdict's one text; the rest is evidence. */
    private static final int MAX_IN_TEXT = 5;

    private static final Message EXPECTED = Message.of("scope-readable.expected");

    public ScopeReadable() {
        super(
                new Rule("scope-readable", CONFIGURE, HIGH),
                """
                # {#permissions}
                aws sts get-caller-identity --region {region} --query Arn --output text
                """,
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html");
        Source.all().forEach(this::reads);
    }

    @Override
    public Verdict judge(Scope scope, Fleet fleet, Thresholds thresholds) {
        SortedMap<Cause, Message> missing = new TreeMap<>();
        for (Missing<?> part : fleet.facts().missing().values()) {
            if (part.why() != Why.NOT_COLLECTED && part.cause() != null) {
                missing.putIfAbsent(part.cause(), part.detail());
            }
        }
        return verdict(missing);
    }

    @Override
    public Verdict telling(Verdict own, Hidden hidden) {
        SortedMap<Cause, Message> missing = new TreeMap<>(hidden.causes());
        return missing.isEmpty() && own.evidence().isEmpty()
                ? own
                : merged(own, verdict(missing)).hiding(hidden.checks());
    }

    /** What the facts lack is among what the verdicts say, but for what no verdict is given of. */
    private static Verdict merged(Verdict own, Verdict told) {
        List<Message> known = own.says().evidence();
        List<Message> all = told.says().evidence();
        if (all.containsAll(known)) {
            return told;
        }
        return own.withEvidence(all.stream().filter(line -> !known.contains(line)).toList());
    }

    private static Verdict verdict(SortedMap<Cause, Message> missing) {
        if (missing.isEmpty()) {
            return Verdict.ready(EXPECTED, Message.of("scope-readable.all"));
        }
        List<Message> named = new ArrayList<>();
        missing.keySet().stream().limit(MAX_IN_TEXT).map(ScopeReadable::text).forEach(named::add);
        int more = missing.size() - MAX_IN_TEXT;
        if (more > 0) {
            named.add(Message.of("common.and-more").with("count", more));
        }
        return Verdict.notReady(EXPECTED, Message.all(named, "; "))
                .withEvidence(List.copyOf(missing.values()));
    }

    private static Message text(Cause cause) {
        return switch (cause.kind()) {
            case DENIED -> Message.of("scope-readable.denied").with("operation", cause.of());
            case THROTTLED -> Message.of("scope-readable.throttled").with("operation", cause.of());
            case NOT_LISTED ->
                    Message.of("scope-readable.streams-not-listed").with("group", cause.of());
            case FAILED,
                    LOG_UNREAD,
                    GUEST_UNMANAGED,
                    GUEST_SILENT,
                    GUEST_STALE,
                    GUEST_PARTIAL,
                    NOT_COLLECTED,
                    NEVER_SHOWN ->
                    Message.of("scope-readable.failed").with("operation", cause.of());
        };
    }
}
