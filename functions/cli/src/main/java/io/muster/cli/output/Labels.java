package io.muster.cli.output;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.text.Message;
import java.util.Locale;

/** Counts and the domain's constants for a person. */
public final class Labels {

    private Labels() {}

    /** Why something could not be read. */
    static Message of(Fact.Why why) {
        return switch (why) {
            case DENIED -> Message.of("common.why-denied");
            case THROTTLED -> Message.of("common.why-throttled");
            case UNREACHABLE -> Message.of("common.why-unreachable");
            case NOT_SUPPORTED -> Message.of("common.why-not-supported");
            case FAILED -> Message.of("common.why-failed");
            case NOT_REPORTED -> Message.of("common.why-not-reported");
            case TRUNCATED -> Message.of("common.why-truncated");
            case STALE -> Message.of("common.why-stale");
            case NOT_COLLECTED -> Message.of("common.why-not-collected");
        };
    }

    /** Such as {@code 2 critical}. */
    static Message count(Severity severity, int count) {
        return (switch (severity) {
                    case CRITICAL -> Message.of("screen.count-critical");
                    case HIGH -> Message.of("screen.count-high");
                    case MEDIUM -> Message.of("screen.count-medium");
                    case LOW -> Message.of("screen.count-low");
                })
                .with("number", number(count));
    }

    /** Such as {@code 2 not ready}. */
    public static Message count(Status status, int count) {
        return (switch (status) {
                    case READY -> Message.of("screen.results-ready");
                    case NOT_READY -> Message.of("screen.results-not-ready");
                    case UNKNOWN -> Message.of("screen.results-unknown");
                    case NOT_APPLICABLE -> Message.of("screen.results-not-applicable");
                })
                .with("number", number(count));
    }

    /** With separators of thousands, the same in every locale. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
