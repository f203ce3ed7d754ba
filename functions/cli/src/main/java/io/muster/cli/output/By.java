package io.muster.cli.output;

/** What the findings of a list are grouped by. */
public enum By {
    CHECK,
    INSTANCE,
    WORKLOAD,
    REMEDY
}
