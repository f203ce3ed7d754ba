package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.SEOUL;
import static io.muster.aws.store.Findings.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.scorecard.CheckTally;
import io.muster.readiness.scorecard.WorkloadTally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WorkloadItemsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static WorkloadTally tally(String workload, int ready) {
        return WorkloadTally.of(
                workload,
                List.of(
                        new CheckTally(
                                new Rule("ssh-open", ChecklistRow.SECURITY, Severity.CRITICAL),
                                Map.of(Status.READY, ready, Status.UNKNOWN, 1),
                                Map.of(Cause.Kind.DENIED, 1)),
                        new CheckTally(
                                new Rule("imdsv2-required", ChecklistRow.CONFIGURE, Severity.HIGH),
                                Map.of(Status.NOT_READY, 1),
                                Map.of())));
    }

    @Test
    void counts_are_read_as_they_were_written() {
        List<WorkloadTally> all = List.of(tally("batch", 1), tally("web # 1", 2));

        assertThat(fixture.table().write(SCOPE, MONDAY, all)).isEqualTo(2);
        assertThat(fixture.table().workloads(SCOPE)).containsExactlyElementsOf(all);
        assertThat(fixture.table().workloads(SEOUL)).isEmpty();
    }

    @Test
    void environments_are_read_as_they_were_written_and_a_change_of_one_is_written() {
        WorkloadTally web = tally("web", 2);
        WorkloadTally untagged = in(web, Map.of("", 2));

        fixture.table().write(SCOPE, MONDAY, List.of(untagged));

        assertThat(fixture.table().workloads(SCOPE)).containsExactly(untagged);
        WorkloadTally tagged = in(web, Map.of("", 1, "production", 1));
        assertThat(fixture.table().write(SCOPE, TUESDAY, List.of(tagged))).isEqualTo(1);
        assertThat(fixture.table().write(SCOPE, TUESDAY, List.of(tagged))).isZero();
        assertThat(fixture.table().workloads(SCOPE)).containsExactly(tagged);
    }

    private static WorkloadTally in(WorkloadTally tally, Map<String, Integer> environments) {
        return new WorkloadTally(tally.workload(), tally.checks(), new TreeMap<>(environments));
    }

    @Test
    void a_thousand_workloads_that_vanish_and_come_back_lose_none() {
        List<WorkloadTally> all =
                IntStream.range(0, 1_000).mapToObj(i -> tally("w-%04d".formatted(i), i)).toList();

        assertThat(fixture.table().write(SCOPE, MONDAY, all)).isEqualTo(1_000);
        assertThat(fixture.table().write(SCOPE, TUESDAY, all.subList(0, 1))).isEqualTo(999);
        assertThat(fixture.table().write(SCOPE, TUESDAY, all)).isEqualTo(999);
        assertThat(fixture.table().workloads(SCOPE)).isEqualTo(all);
    }

    @Test
    void a_write_that_fails_is_told() {
        fixture.proxy().fails("PutItem", Answer.error(400, "AccessDeniedException", "no"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(
                        () ->
                                fixture.table()
                                        .write(
                                                SCOPE,
                                                MONDAY,
                                                List.of(tally("a", 1), tally("b", 1))));
    }

    @Test
    void only_what_changed_is_written() {
        fixture.table().write(SCOPE, MONDAY, List.of(tally("batch", 1), tally("web", 2)));
        fixture.proxy().forget();

        int written =
                fixture.table().write(SCOPE, TUESDAY, List.of(tally("batch", 1), tally("web", 3)));

        assertThat(written).isEqualTo(1);
        assertThat(fixture.proxy().asked("PutItem")).isEqualTo(1);
        assertThat(fixture.proxy().asked("Query")).isEqualTo(1);
    }

    @Test
    void a_workload_that_vanished_is_gone_and_comes_back() {
        fixture.table().write(SCOPE, MONDAY, List.of(tally("batch", 1), tally("web", 2)));

        assertThat(fixture.table().write(SCOPE, TUESDAY, List.of(tally("web", 2)))).isEqualTo(1);
        assertThat(fixture.table().workloads(SCOPE)).containsExactly(tally("web", 2));
        assertThat(fixture.table().write(SCOPE, TUESDAY, List.of(tally("web", 2)))).isZero();
        assertThat(
                        fixture.table()
                                .write(SCOPE, TUESDAY, List.of(tally("batch", 1), tally("web", 2))))
                .isEqualTo(1);
        assertThat(fixture.table().workloads(SCOPE)).hasSize(2);
    }

    @Test
    void counts_of_older_facts_lose() {
        fixture.table().write(SCOPE, TUESDAY, List.of(tally("web", 2)));

        assertThat(fixture.table().write(SCOPE, MONDAY, List.of(tally("web", 1)))).isZero();
        assertThat(fixture.table().workloads(SCOPE)).containsExactly(tally("web", 2));
    }

    @Test
    void five_hundred_workloads_are_one_query() {
        List<WorkloadTally> all =
                IntStream.range(0, 500).mapToObj(i -> tally("w-%03d".formatted(i), i)).toList();
        fixture.table().write(SCOPE, MONDAY, all);
        fixture.proxy().forget();

        assertThat(fixture.table().workloads(SCOPE)).isEqualTo(all);
        assertThat(fixture.proxy().calls()).hasSize(1);
    }

    @Test
    void what_is_not_known_of_a_check_is_left_out() {
        fixture.table().write(SCOPE, MONDAY, List.of(tally("web", 2)));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("later", Map.of("READY", 7));
        members.put("row", "SECURITY");
        members.put("severity", "CRITICAL");
        members.put("causes", Map.of("LATER", 1));
        members.put("READY", 2);
        fixture.edit(
                "SCOPE#123456789012#us-east-1",
                "WORKLOAD#web",
                Map.of(
                        "checks",
                        AttributeValue.fromB(
                                SdkBytes.fromByteArray(
                                        PackedJson.pack(Map.of("ssh-open", members))))));

        assertThat(fixture.table().workloads(SCOPE).getFirst().checks())
                .isEqualTo(
                        Map.of(
                                "ssh-open",
                                new CheckTally(
                                        new Rule(
                                                "ssh-open",
                                                ChecklistRow.SECURITY,
                                                Severity.CRITICAL),
                                        Map.of(Status.READY, 2),
                                        Map.of())));
    }

    @Test
    void counts_that_were_spoiled_by_hand_are_named() {
        fixture.table().write(SCOPE, MONDAY, List.of(tally("web", 2)));
        fixture.edit(
                "SCOPE#123456789012#us-east-1",
                "WORKLOAD#web",
                Map.of("checks", AttributeValue.fromS("{\"ssh-open\": 1}")));

        assertThatExceptionOfType(StoreException.CorruptItem.class)
                .isThrownBy(() -> fixture.table().workloads(SCOPE))
                .withMessageContaining("WORKLOAD#web");
    }
}
