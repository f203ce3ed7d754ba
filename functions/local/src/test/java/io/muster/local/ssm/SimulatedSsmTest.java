package io.muster.local.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.local.front.Fault;
import io.muster.local.front.Faults;
import io.muster.local.front.Front;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.probe.ProbeAnswer;
import io.muster.readiness.probe.ProbeDocument;
import io.muster.readiness.probe.ProbeOutput;
import io.muster.readiness.probe.ProbeTransport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.DescribeInstancePropertiesResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstancePropertyFilter;
import software.amazon.awssdk.services.ssm.model.InvalidDocumentException;
import software.amazon.awssdk.services.ssm.model.InvocationDoesNotExistException;
import software.amazon.awssdk.services.ssm.model.PingStatus;
import software.amazon.awssdk.services.ssm.model.SendCommandResponse;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.Target;

/** The agents behind the front, spoken to by the real client; no emulator is needed for them. */
class SimulatedSsmTest {

    private static final String REGION = "us-east-1";
    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final String DOCUMENT = "probe";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Map<String, String> deployed = new HashMap<>();
    private SimulatedSsm ssm =
            new SimulatedSsm(
                    Clock.systemUTC(), (region, name) -> Optional.ofNullable(deployed.get(name)));
    private Front front = front(ssm);
    private AwsClients clients = clients(front);

    @BeforeEach
    void the_document_is_there() {
        ssm.document(DOCUMENT, ProbeDocument.current().json());
        ssm.listAfter(0);
    }

    @AfterEach
    void stop() {
        clients.close();
        front.close();
        ssm.close();
    }

    @Test
    void a_recorded_guest_answers_through_the_documents_own_steps() throws Exception {
        ssm.manage(REGION, SimulatedNode.linux("i-0a", guest()));
        CommandInvocation invocation = invocation(ended("i-0a"));
        assertThat(invocation.statusDetails()).isEqualTo("Success");
        assertThat(invocation.commandPlugins()).hasSize(ProbeDocument.PARTS + 3);
        assertThat(ProbeTransport.answer(RUN, outputs(invocation)).flatMap(ProbeAnswer::read))
                .isInstanceOfSatisfying(
                        Known.class,
                        known ->
                                assertThat(((ProbeOutput) known.value()).sections())
                                        .containsKeys("uname", "filesystems", "listeners"));
    }

