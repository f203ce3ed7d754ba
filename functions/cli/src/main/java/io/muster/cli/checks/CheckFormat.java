package io.muster.cli.checks;

/** How the catalogue is shown. */
public enum CheckFormat {
    TABLE,
    JSON,
    MARKDOWN
}
