package io.muster.handlers.change;

import io.muster.handlers.runtime.Rehearsal;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The last look at an instance and a volume that nobody has: EC2 does not list them, the table
 * knows nothing of them, and after the last look no message is sent.
 */
final class ChangeRehearsal {

    private ChangeRehearsal() {}

    static void play(Rehearsal rehearsal, InstanceChangeHandler handler) throws IOException {
        rehearsal.message(
                handler,
                Map.of(
                        "function",
                        ChangeEvent.FUNCTION,
                        "look",
                        "last",
                        "scopes",
                        List.of(
                                Map.of(
                                        "account", rehearsal.scope().account(),
                                        "region", rehearsal.scope().region())),
                        "instances",
                        List.of("i-00000000000000000"),
                        "volumes",
                        List.of("vol-00000000000000000"),
                        "since",
                        "2026-01-01T00:00:00Z"));
        if (FollowUp.from(rehearsal.surroundings()).possible()) {
            rehearsal.surroundings().queue(FollowUp.QUEUE_VARIABLE).rehearse();
        }
    }
}
