package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.handlers.runtime.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queues before the functions lose nothing, grant no access, and hold up no other message. */
@ExtendWith(Deployments.Once.class)
class QueuesTest {

    private static final String QUEUE = "aws_sqs_queue";
    private static final String MAPPING = "aws_lambda_event_source_mapping";

    private final Deployed deployed;
    private final Map<String, Map<?, ?>> queues;
    private final Map<String, Map<?, ?>> deadLetters;
    private final Map<String, Map<?, ?>> mappings;

    QueuesTest(Deployments deployments) {
        this.deployed = deployments.alone();
        this.queues = deployed.each(QUEUE, "work");
        this.deadLetters = deployed.each(QUEUE, "dead_letters");
        this.mappings = deployed.each(MAPPING, "queue");
    }

    @Test
    void what_is_delivered_has_a_dead_letter_queue_and_each_queue_starts_its_function() {
        assertThat(deadLetters.keySet()).isEqualTo(LambdaFunction.delivered());
        assertThat(queues.keySet()).isNotEmpty().isEqualTo(mappings.keySet());
        queues.forEach((name, queue) -> assertThat(queue.get("name")).isEqualTo("muster-" + name));
        deadLetters.forEach(
                (name, queue) ->
                        assertThat(queue.get("name"))
                                .isEqualTo("muster-%s-dead-letters".formatted(name)));
    }

    @Test
    void a_message_is_hidden_for_six_runs_and_the_time_that_a_batch_is_gathered() {
        queues.forEach(
                (name, queue) -> {
                    Map<?, ?> function = deployed.of(name, "aws_lambda_function");
                    int window =
                            Deployed.number(
                                    deployed.one(MAPPING, "queue", name),
                                    "maximum_batching_window_in_seconds");
                    assertThat(Deployed.number(queue, "visibility_timeout_seconds"))
                            .as(name)
                            .isEqualTo(6 * Deployed.number(function, "timeout") + window);
                });
    }

    @Test
    void what_fails_every_time_goes_to_the_dead_letter_queue_before_the_queue_drops_it() {
        queues.forEach(
                (name, queue) -> {
                    int attempts =
                            Deployed.number(
                                    Deployed.json(queue, "redrive_policy"), "maxReceiveCount");
                    assertThat(attempts).as(name).isBetween(3, 5);
                    assertThat(
                                    (attempts + 1)
                                            * Deployed.number(queue, "visibility_timeout_seconds"))
                            .as(name)
                            .isLessThan(Deployed.number(queue, "message_retention_seconds"));
                    // SQS counts from when the message was first sent.
                    assertThat(
                                    Deployed.number(
                                            deployed.one(QUEUE, "dead_letters", name),
                                            "message_retention_seconds"))
                            .as(name)
                            .isEqualTo(14 * 24 * 3600);
                });
    }

    @Test
    void one_message_of_a_batch_may_fail_alone() {
        mappings.forEach(
                (name, mapping) ->
                        assertThat(mapping.get("function_response_types"))
                                .as(name)
                                .isEqualTo(List.of("ReportBatchItemFailures")));
    }

    @Test
    void runs_at_a_time_are_bounded_as_lambda_takes_it() {
        mappings.forEach(
                (name, mapping) ->
                        assertThat(
                                        Deployed.number(
                                                Deployed.block(mapping, "scaling_config"),
                                                "maximum_concurrency"))
                                .as(name)
                                .isBetween(2, 1000));
    }

    @Test
    void a_scope_comes_alone_and_more_than_ten_messages_only_where_they_are_gathered() {
        mappings.forEach(
                (name, mapping) -> {
                    int batch = Deployed.number(mapping, "batch_size");
                    if (Deployed.number(mapping, "maximum_batching_window_in_seconds") == 0) {
                        assertThat(batch).as(name).isEqualTo(1);
                    } else {
                        assertThat(batch).as(name).isBetween(10, 10_000);
                    }
                });
    }

    @Test
    void queues_are_encrypted_at_rest_and_on_the_way() {
        deployed.all(QUEUE)
                .forEach(
                        queue ->
                                assertThat(queue.get("sqs_managed_sse_enabled"))
                                        .as(String.valueOf(queue.get("name")))
                                        .isEqualTo(true));
        assertThat(deployed.all(QUEUE))
                .allSatisfy(
                        queue ->
                                assertThat(statements(queue, "Deny"))
                                        .singleElement()
                                        .asString()
                                        .contains(
                                                ":muster-%s,".formatted(suffix(queue)),
                                                "Action=sqs:*",
                                                "Principal=*",
                                                "Condition={Bool={aws:SecureTransport=false}}"));
    }

    @Test
    void none_but_rules_of_event_bridge_are_let_into_a_queue_beside_the_account_s_roles() {
        Set<String> letIn = new TreeSet<>();
        queues.forEach(
                (name, queue) ->
                        statements(queue, "Allow")
                                .forEach(
                                        statement -> {
                                            assertThat(statement)
                                                    .asString()
                                                    .contains(
                                                            "Principal={Service=events.amazonaws.com}",
                                                            "Condition={ArnEquals={aws:SourceArn=[arn:");
                                            letIn.add(name);
                                        }));
        Set<String> targets = new TreeSet<>();
        deployed.all("aws_cloudwatch_event_target")
                .forEach(target -> targets.add(String.valueOf(target.get("target_id"))));
        assertThat(letIn).isEqualTo(targets);
    }

    private static List<Map<?, ?>> statements(Map<?, ?> queue, String effect) {
        return Deployed.list(Deployed.json(queue, "policy"), "Statement").stream()
                .filter(statement -> effect.equals(statement.get("Effect")))
                .toList();
    }

    private static String suffix(Map<?, ?> queue) {
        return String.valueOf(queue.get("name")).replaceFirst("^muster-", "");
    }
}
