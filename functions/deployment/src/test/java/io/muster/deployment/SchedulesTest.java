package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.handlers.fixture.SampleEvent;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Schedules ask dispatch for work that a queue takes, in the words of its sample event. */
@ExtendWith(Deployments.Once.class)
class SchedulesTest {

    private final Deployed deployed;
    private final Map<String, Map<?, ?>> schedules;

    SchedulesTest(Deployments deployments) {
        this.deployed = deployments.alone();
        this.schedules = deployed.each("aws_scheduler_schedule", "work");
    }

    @Test
    void each_sends_what_the_sample_event_of_dispatch_shows() throws IOException {
        Map<String, Object> sample = JSON.std.mapFrom(SampleEvent.named("dispatch.json"));
        schedules.forEach(
                (work, schedule) -> {
                    Map<String, Object> input = Deployed.json(target(schedule), "input");
                    assertThat(input.keySet()).as(work).isEqualTo(sample.keySet());
                    assertThat(input.get("function")).isEqualTo("dispatch");
                    assertThat(input.get("work")).isEqualTo(work);
                });
    }

    @Test
    void scheduler_finds_its_places_where_the_signs_stand_as_they_are() {
        schedules
                .values()
                .forEach(
                        schedule ->
                                assertThat(target(schedule).get("input"))
                                        .asString()
                                        .doesNotContain("\\u003c", "\\u003e")
                                        .contains("\"<aws.scheduler.scheduled-time>\""));
    }

    @Test
    void dispatch_knows_the_queue_of_all_work_that_is_scheduled() {
        Map<?, ?> environment =
                Deployed.object(
                        Deployed.block(
                                deployed.of("dispatch", "aws_lambda_function"), "environment"),
                        "variables");
        assertThat(schedules).isNotEmpty();
        for (String work : schedules.keySet()) {
            String variable = "MUSTER_QUEUE_" + work.toUpperCase(Locale.ROOT).replace('-', '_');
            assertThat(environment.get(variable)).as(variable).isNotNull();
            assertThat(deployed.each("aws_sqs_queue", "work")).containsKey(work);
        }
    }

    @Test
    void what_cannot_be_started_goes_to_the_dead_letter_queue() {
        assertThat(schedules).isNotEmpty();
        schedules
                .values()
                .forEach(
                        schedule ->
                                assertThat(
                                                Deployed.block(
                                                                target(schedule),
                                                                "dead_letter_config")
                                                        .get("arn"))
                                        .asString()
                                        .startsWith("arn:aws:sqs:"));
    }

    private static Map<?, ?> target(Map<?, ?> schedule) {
        return Deployed.block(schedule, "target");
    }
}
