package io.muster.local.emulator;

import io.muster.readiness.text.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** moto in a Python environment of Muster's own, made once and kept in the user's cache. */
record MotoInVenv(Map<String, String> environment) implements EmulatorSource {

    /** The version that this front's additions were measured against. */
    private static final String VERSION = "5.2.1";

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Message REMEDY = Message.of("screen.emulator-python-next");

    @Override
    public Message name() {
        return Message.of("screen.emulator-venv");
    }

    @Override
    public Attempt start(Consumer<Message> progress) {
        Optional<Path> python = SearchPath.find("python3", environment);
        if (python.isEmpty()) {
            return new Attempt.NotHere(Message.of("screen.emulator-no-python"), REMEDY);
        }
        Optional<Path> cache = cache();
        if (cache.isEmpty()) {
            return new Attempt.NotHere(Message.of("screen.emulator-no-home"), REMEDY);
        }
        try {
            Path venv = cache.get().resolve("moto-" + VERSION);
            make(python.get(), venv, progress);
            Path server = venv.resolve("bin").resolve("moto_server");
            return new Attempt.Started(MotoServer.start(server, environment));
        } catch (StepFailedException failed) {
            return new Attempt.NotHere(failed.reason, REMEDY);
        } catch (MotoServer.DoesNotStartException failed) {
            return new Attempt.NotHere(failed.reason(), REMEDY);
        } catch (IOException failed) {
            return new Attempt.NotHere(
                    Message.of("screen.emulator-no-folder")
                            .with("folder", cache.get().toString())
                            .with("why", failed.toString()),
                    REMEDY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Attempt.NotHere(Message.of("screen.emulator-interrupted"), REMEDY);
        }
    }

    /** The XDG base directory rules: a relative path counts as none. */
    private Optional<Path> cache() {
        String given = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (given.startsWith("/")) {
            return Optional.of(Path.of(given, "muster"));
        }
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".cache", "muster"));
    }

    /**
     * Makes the environment, unless it is there.
     *
     * <p>A file inside tells a whole one from one whose making was interrupted; a lock beside it
     * keeps two processes from making it at once.
     */
    private void make(Path python, Path venv, Consumer<Message> progress)
            throws IOException, InterruptedException, StepFailedException {
        Path cache = Files.createDirectories(venv.toAbsolutePath().getParent());
        Path lockFile = cache.resolve(venv.getFileName() + ".lock");
        try (FileChannel channel =
                        FileChannel.open(
                                lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            Path whole = venv.resolve("muster-made-it");
            if (held.isValid() && Files.exists(whole)) {
                return;
            }
            delete(venv);
            progress.accept(Message.of("screen.emulator-making").with("folder", venv.toString()));
            run(List.of(python.toString(), "-m", "venv", venv.toString()));
            run(
                    List.of(
                            venv.resolve("bin").resolve("python").toString(),
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--no-input",
                            "--disable-pip-version-check",
                            "moto[server]==" + VERSION));
            Files.createFile(whole);
        }
    }

    private void run(List<String> command)
            throws IOException, InterruptedException, StepFailedException {
        Map<String, String> variables = new HashMap<>(environment);
        // Either would make the new environment's Python look outside it.
        variables.remove("PYTHONHOME");
        variables.remove("PYTHONPATH");
        try (ChildProcess step = ChildProcess.start(command, variables)) {
            String line = String.join(" ", command);
            if (!step.endsWithin(TIMEOUT)) {
                Message slow =
                        Message.of("screen.emulator-step-slow")
                                .with("command", line)
                                .with("minutes", TIMEOUT.toMinutes());
                throw new StepFailedException(MotoServer.withOutput(slow, step.output()));
            }
            if (step.status() != 0) {
                Message ended =
                        Message.of("screen.emulator-step-failed")
                                .with("command", line)
                                .with("status", step.status());
                throw new StepFailedException(MotoServer.withOutput(ended, step.output()));
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class StepFailedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Message reason;

        StepFailedException(Message reason) {
            super(reason.english());
            this.reason = reason;
        }
    }
}
