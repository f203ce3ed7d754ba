package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs scripts in the real shells of this machine, and looks for what they left. */
final class Shell {

    /** Debian's packages of programs that have another name. */
    private static final Map<String, String> PACKAGES =
            Map.of(
                    "rpmbuild", "rpm",
                    "mkfs.ext4", "e2fsprogs",
                    "mkfs.xfs", "xfsprogs",
                    "unshare", "util-linux",
                    "setpriv", "util-linux",
                    "lscpu", "util-linux");

    private Shell() {}

    /** A file of this module, which another module may run the tests of. */
    static Path here(String file) {
        return Path.of(System.getProperty("muster.readiness", ""), file);
    }

    /** What a command printed, its script given on its standard input. */
    record Answer(int exitCode, String text) {}

    static boolean has(String program) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /**
     * Skips a test where a program is not there; on a build server, which can install it, the test
     * fails.
     */
    static void needs(String program) {
        if (!has(program)) {
            String advice =
                    "%s is not on this machine: apt-get install %s"
                            .formatted(program, PACKAGES.getOrDefault(program, program));
            if ("true".equals(System.getenv("CI"))) {
                fail(advice);
            }
            abort(advice);
        }
    }

    static boolean isRoot() {
        return run("id -u", "sh").text().strip().equals("0");
    }

    /** Whether mounts of a test's own can be made, which no other process sees. */
    static boolean canMount() {
        return has("unshare")
                && run("mount -t tmpfs tmpfs /srv", "unshare", "--mount", "sh").exitCode() == 0;
    }

    static Answer run(String script, String... command) {
        return run(script, List.of(command));
    }

    static Answer run(String script, List<String> command) {
        return within(Duration.ofMinutes(5), script, command);
    }

    /** The same, which fails when it takes longer than it may. */
    static Answer within(Duration most, String script, List<String> command) {
        try {
            Process process = start(command);
            CompletableFuture<String> output = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> output.complete(read(process)));
            try (OutputStream in = process.getOutputStream()) {
                in.write(script.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A shell that ended early has not read its script to the end; its answer tells.
            }
            try {
                String text = output.get(most.toSeconds(), TimeUnit.SECONDS);
                return new Answer(process.waitFor(), text);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the command did not end within " + most, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Process process) {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** The probe's directories that are there now. */
    static Set<String> leftovers() {
        Set<String> found = new TreeSet<>();
        for (String parent : List.of("/run", "/dev/shm", "/tmp")) {
            try (Stream<Path> entries = Files.list(Path.of(parent))) {
                entries.map(Path::toString)
                        .filter(name -> name.matches(".*/muster-(probe|run)[.].*"))
                        .forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }
}
