package io.muster.readiness.logs;

import java.util.regex.Pattern;

/** Lines of logs made fit to be kept and shown: they come from anybody. */
final class LogText {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}]");

    private LogText() {}

    /** A text of at most so many characters, without control characters. */
    static String bounded(String text, int longest) {
        String cut = text;
        if (text.length() > longest) {
            int end =
                    Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
            cut = text.substring(0, end) + "…";
        }
        return CONTROL.matcher(cut).replaceAll(" ").strip();
    }
}
