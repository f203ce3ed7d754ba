package io.muster.readiness.graviton;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which Graviton processor an instance family has, from AWS's guide to instance types.
 *
 * <p>The number in a family's name does not tell: t4g, i4g, im4gn, is4gen, x2gd and g5g are
 * Graviton2. A family that is newer than this version of Muster gets the generation that its number
 * would mean for m, c and r, and says that it was derived.
 */
public final class Processors {

    private static final Map<String, Listed> TABLE = read();

    /** From m6g on, which is Graviton2, each number is one Graviton later. */
    private static final int FIRST_REGULAR_NUMBER = 6;

    private static final int OF_OTHER_NUMBERS = 2;

    private Processors() {}

    /**
     * A line of the table.
     *
     * @param source the https address of the page that says so
     */
    public record Listed(String family, GravitonProcessor processor, String source) {}

    /**
     * What is known of a family's processor.
     *
     * @param generation of Graviton, 1 for the first
     * @param processor the newest that is known where the generation is newer than this version of
     *     Muster knows
     * @param listed whether the table says so, and not only the number in the name
     */
    public record Answer(int generation, GravitonProcessor processor, boolean listed) {

        /** AWS's name of the processor, such as {@code Graviton4}. */
        public String label() {
            return processor.generation() == generation
                    ? processor.label()
                    : "Graviton" + generation;
        }
    }

    /** The whole table, by family. */
    public static Map<String, Listed> table() {
        return TABLE;
    }

    /**
     * The processor of an arm64 family.
     *
     * @param family such as {@code m8g}
     */
    public static Answer of(String family) {
        Listed listed = TABLE.get(family);
        if (listed != null) {
            return new Answer(listed.processor().generation(), listed.processor(), true);
        }
        int generation = derived(family);
        return new Answer(generation, newestUpTo(generation), false);
    }

    /** The generation that the number in a family's name would mean for m, c and r. */
    static int derived(String family) {
        int number = number(family);
        return number >= FIRST_REGULAR_NUMBER
                ? number - (FIRST_REGULAR_NUMBER - OF_OTHER_NUMBERS)
                : OF_OTHER_NUMBERS;
    }

    private static GravitonProcessor newestUpTo(int generation) {
        GravitonProcessor newest = GravitonProcessor.GRAVITON;
        for (GravitonProcessor processor : GravitonProcessor.values()) {
            // Of two of one generation, the plain one stands first.
            if (processor.generation() <= generation
                    && processor.generation() > newest.generation()) {
                newest = processor;
            }
        }
        return newest;
    }

    /** The first number in a family's name, such as 7 in {@code m7g}, at most 1,000; 0 for none. */
    private static int number(String family) {
        int number = 0;
        boolean inNumber = false;
        for (int i = 0; i < family.length(); i++) {
            char c = family.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (inNumber && !digit) {
                break;
            }
            if (digit) {
                inNumber = true;
                number = Math.min(number * 10 + (c - '0'), 1_000);
            }
        }
        return number;
    }

    private static Map<String, Listed> read() {
        Map<String, Listed> table = new TreeMap<>();
        for (List<String> row : CsvResource.rows("processors.csv", 3)) {
            String label = row.get(1);
            GravitonProcessor processor =
                    GravitonProcessor.ofLabel(label)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "processors.csv names no Graviton: " + label));
            @Nullable Listed twice =
                    table.put(row.get(0), new Listed(row.get(0), processor, row.get(2)));
            if (twice != null) {
                throw new IllegalStateException("processors.csv has two lines of " + row.get(0));
            }
        }
        return Collections.unmodifiableMap(table);
    }
}
