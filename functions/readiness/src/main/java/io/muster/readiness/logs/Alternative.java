package io.muster.readiness.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * One of a signature's alternatives, to be matched on a line in lower case: most lines lack the
 * words that it spells out, and looking for these costs a fraction of a regular expression.
 *
 * @param words that stand in each line that it finds; empty for none
 * @param pattern in lower case, and so without the cost of matching any case
 */
record Alternative(String words, Pattern pattern) {

    /** By the pattern of a signature, of which there are as many as the catalogue has. */
    private static final Map<Pattern, List<Alternative>> KNOWN = new ConcurrentHashMap<>();

    /** The alternatives of a signature's pattern. */
    static List<Alternative> of(Pattern pattern) {
        return KNOWN.computeIfAbsent(pattern, unused -> new Splitter(pattern.pattern()).split());
    }

    /** A text with the letters of ASCII in lower case, of the same length. */
    static String lower(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return lower(bytes, 0, bytes.length);
    }

    /** The text of UTF-8 with the letters of ASCII in lower case, of the same length. */
    static String lower(byte[] buffer, int from, int to) {
        byte[] lower = Arrays.copyOfRange(buffer, from, to);
        for (int i = 0; i < lower.length; i++) {
            byte b = lower[i];
            lower[i] = (byte) (b + (b >= 'A' && b <= 'Z' ? 'a' - 'A' : 0));
        }
        return new String(lower, StandardCharsets.UTF_8);
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /** Reads a pattern from left to right, and notes what it spells out outside of groups. */
    private static final class Splitter {

        private final String pattern;
        private final List<Alternative> found = new ArrayList<>();
        private final StringBuilder own = new StringBuilder();
        private final StringBuilder run = new StringBuilder();
        private String words = "";
        private int depth;
        private int at;

        private Splitter(String pattern) {
            this.pattern = pattern;
        }

        private List<Alternative> split() {
            while (at < pattern.length()) {
                if (pattern.charAt(at) == '|' && depth == 0) {
                    at++;
                    end();
                } else {
                    token();
                }
            }
            end();
            return List.copyOf(found);
        }

        private void end() {
            endRun();
            found.add(new Alternative(words, Pattern.compile(own.toString())));
            own.setLength(0);
            words = "";
        }

        private void endRun() {
            words = run.length() > words.length() ? run.toString() : words;
            run.setLength(0);
        }

        private void token() {
            char c = pattern.charAt(at);
            int from = at;
            at = past(c);
            if (c == '\\') {
                own.append(pattern, from, at);
            } else {
                pattern.substring(from, at).chars().forEach(each -> own.append(lower((char) each)));
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            char spelled = c == '\\' ? pattern.charAt(from + 1) : lower(c);
            boolean literal =
                    c == '\\'
                            ? !Character.isLetterOrDigit(spelled)
                            : "([)].^?*+{}|$".indexOf(c) < 0;
            if (!literal || depth > 0) {
                endRun();
            } else if (!maybeAbsent()) {
                run.append(spelled);
            } else {
                endRun();
            }
        }

        /** Past a class, a quantifier in braces or an escape as a whole. */
        private int past(char c) {
            if (c == '{') {
                return pattern.indexOf('}', at) + 1;
            }
            if (c != '[') {
                return at + (c == '\\' ? 2 : 1);
            }
            int end = at + 1;
            while (pattern.charAt(end) != ']' || end == at + 1) {
                end += pattern.charAt(end) == '\\' ? 2 : 1;
            }
            return end + 1;
        }

        private boolean maybeAbsent() {
            return at < pattern.length()
                    && ("?*".indexOf(pattern.charAt(at)) >= 0 || pattern.startsWith("{0", at));
        }
    }
}
