package io.muster.readiness.finding;

import java.util.function.BooleanSupplier;

/**
 * The range of a scope's keys that one run works: from after a key to where it must stop.
 *
 * @param after the last key that an earlier run worked; empty for a run from the beginning
 * @param stop asked before each key; once it says so, no key is worked any more
 */
public record KeyRange(String after, BooleanSupplier stop) {

    /** From the beginning to the end. */
    public static final KeyRange WHOLE = new KeyRange("", () -> false);
}
