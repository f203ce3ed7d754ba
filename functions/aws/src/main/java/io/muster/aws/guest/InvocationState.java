package io.muster.aws.guest;

import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;

/**
 * How a command stands on one guest, by Systems Manager's status details, which tell more than its
 * status.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html">Understanding
 *     command statuses</a>
 */
enum InvocationState {
    NOT_LISTED("not listed", Phase.OPEN, ""),
    PENDING("pending", Phase.OPEN, ""),
    IN_PROGRESS("in progress", Phase.OPEN, ""),
    DELAYED("delayed", Phase.OPEN, ""),
    CANCELLING("being cancelled", Phase.OPEN, ""),
    SUCCESS("success", Phase.PRINTED, ""),
    FAILED(
            "failed",
            Phase.PRINTED,
            "a step of the probe's document failed; see its output in Systems Manager"),
    EXECUTION_TIMED_OUT(
            "timed out",
            Phase.PRINTED,
            "a step of the probe's document did not end in time; see what keeps the guest busy"),
    DELIVERY_TIMED_OUT(
            "delivery timed out",
            Phase.SILENT,
            "the guest did not take the command in time; see that its SSM Agent runs and reaches"
                    + " the ssm and ssmmessages endpoints"),
    UNDELIVERABLE(
            "undeliverable",
            Phase.SILENT,
            "the command could not be delivered; see that the instance runs and its SSM Agent"
                    + " answers"),
    TERMINATED(
            "terminated",
            Phase.SILENT,
            "the command was ended before this guest's turn; see who cancelled it"),
    CANCELLED("cancelled", Phase.SILENT, "the command was cancelled; probe the guest again"),
    INVALID_PLATFORM(
            "invalid platform",
            Phase.SILENT,
            "the probe is for Linux, and the guest says that it runs something else"),
    ACCESS_DENIED(
            "access denied",
            Phase.SILENT,
            "the guest's role may not run the command; see its policies and those of the account"),
    UNRECOGNISED("in a state that Muster does not know", Phase.OPEN, "");

    /** What can be expected of a guest in a state. */
    private enum Phase {
        /** More is to come. */
        OPEN,
        /** It has ended, and steps have printed something. */
        PRINTED,
        /** It has ended, and nothing ran. */
        SILENT
    }

    private final String words;
    private final Phase phase;
    private final String reason;

    InvocationState(String words, Phase phase, String reason) {
        this.words = words;
        this.phase = phase;
        this.reason = reason;
    }

    static InvocationState of(@Nullable CommandInvocation invocation) {
        if (invocation == null) {
            return NOT_LISTED;
        }
        InvocationState byDetails = named(invocation.statusDetails());
        return byDetails == UNRECOGNISED ? named(invocation.statusAsString()) : byDetails;
    }

    /**
     * Systems Manager writes {@code DeliveryTimedOut} here and {@code Delivery Timed Out} there.
     */
    private static InvocationState named(@Nullable String name) {
        String key = name == null ? "" : name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        return switch (key) {
            case "pending" -> PENDING;
            case "inprogress" -> IN_PROGRESS;
            case "delayed" -> DELAYED;
            case "cancelling", "canceling" -> CANCELLING;
            case "success" -> SUCCESS;
            case "failed", "incomplete" -> FAILED;
            case "timedout", "executiontimedout" -> EXECUTION_TIMED_OUT;
            case "deliverytimedout" -> DELIVERY_TIMED_OUT;
            case "undeliverable" -> UNDELIVERABLE;
            case "terminated" -> TERMINATED;
            case "cancelled", "canceled" -> CANCELLED;
            case "invalidplatform" -> INVALID_PLATFORM;
            case "accessdenied" -> ACCESS_DENIED;
            default -> UNRECOGNISED;
        };
    }

    boolean ended() {
        return phase != Phase.OPEN;
    }

    /** Whether steps ran, so that what they printed is worth fetching again. */
    boolean printed() {
        return phase == Phase.PRINTED;
    }

    boolean succeeded() {
        return this == SUCCESS;
    }

    String words() {
        return words;
    }

    /**
     * The absence of an answer that this state means. Its words name no command, so that a guest
     * that fails alike each time says the same.
     */
    <T> Missing<T> missing() {
        return new Missing<>(
                this == ACCESS_DENIED ? Why.DENIED : Why.FAILED,
                "the probe's command ended on this guest with '%s': %s".formatted(words, reason));
    }
}
