package io.muster.aws.guest;

import io.muster.aws.store.GuestAnswer;
import io.muster.aws.store.SentProbe;
import java.util.List;

/**
 * What could be read of a probe by now.
 *
 * @param ended the guests on which it has ended, well or not
 * @param open the guests of which it is not known yet how it ends
 */
public record ProbeReading(SentProbe probe, List<GuestAnswer> ended, List<String> open) {

    public ProbeReading {
        ended = List.copyOf(ended);
        open = List.copyOf(open);
    }

    /** Whether there is nothing more to come. */
    public boolean complete() {
        return open.isEmpty();
    }
}
