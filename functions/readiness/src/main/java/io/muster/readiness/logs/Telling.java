package io.muster.readiness.logs;

import java.util.HashSet;
import java.util.Set;

/**
 * How lines tell of a fault.
 *
 * @param unless the signatures that tell it better: where one of them is found in a line, that line
 *     counts for it alone
 */
public record Telling(Teller teller, Counted counted, Set<String> unless) {

    /** Any program may say it, and each of its lines counts. */
    static final Telling OF_ANY_PROGRAM = new Telling(Teller.ANY_PROGRAM, Counted.LINES, Set.of());

    public Telling {
        unless = Set.copyOf(unless);
    }

    /** Who says it. */
    public enum Teller {
        ANY_PROGRAM,
        /** In a line of another program, the same words are a quotation. */
        KERNEL
    }

    /** What is counted. */
    public enum Counted {
        /** Each line. */
        LINES,
        /** Lines in other words that follow at once are about the same fault. */
        FAULTS,
        /** What sshd says of each connection. */
        CONNECTIONS
    }

    Telling with(Teller value) {
        return new Telling(value, counted, unless);
    }

    Telling with(Counted value) {
        return new Telling(teller, value, unless);
    }

    Telling unless(Set<String> others) {
        Set<String> all = new HashSet<>(unless);
        all.addAll(others);
        return new Telling(teller, counted, all);
    }
}
