package io.muster.cli.logs;

/** How the summary of a log is written. */
public enum LogFormat {
    TABLE,
    JSON
}
