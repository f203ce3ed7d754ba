package io.muster.readiness.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the probe looks for in a guest's logs: an expression for {@code grep -i -E} that finds every
 * line in which the classifier could find a signature, and few others. Only the classifier decides.
 *
 * <p>It is made of the signatures' own patterns: what they spell out stays, what they leave open
 * becomes {@code .*}, so that any grep and awk understands it. A process ID in brackets is left
 * open, too, because many logs have none. Where the words in a row are enough to tell a line from
 * others, they alone are looked for: the document has little room.
 */
public final class GrepFilter {

    /** What an extended expression gives a meaning to, besides the closing bracket. */
    private static final String SPECIAL = ".[{}()*+?^$|\\";

    private static final String ANYTHING = ".*";

    /** So many letters that a line spells out in a row tell it from lines of other meanings. */
    private static final int TELLING = 13;

    /** So many letters that alternatives begin with alike are written once. */
    private static final int MIN_SHARED = 4;

    /** What ends the name of a program, which tells nothing of the line. */
    private static final char TAG = '\u0001';

    /** A character that an expression gives a meaning to is written as a class of itself. */
    private static final int CLASS_LENGTH = 3;

    /** The repetitions of a pattern that need not be there at all. */
    private static final String OPTIONAL = "?*";

    private final String pattern;
    private int at;

    private GrepFilter(String pattern) {
        this.pattern = pattern;
    }

    /** The expression for the signatures that a guest's own logs are judged by. */
    public static String expression() {
        SortedSet<String> alternatives = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Signatures.inGuests()
                .forEach(signature -> alternatives.addAll(of(signature.pattern().pattern())));
        return String.join("|", factored(shortest(List.copyOf(alternatives))));
    }

    /** With what neighbours begin with alike written once: the document has little room. */
    static List<String> factored(List<String> sorted) {
        List<String> all = new ArrayList<>();
        for (int from = 0, to; from < sorted.size(); from = to) {
            String first = sorted.get(from);
            int shared = from + 1 < sorted.size() ? shared(first, sorted.get(from + 1)) : 0;
            List<String> rests = new ArrayList<>(List.of(first.substring(shared)));
            for (to = from + 1; to < sorted.size() && shared > 0; to++) {
                if (shared(first, sorted.get(to)) < shared) {
                    break;
                }
                rests.add(sorted.get(to).substring(shared));
            }
            all.add(
                    rests.size() == 1
                            ? first
                            : first.substring(0, shared) + "(" + String.join("|", rests) + ")");
        }
        return all;
    }

    /** How long what two alternatives begin with alike is, in whole tokens; 0 for too little. */
    private static int shared(String one, String other) {
        int shared = 0;
        for (String token : tokens(one)) {
            int end = shared + token.length();
            if (token.length() > 1
                    || end >= one.length()
                    || end >= other.length()
                    || !one.regionMatches(true, shared, other, shared, token.length())) {
                break;
            }
            shared = end;
        }
        return shared < MIN_SHARED ? 0 : shared;
    }

    /** Without those that hold another one, which finds their lines too. */
    private static List<String> shortest(List<String> alternatives) {
        return alternatives.stream()
                .filter(
                        one ->
                                alternatives.stream()
                                        .noneMatch(
                                                other -> !other.equals(one) && holds(one, other)))
                .toList();
    }

    private static boolean holds(String one, String other) {
        return plain(one)
                && plain(other)
                && one.toLowerCase(Locale.ROOT).contains(other.toLowerCase(Locale.ROOT));
    }

    /**
     * The alternatives of a pattern.
     *
     * @throws IllegalArgumentException if it holds what is not understood here, or if one of its
     *     alternatives spells out next to nothing
     */
    static List<String> of(String pattern) {
        GrepFilter filter = new GrepFilter(pattern);
        if (pattern.startsWith("(?i)")) {
            filter.at = "(?i)".length();
        }
        List<String> alternatives = filter.alternatives();
        if (filter.at < pattern.length()) {
            throw filter.refused("a parenthesis without its partner");
        }
        return alternatives.stream().flatMap(each -> filter.bare(each).stream()).toList();
    }

    /**
     * Without what is open at both ends, which an expression has anyway; of one that spells out
     * enough, no more than that.
     */
    private List<String> bare(String alternative) {
        String bare = alternative;
        while (bare.startsWith(ANYTHING)) {
            bare = bare.substring(ANYTHING.length());
        }
        while (bare.endsWith(ANYTHING)) {
            bare = bare.substring(0, bare.length() - ANYTHING.length());
        }
        if (letters(bare) < 3) {
            throw refused("an alternative without three letters of its own");
        }
        String whole =
                bare.replace(Character.toString(TAG), "").replaceAll("(?:\\.\\*){2,}", ANYTHING);
        return telling(bare)
                .map(List::of)
                .or(() -> tellingGroup(whole))
                .orElseGet(() -> List.of(whole));
    }

    /** The alternatives of a group each of which tells the line by itself. */
    private static Optional<List<String>> tellingGroup(String alternative) {
        for (String token : tokens(alternative)) {
            if (token.startsWith("(")) {
                List<Optional<String>> inner =
                        tops(token.substring(1, token.length() - 1)).stream()
                                .map(GrepFilter::telling)
                                .toList();
                if (inner.stream().allMatch(Optional::isPresent)) {
                    return Optional.of(inner.stream().flatMap(Optional::stream).toList());
                }
            }
        }
        return Optional.empty();
    }

