package io.muster.cli.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.WorkloadTally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ./muster decide --file} takes for 10,000 valid lines about 500 workloads, and how
 * often it asks and writes the table: applied, applied again, and emptied. A measurement and no
 * test, left out of the build by its name. docs/performance.md says how to run it.
 */
class DecisionsSpeed {

    @RegisterExtension static final TableFixture FIXTURE = new TableFixture();

    private static final int LINES = Integer.getInteger("muster.lines", 10_000);
    private static final int WORKLOADS = Integer.getInteger("muster.workloads", 500);
    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");

    @TempDir private Path folder;

    @Test
    void a_file_of_ten_thousand_lines() throws IOException {
        try (FakeAws aws = ThreeHosts.in(new FakeAws())) {
            FIXTURE.proxy().others(aws.endpoint());
            fill();
            Path file = folder.resolve("decisions.yaml");
            Files.writeString(file, lines());
            assertThat(apply("applied", file)).isEqualTo(LINES);
            assertThat(apply("again", file)).isZero();
            Files.writeString(file, "decisions: []\n");
            // What a decision takes the place of is kept beside it.
            assertThat(apply("emptied", file)).isEqualTo(2L * LINES);
        }
    }

    /** How many items it wrote. */
    private static long apply(String what, Path file) {
        FIXTURE.proxy().forget();
        long before = System.nanoTime();
        Run run =
                Run.of(
                        "decide",
                        "--file",
                        file.toString(),
                        "--region",
                        "us-east-1",
                        "--endpoint-url",
                        FIXTURE.proxy().endpoint().toString());
        double seconds = (System.nanoTime() - before) / 1e9;
        assertThat(run.exit()).as(run.err()).isZero();
        long puts = FIXTURE.proxy().count("PutItem");
        System.out.printf(
                "%-8s %5.1f s, %d queries, %d other reads, %d writes%n",
                what,
                seconds,
                FIXTURE.proxy().count("Query"),
                FIXTURE.proxy().count("GetItem") + FIXTURE.proxy().count("BatchGetItem"),
                puts);
        return puts;
    }

    private static void fill() {
        List<WorkloadTally> tallies = new ArrayList<>();
        for (int i = 0; i < WORKLOADS; i++) {
            tallies.add(WorkloadTally.of(workload(i), List.of(), new TreeMap<>()));
        }
        FIXTURE.table().write(SCOPE, Run.NOW, tallies);
        FIXTURE.table()
                .write(
                        new ScopeSummary(
                                new ScopeReport(
                                        SCOPE,
                                        Run.NOW,
                                        Run.NOW,
                                        0,
                                        0,
                                        new TreeMap<>(),
                                        List.of(),
                                        new Scorecard()),
                                ChangeCounts.NONE));
    }

    private static String lines() {
        List<String> checks =
                BuiltInChecks.catalogue().all().stream().map(check -> check.spec().id()).toList();
        StringBuilder lines = new StringBuilder("decisions:\n");
        for (int i = 0; i < LINES; i++) {
            lines.append(
                    """
                      - target: check/%s/%s
                        reason: OTHER
                        text: replaced in March
                        owner: shop team
                        until: 2027-03-31
                    """
                            .formatted(checks.get(i / WORKLOADS), workload(i % WORKLOADS)));
        }
        return lines.toString();
    }

    private static String workload(int number) {
        return "workload-%05d".formatted(number);
    }
}
