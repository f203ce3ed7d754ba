package io.muster.cli.benchmark;

import io.muster.local.replay.ReplayServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Scans of this build, by turns with what it is compared with, so that what else the machine does
 * concerns all alike.
 *
 * @param measured this build, and what it is compared with: a ratio for each of these
 * @param runs how many runs of each size are counted
 */
record ScanBenchmark(List<Measured> measured, int runs) {

    private static final String HEADING =
            "instances  build            calls   floor    cpu s   wall s  rss MiB  cpu ms/1,000";

    ScanBenchmark {
        measured = List.copyOf(measured);
    }

    /** Prints a row for each size and each that is measured as soon as it is known. */
    void print(List<Integer> sizes, PrintStream out) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("muster-benchmark");
        try {
            // The first scan of a build makes its archive of classes, and builds what is not built.
            for (Measured each : measured) {
                try (ReplayServer server = ReplayServer.start(1)) {
                    each.measure(server, folder);
                }
            }
            out.println(HEADING);
            for (int size : sizes) {
                print(size, folder, out);
                out.flush();
            }
        } finally {
            remove(folder);
        }
    }

    private void print(int size, Path folder, PrintStream out)
            throws IOException, InterruptedException {
        List<List<Measurement>> rounds = new ArrayList<>();
        List<Integer> floors = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            List<Measurement> round = new ArrayList<>();
            floors.clear();
            for (Measured each : measured) {
                try (ReplayServer server = ReplayServer.start(size)) {
                    round.add(each.measure(server, folder));
                    floors.add(server.floor());
                }
            }
            rounds.add(round);
        }
        for (int i = 0; i < measured.size(); i++) {
            int at = i;
            Measurement median =
                    Measurement.median(rounds.stream().map(round -> round.get(at)).toList());
            out.printf(
                    Locale.ROOT,
                    "%,9d  %-14.14s  %,6d  %,6d  %7.2f  %7.2f  %7.0f  %12.0f%n",
                    size,
                    measured.get(at).name(),
                    median.calls(),
                    floors.get(at),
                    median.cpuSeconds(),
                    median.wallSeconds(),
                    median.residentMebibytes(),
                    median.cpuSeconds() * 1e6 / size);
            if (at > 0) {
                Measurement ratio =
                        Measurement.median(
                                rounds.stream()
                                        .map(round -> round.get(0).over(round.get(at)))
                                        .toList());
                out.printf(
                        Locale.ROOT,
                        "%,9d  %-14s  %6s  %6s  %7.2f  %7.2f  %7.2f%n",
                        size,
                        "ratio",
                        "",
                        "",
                        ratio.cpuSeconds(),
                        ratio.wallSeconds(),
                        ratio.residentMebibytes());
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
