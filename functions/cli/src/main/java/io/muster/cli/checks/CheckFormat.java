package io.muster.cli.checks;

/** How the catalogue is shown. */
enum CheckFormat {
    TABLE,
    JSON,
    MARKDOWN
}
