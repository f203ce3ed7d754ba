package io.muster.readiness.logs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of syslog in the form of RFC 5424, {@code <86>1 TIME HOST sshd 1180 - - Failed password},
 * as the classic line that it stands for: {@code sshd[1180]: Failed password ...}.
 */
public final class Rfc5424 {

    /** Up to the structured data, each part no longer than the RFC allows. */
    private static final Pattern HEAD =
            Pattern.compile(
                    "<\\d{1,3}>1 \\S{1,64} \\S{1,255} (?<program>\\S{1,48}) (?<process>\\S{1,128})"
                            + " \\S{1,32} ");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Rfc5424() {}

    /** The classic line; null for a line of another form, or of no program. */
    public static @Nullable String plain(String text) {
        if (text.isEmpty() || text.charAt(0) != '<') {
            return null;
        }
        Matcher head = HEAD.matcher(text);
        if (!head.lookingAt() || head.group("program").equals("-")) {
            return null;
        }
        int data = pastData(text, head.end());
        if (data < 0 || (data < text.length() && text.charAt(data) != ' ')) {
            return null;
        }
        String message = message(text.substring(data));
        String program = head.group("program");
        String process = head.group("process");
        return program.equals("kernel")
                ? "kernel: " + message
                : "%s[%s]: %s".formatted(program, isNumber(process) ? process : "1", message);
    }

    private static String message(String behindData) {
        String message = behindData.stripLeading();
        return !message.isEmpty() && message.charAt(0) == BYTE_ORDER_MARK
                ? message.substring(1)
                : message;
    }

    /** Where the structured data ends; negative where there is none, or no end of it. */
    private static int pastData(String text, int from) {
        if (text.startsWith("-", from)) {
            return from + 1;
        }
        int at = from;
        while (text.startsWith("[", at)) {
            at = pastElement(text, at + 1);
            if (at < 0) {
                return at;
            }
        }
        return at == from ? -1 : at;
    }

    private static int pastElement(String text, int from) {
        boolean quoted = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ']' && !quoted) {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean isNumber(String process) {
        return process.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
