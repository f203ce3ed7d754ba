package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import java.util.List;
import java.util.function.Predicate;

/** Takes the value out of a fact that a test expects to be known. */
final class Known {

    private Known() {}

    static <T> T value(Fact<T> fact) {
        return switch (fact) {
            case Fact.Known<T> known -> known.value();
            case Fact.Missing<T> missing ->
                    throw new AssertionError("missing: " + missing.why() + ", " + missing.detail());
        };
    }

    /** The only item that a test expects to satisfy it. */
    static <T> T only(Fact<Listing<T>> fact, Predicate<T> wanted) {
        List<T> found = value(fact).stream().filter(wanted).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + value(fact).items());
        }
        return found.getFirst();
    }

    static String detail(Fact<?> fact) {
        return switch (fact) {
            case Fact.Known<?> known -> throw new AssertionError("known: " + known.value());
            case Fact.Missing<?> missing -> missing.why() + ": " + missing.detail();
        };
    }
}
