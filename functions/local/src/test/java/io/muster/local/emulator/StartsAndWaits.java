package io.muster.local.emulator;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Starts a program that never ends, says its process id, and waits. */
final class StartsAndWaits {

    private StartsAndWaits() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ChildProcess child =
                ChildProcess.start(
                        List.of("tail", "-f", "/dev/null"), Map.of("PATH", "/usr/bin:/bin"));
        System.out.println(child.pid());
        Thread.currentThread().join();
    }
}
