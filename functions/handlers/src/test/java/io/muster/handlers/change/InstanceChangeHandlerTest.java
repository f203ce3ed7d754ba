package io.muster.handlers.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.aws.fixture.FakeQueues.Message;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.TableFixture;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.StoredFinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The function end to end, between a queue, a fleet that moves and DynamoDB's own engine. */
class InstanceChangeHandlerTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String HOST = "i-0123456789abcdef0";
    private static final String DISK = "vol-0123456789abcdef0";

    private ChangeRig rig = new ChangeRig(fixture, 7);

    @BeforeEach
    void a_host_with_a_disk() {
        rig.close();
        rig = new ChangeRig(fixture, 7);
        rig.fleet.disk(DISK, "gp2", HOST);
        rig.fleet.host(HOST, "running", "m5.large");
    }

    @AfterEach
    void gone() {
        rig.close();
    }

    @Test
    void what_runs_is_judged_at_once_in_the_words_of_a_scan() {
        assertThat(rig.deliver(running())).isEmpty();
        SortedMap<String, String> told = rig.open();
        assertThat(told.keySet())
                .anyMatch(key -> key.startsWith("instance#" + HOST))
                .anyMatch(key -> key.startsWith("volume#" + DISK));
        rig.scan();
        assertThat(told).isEqualTo(rig.open());
    }

    @Test
    void an_event_whose_role_is_missing_is_done_with_and_the_account_is_noted() {
        stsAnswers(403, "AccessDenied");
        assertThat(rig.deliver(elsewhere())).isEmpty();
        assertThat(rig.log)
                .singleElement()
                .asString()
                .contains("\"level\":\"ERROR\"", "role not assumed", ELSEWHERE);
        assertThat(fixture.items()).containsOnlyKeys("ROLES / " + ELSEWHERE);
    }

    @Test
    void a_missing_role_does_not_hold_up_the_events_of_other_accounts() {
        stsAnswers(403, "AccessDenied");
        assertThat(rig.deliver(elsewhere(), running())).isEmpty();
        assertThat(rig.open().keySet()).anyMatch(key -> key.startsWith("instance#" + HOST));
    }

    @Test
    void an_event_whose_role_sts_cannot_give_now_is_delivered_again() {
        stsAnswers(400, "Throttling");
        assertThat(rig.deliver(elsewhere())).containsExactly(elsewhere());
        assertThat(fixture.items()).isEmpty();
    }

    @Test
    void an_account_that_cannot_be_noted_has_its_event_delivered_again() {
        stsAnswers(403, "AccessDenied");
        fixture.proxy().fails("UpdateItem", Answer.error(400, "AccessDeniedException", "no"));
        assertThat(rig.deliver(elsewhere())).containsExactly(elsewhere());
    }

    private static final String ELSEWHERE = "210987654321";

    /** An event of another account, which is one that Muster looks at. */
    private String elsewhere() {
        rig.environment.put("MUSTER_ACCOUNTS", rig.scope().account() + "," + ELSEWHERE);
        return rig.instanceEvent(HOST, "running").replace(rig.scope().account(), ELSEWHERE);
    }

    private void stsAnswers(int status, String code) {
        fixture.proxy()
                .others(
                        call ->
                                call.body().contains("Action=AssumeRole")
                                        ? new Answer(
                                                status,
                                                "text/xml",
                                                "<ErrorResponse><Error><Code>%s</Code><Message>by a test</Message></Error></ErrorResponse>"
                                                        .formatted(code))
                                        : rig.queues
                                                .answer(call)
                                                .orElseGet(() -> rig.fleet.answer(call)));
    }

    @Test
    void it_is_looked_at_again_when_it_has_settled() {
        rig.environment.put("MUSTER_SETTLE_SECONDS", "240");
        rig.deliver(running());
        assertThat(rig.queues.messages())
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.queue()).isEqualTo(ChangeRig.QUEUE);
                            assertThat(message.delaySeconds()).isEqualTo(240);
                            assertThat(message.body())
                                    .contains("\"look\":\"again\"", HOST, "000000000007");
                        });
    }

    @Test
    void an_agent_that_registered_by_then_is_sent_the_probe_once_however_often_it_is_asked_for() {
        rig.deliver(running(), running());
        rig.fleet.register(HOST);
        List<String> due = due();
        rig.wait(180);
        rig.deliver(due);
        rig.deliver(due);
        assertThat(rig.calls("SendCommand")).isEqualTo(1);
        assertThat(rig.queues.messages()).isEmpty();
    }

    @Test
    void a_probe_whose_end_was_lost_does_not_keep_the_guest_from_another() {
        rig.fleet.register(HOST);
        rig.deliver(running());
        rig.settle();
        rig.wait(700);
        rig.deliver(running());
        rig.settle();
        assertThat(rig.calls("SendCommand")).isEqualTo(2);
    }

    @Test
    void an_agent_that_never_registers_is_waited_for_once_more_and_then_no_more() {
        rig.deliver(running());
        rig.wait(180);
        rig.deliver(due());
        assertThat(rig.queues.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("\"look\":\"last\""));
        rig.wait(180);
        rig.deliver(due());
        assertThat(rig.queues.messages()).isEmpty();
        assertThat(rig.calls("SendCommand")).isZero();
        assertThat(rig.open().get("instance#" + HOST + "#ssm-managed"))
                .startsWith("UNKNOWN")
                .contains("may still register");
    }

    @Test
    void what_stopped_has_no_findings_that_only_concern_what_runs() {
        rig.deliver(running());
        assertThat(rig.open()).containsKey("instance#" + HOST + "#ssm-managed");
        rig.fleet.host(HOST, "stopped", "m5.large");
        rig.deliver(rig.instanceEvent(HOST, "stopped"));
        assertThat(rig.open()).doesNotContainKey("instance#" + HOST + "#ssm-managed");
    }

    @Test
    void what_was_terminated_has_all_its_findings_resolved_as_gone_those_of_a_scan_too() {
        rig.scan();
        assertThat(openOf(HOST)).anyMatch(each -> each.finding().check().startsWith("alarm-"));
        rig.fleet.host(HOST, "terminated", "m5.large");
        rig.deliver(rig.instanceEvent(HOST, "terminated"));
        assertThat(openOf(HOST)).isEmpty();
        assertThat(of(HOST)).extracting(StoredFinding::resolution).containsOnly(Resolution.GONE);
    }

    @Test
    void a_terminated_instance_that_ec2_has_forgotten_is_gone() {
        rig.deliver(running());
        rig.fleet.forgetHost(HOST);
        rig.deliver(rig.instanceEvent(HOST, "terminated"));
        assertThat(openOf(HOST)).isEmpty();
    }

    @Test
    void an_instance_that_ec2_does_not_list_yet_is_not_gone() {
        rig.deliver(running());
        List<StoredFinding> before = openOf(HOST);
        rig.fleet.lagBy(1);
        rig.deliver(running());
        assertThat(openOf(HOST)).isEqualTo(before);
        assertThat(rig.log.getLast()).contains("\"absent\":[\"%s\"]".formatted(HOST));
    }

    @Test
    void but_it_is_if_it_is_not_there_when_all_has_settled() {
        rig.deliver(running());
        rig.fleet.forgetHost(HOST);
        rig.settle();
        assertThat(openOf(HOST)).isEmpty();
    }

    @Test
    void the_volumes_of_what_is_terminated_are_looked_at_again_without_an_event_of_theirs() {
        rig.deliver(running());
        rig.settle();
        rig.fleet.host(HOST, "shutting-down", "m5.large");
        rig.deliver(rig.instanceEvent(HOST, "shutting-down"));
        assertThat(openOf(DISK)).isNotEmpty();
        rig.fleet.deleteDisk(DISK);
        rig.fleet.host(HOST, "terminated", "m5.large");
        rig.settle();
        assertThat(openOf(DISK)).isEmpty();
    }

    @Test
    void a_volume_that_was_deleted_has_its_findings_resolved() {
        rig.deliver(running());
        rig.fleet.deleteDisk(DISK);
        rig.deliver(rig.volumeEvent(DISK, "deleteVolume", "deleted"));
        assertThat(of(DISK)).extracting(StoredFinding::resolution).containsOnly(Resolution.GONE);
    }

    @Test
    void a_volume_brings_the_instance_that_it_is_attached_to() {
        rig.deliver(rig.volumeEvent(DISK, "attachVolume", "attached"));
        assertThat(rig.open().keySet()).anyMatch(key -> key.startsWith("instance#" + HOST));
    }

    @Test
    @Tag("slow")
    void a_thousand_events_a_minute_about_as_many_instances_cost_five_lists_of_instances() {
        assertThat(rig.deliver(events(1_000, "terminated"))).isEmpty();
        assertThat(rig.calls("DescribeInstances")).isEqualTo(5);
        assertThat(rig.calls("DescribeVolumes")).isEqualTo(5);
        assertThat(rig.fleet.aws().calls()).hasSizeLessThan(20);
        assertThat(fixture.proxy().count("Query")).isLessThan(20);
        assertThat(rig.queues.messages()).isEmpty();
    }

    @Test
    @Tag("slow")
    void what_is_asked_by_id_is_asked_in_as_few_calls_as_aws_takes() {
        assertThat(rig.deliver(events(101, "running"))).isEmpty();
        assertThat(rig.calls("DescribeInstances")).isEqualTo(1);
        assertThat(rig.calls("DescribeInstanceStatus")).isEqualTo(2);
        assertThat(rig.calls("DescribeInstanceProperties")).isEqualTo(3);
        assertThat(rig.queues.messages()).hasSize(1);
    }

    private List<String> events(int count, String state) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "i-%017x".formatted(i);
            rig.fleet.host(id, state, "m5.large");
            events.add(rig.instanceEvent(id, state));
        }
        return events;
    }

    @Test
    void a_thousand_events_about_one_instance_cost_what_one_does() {
        rig.deliver(running());
        int one = rig.fleet.aws().calls().size();
        rig.deliver(Collections.nCopies(1_000, running()));
        // But for the prices, which are kept.
        assertThat(rig.calls("GetProducts")).isEqualTo(1);
        assertThat(rig.fleet.aws().calls()).hasSize(2 * one - 1);
        assertThat(rig.calls("DescribeInstances")).isEqualTo(2);
    }

    @Test
    void events_of_other_accounts_are_ignored_with_the_reason_and_ask_nothing() {
        String foreign = running().replace("000000000007", "999999999999");
        assertThat(rig.deliver(foreign)).isEmpty();
        assertThat(rig.fleet.aws().calls()).isEmpty();
        assertThat(rig.log).hasSize(1).allMatch(line -> line.contains("not looked at"));
    }

    @Test
    void what_cannot_be_read_is_delivered_again_and_does_not_hold_up_the_rest() {
        String broken = running().replace(HOST, "i-$(reboot)");
        assertThat(rig.deliver(broken, running())).containsExactly(broken);
        assertThat(rig.open()).isNotEmpty();
        assertThat(rig.log).anyMatch(line -> line.contains("is not an id such as"));
    }

    @Test
    void the_time_that_an_event_says_decides_nothing() {
        rig.deliver(running().replace("2026-11-25T12:00:00Z", "2031-01-01T00:00:00Z"));
        rig.fleet.host(HOST, "stopped", "m5.large");
        rig.deliver(
                rig.instanceEvent(HOST, "stopped")
                        .replace("2026-11-25T12:00:00Z", "1999-01-01T00:00:00Z"));
        assertThat(rig.open()).doesNotContainKey("instance#" + HOST + "#ssm-managed");
    }

    @Test
    void facts_that_are_older_than_what_the_table_holds_lose() {
        rig.wait(1_000);
        rig.deliver(running());
        SortedMap<String, String> newer = rig.open();
        rig.wait(-200);
        rig.fleet.host(HOST, "stopped", "m5.large");
        rig.deliver(rig.instanceEvent(HOST, "stopped"));
        assertThat(rig.open()).containsAllEntriesOf(newer);
        assertThat(rig.log.getLast()).contains("superseded").doesNotContain(" 0 superseded");
    }

    @Test
    void without_a_queue_there_is_no_second_look_and_that_is_logged() {
        rig.environment.remove("MUSTER_QUEUE_INSTANCE_CHANGE");
        assertThat(rig.deliver(running())).isEmpty();
        assertThat(rig.log.getLast())
                .contains("\"level\":\"WARN\"", "MUSTER_QUEUE_INSTANCE_CHANGE is not set");
    }

    @Test
    void a_queue_that_takes_nothing_has_the_event_delivered_again() {
        rig.queues.fails(call -> Optional.of(new Answer(400, "application/x-amz-json-1.0", "{}")));
        assertThat(rig.deliver(running())).containsExactly(running());
        rig.queues.heals();
        assertThat(rig.deliver(running())).isEmpty();
        assertThat(rig.queues.messages()).hasSize(1);
    }

    @Test
    void a_wait_that_makes_no_sense_is_said_before_anything_is_asked() {
        rig.environment.put("MUSTER_SETTLE_SECONDS", "901");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.deliver(running()))
                .withMessageContaining("MUSTER_SETTLE_SECONDS is '901'");
        assertThat(rig.fleet.aws().calls()).isEmpty();
    }

    @Test
    void the_samples_are_taken_as_they_are() throws IOException {
        for (String sample :
                List.of(
                        "instance-change.json",
                        "instance-change-terminated.json",
                        "volume-change.json")) {
            Map<?, ?> line =
                    rig.invoke(SampleEvent.named(sample).replace("123456789012", "000000000007"));
            assertThat(line.get("message")).as(sample).isEqualTo("changes looked at");
        }
        assertThat(rig.open()).isNotEmpty();
    }

    @Test
    void another_functions_event_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.invoke("{\"detail-type\":\"x\",\"source\":\"aws.s3\"}"))
                .withMessageContaining("instance-change cannot use this event");
    }

    /** Everything that the function may ask but the two lists without which there is no judging. */
    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            mode = Mode.EXCLUDE,
            names = {"INSTANCES", "VOLUMES", "POLICIES", "ALARMS"})
    void what_cannot_be_asked_makes_unknown_what_hangs_on_it_and_heals_with_the_next_look(
            Operation operation) {
        rig.fleet.aws().fails(operation.requestName(), Fault.ACCESS_DENIED);
        assertThat(rig.deliver(running())).isEmpty();
        assertThat(rig.open()).isNotEmpty();
        rig.fleet.aws().fails(operation.requestName(), Fault.ACCESS_DENIED, 0);
        rig.settle();
        SortedMap<String, String> told = rig.open();
        rig.scan();
        assertThat(told).isEqualTo(rig.open());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void without_the_list_of_instances_nothing_is_judged_and_the_event_comes_again(Fault fault) {
        rig.fleet.aws().fails(Operation.INSTANCES.requestName(), fault);
        assertThat(rig.deliver(running())).containsExactly(running());
        assertThat(rig.findings()).isEmpty();
        assertThat(rig.log).anyMatch(line -> line.contains("what changed in"));
    }

    @Test
    void a_table_that_is_gone_loses_no_event() {
        rig.environment.put("MUSTER_TABLE", "none");
        assertThat(rig.deliver(running())).containsExactly(running());
        assertThat(rig.log).anyMatch(line -> line.contains("no table 'none'"));
    }

    /**
     * From some call on there are no answers, as when the function is killed there: after each of
     * the first thirty calls, and of the writes that follow, which are alike, after every fifth.
     */
    @Test
    @Tag("slow")
    void killed_between_any_two_calls_and_delivered_again_it_leaves_the_same_table() {
        rig.fleet.register(HOST);
        rig.deliver(running());
        rig.settle();
        SortedMap<String, String> whole = rig.open();
        int calls = 1;
        while (calls < 400 && !livedThrough(calls, whole)) {
            calls += calls < 30 ? 1 : 5;
        }
        assertThat(calls).as("calls of an event and its second look").isBetween(30, 399);
    }

    private boolean livedThrough(int calls, SortedMap<String, String> whole) {
        try (ChangeRig other = new ChangeRig(fixture, 1_000 + calls)) {
            other.fleet.disk(DISK, "gp2", HOST);
            other.fleet.host(HOST, "running", "m5.large");
            other.fleet.register(HOST);
            String event = other.instanceEvent(HOST, "running");
            AtomicInteger left = new AtomicInteger(calls);
            fixture.proxy()
                    .fault(
                            call ->
                                    left.getAndDecrement() > 0
                                            ? Optional.empty()
                                            : Optional.of(
                                                    Answer.error(400, "KilledException", "dead")));
            List<String> again = new ArrayList<>(other.deliver(event));
            List<String> due = other.queues.drain().stream().map(Message::body).toList();
            other.wait(180);
            again.addAll(due.isEmpty() ? List.of() : other.deliver(due));
            boolean through = left.get() >= 0;
            fixture.proxy().heal();
            if (!again.isEmpty()) {
                assertThat(other.deliver(again)).isEmpty();
            }
            other.settle();
            assertThat(unnamed(other)).as("killed after %d calls", calls).isEqualTo(whole);
            return through;
        }
    }

    /** The same, whatever the account is called. */
    private static SortedMap<String, String> unnamed(ChangeRig rig) {
        return new TreeMap<>(rig.open());
    }

    @Test
    void five_hundred_instances_are_looked_at_again_in_three_messages() {
        rig.deliver(
                IntStream.range(0, 500)
                        .mapToObj(i -> rig.instanceEvent("i-%017x".formatted(i), "pending"))
                        .toList());
        assertThat(rig.queues.messages()).hasSize(3);
    }

    @Test
    void an_environment_without_a_table_is_said() {
        rig.environment.remove("MUSTER_TABLE");
        assertThat(rig.deliver(running())).containsExactly(running());
        assertThat(rig.log).anyMatch(line -> line.contains("MUSTER_TABLE is not set"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> rig.invoke(running()));
    }

    private String running() {
        return rig.instanceEvent(HOST, "running");
    }

    private List<String> due() {
        return rig.queues.drain().stream().map(Message::body).toList();
    }

    private List<StoredFinding> of(String id) {
        return rig.findings().stream()
                .filter(each -> each.finding().resource().id().equals(id))
                .toList();
    }

    private List<StoredFinding> openOf(String id) {
        return of(id).stream().filter(StoredFinding::open).toList();
    }
}
