package io.muster.local.emulator;

import io.muster.readiness.text.Message;
import java.net.URI;

/** An emulated AWS that answers every service on one address. */
public interface Emulator extends AutoCloseable {

    URI endpoint();

    /** What it is, fit to be shown to a person. */
    Message description();

    /** Ends what was started for it; nothing for an emulator that ran before. */
    @Override
    void close();
}
