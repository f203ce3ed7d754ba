package io.muster.local.emulator;

import java.util.function.Consumer;

/** A place to get an emulator from. */
public interface EmulatorSource {

    /** What is tried, as an error message lists it. */
    String name();

    /**
     * Gets an emulator that answers, or says why not. Bounded in time.
     *
     * @param progress told about what takes longer than a few seconds
     */
    Attempt start(Consumer<String> progress);

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
        record NotHere(String why, String remedy) implements Attempt {}

        /**
         * Asked for by name and not to be had: to take another emulator instead would show a person
         * something else than what they asked for.
         */
        record Broken(String why, String remedy) implements Attempt {}
    }
}
