package io.muster.aws.scan;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.OpenFinding;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.install.SsmManaged;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Readiness;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The writes of a scope's first scan, and how fast the table takes them. */
class FirstScanTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    /** {@code -Dmuster.findings=10000 -Dmuster.writes=1000} measures what is in the docs. */
    private static final int FINDINGS = Integer.getInteger("muster.findings", 300);

    /** What each partition of the index takes in a second; AWS's takes 1,000. */
    private static final int WRITES_A_SECOND = Integer.getInteger("muster.writes", 40);

    @Test
    void unmanaged_instances_are_one_finding_each_and_one_item_a_scope() {
        int instances = FINDINGS;
        List<Check<?>> checks = new ArrayList<>(BuiltInChecks.catalogue().ofGuests().all());
        checks.add(new SsmManaged());
        RecordedScan recorded = record(instances, Catalogue.of(checks));
        ScopeReport report = recorded.report();
        long writes = fixture.proxy().count("UpdateItem") + fixture.proxy().count("PutItem");
        int notReady = report.scorecard().count(Status.NOT_READY);
        assertThat(report.scorecard().count(Status.UNKNOWN)).isGreaterThan(20 * instances);
        assertThat(writes)
                .as("%d findings are not ready", notReady)
                // The roster, beside the summary that was there before.
                .isLessThanOrEqualTo((long) (1.05 * notReady) + 2);
        assertThat(fixture.table().summary(Facts.SCOPE).orElseThrow().instances(Readiness.READY))
                .isZero();
        assertThat(fixture.table().roster(Facts.SCOPE)).hasSize(instances);
    }

    /** As DynamoDB does: a partition that gets more than it takes in a second turns writes away. */
    @Test
    void a_table_that_slows_writes_down_loses_none() {
        Partitions partitions = new Partitions(WRITES_A_SECOND);
        fixture.proxy().fault(partitions);
        long begun = System.nanoTime();
        RecordedScan recorded = record(FINDINGS, Catalogue.of(List.of(new SsmManaged())));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        fixture.proxy().heal();
        assertThat(recorded.changes().opened()).isEqualTo(FINDINGS);
        assertThat(rows()).hasSize(FINDINGS);
        System.out.printf(
                "%d findings, 2 x %d writes a second: %.1f s, %d turned away%n",
                FINDINGS, WRITES_A_SECOND, took.toMillis() / 1e3, partitions.turnedAway.get());
    }

    /** The index's partitions, each with a bucket of one second of writes. */
    private static final class Partitions implements Function<Call, Optional<Answer>> {

        private static final Pattern PARTITION = Pattern.compile("VERDICT#[A-Z_#]+[0-9]");

        private final int writesASecond;
        private final Map<String, double[]> buckets = new HashMap<>();
        private final AtomicInteger turnedAway = new AtomicInteger();

        Partitions(int writesASecond) {
            this.writesASecond = writesASecond;
        }

        @Override
        public Optional<Answer> apply(Call call) {
            Matcher partition = PARTITION.matcher(call.body());
            if (!call.operation().equals("UpdateItem")
                    || !partition.find()
                    || takes(partition.group())) {
                return Optional.empty();
            }
            turnedAway.incrementAndGet();
            return Optional.of(
                    Answer.error(
                            400,
                            "ProvisionedThroughputExceededException",
                            "The level of configured provisioned throughput for one or more global"
                                    + " secondary indexes of the table was exceeded"));
        }

        private synchronized boolean takes(String partition) {
            double now = System.nanoTime() / 1e9;
            double[] bucket =
                    buckets.computeIfAbsent(partition, first -> new double[] {writesASecond, now});
            bucket[0] = Math.min(writesASecond, bucket[0] + (now - bucket[1]) * writesASecond);
            bucket[1] = now;
            if (bucket[0] < 1) {
                return false;
            }
            bucket[0]--;
            return true;
        }
    }

    private static RecordedScan record(int instances, Catalogue catalogue) {
        Facts facts = new Facts();
        for (int i = 0; i < instances; i++) {
            facts.with(instance("i-%05d".formatted(i)).build());
        }
        return new ScanRecorder(fixture.table())
                .record(
                        ScopeScan.of(
                                facts.facts(),
                                new CallLedger(),
                                catalogue,
                                Thresholds.defaults(),
                                Clock.fixed(Facts.NOW, ZoneOffset.UTC)),
                        judged -> {});
    }

    private static List<OpenFinding> rows() {
        List<OpenFinding> rows = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            fixture.table()
                    .openRows(
                            severity,
                            Status.NOT_READY,
                            fixture.table().summaries(),
                            problem -> {
                                throw new AssertionError(problem);
                            })
                    .forEachRemaining(rows::add);
        }
        return rows;
    }
}
