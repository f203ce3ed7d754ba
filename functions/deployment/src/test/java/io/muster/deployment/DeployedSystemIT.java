package io.muster.deployment;

import static io.muster.deployment.DeployedSystem.ACCOUNT;
import static io.muster.deployment.DeployedSystem.REGION;
import static io.muster.deployment.DeployedSystem.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.store.GuestStore;
import io.muster.handlers.console.ConsoleHandler;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.local.front.Faults;
import io.muster.local.lambda.Delivery;
import io.muster.local.lambda.DeployedFunction;
import io.muster.local.lambda.Outcome;
import io.muster.local.ssm.SimulatedNode;
import io.muster.local.ssm.Trouble;
import io.muster.readiness.fact.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a deployment, one story in order: it is applied, its schedules and events start it,
 * it is put to trouble, and it is destroyed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class DeployedSystemIT {

    private static final Path ZIP =
            Path.of(Objects.requireNonNull(System.getProperty("muster.zip")));

    private static final String SEOUL = "ap-northeast-2";
    private static final List<Scope> SCOPES =
            List.of(Scope.of(ACCOUNT, SEOUL), Scope.of(ACCOUNT, REGION));

    private static final Pattern FINDING =
            Pattern.compile("<cwdb-action[^>]*>(\\{\"page\":\"finding\"[^<]*)<");

    /** What is waived for a time. */
    private static final String WAIVED = "check/imdsv2-required/jump";

    private static final String LOG_GROUP_TAG = "look-at-it";

    /**
     * What a role grants for what this story does not bring about, by function, and the test that
     * does.
     */
    private static final Map<String, Map<String, String>> SEEN_ELSEWHERE =
            Map.of(
                    "dispatch",
                    Map.of("dynamodb:UpdateItem", "AllScopesTest", "sns:Publish", "AllScopesTest"),
                    "fleet-scan",
                    Map.of(
                            "sqs:SendMessage", "LongScanTest",
                            "ssm:DescribeInstanceInformation", "BrokenOperationTest",
                            "ssm:GetParameters", "MatchingImageCollectorTest"),
                    "guest-probe",
                    Map.of("ssm:DescribeInstanceInformation", "BrokenOperationTest"),
                    "instance-change",
                    Map.of(
                            "dynamodb:GetItem", "PriceStoreTest",
                            "pricing:GetProducts", "PriceCollectorTest",
                            "ssm:DescribeDocument", "GuestOperationTest",
                            "ssm:DescribeInstanceInformation", "BrokenOperationTest",
                            "ssm:GetParameters", "MatchingImageCollectorTest"));

    /** That go up and down. */
    private static final int STORMY_INSTANCES = 20;

    /** The facts are collected by then, and hundreds of findings are still to be written. */
    private static final int AMID_ITS_WRITES = 100;

    /** Five seconds more than log-analysis keeps for itself to end in. */
    private static final Duration A_SHORT_RUN = Duration.ofSeconds(95);

    /**
     * What moto is known not to give back as it was given. It forgets how a function logs and that
     * it is restored from a snapshot, so that a plan wants to say it again, and with that publish a
     * version and move the alias. It writes a queue's redrive policy with other white space.
     */
    private static final Set<String> NOT_ECHOED =
            Set.of(
                    "aws_lambda_alias.function_version",
                    "aws_lambda_function.logging_config",
                    "aws_lambda_function.qualified_arn",
                    "aws_lambda_function.qualified_invoke_arn",
                    "aws_lambda_function.snap_start",
                    "aws_lambda_function.version",
                    "aws_sqs_queue.redrive_policy");

    @TempDir static Path work;

    private @Nullable DeployedSystem applied;

    /** It is made beside the first scans, which change nothing that Terraform looks at. */
    private @Nullable CompletableFuture<Terraform.@Nullable Ended> planned;

    @BeforeAll
    void terraform_applies_while_the_fleet_is_loaded() throws IOException {
        assumeTrue(RuntimeClient.runsHere(), "AWS's runtime interface client runs on Linux alone");
        applied =
                DeployedSystem.apply(
                        ZIP,
                        work,
                        Map.of(
                                "TF_VAR_regions",
                                "[\"%s\", \"%s\"]".formatted(REGION, SEOUL),
                                // What is to be looked at again is so at once.
                                "TF_VAR_settle_seconds",
                                "0",
                                // So that it asks for tags.
                                "TF_VAR_settings",
                                "{ log_group_tag = \"%s\" }".formatted(LOG_GROUP_TAG)));
        planned = CompletableFuture.supplyAsync(this::plannedAgain);
    }

    @AfterAll
    void everything_ends() {
        if (planned != null) {
            planned.exceptionally(failed -> null).join();
        }
        if (applied != null) {
            applied.close();
        }
    }

    @Test
    @Order(1)
    void every_function_has_the_zip_that_was_built() {
        assertThat(system().functions()).containsKey("fleet-scan");
        assertThat(system().functions().values())
                .extracting(DeployedFunction::codeSha256)
                .containsOnly(system().code().sha256());
    }

    /** First, before guests have answered: what is found then depends on the fleet alone. */
    @Test
    @Order(2)
    void a_schedule_has_every_scope_scanned_and_a_scan_that_is_killed_is_done_again() {
        assertThat(system().schedule("fleet-scan")).containsEntry("messages", 2);
        Delivery killed = system().killedAtCall("fleet-scan", AMID_ITS_WRITES);
        assertThat(killed.outcome()).containsInstanceOf(Outcome.Exited.class);
        assertThat(killed.failed()).hasSize(1);
        assertDone(system().work("fleet-scan"), 2);
        for (Scope scope : SCOPES) {
            try (AwsClients clients = system().clients(scope.region())) {
                assertThat(stored(scope))
                        .hasSizeGreaterThan(100)
                        .isEqualTo(OpenFindings.judgedHere(system().home(), TABLE, clients, scope));
            }
        }
    }

    @Test
    @Order(3)
    void what_a_scan_opened_is_announced_by_the_tables_stream() {
        Map<String, Long> checks = OpenFindings.byCheck(system().home(), TABLE, SCOPES);
        Map.Entry<String, Long> rare =
                Collections.min(checks.entrySet(), Map.Entry.comparingByValue());
        FindingListener listener = FindingListener.listen(system().home(), rare.getKey());
        int opened = SCOPES.stream().mapToInt(scope -> stored(scope).size()).sum();
        assertThat(system().workStream())
                .flatExtracting(Delivery::handedOut)
                .hasSizeGreaterThanOrEqualTo(opened);
        assertThat(listener.received())
                .hasSize(rare.getValue().intValue())
                .allMatch(event -> event.contains("Readiness Finding Changed"));
        assertThat(system().front("notify").log().counts()).containsKey("sns:Publish");
    }

    @Test
    @Order(4)
    void what_starts_is_looked_at_again_and_probed_and_what_ends_is_resolved() throws Exception {
        SimulatedNode guest = guest();
        system().cloud().ssm().manage(REGION, guest.with(Trouble.SLICE_LATE));
        system().publish(List.of(changed(guest.instanceId(), "running")));
        assertThat(system().work("instance-change"))
                .as("the event, and the second look that the function asked itself for")
                .hasSize(2)
                .flatExtracting(Delivery::failed)
                .isEmpty();
        system().publish(List.of(system().guestsAnswered()));
        assertDone(system().work("guest-results"), 1);
        assertThat(guests()).isEqualTo(1);
        assertThat(stored(Scope.of(ACCOUNT, REGION)))
                .anyMatch(finding -> finding.startsWith("instance#" + guest.instanceId()));
        system().home().ec2().terminateInstances(end -> end.instanceIds(guest.instanceId()));
        system().publish(List.of(changed(guest.instanceId(), "terminated")));
        assertThat(system().work("instance-change")).flatExtracting(Delivery::failed).isEmpty();
        assertThat(stored(Scope.of(ACCOUNT, REGION)))
                .noneMatch(finding -> finding.startsWith("instance#" + guest.instanceId()));
    }

    @Test
    @Order(5)
    void answers_whose_event_was_lost_are_collected_when_guests_are_asked_next() throws Exception {
        system().schedule("guest-probe");
        assertDone(system().work("guest-probe"), 2);
        do {
            // Its event is lost. What ended may be what the guest was asked that has started.
            system().guestsAnswered();
            system().schedule("guest-probe");
            assertDone(system().work("guest-probe"), 2);
        } while (guests() == 1);
        assertThat(guests()).isGreaterThan(1);
    }

    @Test
    @Order(6)
    void answers_come_by_the_event_that_their_command_has_ended() throws Exception {
        system().schedule("guest-probe");
        assertDone(system().work("guest-probe"), 2);
        system().publish(List.of(system().guestsAnswered()));
        assertDone(system().work("guest-results"), 1);
    }

    @Test
    @Order(7)
    void a_second_plan_wants_nothing_but_what_the_emulator_does_not_echo() {
        Terraform.Ended shown = Objects.requireNonNull(Objects.requireNonNull(planned).join());
        assertThat(shown.code()).as(shown.text()).isZero();
        assertThat(Plan.changes(shown.out())).isEqualTo(new TreeSet<>(NOT_ECHOED));
    }

    @Test
    @Order(8)
    void queries_that_outlast_a_run_are_stopped_and_the_next_run_reads_the_logs() {
        system().tagLogGroups(LOG_GROUP_TAG);
        system().cloud().logs().stall(true);
        system().startWithin("log-analysis", A_SHORT_RUN);
        system().schedule("log-analysis");
        assertDone(system().work("log-analysis"), 2);
        assertThat(system().front("log-analysis").log().counts()).containsKey("logs:StopQuery");
        system().cloud().logs().stall(false);
        system().stop("log-analysis");
        system().schedule("log-analysis");
        assertDone(system().work("log-analysis"), 2);
        assertThat(OpenFindings.byCheck(system().home(), TABLE, SCOPES))
                .containsKey("log-group-faults");
    }

    @Test
    @Order(9)
    void a_storm_of_changes_is_two_runs_and_few_calls() throws IOException {
        List<String> storm = new ArrayList<>();
        for (int each = 0; each < 300; each++) {
            storm.add(changed("i-%017x".formatted(each % STORMY_INSTANCES), "running"));
        }
        system().send("instance-change", storm);
        system().countAnew("instance-change");
        List<Delivery> deliveries = system().work("instance-change");
        assertThat(deliveries).flatExtracting(Delivery::failed).isEmpty();
        assertThat(deliveries).as("all of them, and the second look").hasSize(2);
        assertThat(system().front("instance-change").log().calls())
                .as("a question to the table for each instance, and few to EC2, twice")
                .hasSizeLessThan(2 * (STORMY_INSTANCES + 10));
    }

    @Test
    @Order(10)
    void every_function_takes_its_sample() throws IOException {
        for (String name : system().functions().keySet()) {
            assertThat(system().said(name, SampleEvent.named(name + ".json")).toString())
                    .as(name)
                    .hasSizeGreaterThan(10);
        }
        assertThat(system().waiting("fleet-scan")).as("what dispatch asked for").hasSize(2);
        assertThat(system().waiting("instance-change")).as("the second look").hasSize(1);
    }

    @Test
    @Order(11)
    void an_unreadable_message_goes_to_the_dead_letter_queue_and_holds_up_no_scan() {
        system().send("fleet-scan", List.of("poison", scan(REGION)));
        List<Delivery> deliveries = system().work("fleet-scan");
        assertThat(deliveries).as("three attempts at one, one at the other").hasSize(4);
        assertThat(system().deadLetters("fleet-scan")).containsExactly("poison");
    }

    /** Each operation that a function was seen to call, in all ways that pass by themselves. */
    @Test
    @Order(12)
    void what_passes_by_itself_is_tried_again_and_leaves_the_same_table() throws IOException {
        Map<Scope, Set<String>> before = allStored();
        system().schedule("log-analysis");
        system().schedule("guest-probe");
        system().send("fleet-scan", List.of(scan(REGION)));
        for (String function : List.of("fleet-scan", "guest-probe", "log-analysis")) {
            Faulty.thatPasses(system().front(function));
            assertThat(system().work(function))
                    .as(() -> system().output(function))
                    .isNotEmpty()
                    .flatExtracting(Delivery::failed)
                    .isEmpty();
            assertThat(Faults.of(system().front(function)).met())
                    .as("twice each operation that %s calls where little changed", function)
                    .isGreaterThanOrEqualTo(6);
            Faults.of(system().front(function)).clear();
        }
        Faulty.thatPasses(system().front("dispatch"));
        system().answer("dispatch", SampleEvent.named("dispatch.json"));
        assertThat(Faults.of(system().front("dispatch")).met())
                .as("twice each: the messages, the table's summaries, and all of them in one")
                .isEqualTo(6);
        Faults.of(system().front("dispatch")).clear();
        assertThat(system().waiting("fleet-scan")).as("each scope once").hasSize(2);
        assertThat(allStored()).isEqualTo(before);
    }

    @Test
    @Order(13)
    void a_role_that_has_expired_resolves_nothing_and_loses_nothing() {
        Map<Scope, Set<String>> before = allStored();
        system().send("fleet-scan", List.of(scan(REGION)));
        Faulty.expired(system().front("fleet-scan"));
        assertThat(system().deliver("fleet-scan").failed()).hasSize(1);
        assertThat(allStored()).isEqualTo(before);
        Faults.of(system().front("fleet-scan")).clear();
        assertDone(system().work("fleet-scan"), 1);
        assertThat(allStored()).isEqualTo(before);
    }

    @Test
    @Order(14)
    void a_queue_that_takes_nothing_fails_the_dispatch_which_asks_again_for_all()
            throws IOException {
        String schedule = SampleEvent.named("dispatch.json");
        Faulty.thatLasts(system().front("dispatch"));
        assertThat(system().run("dispatch", schedule)).isInstanceOf(Outcome.Failed.class);
        assertThat(system().waiting("fleet-scan")).isEmpty();
        Faults.of(system().front("dispatch")).clear();
        system().answer("dispatch", schedule);
        assertThat(system().waiting("fleet-scan")).as("each scope once").hasSize(2);
    }

    /** Decided and shown as a person does it: by the widget's functions. */
    @Test
    @Order(15)
    void what_is_waived_for_a_time_comes_back_when_it_is_over() throws IOException {
        Scope scope = Scope.of(ACCOUNT, REGION);
        Instant now = Instant.now();
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(7);
        Instant end = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Set<String> open = listed(now);
        assertThat(open).isNotEmpty();

        assertThat(decide("waive", "0 " + WAIVED, last)).contains("Recorded: waived until");
        rescan(scope);
        assertThat(stored(scope)).anyMatch(found -> found.contains("#decision-current "));
        assertThat(listed(now)).isEmpty();
        assertThat(listed(end.minusMillis(1))).isEmpty();
        assertThat(listed(end)).as("by a clock that is past its last day").isEqualTo(open);

        assertThat(decide("waive", "1 " + WAIVED, last.plusDays(93))).contains("Recorded: ");
        rescan(scope);
        assertThat(stored(scope)).noneMatch(found -> found.contains("#decision-current "));
        assertThat(listed(end)).isEmpty();
        assertThat(decide("withdraw", "2 " + WAIVED, last)).contains("Withdrawn: ");
        assertThat(listed(now)).isEqualTo(open);
    }

    /** The ids of the findings of {@link #WAIVED} that the widget lists, by a clock. */
    private Set<String> listed(Instant now) throws IOException {
        ConsoleHandler console =
                new ConsoleHandler(
                        new FunctionEnvironment(
                                Map.of(
                                        "AWS_REGION",
                                        REGION,
                                        FunctionEnvironment.TABLE_VARIABLE,
                                        TABLE),
                                region -> system().home(),
                                Clock.fixed(now, ZoneOffset.UTC),
                                line -> {}));
        String event =
                JSON.std.asString(
                        Map.of("page", "findings", "check", "imdsv2-required", "workload", "jump"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        console.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, null);
        Set<String> listed = new TreeSet<>();
        Matcher action = FINDING.matcher(String.valueOf(JSON.std.anyFrom(out.toByteArray())));
        while (action.find()) {
            listed.add(String.valueOf(JSON.std.mapFrom(action.group(1)).get("of")));
        }
        return listed;
    }

    private void rescan(Scope scope) {
        system().send("fleet-scan", List.of(scan(scope.region())));
        assertDone(system().work("fleet-scan"), 1);
    }

    /** After all that was done: whatever a function calls at all, it has called by now. */
    @Test
    @Order(16)
    void the_dashboard_s_widget_leads_to_a_finding_which_is_waived_there() throws IOException {
        String list = page(Map.of("page", "findings"));
        Matcher action = FINDING.matcher(list);
        assertThat(action.find()).as(list).isTrue();
        Map<String, Object> asked = JSON.std.mapFrom(action.group(1));
        String finding = page(asked);
        String id = String.valueOf(asked.get("of"));

        assertThat(finding).contains("First seen ", "function:muster-console:live");
        assertThat(system().said("console", "{\"describe\":true}").toString()).contains("``` yaml");
        LocalDate last = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        assertThat(decide("waive", "0 " + id, last)).contains("Recorded: waived until");
        assertThat(page(Map.of("page", "findings"))).doesNotContain("\"of\":\"" + id + "\"");
        assertThat(decide("waive", "0 " + id, last))
                .contains("something else was decided meanwhile");
        assertThat(decide("withdraw", "1 " + id, last)).contains("Withdrawn: waived until");
    }

    private String decide(String what, String about, LocalDate until) throws IOException {
        Map<String, String> form =
                Map.of(
                        "reason", "OTHER",
                        "text", "replaced soon",
                        "owner", "shop-team",
                        "until", until.toString(),
                        "who", "Anna");
        Map<String, ?> event =
                Map.of(
                        "do",
                        what,
                        "about",
                        about,
                        "page",
                        "decisions",
                        "widgetContext",
                        Map.of("forms", Map.of("all", form)));
        return system().said("decide", JSON.std.asString(event)).toString();
    }

    private String page(Map<String, ?> parameters) throws IOException {
        return system().said("console", JSON.std.asString(parameters)).toString();
    }

    @Test
    @Order(20)
    void each_role_grants_what_its_function_was_seen_to_call_and_no_more() {
        Map<String, Set<String>> seen = system().seen();
        SEEN_ELSEWHERE.forEach(
                (function, actions) ->
                        assertThat(
                                        seen.computeIfAbsent(function, none -> new TreeSet<>())
                                                .addAll(actions.keySet()))
                                .as("%s is not seen to call %s here", function, actions)
                                .isTrue());
        assertThat(seen).isEqualTo(Grants.called(system().state()));
    }

    @Test
    @Order(21)
    void a_deleted_table_leaves_the_work_in_the_dead_letter_queue() throws IOException {
        system().home().dynamoDb().deleteTable(delete -> delete.tableName(TABLE));
        String scan = scan(REGION);
        String change = changed("i-0123456789abcdef0", "running");
        system().send("fleet-scan", List.of(scan));
        system().send("instance-change", List.of(change));
        system().work("fleet-scan");
        system().work("instance-change");
        assertThat(system().deadLetters("fleet-scan")).containsExactly(scan);
        // Not the event: the first look needs no table for what EC2 does not list, the second does.
        assertThat(system().deadLetters("instance-change"))
                .singleElement()
                .asString()
                .contains("\"look\":\"again\"", "i-0123456789abcdef0");
    }

    @Test
    @Order(22)
    void destroying_leaves_nothing() throws IOException {
        Terraform.Ended destroyed = system().destroy();
        assertThat(destroyed.code()).as(destroyed.text()).isZero();
        assertThat(system().functionsNow()).isEmpty();
    }

    /** What a plan shows; where it fails, how. */
    private Terraform.Ended plannedAgain() {
        String plan = work.resolve("again.tfplan").toString();
        Terraform.Ended made = system().terraform().run("plan", "-input=false", "-out=" + plan);
        return made.code() == 0 ? system().terraform().run("show", "-json", plan) : made;
    }

    private static void assertDone(List<Delivery> deliveries, int items) {
        assertThat(deliveries).flatExtracting(Delivery::failed).isEmpty();
        assertThat(deliveries).flatExtracting(Delivery::handedOut).hasSize(items);
    }

    private Set<String> stored(Scope scope) {
        return OpenFindings.stored(system().home(), TABLE, scope);
    }

    /** How many guests have answered. */
    private int guests() {
        int guests = 0;
        Iterator<?> stored =
                GuestStore.of(system().home(), TABLE).guests(Scope.of(ACCOUNT, REGION));
        for (; stored.hasNext(); stored.next()) {
            guests++;
        }
        return guests;
    }

    private Map<Scope, Set<String>> allStored() {
        Map<Scope, Set<String>> all = new TreeMap<>();
        SCOPES.forEach(scope -> all.put(scope, stored(scope)));
        return all;
    }

    /** A message of dispatch's. */
    private static String scan(String region) {
        return "{\"function\":\"fleet-scan\",\"scopes\":[{\"account\":\"%s\",\"region\":\"%s\"}]}"
                .formatted(ACCOUNT, region);
    }

    private static String changed(String instance, String state) throws IOException {
        String event = SampleEvent.named("instance-change.json");
        return Rules.with(Rules.with(event, "detail.instance-id", instance), "detail.state", state);
    }

    /** One that answers the probe. */
    private SimulatedNode guest() {
        return system().cloud().ssm().nodes(REGION).stream()
                .filter(node -> node.guest() != null && node.troubles().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private DeployedSystem system() {
        return Objects.requireNonNull(applied);
    }
}
