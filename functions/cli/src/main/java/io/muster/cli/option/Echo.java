package io.muster.cli.option;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Whether a terminal shows what is typed. */
interface Echo {

    void off();

    void on();

    /** That of the terminal which is the standard input; it comes back if Muster is stopped. */
    final class OfTerminal implements Echo {

        private static final long MAX_SECONDS = 5;

        private final Thread stopped = new Thread(() -> stty("echo"));

        @Override
        public void off() {
            Runtime.getRuntime().addShutdownHook(stopped);
            stty("-echo");
        }

        @Override
        public void on() {
            stty("echo");
            try {
                Runtime.getRuntime().removeShutdownHook(stopped);
            } catch (IllegalStateException ending) {
                // The machine shuts down already, and has run it.
            }
        }

        /** Where there is no stty, the code is seen: it is good for half a minute. */
        private static void stty(String argument) {
            try {
                Process stty =
                        new ProcessBuilder("stty", argument)
                                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start();
                if (!stty.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                    stty.destroy();
                }
            } catch (IOException noStty) {
                // Seen above.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
