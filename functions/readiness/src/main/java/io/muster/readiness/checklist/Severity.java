package io.muster.readiness.checklist;

import io.muster.readiness.text.Message;

/** How much it matters that a subject is not ready, from least to most. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** Its name for a person, in lower case. */
    public Message title() {
        return switch (this) {
            case LOW -> Message.of("common.severity-low");
            case MEDIUM -> Message.of("common.severity-medium");
            case HIGH -> Message.of("common.severity-high");
            case CRITICAL -> Message.of("common.severity-critical");
        };
    }

    /** What the severity says of a finding, without a capital and a full stop. */
    public Message meaning() {
        return switch (this) {
            case LOW -> Message.of("common.severity-low-meaning");
            case MEDIUM -> Message.of("common.severity-medium-meaning");
            case HIGH -> Message.of("common.severity-high-meaning");
            case CRITICAL -> Message.of("common.severity-critical-meaning");
        };
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
