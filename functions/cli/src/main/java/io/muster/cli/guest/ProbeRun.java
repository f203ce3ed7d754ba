package io.muster.cli.guest;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.probe.ProbeDocument;
import io.muster.readiness.probe.ProbeOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The probe's answer about this machine, or about one that was recorded. */
final class ProbeRun {

    /** The probe stops itself within 60 s; this is for a shell that hangs. */
    private static final long MAX_SECONDS = 90;

    private ProbeRun() {}

    /** Runs the probe with this machine's own shell, as the user that asks. */
    static byte[] here() {
        Path script = null;
        try {
            script = Files.createTempFile("muster-probe", ".sh");
            Files.writeString(script, ProbeDocument.probe(), StandardCharsets.UTF_8);
            Process probe =
                    new ProcessBuilder("/bin/sh", script.toString())
                            .redirectErrorStream(false)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            probe.getOutputStream().close();
            try {
                byte[] answer = probe.getInputStream().readNBytes(ProbeOutput.MAX_BYTES);
                if (!probe.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                    throw CommandFailure.error(
                            "the probe did not end within %d seconds".formatted(MAX_SECONDS),
                            "See where it waits: sh -x the script that ./muster guest --script prints.");
                }
                return answer;
            } finally {
                probe.destroy();
            }
        } catch (IOException failure) {
            throw CommandFailure.error(
                    "the probe cannot be run: " + failure.getMessage(),
                    "It needs /bin/sh and a folder for temporary files. On Windows it does not run.",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.error("the probe was interrupted", "Run it again.", interrupted);
        } finally {
            delete(script);
        }
    }

    /**
     * Reads what the probe printed elsewhere: the file itself, or {@code probe.out} in a folder.
     */
    static byte[] recorded(Path root) {
        Path file = Files.isDirectory(root) ? root.resolve("probe.out") : root;
        try {
            if (Files.size(file) > ProbeOutput.MAX_BYTES) {
                throw CommandFailure.error(
                        "%s is larger than any probe's answer".formatted(file),
                        "A recording is what the probe printed: at most 1 MiB.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            throw CommandFailure.error(
                    "there is no recording " + file,
                    "Make one on the host with: sh probe.sh > probe.out (./muster guest --script)",
                    absent);
        } catch (IOException failure) {
            throw CommandFailure.error(
                    "%s cannot be read: %s".formatted(file, failure.getMessage()),
                    "Look at its permissions.",
                    failure);
        }
    }

    private static void delete(@Nullable Path script) {
        if (script == null) {
            return;
        }
        try {
            Files.deleteIfExists(script);
        } catch (IOException failure) {
            script.toFile().deleteOnExit();
        }
    }
}
