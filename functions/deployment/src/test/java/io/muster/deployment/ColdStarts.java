package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.aws.store.GuestStore;
import io.muster.aws.store.SentProbe;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.local.fleet.SampleFleet;
import io.muster.local.front.Front;
import io.muster.local.lambda.Outcome;
import io.muster.local.lambda.RunningFunction;
import io.muster.local.lambda.RunningFunction.Start;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How long each function of the zip takes to start and to answer: a measurement and no test, left
 * out of the build because its name does not end in IT. docs/performance.md says how to run it, and
 * how another build's zip is measured beside this one.
 *
 * <p>With SnapStart the process that primed itself also takes the event: its first event stands for
 * the first after a restore, and the restore itself is not measured.
 */
class ColdStarts {

    /** The property that says how many runs are counted; one more goes before them. */
    private static final int RUNS = Integer.getInteger("muster.runs", 5);

    /** What only reads comes first; guests that answer take the processor, and come last. */
    private static final List<String> FUNCTIONS =
            Stream.of(LambdaFunction.values())
                    .sorted(
                            Comparator.comparing(
                                            (LambdaFunction each) ->
                                                    each == LambdaFunction.GUEST_PROBE)
                                    .thenComparing(LambdaFunction::trigger))
                    .map(LambdaFunction::functionName)
                    .toList();

    /** The property that names a folder for lists of the classes that were loaded, and when. */
    private static final @Nullable String CLASSES = System.getProperty("muster.classes");

    /** The property that names the zip of another build, to be measured in turn with this one's. */
    private static final @Nullable Path AGAINST =
            System.getProperty("muster.against") == null
                    ? null
                    : Path.of(System.getProperty("muster.against"));

    @TempDir static Path work;

    /** A build's functions, over a sample fleet of their own. */
    private record Build(ZipOnTheMachine zip, Samples samples) implements AutoCloseable {

        static Build of(ZipOnTheMachine zip) throws IOException, InterruptedException {
            SampleFleet.load(zip.cloud(), Clock.systemUTC());
            return new Build(zip, Samples.of(zip));
        }

        @Override
        public void close() {
            zip.close();
        }
    }

    /** What a phase took, by the clock and of the processor. */
    private record Took(Duration wall, Duration cpu) {}

    private record Run(Took loaded, Took first, Took second) {}

    @Test
    @Timeout(3_600)
    void are_measured() throws Exception {
        assumeTrue(RuntimeClient.runsHere(), "AWS's runtime interface client runs on Linux alone");
        try (Build build = Build.of(ZipOnTheMachine.start(work.resolve("task")));
                Build other =
                        AGAINST == null
                                ? null
                                : Build.of(ZipOnTheMachine.start(work.resolve("other"), AGAINST))) {
            System.out.printf(
                    "%nJDK %s, %d processors, medians of %d runs, milliseconds%n",
                    Runtime.version(), Runtime.getRuntime().availableProcessors(), RUNS);
            System.out.printf("%-27s %15s %15s %15s%n", "", "loaded", "first", "second");
            System.out.printf("%-15s %-11s", "function", "start");
            System.out.println(" %8s %6s".formatted("wall", "cpu").repeat(3));
            for (String function : some()) {
                measure(build, other, function, Start.ON_DEMAND);
                if (LambdaFunction.named(function).orElseThrow().snapStart()) {
                    measure(build, other, function, Start.SNAP_START);
                }
            }
        }
    }

    /** Those that the property {@code muster.functions} lists with commas; else all. */
    private static List<String> some() {
        String listed = System.getProperty("muster.functions");
        return listed == null ? FUNCTIONS : List.of(listed.split(",", -1));
    }

    /** The runs of two builds take turns, so that what else the machine does meets both. */
    private static void measure(Build build, @Nullable Build other, String function, Start start)
            throws IOException {
        List<Run> runs = new ArrayList<>();
        List<Run> others = new ArrayList<>();
        for (int run = 0; run <= RUNS; run++) {
            Run measured = run(build, function, start);
            Run against = other == null ? null : run(other, function, start);
            if (run > 0) {
                runs.add(measured);
                if (against != null) {
                    others.add(against);
                }
            }
        }
        print(function, start == Start.ON_DEMAND ? "on demand" : "SnapStart", runs);
        if (other != null) {
            print("", "the other", others);
            System.out.printf(
                    "%-15s %-11s %.2f loaded and first, %.2f second%n",
                    "",
                    "CPU ratio",
                    ratio(runs, others, run -> run.loaded().cpu().plus(run.first().cpu())),
                    ratio(runs, others, run -> run.second().cpu()));
        }
    }

