package io.muster.readiness.checklist;

/** How much it matters that a subject is not ready, from least to most. */
public enum Severity {
    LOW("tidiness: no reason to call the person on call"),
    MEDIUM("it costs money or time, or weakens a second line of defence"),
    HIGH("a likely fault takes the workload down, or its data with it"),
    CRITICAL("harm is possible now, without any further fault");

    private final String meaning;

    Severity(String meaning) {
        this.meaning = meaning;
    }

    /** What the severity says of a finding, without a capital and a full stop. */
    public String meaning() {
        return meaning;
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
