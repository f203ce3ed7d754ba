package io.muster.cli.benchmark;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.logs.LogClassifier;
import io.muster.readiness.logs.Signatures;
import io.muster.readiness.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** How fast the classifier reads: a file, again and again from memory, on one thread. */
final class LogSpeed {

    private static final long PASS_BYTES = 1L << 28;

    private LogSpeed() {}

    /**
     * Reads 256 MiB of the file's content for each pass.
     *
     * @return megabytes (10^6) a second of processor time, pass by pass; the first ones warm up
     */
    static List<Double> measure(Path file, int passes) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (content.length == 0) {
            throw CommandFailure.error(
                    Message.of("screen.log-empty").with("file", file.toString()),
                    Message.of("screen.log-empty-next"));
        }
        int copies = Math.toIntExact(Math.max(1, PASS_BYTES / content.length));
        return Collections.nCopies(passes, copies).stream()
                .map(times -> pass(content, times))
                .toList();
    }

    private static double pass(byte[] content, int copies) {
        LogClassifier classifier = new LogClassifier(Signatures.all());
        long before = cpuNanos();
        try (InputStream all =
                new SequenceInputStream(
                        Collections.enumeration(
                                Collections.nCopies(copies, content).stream()
                                        .map(ByteArrayInputStream::new)
                                        .toList()))) {
            classifier.read(all);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        double seconds = (cpuNanos() - before) / 1e9;
        return (double) content.length * copies / 1e6 / seconds;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