    private static void print(String function, String start, List<Run> runs) {
        System.out.printf("%-15s %-11s", function, start);
        for (Function<Run, Took> phase :
                List.<Function<Run, Took>>of(Run::loaded, Run::first, Run::second)) {
            System.out.printf(
                    " %8d %6d",
                    median(runs, run -> phase.apply(run).wall()),
                    median(runs, run -> phase.apply(run).cpu()));
        }
        System.out.println();
    }

    private static double ratio(List<Run> runs, List<Run> others, Function<Run, Duration> time) {
        return (double) median(runs, time) / median(others, time);
    }

    private static Run run(Build build, String function, Start start) throws IOException {
        try (Front front = build.zip().cloud().anotherFront()) {
            String first = build.samples().next(function);
            long begin = System.nanoTime();
            try (RunningFunction process =
                    build.zip().start(function, start, front, options(function, start))) {
                assertThat(process.loadedWithin(Duration.ofMinutes(1)))
                        .as(process::output)
                        .isTrue();
                Took loaded = new Took(since(begin), process.cpu());
                Took answered = invoke(process, first);
                return new Run(loaded, answered, invoke(process, build.samples().next(function)));
            }
        }
    }

    private static Map<String, String> options(String function, Start start) {
        return CLASSES == null
                ? Map.of()
                : Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Xlog:class+load:file=%s/%s.%s".formatted(CLASSES, function, start));
    }

    private static Took invoke(RunningFunction process, String event) {
        Duration cpu = process.cpu();
        long begin = System.nanoTime();
        Outcome outcome = process.invoke(event);
        Duration wall = since(begin);
        assertThat(outcome).as(process::output).isInstanceOf(Outcome.Answered.class);
        return new Took(wall, process.cpu().minus(cpu));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static long median(List<Run> runs, Function<Run, Duration> time) {
        List<Duration> sorted = runs.stream().map(time).sorted().toList();
        return sorted.get(sorted.size() / 2).toMillis();
    }

    /**
     * Events about what there is in the cloud.
     *
     * @param instance one of the sample fleet
     * @param probe the item of one that its guests have answered, as this build wrote it: another
     *     build may not know the form that its items have here
     * @param ended what Systems Manager says of it
     */
    private record Samples(
            DynamoDbClient table,
            String instance,
            Map<String, AttributeValue> probe,
            String ended) {

        static Samples of(ZipOnTheMachine zip) throws IOException, InterruptedException {
            try (Front front = zip.cloud().anotherFront();
                    RunningFunction fleetScan =
                            zip.start("fleet-scan", Start.ON_DEMAND, front, Map.of());
                    RunningFunction guestProbe =
                            zip.start("guest-probe", Start.ON_DEMAND, front, Map.of())) {
                // So that there is something to show.
                invoke(fleetScan, SampleEvent.named("fleet-scan.json"));
                invoke(guestProbe, SampleEvent.named("guest-probe.json"));
            }
            DynamoDbClient table = zip.clients().dynamoDb();
            List<SentProbe> sent =
                    GuestStore.of(zip.clients(), ZipOnTheMachine.TABLE)
                            .probes(ZipOnTheMachine.SCOPE, unreadable -> {});
            while (true) {
                String ended =
                        Objects.requireNonNull(zip.cloud().ssm().nextEvent(Duration.ofMinutes(2)));
                for (SentProbe probe : sent) {
                    if (ended.contains(probe.commandId())) {
                        return new Samples(
                                table,
                                probe.instances().getFirst(),
                                item(table, probe.commandId()),
                                ended);
                    }
                }
            }
        }

        private static Map<String, AttributeValue> item(DynamoDbClient table, String command) {
            return table.scanPaginator(all -> all.tableName(ZipOnTheMachine.TABLE)).items().stream()
                    .filter(item -> item.containsKey("instances"))
                    .filter(item -> AttributeValue.fromS(command).equals(item.get("commandId")))
                    .findFirst()
                    .orElseThrow();
        }

        String next(String function) throws IOException {
            String sample = SampleEvent.named(function + ".json");
            return switch (function) {
                case "guest-results" -> {
                    // It was collected by the event before.
                    table.putItem(put -> put.tableName(ZipOnTheMachine.TABLE).item(probe));
                    yield ended;
                }
                case "instance-change" -> sample.replace("i-0123456789abcdef0", instance);
                default -> sample;
            };
        }
    }
}
