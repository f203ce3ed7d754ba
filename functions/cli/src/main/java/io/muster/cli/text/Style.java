package io.muster.cli.text;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;

/**
 * Colours and signs, or their absence: a colour never says anything that a word beside it does not.
 *
 * @param colour whether ANSI colours may be written
 * @param unicode whether the terminal draws more than ASCII
 */
public record Style(boolean colour, boolean unicode) {

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String CYAN = "36";
    private static final String BOLD = "1";
    private static final String DIM = "2";

    /** Plain text with Unicode signs, as for a file. */
    public static final Style PLAIN = new Style(false, true);

    public String bold(String text) {
        return in(BOLD, text);
    }

    public String dim(String text) {
        return in(DIM, text);
    }

    public String good(String text) {
        return in(GREEN, text);
    }

    public String bad(String text) {
        return in(RED, text);
    }

    public String doubtful(String text) {
        return in(YELLOW, text);
    }

    public String command(String text) {
        return in(CYAN, text);
    }

    /** A line of a remedy: a comment, or something to paste. */
    public String shell(String line) {
        return line.stripLeading().startsWith("#") ? dim(line) : command(line);
    }

    public String severity(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> in(BOLD + ";" + RED, text);
            case HIGH -> in(RED, text);
            case MEDIUM -> in(YELLOW, text);
            case LOW -> in(CYAN, text);
        };
    }

    public String verdict(Status status, String text) {
        return switch (status) {
            case READY -> good(text);
            case NOT_READY -> bad(text);
            case UNKNOWN -> doubtful(text);
            case NOT_APPLICABLE -> dim(text);
        };
    }

    /** A sign of one column. */
    public String sign(Status status) {
        return verdict(
                status,
                switch (status) {
                    case READY -> unicode ? "✓" : "+";
                    case NOT_READY -> unicode ? "✗" : "x";
                    case UNKNOWN -> "?";
                    case NOT_APPLICABLE -> unicode ? "–" : "-";
                });
    }

    public String ellipsis() {
        return unicode ? "…" : "...";
    }

    private String in(String codes, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + codes + "m" + text + "\u001b[0m" : text;
    }
}
