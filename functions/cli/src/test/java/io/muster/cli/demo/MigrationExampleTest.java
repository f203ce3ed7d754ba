package io.muster.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import io.muster.cli.invoke.Functions;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.local.LocalCloud;
import io.muster.local.fixture.AnyCloud;
import io.muster.local.fleet.SampleFleet;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan of a workload of the sample fleet, as its documentation shows it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MigrationExampleTest {

    private static final String REGION = "us-east-1";
    private static final String TABLE = "muster";
    private static final Path DOCS = Golden.repository().resolve("docs");
    private static final String HOW =
            " is not what is rendered. Write it again with: mvn test -pl functions/cli -am"
                    + " -Dtest=MigrationExampleTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dmuster.docs.write=true";

    /** The emulator makes ids by chance. */
    private static final Pattern ID = Pattern.compile("\\b(i|ami|lt|vol|snap)-[0-9a-f]{8,17}\\b");

    private static @Nullable LocalCloud cloud;

    @BeforeAll
    static void loadAndScan() throws IOException, InterruptedException {
        cloud = AnyCloud.start();
        Clock clock = Clock.fixed(Run.NOW, ZoneOffset.UTC);
        SampleFleet.load(cloud, clock, REGION);
        AwsAccess access = AwsAccess.of(cloud.variables(REGION), null, cloud.endpoint());
        try (AwsClients clients = access.clients(REGION, new CallLedger())) {
            FindingTable.create(clients, TABLE);
        }
        Functions functions = new Functions(session(clock), access, REGION, TABLE, line -> {});
        long commands = FunctionAnswer.commands(invoke(functions, LambdaFunction.GUEST_PROBE));
        for (long ended = 0; ended < commands; ended++) {
            String event = cloud.ssm().nextEvent(Duration.ofMinutes(2));
            invoke(functions, LambdaFunction.GUEST_RESULTS, Objects.requireNonNull(event));
        }
        invoke(functions, LambdaFunction.FLEET_SCAN);
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"en, migration-example.md", "ko, migration-example.ko.md"})
    void the_example_of_the_documentation_is_what_is_rendered(String language, String name)
            throws IOException {
        Run run =
                Run.of(
                        "report",
                        "--part",
                        "migration",
                        "--workload",
                        "checkout",
                        "--language",
                        language,
                        "--table",
                        TABLE,
                        "--region",
                        REGION,
                        "--endpoint-url",
                        Objects.requireNonNull(cloud).endpoint().toString());
        assertThat(run.exit()).as(run.err()).isZero();
        String rendered = steady(run.out());
        Path page = DOCS.resolve(name);
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(page, rendered);
        }
        assertThat(Files.readString(page)).as(page + HOW).isEqualTo(rendered);
    }

    @Test
    void the_sample_fleet_has_an_instance_of_each_verdict() throws IOException {
        String instances = instances();
        for (Outcome outcome : Outcome.values()) {
            assertThat(instances).contains("\"verdict\":\"" + outcome.name() + "\"");
        }
        assertThat(instances).contains("eks.amazonaws.com runs it in this account");
    }

    @Test
    void each_instance_of_the_sample_fleet_has_its_verdict() throws IOException {
        assertThat(instances().lines().filter(line -> line.contains("\"id\":\"i-")))
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line).contains("\"graviton\":{\"verdict\":"));
    }

    @Test
    void one_newest_type_costs_more_while_an_older_one_saves() throws IOException {
        String host =
                instances()
                        .lines()
                        .filter(line -> line.contains("\"name\":\"containers-1\""))
                        .findFirst()
                        .orElseThrow();
        assertThat(host)
                .contains(
                        "\"type\":\"m6a.large\"",
                        "\"cheapest\":{\"instanceType\":\"m6g.large\",\"monthlyDeltaUsd\":-6.86",
                        "\"newest\":{\"instanceType\":\"m8g.large\",\"monthlyDeltaUsd\":2.45");
    }

    private static String instances() throws IOException {
        Run run =
                Run.of(
                        "instances",
                        "--output",
                        "json",
                        "--table",
                        TABLE,
                        "--region",
                        REGION,
                        "--endpoint-url",
                        Objects.requireNonNull(cloud).endpoint().toString());
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    /** The same with ids that count up in the order in which they appear. */
    private static String steady(String page) {
        Map<String, String> ids = new LinkedHashMap<>();
        return ID.matcher(page)
                .replaceAll(
                        found ->
                                ids.computeIfAbsent(
                                        found.group(),
                                        id ->
                                                "%s-%017x"
                                                        .formatted(
                                                                found.group(1), ids.size() + 1L)));
    }

    private static Session session(Clock clock) {
        return Session.of(
                Objects.requireNonNull(cloud).variables(REGION),
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Terminal.none(),
                clock,
                () -> "00000000-0000-4000-8000-000000000001");
    }

    private static String invoke(Functions functions, LambdaFunction function) throws IOException {
        return invoke(
                functions,
                function,
                Files.readString(
                        Golden.repository()
                                .resolve("events/" + function.functionName() + ".json")));
    }

    private static String invoke(Functions functions, LambdaFunction function, String event) {
        return functions.invoke(
                function, new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }
}
