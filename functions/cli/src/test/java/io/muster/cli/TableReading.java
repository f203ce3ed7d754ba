package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.DynamoDbLocal;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Statement;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ./muster findings} takes on a large table, beside {@code --version}: a measurement
 * and no test, left out of the build by its name. docs/performance.md says how to run it. The
 * launcher must have been built, and GNU time be there.
 */
class TableReading {

    private static final int FINDINGS = Integer.getInteger("muster.findings", 10_000);
    private static final int RUNS = Integer.getInteger("muster.runs", 6);
    private static final Path TIME = Path.of("/usr/bin/time");
    private static final Path LAUNCHER = Path.of("../../muster").toAbsolutePath().normalize();
    private static final String TABLE = "muster";
    private static final String REGION = "us-east-1";
    private static final Scope SCOPE = Scope.of("123456789012", REGION);
    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

    /** Wall s, user s, system s and KiB at the peak, as GNU time says them. */
    private static final String FORMAT = "%e %U %S %M";

    @TempDir static Path work;

    @Test
    void findings_beside_version() throws Exception {
        assumeTrue(Files.isExecutable(TIME), "GNU time is missing: apt-get install time");
        try (DynamoDbLocal engine = new DynamoDbLocal()) {
            fill(engine);
            String endpoint = engine.endpoint().toString();
            List<double[]> versions = new ArrayList<>();
            List<double[]> findings = new ArrayList<>();
            for (int run = 0; run <= RUNS; run++) {
                double[] version = timed("--version");
                double[] reading =
                        timed(
                                "findings",
                                "--table",
                                TABLE,
                                "--region",
                                REGION,
                                "--endpoint-url",
                                endpoint);
                // The first makes the archive of classes.
                if (run > 0) {
                    versions.add(version);
                    findings.add(reading);
                }
            }
            print("--version", versions);
            print("findings", findings);
        }
    }

    private static void fill(DynamoDbLocal engine) {
        AwsAccess access = AwsAccess.of(CREDENTIALS, null, engine.endpoint());
        try (AwsClients clients = access.clients(REGION, new CallLedger())) {
            FindingTable.create(clients, TABLE);
            FindingTable table = FindingTable.of(clients, TABLE);
            Instant now = Instant.now();
            List<Finding> all = findings(now);
            all.parallelStream().forEach(each -> table.write(new FindingChange.Opened(each)));
            Scorecard scorecard = new Scorecard();
            all.forEach(each -> scorecard.add(each.rule().row(), each.status(), 1));
            all.forEach(each -> scorecard.addNotReady(each.rule().severity(), 1));
            ScopeReport report =
                    new ScopeReport(
                            SCOPE, now, now, FINDINGS, 0, new TreeMap<>(), List.of(), scorecard);
            table.write(new ScopeSummary(report, ChangeCounts.NONE));
        }
    }

    /** Every check in turn, on one instance after the other. */
    private static List<Finding> findings(Instant now) {
        List<Check<?>> checks = BuiltInChecks.catalogue().all();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < FINDINGS; i++) {
            Spec spec = checks.get(i % checks.size()).spec();
            String id = "i-%017x".formatted(i / checks.size());
            Message said =
                    Message.of("filesystem-space.full")
                            .with("fileSystem", "/var/lib/of/" + id + " (ext4, 100 GiB)")
                            .with("share", Quantity.shareAtLeast(96, 90));
            findings.add(
                    new Finding(
                            SCOPE,
                            new ResourceRef(
                                    ResourceType.INSTANCE,
                                    id,
                                    ResourceType.INSTANCE.arn(SCOPE, id)),
                            spec.rule(),
                            "workload-" + i / checks.size() % 40,
                            spec.title(),
                            new Finding.Answer(
                                    Status.NOT_READY,
                                    new Statement(spec.title(), said, List.of(said, said)),
                                    HiddenChecks.NONE),
                            new Instructions(spec.remedy().template(), List.of()),
                            now));
        }
        return findings;
    }

    private static double[] timed(String... arguments) throws IOException, InterruptedException {
        Path figures = work.resolve("figures");
        List<String> command = new ArrayList<>();
        command.addAll(List.of(TIME.toString(), "-f", FORMAT, "-o", figures.toString()));
        command.add(LAUNCHER.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(CREDENTIALS);
        Path said = work.resolve("said");
        Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        return Arrays.stream(Files.readString(figures).strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void print(String what, List<double[]> runs) {
        System.out.printf(
                "%-10s wall %.2f s, CPU %.2f s, peak %.0f MiB%n",
                what,
                median(runs, run -> run[0]),
                median(runs, run -> run[1] + run[2]),
                median(runs, run -> run[3] / 1024));
    }

    private static double median(List<double[]> runs, ToDoubleFunction<double[]> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
