package io.muster.cli.benchmark;

import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.local.replay.Recorder;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Scans recorded answers at several sizes, each by the launcher as a user does, and prints what it
 * took: this build alone, or in turn with another build or another tool.
 */
@Command(
        addMethodSubcommands = false,
        name = "benchmark",
        description = {
            "Measure a scan of recorded EC2 responses, multiplied to the given fleet sizes.",
            "Each scan runs as './muster scan' does, with the same options of Java; this process",
            "serves the responses. The first scan of a build is not counted."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster benchmark                                  1,000, 10,000 and 100,000 instances",
            "  ./muster benchmark --instances 50000 --heap 256m",
            "  ./muster benchmark --instances 1029 --runs 5 --against ../muster-before",
            "  ./muster benchmark --instances 1029 -- --check imdsv2-required",
            "  ./muster benchmark --beside \"custodian run -s out --cache-period 0 $PWD/policy.yml\"",
            "  ./muster benchmark --scopes 10,100,1000             an organisation, scanned twice",
            "  ./muster benchmark --logs /var/log/syslog           speed of the log classifier",
            "",
            "calls    requests to the server; floor: the fewest that its pages allow",
            "cpu      CPU seconds of the process, its start included",
            "rss      peak memory of the process",
            "ratio    the median of this build's figure over the one above, pair by pair"
        })
public final class BenchmarkCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--instances",
            paramLabel = "N",
            split = ",",
            description = "Fleet sizes. Default: 1000,10000,100000.")
    private List<Integer> sizes = List.of(1_000, 10_000, 100_000);

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Scans of each size, of which the median is shown. Default: 3.")
    private int runs = 3;

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description = "Measure the Muster in this folder, too, in turn with this one.")
    private @Nullable Path against;

    @Option(
            names = "--beside",
            paramLabel = "COMMAND",
            description = {
                "Measure this command of the shell, too, in turn; repeatable. It runs in an empty",
                "folder with AWS_ENDPOINT_URL, AWS_REGION and credentials of the replayed fleet."
            })
    private List<String> beside = List.of();

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description =
                    "Maximum heap of the scan, as for -Xmx of Java. Default: that of './muster scan'.")
    private @Nullable String heap;

    @Parameters(
            paramLabel = "SCAN-OPTION",
            description = "Further options of './muster scan', after '--'.")
    private List<String> scanOptions = new ArrayList<>();

    @Option(
            names = "--scopes",
            paramLabel = "N",
            split = ",",
            description =
                    "Replay an organisation of so many scopes instead: calls, units, USD of a run.")
    private List<Integer> scopes = List.of();

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
        if (!scopes.isEmpty()) {
            between("--scopes", scopes, 100_000);
            new OrganizationBenchmark(session.clock()).print(scopes, session.out());
            return ExitCode.OK;
        }
        between("--runs", List.of(runs), 99);
        between("--instances", sizes, 10_000_000);
        MeasuredBuild own = MeasuredBuild.own(scanOptions, heap);
        List<Measured> measured = new ArrayList<>(List.of(own));
        if (against != null) {
            measured.add(own.against(against));
        }
        beside.forEach(line -> measured.add(new MeasuredTool(line)));
        new ScanBenchmark(measured, runs).print(sizes, session.out());
        return ExitCode.OK;
    }

    private static void between(String option, List<Integer> values, int most) {
        for (int value : values) {
            if (value < 1 || value > most) {
                throw CommandFailure.usage(
                        Message.of("screen.benchmark-size")
                                .with("option", option)
                                .with("value", value),
                        Message.of("screen.benchmark-size-next").with("most", most));
            }
        }
    }
}
