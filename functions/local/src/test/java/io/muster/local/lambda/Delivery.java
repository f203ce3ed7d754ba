package io.muster.local.lambda;

import java.util.List;
import java.util.Optional;

/**
 * What came of handing a function some of what its source holds.
 *
 * @param handedOut ids of the messages or records; empty where there were none
 * @param failed those of them that will be handed out again
 * @param outcome of the function's run; empty where there was nothing to run it for
 */
public record Delivery(List<String> handedOut, List<String> failed, Optional<Outcome> outcome) {

    static final Delivery NOTHING = new Delivery(List.of(), List.of(), Optional.empty());

    public Delivery {
        handedOut = List.copyOf(handedOut);
        failed = List.copyOf(failed);
    }

    /** Whether there was nothing to hand out. */
    public boolean idle() {
        return handedOut.isEmpty();
    }
}
