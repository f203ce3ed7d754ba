package io.muster.cli.output;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
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

    /** Such as {@code access denied: ec2:DescribeVolumes}. */
    static Message cause(Cause cause) {
        return cause.of().isEmpty()
                ? cause(cause.kind())
                : Message.of("screen.cause-of")
                        .with("cause", cause(cause.kind()))
                        .with("of", cause.of());
    }

    static Message cause(Cause.Kind kind) {
        return switch (kind) {
            case DENIED -> Message.of("screen.cause-denied");
            case THROTTLED -> Message.of("screen.cause-throttled");
            case FAILED -> Message.of("screen.cause-failed");
            case NOT_LISTED -> Message.of("screen.cause-not-listed");
            case LOG_UNREAD -> Message.of("screen.cause-log-unread");
            case GUEST_UNMANAGED -> Message.of("screen.cause-guest-unmanaged");
            case GUEST_SILENT -> Message.of("screen.cause-guest-silent");
            case GUEST_STALE -> Message.of("screen.cause-guest-stale");
            case GUEST_PARTIAL -> Message.of("screen.cause-guest-partial");
            case NOT_COLLECTED -> Message.of("screen.cause-not-collected");
            case NEVER_SHOWN -> Message.of("screen.cause-never-shown");
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