    @Test
    void a_command_for_a_document_with_another_hash_is_refused() {
        ssm.manage(REGION, SimulatedNode.linux("i-0a", guest()));
        String hash = clients.ssm().describeDocument(ask -> ask.name(DOCUMENT)).document().hash();

        assertThat(send(hash).command().commandId()).isNotNull();
        ssm.document(DOCUMENT, ProbeDocument.current().json().replace("umask 077", "umask 000"));
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> send(hash))
                .withMessageContaining("does not match Sha256");
    }

    private SendCommandResponse send(String hash) {
        return clients.ssmOnce()
                .sendCommand(
                        command ->
                                command.documentName(DOCUMENT)
                                        .documentHash(hash)
                                        .documentHashType("Sha256")
                                        .instanceIds("i-0a")
                                        .parameters(Map.of("RunId", List.of(RUN))));
    }

    @Test
    void two_guests_of_one_command_do_not_meet_on_this_machine() throws Exception {
        ssm.manage(REGION, SimulatedNode.linux("i-0a", guest()));
        ssm.manage(
                REGION,
                SimulatedNode.linux("i-0b", SimulatedGuest.recorded("elasticsearch-data-node")));
        List<CommandInvocation> both = invocations(ended("i-0a", "i-0b"));
        assertThat(both)
                .extracting(each -> outputs(each).get("probe"))
                .doesNotHaveDuplicates()
                .allSatisfy(
                        manifest -> assertThat(manifest).startsWith("muster-transport 1 " + RUN));
    }

    @Test
    void the_recorded_volumes_become_the_instances_own() {
        assertThat(guest().withVolumes(Map.of("vol-0a1b2c3d4e5f60718", "vol-0123")).output())
                .contains("vol0123")
                .doesNotContain("vol0a1b2c3d4e5f60718");
    }

    @Test
    void a_recorded_guests_times_move_together_to_the_moment_of_asking() {
        SimulatedGuest.Recorded recorded =
                new SimulatedGuest.Recorded(
                        """
                        #muster-probe 1 0011223344556677 1795318210 0
                              Local time: Sun 2026-11-22 03:30:10 UTC
                        ec2-user         pts/0    198.51.100.23    Sat Nov 21 09:14:55 +0000 2026
                        Nov 22 01:12:41 ip-172-31-9-41 sshd[7741]: Invalid user admin
                        2026-11-22T00:41:10+0000 ip-172-31-4-18 sshd[31022]: Invalid user ubuntu
                        "/var/log/yum.log" 2026-1-1-3:43:1
                        4102931	1795317900	/var/log/messages
                        { "__REALTIME_TIMESTAMP" : "1795284001123456", "PRIORITY" : "3" }
                        """);
        assertThat(recorded.at(Instant.parse("2027-02-03T03:30:10Z")).output())
                .isEqualTo(
                        """
                        #muster-probe 1 0011223344556677 1801625410 0
                              Local time: Wed 2027-02-03 03:30:10 UTC
                        ec2-user         pts/0    198.51.100.23    Tue Feb  2 09:14:55 +0000 2027
                        Feb  3 01:12:41 ip-172-31-9-41 sshd[7741]: Invalid user admin
                        2027-02-03T00:41:10+0000 ip-172-31-4-18 sshd[31022]: Invalid user ubuntu
                        "/var/log/yum.log" 2026-3-15-3:43:1
                        4102931	1801625100	/var/log/messages
                        { "__REALTIME_TIMESTAMP" : "1801591201123456", "PRIORITY" : "3" }
                        """);
    }

    @Test
    void a_silent_nodes_last_word_stays_what_it_was() {
        ssm.manage(REGION, SimulatedNode.linux("i-0a", guest()).with(Trouble.OFFLINE));
        assertThat(pingOfTheFirst()).isEqualTo(pingOfTheFirst());
    }

    private Instant pingOfTheFirst() {
        return ssm().describeInstanceInformation()
                .instanceInformationList()
                .getFirst()
                .lastPingDateTime();
    }

    @Test
    void this_machine_is_really_asked() throws Exception {
        ssm.document(
                "own",
                """
                {"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"say",
                "inputs":{"timeoutSeconds":"20","runCommand":["echo $((6 * 7)) {{ RunId }}"]}}]}""");
        ssm.manage(REGION, SimulatedNode.linux("i-0a", new SimulatedGuest.ThisMachine()));
        String command = sent("own", "i-0a");
        assertThat(ssm.nextEvent(TIMEOUT)).isNotNull();
        assertThat(outputs(invocation(command))).containsEntry("say", "42 " + RUN + "\n");
    }

    @Test
    void a_step_that_takes_too_long_is_ended() throws Exception {
        ssm.document(
                "slow",
                """
                {"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"wait",
                "inputs":{"timeoutSeconds":"1","runCommand":["echo early; exec sleep 60"]}}]}""");
        ssm.manage(REGION, SimulatedNode.linux("i-0a", new SimulatedGuest.ThisMachine()));
        String command = sent("slow", "i-0a");
        assertThat(ssm.nextEvent(TIMEOUT)).contains("TimedOut");
        assertThat(invocation(command).statusDetails()).isEqualTo("ExecutionTimedOut");
    }

    @Test
    void listings_cut_a_step_at_2500_characters_and_single_steps_at_24000() throws Exception {
        ssm.document(
                "long",
                """
                {"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"print",
                "inputs":{"runCommand":["head -c 30000 /dev/zero | tr '\\\\0' x"]}}]}""");
        ssm.manage(REGION, SimulatedNode.linux("i-0a", new SimulatedGuest.ThisMachine()));
        String command = sent("long", "i-0a");
        assertThat(ssm.nextEvent(TIMEOUT)).isNotNull();
        assertThat(outputs(invocation(command)).get("print")).hasSize(2_500);
        assertThat(
                        ssm().getCommandInvocation(
                                        request ->
                                                request.commandId(command)
                                                        .instanceId("i-0a")
                                                        .pluginName("print"))
                                .standardOutputContent())
                .hasSize(24_000);
    }

    @Test
    void what_is_new_is_not_listed_yet_and_does_not_exist_yet() throws Exception {
        ssm.listAfter(2);
        ssm.manage(REGION, SimulatedNode.linux("i-0a", guest()));
        String command = ended("i-0a");
        assertThatExceptionOfType(InvocationDoesNotExistException.class)
                .isThrownBy(
                        () ->
                                ssm().getCommandInvocation(
                                                request ->
                                                        request.commandId(command)
                                                                .instanceId("i-0a")
                                                                .pluginName("probe")));
        assertThat(invocations(command)).isEmpty();
        assertThat(invocations(command)).isEmpty();
        assertThat(invocations(command)).hasSize(1);
    }

    @Test
    void every_trouble_shows_as_systems_manager_shows_it() throws Exception {
        Map<Trouble, String> details =
                Map.of(
                        Trouble.OFFLINE, "DeliveryTimedOut",
                        Trouble.DELIVERY_TIMES_OUT, "DeliveryTimedOut",
                        Trouble.UNDELIVERABLE, "Undeliverable",
                        Trouble.CANCELLED, "Cancelled",
                        Trouble.STEPS_TIME_OUT, "ExecutionTimedOut",
                        Trouble.STEP_FAILS, "Failed");
        for (Map.Entry<Trouble, String> each : details.entrySet()) {
            ssm.manage(REGION, SimulatedNode.linux("i-0a", guest()).with(each.getKey()));
            assertThat(invocation(ended("i-0a")).statusDetails())
                    .as(each.getKey().name())
                    .isEqualTo(each.getValue());
        }
    }

    @Test
    void spoiled_slices_do_not_add_up() throws Exception {
        for (Trouble trouble :
                List.of(Trouble.SLICE_MISSING, Trouble.SLICE_LATE, Trouble.SLICE_CORRUPT)) {
            ssm.manage(REGION, SimulatedNode.linux("i-0a", guest()).with(trouble));
            Map<String, String> outputs = outputs(invocation(ended("i-0a")));
            assertThat(ProbeTransport.doubtful(RUN, outputs)).as(trouble.name()).isNotEmpty();
        }
    }

    @Test
    void a_node_that_never_ends_brings_no_event() throws Exception {
        ssm.manage(REGION, SimulatedNode.linux("i-0a", guest()).with(Trouble.NEVER_ENDS));
        String command = sent(DOCUMENT, "i-0a");
        assertThat(ssm.nextEvent(Duration.ofMillis(300))).isNull();
        assertThat(invocation(command).statusDetails()).isIn("Pending", "InProgress");
    }

    @Test
    void nodes_are_listed_by_pages_with_their_state() {
        for (int i = 0; i < 60; i++) {
            ssm.manage(REGION, SimulatedNode.linux("i-%03d".formatted(i), guest()));
        }
        ssm.manage(REGION, SimulatedNode.linux("i-000", guest()).with(Trouble.OFFLINE));
        ssm.manage("eu-west-1", SimulatedNode.windows("i-900"));
        List<InstanceInformation> all =
                ssm()
                        .describeInstanceInformationPaginator(request -> request.maxResults(50))
                        .instanceInformationList()
                        .stream()
                        .toList();
        assertThat(all).hasSize(60);
        assertThat(all.getFirst().pingStatus()).isEqualTo(PingStatus.CONNECTION_LOST);
        assertThat(all.getLast().pingStatus()).isEqualTo(PingStatus.ONLINE);
    }

    @Test
    void properties_come_a_thousand_a_page_or_by_id() {
        for (int i = 0; i < 60; i++) {
            ssm.manage(REGION, SimulatedNode.linux("i-%03d".formatted(i), guest()));
        }
        assertThat(ssm().describeInstanceProperties(all -> all.maxResults(1_000)))
                .satisfies(page -> assertThat(page.instanceProperties()).hasSize(60))
                .satisfies(page -> assertThat(page.nextToken()).isNull());
        assertThat(named("i-007", "i-900").instanceProperties())
                .singleElement()
                .satisfies(node -> assertThat(node.instanceId()).isEqualTo("i-007"))
                .satisfies(node -> assertThat(node.pingStatusAsString()).isEqualTo("Online"));
    }

    @Test
    void a_filter_of_properties_takes_forty_values() {
        String[] many = new String[41];
        Arrays.fill(many, "i-000");
        assertThatExceptionOfType(SsmException.class).isThrownBy(() -> named(many));
    }

    private DescribeInstancePropertiesResponse named(String... ids) {
        return ssm().describeInstanceProperties(
                        request ->
                                request.maxResults(5)
                                        .instancePropertyFilterList(
                                                InstancePropertyFilter.builder()
                                                        .key("InstanceIds")
                                                        .valueSet(ids)
                                                        .build()));
    }

    @Test
    void the_event_is_that_of_eventbridge() throws Exception {
        ssm.manage(REGION, SimulatedNode.linux("i-0a", guest()));
        String command = sent(DOCUMENT, "i-0a");
        Map<String, Object> event =
                JSON.std.mapFrom(Objects.requireNonNull(ssm.nextEvent(TIMEOUT)));
        assertThat(event)
                .containsEntry("detail-type", "EC2 Command Status-change Notification")
                .containsEntry("source", "aws.ssm")
                .containsEntry("region", REGION);
        assertThat(event.get("detail"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("command-id", command)
                .containsEntry("document-name", DOCUMENT)
                .containsEntry("status", "Success");
    }

    @Test
    void a_document_that_was_deployed_is_run_before_one_that_was_put_there() throws Exception {
        deployed.put("own", saying("deployed"));
        ssm.document("own", saying("put there"));
        ssm.manage(REGION, SimulatedNode.linux("i-0a", new SimulatedGuest.ThisMachine()));
        String command = sent("own", "i-0a");
        assertThat(ssm.nextEvent(TIMEOUT)).isNotNull();
        assertThat(outputs(invocation(command))).containsEntry("say", "deployed\n");
    }

    @Test
    void a_document_that_is_not_there_is_refused() {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> sent("none", "i-0a"));
    }

    @Test
    void the_fronts_faults_concern_the_agents_too() {
        Faults.of(front).add(Fault.always("ssm", "DescribeInstanceInformation", Fault.Kind.DENIED));
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> ssm().describeInstanceInformation())
                .satisfies(
                        denied ->
                                assertThat(denied.awsErrorDetails().errorCode())
                                        .isEqualTo("AccessDeniedException"));
    }

    private static String saying(String word) {
        return """
               {"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"say",
               "inputs":{"timeoutSeconds":"20","runCommand":["echo %s"]}}]}"""
                .formatted(word);
    }

    private String ended(String... instances) throws InterruptedException {
        String command = sent(DOCUMENT, instances);
        assertThat(ssm.nextEvent(TIMEOUT)).contains(command);
        return command;
    }

    private String sent(String document, String... instances) {
        return ssm().sendCommand(
                        request ->
                                request.documentName(document)
                                        .targets(
                                                Target.builder()
                                                        .key("InstanceIds")
                                                        .values(instances)
                                                        .build())
                                        .parameters(Map.of("RunId", List.of(RUN))))
                .command()
                .commandId();
    }

    private CommandInvocation invocation(String command) {
        List<CommandInvocation> all = invocations(command);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<CommandInvocation> invocations(String command) {
        return ssm().listCommandInvocations(
                        request -> request.commandId(command).details(true).maxResults(50))
                .commandInvocations();
    }

    private static Map<String, String> outputs(CommandInvocation invocation) {
        Map<String, String> outputs = new HashMap<>();
        invocation.commandPlugins().forEach(step -> outputs.put(step.name(), step.output()));
        return outputs;
    }

    private SsmClient ssm() {
        return clients.ssm();
    }

    private static SimulatedGuest.Recorded guest() {
        return SimulatedGuest.recorded("amazon-linux-2-arm64");
    }

    private static Front front(SimulatedSsm ssm) {
        return new Front(URI.create("http://127.0.0.1:1"), List.of(), List.of(ssm));
    }

    private static AwsClients clients(Front front) {
        return new AwsClients(
                Region.of(REGION),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                front.endpoint(),
                new CallLedger());
    }
}
