package io.muster.local.emulator;

import io.muster.readiness.text.Message;
import java.util.function.Consumer;

/** A place to get an emulator from. */
public interface EmulatorSource {

    /** What is tried, as an error message lists it. */
    Message name();

    /**
     * Gets an emulator that answers, or says why not. Bounded in time.
     *
     * @param progress gets a message about what takes longer than a few seconds
     */
    Attempt start(Consumer<Message> progress);

    /** What came of trying. */
    sealed interface Attempt {

        /** It answers. */
        record Started(Emulator emulator) implements Attempt {}

        /**
         * Not to be had from here; the next source may do.
         *
         * @param why one or more lines
         * @param remedy what to install or to start
         */
        record NotHere(Message why, Message remedy) implements Attempt {}

        /**
         * Asked for by name and not to be had: to take another emulator instead would show a person
         * something else than what they asked for.
         */
        record Broken(Message why, Message remedy) implements Attempt {}
    }
}
