package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.local.front.Front;
import io.muster.local.lambda.Outcome;
import io.muster.local.lambda.RunningFunction;
import io.muster.local.lambda.RunningFunction.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The functions that Lambda restores from a snapshot, from the zip that was built: as Lambda does
 * it, their hooks run after they are loaded, and their credentials are to be asked for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapStartIT {

    private static final String EC2 = "software.amazon.awssdk.services.ec2.";

    private static final String WRITING =
            "dynamodb:(Put|Update|Delete|BatchWrite|Transact).*|ssm:Send.*|sns:.*|events:.*";

    @TempDir static Path work;

    private @Nullable ZipOnTheMachine zip;

    @BeforeAll
    void a_cloud_is_there() throws IOException {
        assumeTrue(RuntimeClient.runsHere(), "AWS's runtime interface client runs on Linux alone");
        zip = ZipOnTheMachine.start(work.resolve("task"));
        // The emulator loads a service when it is first called, and priming waits for seconds
        // alone.
        AwsClients clients = zip.clients();
        clients.ec2().describeInstances();
        clients.ec2().describeVolumes();
        clients.ec2().describeInstanceTypes(types -> types.maxResults(5));
        clients.autoScaling().describeAutoScalingGroups();
        clients.ssm().describeInstanceInformation();
        clients.eventBridge().listEventBuses(buses -> buses.limit(1));
    }

    @AfterAll
    void it_ends() {
        if (zip != null) {
            zip.close();
        }
    }

    @Test
    void notify_is_primed_without_any_notice_and_without_ec2() throws IOException {
        assertThat(primed("notify", Map.of()).counts())
                .isEqualTo(Map.of("events:PutEvents", 1L, "sns:Publish", 1L));
        assertThat(classes("notify"))
                .contains("software.amazon.awssdk.services.sns.SnsClient")
                .noneMatch(name -> name.startsWith(EC2))
                .as("pages are the console's alone")
                .noneMatch(name -> name.matches("(io\\.muster\\.console|gg\\.jte)\\..*"));
    }

    @Test
    void console_is_primed_by_each_page_without_ec2_and_without_a_write() throws IOException {
        assertThat(primed("console", Map.of()).counts().keySet())
                .contains("dynamodb:Query")
                .allMatch(action -> action.matches("dynamodb:(BatchGetItem|GetItem|Query)"));
        assertThat(classes("console"))
                .contains("io.muster.console.page.Widget")
                .noneMatch(name -> name.startsWith(EC2));
    }

    @Test
    void decide_is_primed_by_a_decision_that_is_refused() throws IOException {
        assertThat(primed("decide", Map.of()).counts())
                .allSatisfy((action, count) -> assertThat(action).doesNotMatch(WRITING));
    }

    @Test
    void dispatch_is_primed_by_a_message_that_is_not_sent() throws IOException {
        assertThat(primed("dispatch", Map.of()).counts())
                .containsEntry("sqs:SendMessageBatch", 1L)
                .containsKeys("dynamodb:Query")
                .allSatisfy((action, count) -> assertThat(action).doesNotMatch(WRITING));
        assertThat(classes("dispatch")).noneMatch(name -> name.startsWith(EC2));
    }

    @Test
    void fleet_scan_is_primed_by_a_scan_that_is_not_written() throws IOException {
        assertThat(primed("fleet-scan", Map.of()).counts())
                .containsKeys(
                        "dynamodb:Query", "ec2:DescribeInstanceTypes", "ec2:DescribeInstances")
                .allSatisfy((action, count) -> assertThat(action).doesNotMatch(WRITING));
    }

    @Test
    void instance_change_is_primed_by_a_look_at_what_is_not_there() throws IOException {
        assertThat(primed("instance-change", Map.of()).counts())
                .containsEntry("sqs:SendMessageBatch", 1L)
                .containsKeys(
                        "autoscaling:DescribeAutoScalingGroups",
                        "dynamodb:BatchGetItem",
                        "dynamodb:Query",
                        "ec2:DescribeInstanceTypes",
                        "ec2:DescribeInstances",
                        "ec2:DescribeVolumes",
                        "ssm:DescribeInstanceProperties")
                .allSatisfy((action, count) -> assertThat(action).doesNotMatch(WRITING));
    }

    @Test
    void guest_results_is_primed_by_a_command_that_was_never_sent() throws IOException {
        assertThat(primed("guest-results", Map.of()).counts())
                .containsKeys(
                        "dynamodb:GetItem", "ssm:ListCommandInvocations", "ec2:DescribeInstances")
                .allSatisfy((action, count) -> assertThat(action).doesNotMatch(WRITING));
    }

    /** It takes an event, and fails it for the same reason. */
    @Test
    void a_function_whose_priming_fails_is_there_all_the_same() throws IOException {
        Primed failed = primed("notify", Map.of("MUSTER_NOTICE_SEVERITY", "LOUD"));
        assertThat(failed.line())
                .containsEntry("level", "WARN")
                .containsEntry("message", "not primed");
        assertThat(failed.line().get("error"))
                .asString()
                .contains("MUSTER_NOTICE_SEVERITY", "LOUD");
    }

    /**
     * What was done before the snapshot.
     *
     * @param counts of calls
     * @param line that was logged
     */
    private record Primed(Map<String, Long> counts, Map<String, Object> line) {}

    /** Primes a function, and then has it take its sample. */
    private Primed primed(String function, Map<String, String> more) throws IOException {
        Map<String, String> variables = new HashMap<>(more);
        variables.put(
                "JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log(function + more.keySet()));
        try (Front front = Objects.requireNonNull(zip).cloud().anotherFront();
                RunningFunction process = zip.start(function, Start.SNAP_START, front, variables)) {
            assertThat(process.loadedWithin(Duration.ofMinutes(1))).as(process::output).isTrue();
            Primed primed = new Primed(front.log().counts(), line(process.output()));
            Outcome outcome = process.invoke(SampleEvent.named(function + ".json"));
            if (more.isEmpty()) {
                assertThat(primed.line()).as(process::output).containsEntry("level", "INFO");
                assertThat(outcome).as(process::output).isInstanceOf(Outcome.Answered.class);
            } else {
                assertThat(outcome).as(process::output).isInstanceOf(Outcome.Failed.class);
            }
            return primed;
        }
    }

    /** What priming logged, the only line so far that is JSON. */
    private static Map<String, Object> line(String output) throws IOException {
        String line =
                output.lines()
                        .filter(each -> each.contains("primed\""))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(output));
        return JSON.std.mapFrom(line.substring(line.indexOf('{')));
    }

    private static Path log(String run) {
        return work.resolve(run);
    }

    /** The names of the classes that the function's process loaded. */
    private static List<String> classes(String function) throws IOException {
        return Files.readAllLines(log(function + "[]")).stream()
                .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", ""))
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }
}
