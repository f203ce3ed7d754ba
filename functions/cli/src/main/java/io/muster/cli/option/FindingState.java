package io.muster.cli.option;

/** Which of a table's findings are asked for. */
public enum FindingState {
    OPEN,
    RESOLVED,
    WAIVED,
    ALL
}
