package io.muster.handlers.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.fleet.ManagedNodeCollector;
import io.muster.aws.guest.Pace;
import io.muster.aws.guest.ProbeReader;
import io.muster.aws.guest.ProbeSender;
import io.muster.aws.guest.ProbeSettings;
import io.muster.aws.scan.GuestJudge;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.GuestStore;
import io.muster.handlers.event.AskedScope;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.scan.FleetScanHandler;
import io.muster.readiness.check.Setting;
import io.muster.readiness.guest.ProbeDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * What Terraform deploys is what the code needs: no more, no less, and nothing that is not there.
 */
class InfrastructureTest {

    private static final Path SOURCE = Path.of(System.getProperty("muster.infrastructure"));
    private static final Region REGION = Region.EU_CENTRAL_1;

    @TempDir static Path work;

    private static Terraform terraform;
    private static Deployed deployed;

    @BeforeAll
    static void terraform_deploys_to_a_cloud_that_is_made_up() {
        String tests = "-filter=tests/deployment.tftest.hcl";
        terraform = Terraform.in(SOURCE, work);
        Terraform.Ended test = terraform.run("test", "-json", "-verbose", tests);
        assertThat(test.code()).as(() -> terraform.run("test", tests).text()).isZero();
        deployed = Deployed.of(test.out());
    }

    @AfterAll
    static void the_links_go() {
        // Null where there is none, and the tests are skipped.
        if (terraform != null) {
            terraform.close();
        }
    }

    @Test
    void variables_refuse_what_the_functions_would_refuse() {
        Terraform.Ended test = terraform.run("test", "-filter=tests/validation.tftest.hcl");
        assertThat(test.code()).as(test.text()).isZero();
    }

    @Test
    void the_files_are_formatted_as_terraform_does() {
        Terraform.Ended format = terraform.run("fmt", "-check", "-recursive");
        assertThat(format.code()).as(format.text()).isZero();
    }

    @Test
    void the_table_is_the_store_s() {
        CreateTableRequest ours = FindingTable.schema("muster");
        Map<?, ?> table = deployed.only("aws_dynamodb_table");
        assertThat(table.get("billing_mode")).isEqualTo(ours.billingModeAsString());
        assertThat(key(table)).isEqualTo(key(ours.keySchema()));
        assertThat(table.get("stream_enabled"))
                .isEqualTo(ours.streamSpecification().streamEnabled());
        assertThat(table.get("stream_view_type"))
                .isEqualTo(ours.streamSpecification().streamViewTypeAsString());
        assertThat(Deployed.block(table, "server_side_encryption").get("enabled"))
                .isEqualTo(ours.sseSpecification().enabled());
        Map<Object, Object> types = new TreeMap<>();
        Deployed.list(table, "attribute")
                .forEach(attribute -> types.put(attribute.get("name"), attribute.get("type")));
        Map<Object, Object> oursByName = new TreeMap<>();
        ours.attributeDefinitions()
                .forEach(
                        each -> oursByName.put(each.attributeName(), each.attributeTypeAsString()));
        assertThat(types).isEqualTo(oursByName);
    }

    @Test
    void the_table_s_indexes_are_the_store_s() {
        Map<String, List<Object>> theirs = new TreeMap<>();
        Deployed.list(deployed.only("aws_dynamodb_table"), "global_secondary_index")
                .forEach(
                        index ->
                                theirs.put(
                                        String.valueOf(index.get("name")),
                                        List.of(
                                                key(index),
                                                String.valueOf(index.get("projection_type")),
                                                names(index, "non_key_attributes"))));
        Map<String, List<Object>> ours = new TreeMap<>();
        for (GlobalSecondaryIndex index : FindingTable.schema("muster").globalSecondaryIndexes()) {
            ours.put(
                    index.indexName(),
                    List.of(
                            key(index.keySchema()),
                            index.projection().projectionTypeAsString(),
                            sorted(index.projection().nonKeyAttributes())));
        }
        assertThat(theirs).isEqualTo(ours);
    }

    @Test
    void the_table_can_be_restored_and_forgets_what_is_resolved() {
        Map<?, ?> table = deployed.only("aws_dynamodb_table");
        assertThat(Deployed.block(table, "point_in_time_recovery").get("enabled")).isEqualTo(true);
        assertThat(Deployed.block(table, "ttl").get("enabled")).isEqualTo(true);
        assertThat(Deployed.block(table, "ttl").get("attribute_name")).isEqualTo("expiresAt");
    }

