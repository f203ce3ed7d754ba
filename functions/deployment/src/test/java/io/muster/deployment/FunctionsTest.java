package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.LambdaFunction.Trigger;
import io.muster.readiness.fleet.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions of the list are those that Terraform deploys, and those that the page shows. */
@ExtendWith(Deployments.Once.class)
class FunctionsTest {

    private static final Path PAGE =
            Path.of(System.getProperty("muster.infrastructure"), "../docs/functions.md");

    private static final String HOW =
            "docs/functions.md does not say what is deployed. Write it again with: mvn test"
                    + " -pl functions/deployment -am -Dtest=FunctionsTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true";

    private final Deployed deployed;

    FunctionsTest(Deployments deployments) {
        this.deployed = deployments.alone();
    }

    @Test
    void each_function_is_deployed_with_its_handler() {
        Map<String, Object> handlers = new TreeMap<>();
        for (String function : deployed.functions()) {
            handlers.put(function, Objects.requireNonNull(lambda(function).get("handler")));
        }
        assertThat(handlers)
                .isEqualTo(
                        Stream.of(LambdaFunction.values())
                                .collect(
                                        Collectors.toMap(
                                                LambdaFunction::functionName,
                                                LambdaFunction::handler)));
    }

    @ParameterizedTest
    @EnumSource
    void each_handler_is_a_class_that_lambda_can_make(LambdaFunction function)
            throws ReflectiveOperationException {
        assertThat(Class.forName(function.handler()).getDeclaredConstructor().newInstance())
                .isInstanceOf(RequestStreamHandler.class);
    }

    @Test
    void all_but_those_that_wait_themselves_are_restored_from_a_snapshot() {
        assertThat(deployed.functions().stream().filter(this::snapStart))
                .containsExactlyInAnyOrderElementsOf(names(LambdaFunction::snapStart));
    }

    @Test
    void each_is_started_by_its_trigger() {
        assertThat(deployed.each("aws_sqs_queue", "work").keySet())
                .isEqualTo(names(LambdaFunction::hasQueue));
        assertThat(deployed.each("aws_scheduler_schedule", "work").keySet())
                .containsExactlyElementsOf(LambdaFunction.startedBy(Trigger.DISPATCH));
        Set<String> targets = new TreeSet<>();
        deployed.all("aws_cloudwatch_event_target")
                .forEach(target -> targets.add(String.valueOf(target.get("target_id"))));
        assertThat(targets).containsExactlyElementsOf(LambdaFunction.startedBy(Trigger.EVENTS));
    }

    @ParameterizedTest
    @EnumSource
    void each_function_has_a_sample_event(LambdaFunction function) throws IOException {
        assertThat(SampleEvent.named(function.functionName() + ".json")).startsWith("{");
    }

    @Test
    void the_page_shows_what_is_deployed() throws IOException {
        String page = page();
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as(HOW).exists();
        assertThat(Files.readString(PAGE)).as(HOW).isEqualTo(page);
    }

    private String page() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Functions

                        Written by `FunctionsTest` from `LambdaFunction` and from what Terraform deploys; do not edit.
                        "Sources" are the facts that it asks for, "in scopes" the permissions in each account that Muster
                        scans, "here" those on its own table, queues, topic and event bus; what Lambda itself needs of
                        the role is not listed.

                        Alarms watch %d metrics. Queues start %d functions.
                        """
                                .formatted(
                                        alarmMetrics(),
                                        deployed.each("aws_sqs_queue", "work").size()));
        for (LambdaFunction function : LambdaFunction.values()) {
            String name = function.functionName();
            Map<?, ?> lambda = lambda(name);
            Map<Boolean, String> actions =
                    Declared.by(function::actions).stream()
                            .sorted()
                            .collect(
                                    Collectors.partitioningBy(
                                            action ->
                                                    action.matches("(dynamodb|events|sns|sqs):.*"),
                                            Collectors.joining(", ")));
            page.append(
                    """

                    ## %s
                    %s.

                    | | |
                    |---|---|
                    | started by | %s |
                    | event | `events/%s.json` |
                    | handler | `%s` |
                    | timeout | %d s%s |
                    | sources | %s |
                    | here | %s |
                    | in scopes | %s |
                    """
                            .formatted(
                                    name,
                                    lambda.get("description"),
                                    startedBy(function),
                                    name,
                                    function.handler(),
                                    Deployed.number(lambda, "timeout"),
                                    snapStart(name) ? ", restored from a snapshot" : "",
                                    orNone(sources(function)),
                                    orNone(actions.get(true)),
                                    orNone(actions.get(false))));
        }
        return page.toString();
    }

    private static String sources(LambdaFunction function) {
        Set<Source<?>> sources = Declared.by(function::sources);
        return Source.all().stream()
                .filter(sources::contains)
                .map(Source::label)
                .collect(Collectors.joining(", "));
    }

    /** As CloudWatch counts them for its price: one at least for each alarm. */
    private long alarmMetrics() {
        return deployed.alarms().values().stream()
                .mapToLong(
                        alarm ->
                                Deployed.list(alarm, "metric_query").stream()
                                        .filter(query -> !Deployed.list(query, "metric").isEmpty())
                                        .count())
                .map(metrics -> Math.max(1, metrics))
                .sum();
    }

    private String startedBy(LambdaFunction function) {
        String name = function.functionName();
        return switch (function.trigger()) {
            case SCHEDULER -> "EventBridge Scheduler, for each scheduled function below";
            case STREAM -> "the stream of the table";
            case VIEWER -> "a person who looks at the dashboard, with that person's permissions";
            case EVENTS ->
                    "its queue, to which rules send the events "
                            + deployed
                                    .each("aws_cloudwatch_event_target", "queue")
                                    .entrySet()
                                    .stream()
                                    .filter(rule -> name.equals(rule.getValue().get("target_id")))
                                    .map(rule -> "`" + rule.getKey() + "`")
                                    .collect(Collectors.joining(", "));
            case DISPATCH ->
                    "its queue, to which `dispatch` sends a message per scope, by default at `%s`"
                            .formatted(
                                    deployed.one("aws_scheduler_schedule", "work", name)
                                            .get("schedule_expression"));
        };
    }

    private Map<?, ?> lambda(String function) {
        return deployed.of(function, "aws_lambda_function");
    }

    private boolean snapStart(String function) {
        return !Deployed.list(lambda(function), "snap_start").isEmpty();
    }

    private static String orNone(@Nullable String actions) {
        return actions == null || actions.isEmpty() ? "none" : actions;
    }

    private static Set<String> names(Predicate<LambdaFunction> which) {
        return Stream.of(LambdaFunction.values())
                .filter(which)
                .map(LambdaFunction::functionName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
