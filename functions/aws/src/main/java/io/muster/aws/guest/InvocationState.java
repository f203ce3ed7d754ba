package io.muster.aws.guest;

import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
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
    NOT_LISTED("-", Phase.OPEN),
    PENDING("Pending", Phase.OPEN),
    IN_PROGRESS("In Progress", Phase.OPEN),
    DELAYED("Delayed", Phase.OPEN),
    CANCELLING("Cancelling", Phase.OPEN),
    SUCCESS("Success", Phase.PRINTED),
    FAILED("Failed", Phase.PRINTED),
    EXECUTION_TIMED_OUT("Execution Timed Out", Phase.PRINTED),
    DELIVERY_TIMED_OUT("Delivery Timed Out", Phase.SILENT),
    UNDELIVERABLE("Undeliverable", Phase.SILENT),
    TERMINATED("Terminated", Phase.SILENT),
    CANCELLED("Cancelled", Phase.SILENT),
    INVALID_PLATFORM("Invalid Platform", Phase.SILENT),
    ACCESS_DENIED("Access Denied", Phase.SILENT),
    UNRECOGNISED("?", Phase.OPEN);

    /** What can be expected of a guest in a state. */
    private enum Phase {
        /** More is to come. */
        OPEN,
        /** It has ended, and steps have printed something. */
        PRINTED,
        /** It has ended, and nothing ran. */
        SILENT
    }

    private final String label;
    private final Phase phase;

    /**
     * @param label what Systems Manager's console calls it
     */
    InvocationState(String label, Phase phase) {
        this.label = label;
        this.phase = phase;
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

    String label() {
        return label;
    }

    /**
     * The absence of an answer that this state means. Its words name no command, so that a guest
     * that fails alike each time says the same.
     */
    <T> Missing<T> missing() {
        return new Missing<>(
                this == ACCESS_DENIED ? Why.DENIED : Why.FAILED,
                Message.of("facts.command-ended").with("status", label).with("reason", reason()));
    }

    private Message reason() {
        return switch (this) {
            case FAILED -> Message.of("facts.command-failed");
            case EXECUTION_TIMED_OUT -> Message.of("facts.command-timed-out");
            case DELIVERY_TIMED_OUT -> Message.of("facts.command-not-delivered");
            case UNDELIVERABLE -> Message.of("facts.command-undeliverable");
            case TERMINATED -> Message.of("facts.command-cancelled-early");
            case CANCELLED -> Message.of("facts.command-cancelled");
            case INVALID_PLATFORM -> Message.of("facts.command-not-linux");
            case ACCESS_DENIED -> Message.of("facts.command-denied");
            case NOT_LISTED, PENDING, IN_PROGRESS, DELAYED, CANCELLING, SUCCESS, UNRECOGNISED ->
                    Message.EMPTY;
        };
    }
}
