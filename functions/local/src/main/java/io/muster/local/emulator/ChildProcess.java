package io.muster.local.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that Muster started: its output is kept, its end is ours to bring about, also when this
 * JVM ends by SIGTERM or Ctrl-C.
 */
public final class ChildProcess implements AutoCloseable {

    private static final int LINES_KEPT = 20;
    private static final int MAX_LINE_LENGTH = 400;

    /** A function's log is read by tests, line by line. */
    private static final int MORE = 20;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;
    private final Thread reader;
    private final Thread hook;
    private final int linesKept;
    private final int longestLine;
    private final Deque<String> output = new ArrayDeque<>();

    private ChildProcess(Process process, int linesKept, int longestLine) {
        this.process = process;
        this.linesKept = linesKept;
        this.longestLine = longestLine;
        this.reader =
                Thread.ofPlatform().daemon().name("output of " + process.pid()).start(this::read);
        this.hook = Thread.ofPlatform().unstarted(this::end);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a program with exactly this environment and without input. */
    static ChildProcess start(List<String> command, Map<String, String> environment)
            throws IOException {
        Process process = launch(new ProcessBuilder(command), environment);
        return new ChildProcess(process, LINES_KEPT, MAX_LINE_LENGTH);
    }

    /** The same in a directory, keeping more of what it writes. */
    public static ChildProcess start(
            List<String> command, Map<String, String> environment, Path directory)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Process process = launch(builder, environment);
        return new ChildProcess(process, LINES_KEPT * MORE, MAX_LINE_LENGTH * MORE);
    }

    private static Process launch(ProcessBuilder builder, Map<String, String> environment)
            throws IOException {
        builder.redirectErrorStream(true).environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Completes with the exit status. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The processor's time that it has taken so far; zero where the system does not say. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
    boolean endsWithin(Duration timeout) throws InterruptedException {
        return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The last lines that it wrote, to either stream. */
    public String output() {
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

    /** Ends it at once: it cannot close what it has open, nor say a last word. */
    public void kill() {
        process.destroyForcibly();
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

    /** A pipe that is not read would fill, and block the program. */
    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(this::keep);
        } catch (IOException | UncheckedIOException closed) {
            // The program ended while it was read: what it wrote before is kept.
        }
    }

    private void keep(String line) {
        synchronized (output) {
            if (output.size() == linesKept) {
                output.removeFirst();
            }
            output.addLast(
                    line.length() <= longestLine ? line : line.substring(0, longestLine) + "...");
        }
    }
}
