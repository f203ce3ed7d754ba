package io.muster.cli.logs;

/** How the summary of a log is written. */
enum LogFormat {
    TABLE,
    JSON
}
