package io.muster.cli.benchmark;

import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.local.replay.Recorder;
import io.muster.local.replay.ReplayServer;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Scans recorded answers at several sizes, each in a process of its own, and prints what it took.
 */
@Command(
        name = "benchmark",
        description = {
            "Measure a scan of recorded EC2 responses, multiplied to the given fleet sizes.",
            "Each size is scanned by a separate process; another process serves the responses."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster benchmark                                  1,000, 10,000 and 100,000 instances",
            "  ./muster benchmark --instances 50000 --heap 256m",
            "  ./muster benchmark --logs /var/log/syslog           speed of the log classifier",
            "",
            "calls   requests to the server; floor: the fewest that its pages allow",
            "cpu     CPU seconds of all threads since the start of the JVM",
            "heap    peak of the heap; rss: peak memory of the process"
        })
public final class BenchmarkCommand implements Callable<Integer> {

    private static final double MEBI = 1_048_576;

    private static final String HEADING =
            "instances   calls   floor  ratio    cpu s   wall s  heap MiB   rss MiB  cpu ms/1,000";

    private final Session session;

    @Option(
            names = "--instances",
            paramLabel = "N",
            split = ",",
            description = "Fleet sizes. Default: 1000,10000,100000.")
    private List<Integer> sizes = List.of(1_000, 10_000, 100_000);

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "Maximum heap of the scan, as for -Xmx of Java. Default: 512m.")
    private String heap = "512m";

    @Option(
            names = "--logs",
            paramLabel = "FILE",
            description = "Measure the classification of this log instead of a scan.")
    private @Nullable Path logs;

    @Option(
            names = "--record",
            hidden = true,
            paramLabel = "FOLDER",
            description = "Write the responses of the endpoint to a folder instead of measuring.")
    private @Nullable Path record;

    @Option(
            names = "--endpoint-url",
            hidden = true,
            paramLabel = "URL",
            description = "Emulator to record.")
    private @Nullable URI endpoint;

    public BenchmarkCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (record != null && endpoint != null) {
            Recorder.record(endpoint, "us-east-1", record);
            return ExitCode.OK;
        }
        if (logs != null) {
            for (double speed : LogSpeed.measure(logs, 4)) {
                session.out().printf(Locale.ROOT, "%,.0f MB/s on one core%n", speed);
            }
            session.out().flush();
            return ExitCode.OK;
        }
        for (int size : sizes) {
            if (size < 1 || size > 10_000_000) {
                throw CommandFailure.usage(
                        Message.of("screen.benchmark-size").with("value", size),
                        Message.of("screen.benchmark-size-next"));
            }
        }
        PrintStream out = session.out();
        out.println(HEADING);
        for (int size : sizes) {
            row(out, size);
        }
        return ExitCode.OK;
    }

    private void row(PrintStream out, int size) throws IOException, InterruptedException {
        try (ReplayServer server = ReplayServer.start(size)) {
            Measurement scan = measure(server.endpoint());
            long calls = server.requests();
            out.printf(
                    Locale.ROOT,
                    "%,9d  %,6d  %,6d  %5.2f  %7.1f  %7.1f  %8.0f  %8.0f  %12.0f%n",
                    size,
                    calls,
                    server.floor(),
                    (double) calls / server.floor(),
                    scan.cpuMillis() / 1e3,
                    scan.wallMillis() / 1e3,
                    scan.peakHeapBytes() / MEBI,
                    scan.peakResidentBytes() / MEBI,
                    scan.cpuMillis() * 1e3 / size);
            out.flush();
        }
    }

    private Measurement measure(URI server) throws IOException, InterruptedException {
        Path file = Files.createTempFile("muster-benchmark", ".json");
        try {
            Process scan =
                    new ProcessBuilder(command(server, file))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            int exitCode;
            try {
                exitCode = scan.waitFor();
            } finally {
                scan.destroy();
            }
            if (exitCode != 0) {
                throw CommandFailure.error(
                        Message.of("screen.benchmark-failed").with("code", exitCode),
                        Message.of("screen.benchmark-failed-next"));
            }
            return Measurement.read(file);
        } finally {
            Files.delete(file);
        }
    }

    private List<String> command(URI server, Path file) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredScan.class.getName(),
                server.toString(),
                file.toString());
    }
}
