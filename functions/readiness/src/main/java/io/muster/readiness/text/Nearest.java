package io.muster.readiness.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What the user may have meant: the known word with the fewest edits from the one given. */
public final class Nearest {

    /** A longer word is no slip of the keyboard, and the distance takes time in its square. */
    private static final int MAX_WORD_LENGTH = 100;

    private Nearest() {}

    /**
     * The nearest known word, if it is near: at most a third of its letters are wrong, or one word
     * begins with the other.
     */
    public static Optional<String> to(String given, Collection<String> known) {
        String word = normal(given);
        if (word.isEmpty() || word.length() > MAX_WORD_LENGTH) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> near(word, normal(candidate)))
                .min(
                        Comparator.<String>comparingInt(each -> distance(word, normal(each)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static String normal(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean near(String word, String candidate) {
        return distance(word, candidate) <= Math.max(1, candidate.length() / 3)
                || (word.length() >= 3 && candidate.startsWith(word));
    }

    /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
    public static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int step(int[][] cost, String one, String other, int i, int j) {
        int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int inserted = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        int least = Math.min(cost[i - 1][j - 1] + changed, inserted);
        boolean swapped =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
