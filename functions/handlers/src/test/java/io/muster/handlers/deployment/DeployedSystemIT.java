package io.muster.handlers.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.GuestStore;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.local.LocalCloud;
import io.muster.local.emulator.NoEmulatorException;
import io.muster.local.fleet.SampleFleet;
import io.muster.local.front.Front;
import io.muster.local.lambda.DeployedFunction;
import io.muster.local.lambda.FunctionCode;
import io.muster.local.lambda.LambdaApi;
import io.muster.local.lambda.Outcome;
import io.muster.local.lambda.RunningFunction;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
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
import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.regions.Region;

/**
 * The system as a team gets it: Terraform applies the configuration as it is to the local cloud,
 * and every function that is then there runs from the zip that was deployed, under AWS's runtime
 * interface client, with the handler and the variables that Lambda says it has. One story, in
 * order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class DeployedSystemIT {

    private static final Path SOURCE =
            Path.of(Objects.requireNonNull(System.getProperty("muster.infrastructure")));
    private static final Path ZIP =
            Path.of(Objects.requireNonNull(System.getProperty("muster.zip")));

    /** The region of the samples in {@code events/}. */
    private static final String REGION = "us-east-1";

    private static final String SEOUL = "ap-northeast-2";
    private static final String ACCOUNT = "123456789012";
    private static final String ALIAS = "live";
    private static final String TABLE = "muster";
    private static final String FLEET_SCAN = "muster-fleet-scan";

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

    private @Nullable LocalCloud started;
    private @Nullable Terraform terraform;
    private @Nullable FunctionCode code;
    private Map<String, DeployedFunction> functions = Map.of();
    private final Map<String, RunningFunction> running = new HashMap<>();

    /** Each function's own way into the cloud, whose log has its calls alone. */
    private final Map<String, Front> fronts = new TreeMap<>();

    @BeforeAll
    void terraform_applies_while_the_fleet_is_loaded() throws IOException {
        assumeTrue(RuntimeClient.runsHere(), "AWS's runtime interface client runs on Linux alone");
        started = cloud(System.getenv());
        terraform = Terraform.in(SOURCE, work.resolve("terraform"), variables());
        CompletableFuture<Terraform.Ended> applied =
                CompletableFuture.supplyAsync(
                        () ->
                                terraform()
                                        .run(
                                                "apply",
                                                "-auto-approve",
                                                "-input=false",
                                                "-parallelism=30"));
        SampleFleet.load(cloud(), Clock.systemUTC());
        Terraform.Ended apply = applied.join();
        assertThat(apply.code()).as(apply.text()).isZero();
        code = FunctionCode.unpack(ZIP, work.resolve("task"));
        functions = deployed();
    }

    @AfterAll
    void everything_ends() {
        running.values().forEach(RunningFunction::close);
        fronts.values().forEach(Front::close);
        if (terraform != null) {
            terraform.close();
        }
        if (started != null) {
            started.close();
        }
    }

    @Test
    @Order(1)
    void a_second_plan_wants_nothing_but_what_the_emulator_does_not_echo() {
        String plan = work.resolve("again.tfplan").toString();
        Terraform.Ended planned = terraform().run("plan", "-input=false", "-out=" + plan);
        assertThat(planned.code()).as(planned.text()).isZero();
        assertThat(Plan.changes(terraform().run("show", "-json", plan).out()))
                .isEqualTo(new TreeSet<>(NOT_ECHOED));
    }

    @Test
    @Order(2)
    void every_function_has_the_zip_that_was_built() {
        assertThat(functions).containsKey(FLEET_SCAN);
        assertThat(functions.values())
                .extracting(DeployedFunction::codeSha256)
                .containsOnly(Objects.requireNonNull(code).sha256());
    }

    /** First, before guests have answered: what is found then depends on the fleet alone. */
    @Test
    @Order(3)
    void the_zip_finds_what_the_tested_classes_find() throws IOException {
        answer(FLEET_SCAN, SampleEvent.named("fleet-scan.json"));
        try (AwsClients home = clients(REGION)) {
            for (String region : List.of(REGION, SEOUL)) {
                try (AwsClients clients = clients(region)) {
                    Scope scope = Scope.of(ACCOUNT, region);
                    assertThat(OpenFindings.stored(home, TABLE, scope))
                            .hasSizeGreaterThan(100)
                            .isEqualTo(OpenFindings.judgedHere(home, TABLE, clients, scope));
                }
            }
        }
    }

    @Test
    @Order(4)
    void every_other_function_takes_its_sample() throws IOException {
        for (String name : functions.keySet()) {
            if (!name.equals(FLEET_SCAN)) {
                String sample = SampleEvent.named(name.replaceFirst("^muster-", "") + ".json");
                assertThat(answer(name, sample)).as(name).isNotEmpty();
            }
        }
    }

    @Test
    @Order(5)
    void the_guests_answer_by_the_document_that_was_deployed() throws Exception {
        // The sample has asked the guests already; their answers are on their way.
        String event = Objects.requireNonNull(cloud().ssm().nextEvent(Duration.ofSeconds(90)));
        assertThat(answer("muster-guest-results", event)).containsEntry("open", 0);
        try (AwsClients clients = clients(REGION)) {
            assertThat(GuestStore.of(clients, TABLE).guests(Scope.of(ACCOUNT, REGION)))
                    .toIterable()
                    .isNotEmpty();
        }
    }

    @Test
    @Order(6)
    void destroying_leaves_nothing() throws IOException {
        Terraform.Ended destroyed =
                terraform().run("destroy", "-auto-approve", "-input=false", "-parallelism=30");
        assertThat(destroyed.code()).as(destroyed.text()).isZero();
        assertThat(deployed()).isEmpty();
    }

    private Map<String, DeployedFunction> deployed() throws IOException {
        try (LambdaApi lambda = new LambdaApi(cloud().endpoint(), REGION)) {
            return lambda.functions(ALIAS);
        }
    }

    /** Starts the function with an event; its answer. */
    private Map<String, Object> answer(String function, String event) throws IOException {
        RunningFunction process = running.computeIfAbsent(function, this::start);
        Outcome outcome = process.invoke(event);
        assertThat(outcome).as(process::output).isInstanceOf(Outcome.Answered.class);
        return JSON.std.mapFrom(((Outcome.Answered) outcome).payload());
    }

    private RunningFunction start(String function) {
        Front front = cloud().anotherFront();
        fronts.put(function, front);
        return RunningFunction.start(
                Objects.requireNonNull(functions.get(function)),
                Objects.requireNonNull(code),
                RuntimeClient.machine(cloud().variables(REGION, front.endpoint())),
                RunningFunction.Start.ON_DEMAND);
    }

    private AwsClients clients(String region) {
        return new AwsClients(
                Region.of(region), cloud().credentials(), cloud().endpoint(), new CallLedger());
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(cloud().variables(REGION));
        variables.put("TF_VAR_functions_zip", ZIP.toAbsolutePath().toString());
        variables.put("TF_VAR_protect_table", "false");
        return variables;
    }

    private static LocalCloud cloud(Map<String, String> environment) {
        try {
            return LocalCloud.start(environment, line -> {});
        } catch (NoEmulatorException none) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("in CI there must be an emulator", none);
            }
            throw new TestAbortedException("skipped. " + none.getMessage());
        }
    }

    private LocalCloud cloud() {
        return Objects.requireNonNull(started);
    }

    private Terraform terraform() {
        return Objects.requireNonNull(terraform);
    }
}
