package io.muster.readiness.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds which of many literals stand in a text, in one pass of one table look-up a byte, whatever
 * the text holds: the automaton of Aho and Corasick, over bytes folded to lower case.
 *
 * <p>"Efficient string matching: an aid to bibliographic search", Communications of the ACM 18 (6),
 * 1975.
 */
public final class LiteralSieve {

    /** The state in which nothing of any literal has been read. */
    public static final int START = 0;

    private static final int NONE = -1;

    /** Set in a table entry when a literal ends in the state that it leads to. */
    private static final int ENDS = 0x8000_0000;

    /**
     * Bytes that no literal holds share class 0, which keeps the table in the processor's cache.
     */
    private final byte[] classOf;

    private final int classes;

    /**
     * The next state, by state plus class. A state is numbered by the place of its first entry,
     * which saves a multiplication for every byte; the sign bit says that a literal ends there.
     */
    private final int[] next;

    /** The owners whose literals end in a state, as bits. */
    private final long[] owners;

    /**
     * Builds the automaton.
     *
     * @param literalsByOwner for each owner (at most 64) its literals, lower-case ASCII
     */
    public LiteralSieve(List<List<String>> literalsByOwner) {
        if (literalsByOwner.size() > Long.SIZE) {
            throw new IllegalArgumentException("at most 64 owners, not " + literalsByOwner.size());
        }
        this.classOf = new byte[256];
        this.classes = assignClasses(literalsByOwner);
        Trie trie = new Trie(classes);
        for (int owner = 0; owner < literalsByOwner.size(); owner++) {
            for (String literal : literalsByOwner.get(owner)) {
                trie.add(literal.getBytes(StandardCharsets.US_ASCII), classOf, 1L << owner);
            }
        }
        trie.close();
        this.next = trie.table();
        this.owners = trie.owners();
    }

    /** The state after one more byte; negative where a literal ends. */
    public int step(int state, byte read) {
        return next[(state & ~ENDS) + classOf[read & 0xff]];
    }

    /** The owners whose literals end where a state was reached, as bits. */
    public long endingAt(int state) {
        return owners[(state & ~ENDS) / classes];
    }

    private int assignClasses(List<List<String>> literalsByOwner) {
        int count = 1;
        for (List<String> literals : literalsByOwner) {
            for (String literal : literals) {
                for (byte b : literal.getBytes(StandardCharsets.US_ASCII)) {
                    if (classOf[b] == 0) {
                        classOf[b] = (byte) count++;
                    }
                }
            }
        }
        for (int upper = 'A'; upper <= 'Z'; upper++) {
            classOf[upper] = classOf[upper - 'A' + 'a'];
        }
        return count;
    }

    /** The automaton while it is built. */
    private static final class Trie {
        private final int classes;
        private final List<int[]> edges = new ArrayList<>();
        private final List<Long> owners = new ArrayList<>();

        /**
         * The states from the start outwards: most of a text leads to the first few, which then lie
         * side by side in the table, and so in the processor's cache.
         */
        private final List<Integer> outwards = new ArrayList<>(List.of(START));

        private Trie(int classes) {
            this.classes = classes;
            newState();
        }

        private int newState() {
            int[] none = new int[classes];
            Arrays.fill(none, NONE);
            edges.add(none);
            owners.add(0L);
            return edges.size() - 1;
        }

        private void add(byte[] literal, byte[] classOf, long owner) {
            int state = START;
            for (byte b : literal) {
                int[] from = edges.get(state);
                int symbol = classOf[b];
                if (from[symbol] == NONE) {
                    from[symbol] = newState();
                }
                state = from[symbol];
            }
            owners.set(state, owners.get(state) | owner);
        }

        /** Adds the edges taken where no literal goes on: to the longest beginning still alive. */
        private void close() {
            int[] fallback = new int[edges.size()];
            Deque<Integer> queue = new ArrayDeque<>();
            int[] start = edges.get(START);
            for (int symbol = 0; symbol < classes; symbol++) {
                if (start[symbol] == NONE) {
                    start[symbol] = START;
                } else {
                    queue.add(start[symbol]);
                }
            }
            while (!queue.isEmpty()) {
                int state = queue.remove();
                outwards.add(state);
                int[] from = edges.get(state);
                int[] elsewhere = edges.get(fallback[state]);
                owners.set(state, owners.get(state) | owners.get(fallback[state]));
                for (int symbol = 0; symbol < classes; symbol++) {
                    if (from[symbol] == NONE) {
                        from[symbol] = elsewhere[symbol];
                    } else {
                        fallback[from[symbol]] = elsewhere[symbol];
                        queue.add(from[symbol]);
                    }
                }
            }
        }

        private int[] table() {
            int[] placeOf = new int[edges.size()];
            for (int place = 0; place < placeOf.length; place++) {
                placeOf[outwards.get(place)] = place * classes;
            }
            int[] table = new int[edges.size() * classes];
            for (int state = 0; state < edges.size(); state++) {
                for (int symbol = 0; symbol < classes; symbol++) {
                    int to = edges.get(state)[symbol];
                    table[placeOf[state] + symbol] = placeOf[to] | (owners.get(to) == 0 ? 0 : ENDS);
                }
            }
            return table;
        }

        private long[] owners() {
            return outwards.stream().mapToLong(owners::get).toArray();
        }
    }
}
