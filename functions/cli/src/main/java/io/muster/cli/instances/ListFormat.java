package io.muster.cli.instances;

/** The formats of a list of instances. */
public enum ListFormat {
    TABLE,
    JSON,
    CSV
}
