package io.muster.readiness.guest;

/**
 * Shell patterns as glob(3) reads them: {@code *} and {@code ?} match no slash, and no period with
 * which a name begins.
 *
 * <p>Written out, because a pattern of a hostile guest must not reach a backtracking regular
 * expression: the time is bounded by the product of the two lengths.
 */
public final class Glob {

    private static final int LONGEST = 1_024;

    private Glob() {}

    /** Whether a path, or a name, is one that the pattern stands for. */
    public static boolean matches(String pattern, String path) {
        if (pattern.length() > LONGEST || path.length() > LONGEST) {
            return false;
        }
        boolean[] reached = new boolean[path.length() + 1];
        reached[0] = true;
        int at = 0;
        while (at < pattern.length()) {
            char symbol = pattern.charAt(at);
            if (symbol == '*') {
                spread(reached, path);
                at++;
                continue;
            }
            int close = symbol == '[' ? classEnd(pattern, at) : -1;
            boolean escaped = symbol == '\\' && at + 1 < pattern.length();
            int end = close > 0 ? close + 1 : at + (escaped ? 2 : 1);
            for (int i = path.length(); i > 0; i--) {
                reached[i] = reached[i - 1] && one(pattern, at, end, path, i - 1);
            }
            reached[0] = false;
            at = end;
        }
        return reached[path.length()];
    }

    private static void spread(boolean[] reached, String path) {
        for (int i = 1; i <= path.length(); i++) {
            reached[i] = reached[i] || (reached[i - 1] && any(path, i - 1));
        }
    }

    /** Whether a sign for any letter stands for the one there. */
    private static boolean any(String path, int at) {
        char letter = path.charAt(at);
        boolean begins = at == 0 || path.charAt(at - 1) == '/';
        return letter != '/' && !(begins && letter == '.');
    }

    private static boolean one(String pattern, int from, int end, String path, int at) {
        char symbol = pattern.charAt(from);
        char letter = path.charAt(at);
        if (symbol == '?') {
            return any(path, at);
        }
        if (symbol == '[' && end - from > 2) {
            return any(path, at) && inClass(pattern, from + 1, end - 1, letter);
        }
        return (symbol == '\\' && end - from == 2 ? pattern.charAt(from + 1) : symbol) == letter;
    }

    private static boolean inClass(String pattern, int from, int end, char letter) {
        boolean negated = pattern.charAt(from) == '!' || pattern.charAt(from) == '^';
        boolean found = false;
        for (int i = negated ? from + 1 : from; i < end; i++) {
            if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                found |= pattern.charAt(i) <= letter && letter <= pattern.charAt(i + 2);
                i += 2;
            } else {
                found |= pattern.charAt(i) == letter;
            }
        }
        return found != negated;
    }

    /** Where the class that opens here closes, or -1: then the bracket stands for itself. */
    private static int classEnd(String pattern, int open) {
        int first = open + 1;
        if (first < pattern.length()
                && (pattern.charAt(first) == '!' || pattern.charAt(first) == '^')) {
            first++;
        }
        return pattern.indexOf(']', first + 1);
    }
}
