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
import org.jspecify.annotations.Nullable;

/**
 * Scans of one build, or of two by turns, so that what else the machine does concerns both alike.
 *
 * @param builds one or two; the first over the second is the ratio
 * @param runs how many scans of each size are counted
 * @param options further ones of {@code scan}
 * @param heap the most that Java's heap may grow to; null for what the launchers say
 */
record ScanBenchmark(
        List<MeasuredBuild> builds, int runs, List<String> options, @Nullable String heap) {

    private static final String HEADING =
            "instances  build            calls   floor    cpu s   wall s  rss MiB  cpu ms/1,000";

    ScanBenchmark {
        builds = List.copyOf(builds);
        options = List.copyOf(options);
    }

    /** Prints a row for each size and build as soon as it is known. */
    void print(List<Integer> sizes, PrintStream out) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("muster-benchmark");
        try {
            // The first scan of a build makes its archive of classes, and builds what is not built.
            for (MeasuredBuild build : builds) {
                try (ReplayServer server = ReplayServer.start(1)) {
                    build.scan(server, options, null, folder);
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
            for (MeasuredBuild build : builds) {
                try (ReplayServer server = ReplayServer.start(size)) {
                    round.add(build.scan(server, options, heap, folder));
                    floors.add(server.floor());
                }
            }
            rounds.add(round);
        }
        for (int i = 0; i < builds.size(); i++) {
            int build = i;
            Measurement median =
                    Measurement.median(rounds.stream().map(round -> round.get(build)).toList());
            out.printf(
                    Locale.ROOT,
                    "%,9d  %-14.14s  %,6d  %,6d  %7.2f  %7.2f  %7.0f  %12.0f%n",
                    size,
                    builds.get(build).name(),
                    median.calls(),
                    floors.get(build),
                    median.cpuSeconds(),
                    median.wallSeconds(),
                    median.residentMebibytes(),
                    median.cpuSeconds() * 1e6 / size);
        }
        if (builds.size() > 1) {
            Measurement ratio =
                    Measurement.median(
                            rounds.stream().map(round -> round.get(0).over(round.get(1))).toList());
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

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
