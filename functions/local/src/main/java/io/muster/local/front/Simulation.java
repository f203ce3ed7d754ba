package io.muster.local.front;

import java.io.IOException;

/**
 * A part of a service that the emulator lacks, answered in its stead: JSON in, JSON out, or the
 * form of a query request in and XML out.
 */
public interface Simulation {

    /** Whether it answers this call; the emulator answers all others. */
    boolean concerns(Call call);

    /**
     * Answers.
     *
     * @param body of the request, at most 4 MiB
     */
    Answer answer(Call call, byte[] body) throws IOException;
}