    /** The first words in a row that tell the line from others; empty where there are none. */
    private static Optional<String> telling(String alternative) {
        List<String> run = new ArrayList<>();
        List<String> all = new ArrayList<>(tokens(alternative));
        all.add(ANYTHING);
        for (String token : all) {
            boolean open = token.equals(ANYTHING) || token.startsWith("(") || token.equals("^");
            if (open && letters(String.join("", run)) >= TELLING) {
                return Optional.of(enough(run));
            }
            if (open || token.charAt(0) == TAG) {
                run.clear();
            } else {
                run.add(token);
            }
        }
        return Optional.empty();
    }

    private static String enough(List<String> run) {
        StringBuilder some = new StringBuilder();
        for (String token : run) {
            if (letters(some.toString()) < TELLING) {
                some.append(token);
            }
        }
        return some.toString();
    }

    /** Characters, classes of one, groups, and what is open. */
    private static List<String> tokens(String alternative) {
        List<String> tokens = new ArrayList<>();
        for (int from = 0; from < alternative.length(); from += tokens.getLast().length()) {
            tokens.add(alternative.substring(from, pastToken(alternative, from)));
        }
        return tokens;
    }

    private static int pastToken(String alternative, int from) {
        char c = alternative.charAt(from);
        if (c != '(') {
            return from
                    + (c == '[' ? CLASS_LENGTH : alternative.startsWith(ANYTHING, from) ? 2 : 1);
        }
        int at = from + 1;
        while (alternative.charAt(at) != ')') {
            at = pastToken(alternative, at);
        }
        return at + 1;
    }

    /** The alternatives of a group, without those of groups in it. */
    private static List<String> tops(String group) {
        List<String> tops = new ArrayList<>();
        StringBuilder top = new StringBuilder();
        for (String token : tokens(group)) {
            if (token.equals("|")) {
                tops.add(top.toString());
                top.setLength(0);
            } else {
                top.append(token);
            }
        }
        tops.add(top.toString());
        return tops;
    }

    /** Whether it has no alternatives of its own. */
    private static boolean plain(String alternative) {
        return alternative.replace("[(]", "").indexOf('(') < 0;
    }

    private static long letters(String text) {
        return text.chars().filter(Character::isLetter).count();
    }

    /** Reads to the end of the pattern, or of the group. */
    private List<String> alternatives() {
        List<String> alternatives = new ArrayList<>();
        StringBuilder sequence = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != ')') {
            if (pattern.charAt(at) == '|') {
                at++;
                alternatives.add(joined(sequence));
                sequence.setLength(0);
            } else {
                sequence.append(piece());
            }
        }
        alternatives.add(joined(sequence));
        return alternatives;
    }

    private static String joined(StringBuilder sequence) {
        return sequence.toString()
                .replaceAll("(?:\\.\\*){2,}", ANYTHING)
                .replace("[[]" + ANYTHING + "]", TAG + ANYTHING)
                .replaceAll("(?:\\.\\*){2,}", ANYTHING);
    }

    /** One character, class or group, with how often it may be there. */
    private String piece() {
        char c = pattern.charAt(at);
        String piece =
                switch (c) {
                    case '(' -> group();
                    case '[' -> charClass();
                    case '\\' -> escape();
                    default -> {
                        at++;
                        yield c == '.' ? ANYTHING : c == '^' ? "^" : literal(c);
                    }
                };
        return repeated(piece);
    }

    private String repeated(String piece) {
        if (at == pattern.length()) {
            return piece;
        }
        char c = pattern.charAt(at);
        boolean optional = OPTIONAL.indexOf(c) >= 0;
        boolean several = c == '+' || c == '{';
        if (!optional && !several) {
            return piece;
        }
        optional |= pattern.startsWith("{0", at);
        at = c == '{' ? pattern.indexOf('}', at) + 1 : at + 1;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
        }
        return optional ? ANYTHING : piece + ANYTHING;
    }

    private String group() {
        at++;
        if (pattern.startsWith("?:", at)) {
            at += 2;
        } else if (pattern.startsWith("?<", at)) {
            at = pattern.indexOf('>', at) + 1;
        } else if (pattern.startsWith("?", at)) {
            throw refused("a group that is neither named nor plain");
        }
        List<String> alternatives = alternatives();
        if (at == pattern.length()) {
            throw refused("a group without an end");
        }
        at++;
        if (alternatives.stream().anyMatch(one -> one.isEmpty() || one.equals(ANYTHING))) {
            return ANYTHING;
        }
        List<String> shortest = shortest(alternatives);
        return shortest.size() == 1 ? shortest.getFirst() : "(" + String.join("|", shortest) + ")";
    }

    private String charClass() {
        at++;
        for (char c = pattern.charAt(at); c != ']'; c = pattern.charAt(at)) {
            at += c == '\\' ? 2 : 1;
        }
        at++;
        return ANYTHING;
    }

    private String escape() {
        char c = pattern.charAt(at + 1);
        at += 2;
        return switch (c) {
            case 'b' -> "";
            case 'd', 'w', 's', 'S' -> ANYTHING;
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw refused("\\" + c);
                }
                yield literal(c);
            }
        };
    }

    /**
     * No backslash, which awk would take out of an argument, and no quote, which the shell would.
     */
    private static String literal(char c) {
        if (c == '\'' || c == '\\') {
            return ".";
        }
        return SPECIAL.indexOf(c) < 0 ? Character.toString(c) : "[" + c + "]";
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(
                "a signature's pattern has %s, which the filter of the probe cannot be made of: %s"
                        .formatted(what, pattern));
    }
}
