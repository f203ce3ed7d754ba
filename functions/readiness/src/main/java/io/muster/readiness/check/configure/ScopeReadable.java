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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Muster cannot read of an account's region spoils the checks that need it. This says so once
 * for all of them.
 */
public final class ScopeReadable extends Check.OfScope implements BlindSpot {

    /** So many causes stand in the verdict's one text; the rest is evidence. */
    private static final int MAX_IN_TEXT = 5;

    private static final String EXPECTED = "every operation that a scan asks for is answered";

    public ScopeReadable() {
        super(
                new Rule("scope-readable", CONFIGURE, HIGH),
                "Muster can read all that its checks need",
                """
                # Compare the policy of the role that scans with what a scan asks for, which the command
                # muster permissions scan prints. The next scan makes throttled and failed calls again.
                aws sts get-caller-identity --region {region} --query Arn --output text
                """,
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html");
        Source.all().forEach(this::reads);
    }

    @Override
    public Verdict judge(Scope scope, Fleet fleet, Thresholds thresholds) {
        SortedMap<Cause, String> missing = new TreeMap<>();
        for (Missing<?> part : fleet.facts().missing().values()) {
            if (part.why() != Why.NOT_COLLECTED && part.cause() != null) {
                missing.putIfAbsent(part.cause(), part.detail());
            }
        }
        return verdict(missing);
    }

    @Override
    public Verdict telling(Verdict own, Hidden hidden) {
        SortedMap<Cause, String> missing = new TreeMap<>();
        hidden.causes().forEach((cause, said) -> missing.put(cause, said.english()));
        return missing.isEmpty() && own.evidence().isEmpty()
                ? own
                : merged(own, verdict(missing)).hiding(hidden.checks());
    }

    /** What the facts lack is among what the verdicts say, but for what no verdict is given of. */
    private static Verdict merged(Verdict own, Verdict told) {
        if (told.evidence().containsAll(own.evidence())) {
            return told;
        }
        List<String> more =
                told.evidence().stream().filter(line -> !own.evidence().contains(line)).toList();
        return own.withLines(more);
    }

    private static Verdict verdict(SortedMap<Cause, String> missing) {
        if (missing.isEmpty()) {
            return Verdict.ready(EXPECTED, "all was answered");
        }
        String first =
                missing.keySet().stream()
                        .limit(MAX_IN_TEXT)
                        .map(ScopeReadable::text)
                        .collect(Collectors.joining("; "));
        int more = missing.size() - MAX_IN_TEXT;
        return Verdict.notReady(EXPECTED, more > 0 ? first + "; and " + more + " more" : first)
                .withLines(List.copyOf(missing.values()));
    }

    private static String text(Cause cause) {
        return switch (cause.kind()) {
            case DENIED -> cause.of() + " is denied";
            case THROTTLED -> cause.of() + " was throttled";
            case NOT_LISTED -> "the streams of " + cause.of() + " are not listed";
            case FAILED,
                    LOG_UNREAD,
                    GUEST_UNMANAGED,
                    GUEST_SILENT,
                    GUEST_STALE,
                    GUEST_PARTIAL,
                    NOT_COLLECTED,
                    NEVER_SHOWN ->
                    cause.of() + " failed";
        };
    }
}
