package io.muster.cli.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs a command as a shell does, and says what it took, whatever program it is.
 *
 * <p>The processor's time is what the shell's {@code times} says of its children when they have
 * ended, so that it is whole. The memory is the high water mark that Linux keeps of each process,
 * looked at until it ends: what grows in its last {@value #LOOK_MILLIS} ms may be missed.
 */
final class MeasuredProcess {

    private static final long LOOK_MILLIS = 10;

    /** The output is thrown away; the last line of {@code times} is of the children. */
    private static final String SCRIPT =
            "exec >/dev/null; \"$@\"; code=$?; times >\"$MUSTER_TIMES\"; exit $code";

    /** Such as {@code 0m2.350s}, with the language's own decimal sign. */
    private static final Pattern TIME = Pattern.compile("(\\d+)m(\\d+)[.,](\\d+)s");

    private static final Pattern HIGH_WATER = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    private MeasuredProcess() {}

    /**
     * How a process ended.
     *
     * @param took without calls, which are counted by who answers them
     * @param errors what it printed on its standard error
     */
    record Ended(int exitCode, Measurement took, String errors) {

        /** The last line of its errors; empty where there is none. */
        String lastError() {
            return errors.strip().lines().reduce("", (before, line) -> line);
        }
    }

    /**
     * Runs it to its end.
     *
     * @param environment all of its variables
     * @param folder where it runs and where what it took is written
     */
    static Ended run(List<String> command, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        Path times = Files.createTempFile(folder, "times", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of("/bin/sh", "-c", SCRIPT, "sh"),
                                                command.stream())
                                        .toList())
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("MUSTER_TIMES", times.toString());
        long began = System.nanoTime();
        Process shell = builder.start();
        try {
            long resident = 0;
            while (!shell.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                resident = Math.max(resident, highWater(shell));
            }
            double wall = (System.nanoTime() - began) / 1e9;
            return new Ended(
                    shell.exitValue(),
                    new Measurement(0, wall, childrensSeconds(times), resident / 1_024.0),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            shell.descendants().forEach(ProcessHandle::destroy);
            shell.destroy();
        }
    }

    /** Kibibytes of the largest process that the shell runs; 0 where the system does not say. */
    private static long highWater(Process shell) {
        return shell.descendants()
                .mapToLong(child -> highWater(Path.of("/proc", child.pid() + "", "status")))
                .max()
                .orElse(0);
    }

    private static long highWater(Path status) {
        try {
            return HIGH_WATER
                    .matcher(Files.readString(status))
                    .results()
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    private static double childrensSeconds(Path times) throws IOException {
        List<String> lines = Files.readAllLines(times);
        if (lines.isEmpty()) {
            throw new NoSuchFileException(times.toString(), null, "the shell told no times");
        }
        return TIME.matcher(lines.get(lines.size() - 1))
                .results()
                .mapToDouble(MeasuredProcess::seconds)
                .sum();
    }

    private static double seconds(MatchResult time) {
        return Integer.parseInt(time.group(1)) * 60
                + Double.parseDouble(time.group(2) + "." + time.group(3));
    }
}
