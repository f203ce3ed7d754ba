package io.muster.local.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that Muster started: its output is kept, its end is ours to bring about, also when this
 * JVM ends by SIGTERM or Ctrl-C.
 */
final class ChildProcess implements AutoCloseable {

    private static final int LINES_KEPT = 20;
    private static final int LONGEST_LINE = 400;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;
    private final Thread reader;
    private final Thread hook;
    private final Deque<String> output = new ArrayDeque<>();

    private ChildProcess(Process process) {
        this.process = process;
        this.reader =
                Thread.ofPlatform().daemon().name("output of " + process.pid()).start(this::read);
        this.hook = Thread.ofPlatform().unstarted(this::end);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a program with exactly this environment and without input. */
    static ChildProcess start(List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildProcess(process);
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** The exit status of a program that has ended. */
    int status() {
        return process.exitValue();
    }

    /** Waits for the program's end; false when it takes longer. */
    boolean endsWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The last lines that it wrote, to either stream. */
    String output() {
        if (!process.isAlive()) {
            try {
                reader.join(GRACE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (output) {
            return output.isEmpty() ? "(it wrote nothing)" : String.join("\n", output);
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs, or has run: it has nothing left to end.
        }
    }

    private void end() {
        List<ProcessHandle> family = process.descendants().toList();
        // Not Process.destroy, which also closes the pipe and so loses the last words in it.
        process.toHandle().destroy();
        family.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.toHandle().destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
        }
        family.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    /** A pipe that nobody reads would fill, and stop the program. */
    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(this::keep);
        } catch (IOException | UncheckedIOException closed) {
            // The program ended while it was read: what it wrote before is kept.
        }
    }

    private void keep(String line) {
        synchronized (output) {
            if (output.size() == LINES_KEPT) {
                output.removeFirst();
            }
            output.addLast(
                    line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...");
        }
    }
}