    @Test
    void every_function_gets_every_setting_with_its_default() {
        Map<String, String> expected = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            expected.put(setting.variable(), setting.defaultValue());
        }
        expected.put(FleetScanHandler.TABLE_VARIABLE, "muster");
        assertThat(deployed.functions()).isNotEmpty();
        for (String function : deployed.functions()) {
            Map<?, ?> environment =
                    Deployed.block(deployed.of(function, "aws_lambda_function"), "environment");
            assertThat(environment.get("variables")).as(function).isEqualTo(expected);
        }
    }

    @Test
    void every_handler_is_a_class_of_the_zip() throws ReflectiveOperationException {
        for (String function : deployed.functions()) {
            Object handler = deployed.of(function, "aws_lambda_function").get("handler");
            assertThat(
                            Class.forName(String.valueOf(handler))
                                    .getDeclaredConstructor()
                                    .newInstance())
                    .as(function)
                    .isInstanceOf(RequestStreamHandler.class);
        }
    }

    @Test
    void each_scheduled_function_takes_what_its_schedule_sends() throws IOException {
        for (String function : List.of("fleet-scan", "guest-probe")) {
            Object input =
                    Deployed.block(deployed.keyed("aws_scheduler_schedule", function), "target")
                            .get("input");
            String sent = String.valueOf(input).replaceAll("<aws\\.scheduler\\.[a-z-]+>", "filled");
            assertThat(sent).doesNotContain("\\u003c", "<");
            ScheduledEvent event =
                    ScheduledEvent.read(
                            new ByteArrayInputStream(sent.getBytes(UTF_8)),
                            Region.US_EAST_1,
                            function);
            assertThat(event.scopes())
                    .as(function)
                    .extracting(AskedScope::region)
                    .containsExactly(REGION);
            assertThat(event.scheduledAt()).as(function).isEqualTo("filled");
        }
    }

    @Test
    void the_rule_waits_for_the_document_that_is_deployed() throws IOException {
        Object pattern =
                deployed.keyed("aws_cloudwatch_event_rule", "guest-results").get("event_pattern");
        Object document = deployed.only("aws_ssm_document").get("name");
        Map<String, Object> waitsFor = JSON.std.mapFrom(String.valueOf(pattern));
        assertThat(waitsFor.get("detail"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .extracting("document-name")
                .isEqualTo(List.of(document, Map.of("suffix", ":document/" + document)));
        assertThat(document).isEqualTo(Setting.PROBE_DOCUMENT.defaultValue());
    }

    @Test
    void the_document_is_the_probe_s() {
        assertThat(deployed.only("aws_ssm_document").get("content"))
                .isEqualTo(ProbeDocument.current().json());
    }

    @Test
    void fleet_scan_may_do_what_it_does_and_no_more() throws IOException {
        try (AwsClients clients = clients()) {
            Set<String> calls = new TreeSet<>(new FleetCollector(clients).actions());
            calls.addAll(ScanRecorder.actions());
            assertThat(granted("fleet-scan")).isEqualTo(calls);
        }
    }

    @Test
    void guest_results_may_do_what_it_does_and_no_more() throws IOException {
        try (AwsClients clients = clients()) {
            assertThat(granted("guest-results")).isEqualTo(collecting(clients));
        }
    }

    @Test
    void guest_probe_may_send_besides_and_no_more() throws IOException {
        try (AwsClients clients = clients()) {
            ProbeSender sender =
                    new ProbeSender(
                            clients::ssm,
                            GuestStore.of(clients, "muster"),
                            ProbeSettings.from(Map.of()),
                            Pace.perSecond(1),
                            () -> "",
                            Clock.systemUTC());
            Set<String> calls = collecting(clients);
            calls.addAll(sender.actions());
            calls.addAll(new ManagedNodeCollector(clients::ssm).actions());
            assertThat(granted("guest-probe")).isEqualTo(calls);
        }
    }

    /** What it takes to read, store and judge the answers of guests. */
    private static Set<String> collecting(AwsClients clients) {
        ProbeReader reader = new ProbeReader(clients::ssm, Pace.perSecond(1), Clock.systemUTC());
        Set<String> calls = new TreeSet<>(reader.actions());
        calls.addAll(new FleetCollector(clients).actionsForHosts());
        calls.addAll(GuestStore.actions());
        calls.addAll(GuestJudge.actionsOnTheTable());
        return calls;
    }

    private static AwsClients clients() {
        return new AwsClients(
                REGION, AnonymousCredentialsProvider.create(), null, new CallLedger());
    }

    /** What a role allows, but for its own log and its own dead-letter queue. */
    private static Set<String> granted(String function) throws IOException {
        Object policy = deployed.of(function, "aws_iam_role_policy").get("policy");
        Set<String> actions = new TreeSet<>();
        for (Map<?, ?> statement :
                Deployed.list(JSON.std.mapFrom(String.valueOf(policy)), "Statement")) {
            actions.addAll(names(statement, "Action"));
        }
        assertThat(actions)
                .contains("logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage");
        actions.removeIf(action -> action.startsWith("logs:") || action.startsWith("sqs:"));
        return actions;
    }

    private static List<String> key(Map<?, ?> of) {
        return List.of(String.valueOf(of.get("hash_key")), String.valueOf(of.get("range_key")));
    }

    private static List<String> key(List<KeySchemaElement> of) {
        return of.stream().map(KeySchemaElement::attributeName).toList();
    }

    private static List<String> names(Map<?, ?> of, String member) {
        return of.get(member) instanceof Collection<?> names ? sorted(names) : List.of();
    }

    private static List<String> sorted(Collection<?> names) {
        return names.stream().map(String::valueOf).sorted().toList();
    }
}
