package io.muster.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.fixture.Run;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.CheckTally;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.WorkloadTally;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What {@code ./muster report} takes for the scorecards of 10,000 instances in 500 workloads of
 * four scopes, and how often it asks the table; and what writing their counts takes. A measurement
 * and no test, left out of the build by its name. docs/performance.md says how to run it.
 *
 * <p>DynamoDB Local runs in the same process and takes most of the time. So a second time each
 * answer of the table is the one that it gave before, from memory: what is left is the report's.
 */
class ScorecardSpeed {

    @RegisterExtension static final TableFixture FIXTURE = new TableFixture();

    private static final int INSTANCES = Integer.getInteger("muster.instances", 10_000);
    private static final int WORKLOADS = Integer.getInteger("muster.workloads", 500);
    private static final int RUNS = Integer.getInteger("muster.runs", 20);

    /** Of the whole process: the table's engine, too, where it is asked. */
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final List<String> REGIONS =
            List.of("us-east-1", "eu-west-1", "ap-northeast-2", "sa-east-1");

    @Test
    void scorecards_of_a_large_fleet() {
        Instant begun = Instant.now();
        fill();
        print("writing", List.of(Duration.between(begun, Instant.now()).toNanos() / 1e6));
        formats("with the engine");
        FIXTURE.proxy().remembersAnswers();
        formats("the report's own");
        long queries =
                FIXTURE.proxy().calls().stream().map(Call::action).filter("Query"::equals).count();
        System.out.printf(
                "%d queries: %d scopes, and the summaries, the decisions and the trend%n",
                queries, REGIONS.size());
    }

    private static void formats(String what) {
        for (String format : List.of("markdown", "html", "json", "csv")) {
            List<Double> took = new ArrayList<>();
            List<Double> processor = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                FIXTURE.proxy().forget();
                long before = System.nanoTime();
                long cpu = SYSTEM.getProcessCpuTime();
                Run report = report(format);
                took.add((System.nanoTime() - before) / 1e6);
                processor.add((SYSTEM.getProcessCpuTime() - cpu) / 1e6);
                assertThat(report.exit()).as(report.err()).isZero();
            }
            print(what + ", " + format, took.subList(RUNS / 2, RUNS));
            print("  of the processor", processor.subList(RUNS / 2, RUNS));
        }
    }

    private static Run report(String format) {
        return Run.of(
                "report",
                "--part",
                "checklist",
                "--output",
                format,
                "--region",
                "us-east-1",
                "--endpoint-url",
                FIXTURE.proxy().endpoint().toString());
    }

    private static void print(String what, List<Double> milliseconds) {
        double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                "%-26s median %.0f ms, least %.0f ms, most %.0f ms%n",
                what, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    /** Every check of every workload in each of its scopes; a decision for one in ten. */
    private static void fill() {
        int each = INSTANCES / WORKLOADS;
        for (String region : REGIONS) {
            Scope scope = Scope.of("123456789012", region);
            List<WorkloadTally> tallies = new ArrayList<>();
            for (int i = 0; i < WORKLOADS; i++) {
                tallies.add(tally("workload-%05d".formatted(i), each / REGIONS.size() + 1));
            }
            FIXTURE.table().write(scope, Run.NOW, tallies);
            FIXTURE.table()
                    .write(
                            new ScopeSummary(
                                    new ScopeReport(
                                            scope,
                                            Run.NOW,
                                            Run.NOW,
                                            INSTANCES / REGIONS.size(),
                                            0,
                                            new TreeMap<>(),
                                            List.of(),
                                            new Scorecard()),
                                    ChangeCounts.NONE));
        }
        for (int i = 0; i < WORKLOADS; i += 10) {
            FIXTURE.table()
                    .decisions()
                    .decide(
                            new Waiver(
                                    new Target.OfCheck(
                                            "imdsv2-required", "workload-%05d".formatted(i)),
                                    ReasonCode.OTHER,
                                    "replaced in March",
                                    "team",
                                    LocalDate.of(2027, 3, 31),
                                    null,
                                    new Made("arn", Run.NOW, new Made.Way.Command())),
                            null);
        }
    }

    private static WorkloadTally tally(String workload, int instances) {
        List<CheckTally> checks = new ArrayList<>();
        List<Check<?>> all = BuiltInChecks.catalogue().all();
        for (int i = 0; i < all.size(); i++) {
            Rule rule = all.get(i).spec().rule();
            Status status =
                    Arrays.asList(Status.values()).get((i + workload.hashCode() & 0xff) % 4);
            checks.add(
                    new CheckTally(
                            rule,
                            Map.of(status, instances),
                            status == Status.UNKNOWN
                                    ? Map.of(Cause.Kind.GUEST_UNMANAGED, instances)
                                    : Map.of()));
        }
        return WorkloadTally.of(workload, checks, new TreeMap<>(Map.of("production", instances)));
    }
}
