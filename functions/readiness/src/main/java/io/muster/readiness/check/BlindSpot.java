package io.muster.readiness.check;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.text.Message;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A check whose finding tells, once, why other checks cannot answer. Their own verdicts are counted
 * and not stored: see {@link Cause.Kind#toldBy}.
 */
public interface BlindSpot {

    /**
     * This check's verdict, with what it hides.
     *
     * @param own what the check says by itself
     * @param hidden the verdicts that it explains
     */
    default Verdict telling(Verdict own, Hidden hidden) {
        return own.status() == Status.READY ? own : own.hiding(hidden.checks());
    }

    /** Verdicts that a blind spot explains: which checks they are of, and what each cause said. */
    final class Hidden {

        private final SortedMap<String, Spec> specs = new TreeMap<>();
        private final SortedMap<Cause, Message> causes = new TreeMap<>();

        void add(Spec spec, Cause cause, Message detail) {
            specs.put(spec.id(), spec);
            causes.putIfAbsent(cause, detail);
        }

        /** Adds a check of which no verdict is given at all. */
        void add(Spec spec) {
            specs.put(spec.id(), spec);
        }

        public HiddenChecks checks() {
            return HiddenChecks.of(specs.values());
        }

        /** What each cause said first, the causes in their order. */
        public SortedMap<Cause, Message> causes() {
            return causes;
        }
    }
}
