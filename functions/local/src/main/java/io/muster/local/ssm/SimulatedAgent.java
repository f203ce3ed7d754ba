package io.muster.local.ssm;

import io.muster.local.ssm.SimulatedGuest.Recorded;
import io.muster.local.ssm.SimulatedGuest.ThisMachine;
import io.muster.readiness.probe.ProbeDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Runs a document's steps for one node, each with {@code /bin/sh} as the agent does.
 *
 * <p>Every node has a directory that stands for its {@code /run}, {@code /dev/shm} and {@code
 * /tmp}: all nodes are this one machine, and their answers must not meet. On a recorded guest the
 * probe's text is replaced by the printing of the recording; everything around it runs as it is.
 */
final class SimulatedAgent {

    /** As the document's steps name the places where an answer may wait. */
    private static final String PLACES = "/run /dev/shm /tmp";

    /** What a guest's shell may find in its environment; nothing of ours. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

    /** More of a step is read and let go, so that it can end. */
    private static final int MAX_KEPT = 1 << 20;

    private SimulatedAgent() {}

    /**
     * Runs steps until one fails, as a document of schema 2.2 does.
     *
     * @param now the moment at which a recorded guest is asked
     * @throws IOException if this machine cannot run them
     */
    static List<StepResult> run(
            SimulatedNode node,
            CommandDocument document,
            Map<String, String> parameters,
            Instant now)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("muster-node-");
        try {
            return run(node, document, parameters, now, home);
        } finally {
            delete(home);
        }
    }

    private static List<StepResult> run(
            SimulatedNode node,
            CommandDocument document,
            Map<String, String> parameters,
            Instant now,
            Path home)
            throws IOException, InterruptedException {
        Path places = Files.createDirectory(home.resolve("run"));
        UnaryOperator<String> onGuest = onGuest(node, now, home);
        List<StepResult> results = new ArrayList<>();
        for (CommandDocument.Step step : document.steps()) {
            String script =
                    onGuest.apply(step.filled(parameters)).replace(PLACES, places.toString());
            if (node.has(Trouble.STEPS_TIME_OUT)) {
                results.add(new StepResult(step.name(), "", StepResult.TIMED_OUT));
                return results;
            }
            StepResult result = run(home, step, script);
            if (node.has(Trouble.STEP_FAILS)) {
                results.add(new StepResult(step.name(), "", 1));
                return results;
            }
            results.add(result);
            if (result.exitCode() != 0) {
                return results;
            }
        }
        return results;
    }

    /** What makes of a step's script the one that this machine runs for the guest. */
    private static UnaryOperator<String> onGuest(SimulatedNode node, Instant now, Path home)
            throws IOException {
        SimulatedGuest guest = node.guest();
        if (guest == null) {
            throw new IOException("node %s has no guest to ask".formatted(node.instanceId()));
        }
        return switch (guest) {
            case ThisMachine here -> UnaryOperator.identity();
            case Recorded recorded -> {
                Path recording = home.resolve("recording");
                Files.writeString(recording, recorded.at(now).output());
                String shown = "cat '%s'".formatted(recording);
                yield script -> script.replace(ProbeDocument.sentProbe(), shown);
            }
        };
    }

    private static StepResult run(Path home, CommandDocument.Step step, String script)
            throws IOException, InterruptedException {
        Path file = Files.writeString(home.resolve("_script.sh"), script);
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture<String> output =
                CompletableFuture.supplyAsync(
                        () -> read(process), task -> Thread.ofVirtual().start(task));
        boolean ended = process.waitFor(step.timeoutSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new StepResult(
                step.name(), output.join(), ended ? process.exitValue() : StepResult.TIMED_OUT);
    }

    private static String read(Process process) {
        try (InputStream in = process.getInputStream()) {
            byte[] kept = in.readNBytes(MAX_KEPT);
            in.skip(Long.MAX_VALUE);
            return new String(kept, StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
