package io.muster.cli.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.muster.cli.benchmark.OrganizationReplay.RunCost;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a scope costs in organisations of several sizes: in the run that finds everything for the
 * first time, and in the one an hour later, which finds it unchanged.
 */
record OrganizationBenchmark(Clock clock) {

    private static final String HEADING =
            """
             scopes  run     messages    calls  read units  write units  logged KB  metrics  cpu s  USD an hour  minutes
                                     --------------------------- a scope --------------------------  -all scopes---------""";

    /** Assumed: seconds that a call takes of the table and the queue, and of all others. */
    private static final double TABLE_LATENCY = 0.01;

    private static final double LATENCY = 0.3;

    /** Deployed: the memory of a function, in GB. */
    private static final double MEMORY = 1_769 / 1_024.0;

    /** Of a message, which is received and deleted, each with a call; what sends it is counted. */
    private static final int RECEIVE_AND_DELETE = 2;

    /** Prints a row for each size and run as soon as it is known, and the calls at the end. */
    void print(List<Integer> sizes, PrintStream out) throws IOException {
        out.println(HEADING);
        Map<Integer, RunCost> hourly = new LinkedHashMap<>();
        // Not at midnight: the first run of a day writes what is kept of the day.
        Instant noon = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
        for (int scopes : sizes) {
            try (OrganizationReplay organization = new OrganizationReplay(scopes, noon)) {
                row(scopes, "first", organization, noon, out);
                hourly.put(
                        scopes,
                        row(scopes, "hourly", organization, noon.plus(Duration.ofHours(1)), out));
            }
        }
        calls(hourly, out);
        out.flush();
    }

    private static RunCost row(
            int scopes, String name, OrganizationReplay organization, Instant at, PrintStream out)
            throws IOException {
        long began = System.nanoTime();
        long cpuBefore = cpuNanos();
        RunCost run = organization.run(at);
        double cpu = (cpuNanos() - cpuBefore) / 1e9;
        out.printf(
                Locale.ROOT,
                "%,7d  %-6s  %,8d  %7.2f  %10.2f  %11.2f  %9.2f  %7.2f  %5.2f  %11.4f  %7.1f%n",
                scopes,
                name,
                run.messages(),
                (double) run.allCalls() / scopes,
                run.units().read() / scopes,
                (double) run.units().written() / scopes,
                run.logged() / 1e3 / scopes,
                (double) run.metrics() / scopes,
                cpu / scopes,
                usd(run, cpu),
                (System.nanoTime() - began) / 60e9);
        out.flush();
        return run;
    }

    /**
     * What an hour with such a run costs.
     *
     * @param cpu seconds, those of the emulator included: no less than Lambda's
     */
    static double usd(RunCost run, double cpu) {
        double waiting =
                run.calls().entrySet().stream()
                        .mapToDouble(each -> each.getValue() * latency(each.getKey()))
                        .sum();
        double sent = run.calls().getOrDefault("sqs:SendMessageBatch", 0L);
        return Charge.LAMBDA_GB_SECOND.of((cpu + waiting) * MEMORY)
                + Charge.LAMBDA_REQUEST.of(run.messages() + 1.0)
                + Charge.READ_UNIT.of(run.units().read())
                + Charge.WRITE_UNIT.of((double) run.units().written())
                + Charge.SQS_REQUEST.of(sent + RECEIVE_AND_DELETE * run.messages())
                + Charge.LOGGED_BYTE.of((double) run.logged())
                + Charge.metricsAnHour(run.metrics());
    }

    private static double latency(String action) {
        return action.startsWith("dynamodb:") || action.startsWith("sqs:")
                ? TABLE_LATENCY
                : LATENCY;
    }

    private static void calls(Map<Integer, RunCost> runs, PrintStream out) {
        SortedSet<String> actions = new TreeSet<>();
        runs.values().forEach(run -> actions.addAll(run.calls().keySet()));
        out.println();
        out.printf("%-44s", "calls of a scope in the hourly run, of");
        runs.keySet().forEach(scopes -> out.printf(Locale.ROOT, "%,9d", scopes));
        out.println();
        for (String action : actions) {
            out.printf("%-44s", action);
            runs.forEach(
                    (scopes, run) ->
                            out.printf(
                                    Locale.ROOT,
                                    "%9.3f",
                                    (double) run.calls().getOrDefault(action, 0L) / scopes));
            out.println();
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
