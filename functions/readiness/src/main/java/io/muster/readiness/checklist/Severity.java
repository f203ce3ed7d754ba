package io.muster.readiness.checklist;

/** How much it matters that a subject is not ready, from least to most. */
public enum Severity {
    /** Tidiness: no reason to call the person on call. */
    LOW,
    /** Costs money or time, or weakens a second line of defence. */
    MEDIUM,
    /** A likely fault takes the workload down, or data with it. */
    HIGH,
    /** Harm is possible now, without any further fault. */
    CRITICAL;

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
