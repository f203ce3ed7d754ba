package io.muster.readiness.scorecard;

import io.muster.readiness.decision.AttestedItems;

/**
 * What a team sets for its checklist.
 *
 * @param levels what each environment asks for
 * @param items that can be attested, those of the team among them
 * @param effort by which what remains is estimated
 */
public record Policy(Levels levels, AttestedItems items, Effort effort) {

    /** Where a team sets nothing. */
    public static Policy usual() {
        return new Policy(Levels.NONE, AttestedItems.builtIn(), Effort.usual());
    }

    /** The same with other hours. */
    public Policy with(Effort other) {
        return new Policy(levels, items, other);
    }
}
