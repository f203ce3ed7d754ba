package io.muster.console.page;

import java.util.List;

/**
 * A number that counts, with what it is made of.
 *
 * @param note what the value is of, such as {@code of 47}
 * @param keys the shares of the bar, each with its figure
 */
public record Figure(String label, String value, String note, Bar bar, List<Measure> keys) {

    public Figure {
        keys = List.copyOf(keys);
    }

    /**
     * A share with its figure.
     *
     * @param tone names its colour
     */
    public record Measure(String tone, String label, String value) {}
}
