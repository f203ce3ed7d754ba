package io.muster.readiness.logs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Texts that a pattern finds, so many that each of its alternatives is in one of them: what it
 * leaves open is one letter, and what may be left out is there in one and missing in another.
 *
 * <p>It reads the expressions that signatures are written in, and refuses others.
 */
final class PatternSamples {

    private final String pattern;
    private final Map<String, String> groups;
    private int at;

    private PatternSamples(String pattern, Map<String, String> groups) {
        this.pattern = pattern;
        this.groups = groups;
    }

    static List<String> of(String pattern) {
        return of(pattern, Map.of());
    }

    /**
     * The samples of a pattern.
     *
     * @param groups by the name of a group, what stands in its place
     */
    static List<String> of(String pattern, Map<String, String> groups) {
        PatternSamples samples = new PatternSamples(pattern, groups);
        List<String> all = samples.alternatives();
        if (samples.at < pattern.length()) {
            throw new IllegalArgumentException("a parenthesis without its partner: " + pattern);
        }
        return all;
    }

    private List<String> alternatives() {
        Set<String> all = new LinkedHashSet<>(sequence());
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all.addAll(sequence());
        }
        return List.copyOf(all);
    }

    /** As many texts as the piece with the most alternatives has; the others take turns. */
    private List<String> sequence() {
        List<List<String>> pieces = new ArrayList<>();
        int most = 1;
        while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
            List<String> piece = piece();
            pieces.add(piece);
            most = Math.max(most, piece.size());
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            StringBuilder text = new StringBuilder();
            for (List<String> piece : pieces) {
                text.append(piece.get(i % piece.size()));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private List<String> piece() {
        char c = pattern.charAt(at);
        return repeated(
                switch (c) {
                    case '(' -> group();
                    case '[' -> List.of(charClass());
                    case '\\' -> List.of(escape());
                    case '.' -> open("x");
                    case '^' -> open("");
                    default -> open(Character.toString(c));
                });
    }

    private List<String> open(String text) {
        at++;
        return List.of(text);
    }

    private List<String> repeated(List<String> piece) {
        if (at == pattern.length() || "?*+{".indexOf(pattern.charAt(at)) < 0) {
            return piece;
        }
        char c = pattern.charAt(at);
        boolean optional = c == '?' || c == '*' || pattern.startsWith("{0", at);
        at = c == '{' ? pattern.indexOf('}', at) + 1 : at + 1;
        // Lazy or possessive.
        if (at < pattern.length() && "?+".indexOf(pattern.charAt(at)) >= 0) {
            at++;
        }
        // As many as the least of any class that a signature repeats, such as a time.
        List<String> some =
                piece.stream()
                        .map(text -> text.length() == 1 && c == '{' ? least(text) : text)
                        .toList();
        if (!optional) {
            return some;
        }
        List<String> all = new ArrayList<>(some);
        all.add("");
        return all;
    }

    private String least(String text) {
        int open = pattern.lastIndexOf('{', at - 1);
        String number = pattern.substring(open + 1).replaceAll("[^0-9].*", "");
        return text.repeat(Math.max(1, Integer.parseInt(number)));
    }

    private List<String> group() {
        at++;
        String instead = null;
        if (pattern.startsWith("?:", at)) {
            at += 2;
        } else if (pattern.startsWith("?<", at)) {
            int end = pattern.indexOf('>', at);
            instead = groups.get(pattern.substring(at + 2, end));
            at = end + 1;
        }
        List<String> all = alternatives();
        at++;
        return instead == null ? all : List.of(instead);
    }

    private String charClass() {
        int from = ++at;
        for (char c = pattern.charAt(at); c != ']' || at == from; c = pattern.charAt(at)) {
            at += c == '\\' ? 2 : 1;
        }
        String members = pattern.substring(from, at++);
        return members.startsWith("^")
                ? "x"
                : members.startsWith("\\d") || members.contains("0-9") || members.contains("1-9")
                        ? "7"
                        : members.startsWith("\\w") ? "x" : members.substring(0, 1);
    }

    private String escape() {
        char c = pattern.charAt(at + 1);
        at += 2;
        return switch (c) {
            case 'b' -> "";
            case 'd' -> "7";
            case 'w', 'S' -> "x";
            case 's' -> " ";
            default -> Character.toString(c);
        };
    }
}
