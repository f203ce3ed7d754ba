package io.muster.cli.show;

/** The formats of one finding. */
public enum ShowFormat {
    TABLE,
    JSON
}
