package io.muster.local.emulator;

import io.muster.local.addition.Additions;
import io.muster.local.front.Front;
import io.muster.local.front.Simulation;
import io.muster.local.recorded.RecordedFleet;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** An emulated AWS that answers every service on one address. */
public interface Emulator extends AutoCloseable {

    URI endpoint();

    /** What it is, fit to be shown to a person. */
    Message description();

    /**
     * What stands before it, and completes what it lacks. The caller closes it.
     *
     * @param first answer before the emulator does
     */
    default Front front(List<Simulation> first) {
        return new Front(endpoint(), Additions.all(), first);
    }

    /** Where the sample fleet's recording goes; empty for one in which the fleet is made. */
    default Optional<RecordedFleet> recorded() {
        return Optional.empty();
    }

    /** Ends what was started for it; nothing for an emulator that ran before. */
    @Override
    void close();
}
