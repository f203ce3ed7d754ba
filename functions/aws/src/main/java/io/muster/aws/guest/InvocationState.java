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
    FAILED("Failed", Phase.PRINTED, Message.of("facts.command-failed")),
    EXECUTION_TIMED_OUT(
            "Execution Timed Out", Phase.PRINTED, Message.of("facts.command-timed-out")),
    DELIVERY_TIMED_OUT(
            "Delivery Timed Out", Phase.SILENT, Message.of("facts.command-not-delivered")),
    UNDELIVERABLE("Undeliverable", Phase.SILENT, Message.of("facts.command-undeliverable")),
    TERMINATED("Terminated", Phase.SILENT, Message.of("facts.command-cancelled-early")),
    CANCELLED("Cancelled", Phase.SILENT, Message.of("facts.command-cancelled")),
    INVALID_PLATFORM("Invalid Platform", Phase.SILENT, Message.of("facts.command-not-linux")),
    ACCESS_DENIED("Access Denied", Phase.SILENT, Message.of("facts.command-denied")),
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
    private final Message reason;

    InvocationState(String label, Phase phase) {
        this(label, phase, Message.EMPTY);
    }

    /**
     * @param label what Systems Manager's console calls it
     */
    InvocationState(String label, Phase phase, Message reason) {
        this.label = label;
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
                Message.of("facts.command-ended").with("status", label).with("reason", reason));
    }
}
