package io.muster.cli.guest;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.probe.ProbeDocument;
import io.muster.readiness.probe.ProbeOutput;
import io.muster.readiness.text.Message;
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
                            Message.of("screen.probe-hangs").with("seconds", MAX_SECONDS),
                            Message.of("screen.probe-hangs-next"));
                }
                return answer;
            } finally {
                probe.destroy();
            }
        } catch (IOException failure) {
            throw CommandFailure.error(
                    Message.of("screen.probe-not-run")
                            .with("why", String.valueOf(failure.getMessage())),
                    Message.of("screen.probe-not-run-next"),
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.error(
                    Message.of("screen.probe-interrupted"),
                    Message.of("screen.run-again"),
                    interrupted);
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
                        Message.of("screen.recording-too-large").with("file", file.toString()),
                        Message.of("screen.recording-too-large-next"));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            throw CommandFailure.error(
                    Message.of("screen.recording-missing").with("file", file.toString()),
                    Message.of("screen.recording-missing-next"),
                    absent);
        } catch (IOException failure) {
            throw CommandFailure.error(
                    Message.of("screen.file-unreadable")
                            .with("file", file.toString())
                            .with("why", String.valueOf(failure.getMessage())),
                    Message.of("screen.file-unreadable-next"),
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
