package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.handlers.runtime.LambdaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each alarm is sent to a topic, watches every function, and has its section in the runbook. */
@ExtendWith(Deployments.Once.class)
class AlarmsTest {

    private static final Path RUNBOOK =
            Path.of(System.getProperty("muster.infrastructure"), "../docs/runbook.md");

    /** What CloudWatch takes in an alarm's arithmetic. */
    private static final int MAX_METRICS = 10;

    private final Deployed deployed;
    private final Map<String, Map<?, ?>> alarms;

    AlarmsTest(Deployments deployments) {
        this.deployed = deployments.alone();
        this.alarms = deployed.alarms();
    }

    @Test
    void each_alarm_names_a_section_of_the_runbook_and_each_section_an_alarm() throws IOException {
        Set<String> sections =
                Pattern.compile("^### (\\S+)$", Pattern.MULTILINE)
                        .matcher(Files.readString(RUNBOOK))
                        .results()
                        .map(heading -> heading.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = new TreeSet<>();
        for (Map<?, ?> alarm : alarms.values()) {
            String anchor =
                    String.valueOf(alarm.get("alarm_description"))
                            .replaceFirst(".* Runbook: docs/runbook\\.md#", "");
            assertThat(alarm.get("alarm_name")).isEqualTo("muster-" + anchor);
            named.add(anchor);
        }
        assertThat(named).isNotEmpty().isEqualTo(sections);
    }

    @Test
    void each_alarm_says_when_it_begins_and_when_it_is_over() {
        Object topic = deployed.one("aws_sns_topic", "alarms", "").get("arn");
        assertThat(alarms.values())
                .allSatisfy(
                        alarm -> {
                            assertThat(alarm.get("alarm_actions")).isEqualTo(List.of(topic));
                            assertThat(alarm.get("ok_actions")).isEqualTo(List.of(topic));
                        });
    }

    @Test
    void no_alarm_adds_up_more_metrics_than_cloud_watch_takes() {
        assertThat(alarms.values())
                .allSatisfy(
                        alarm ->
                                assertThat(
                                                Deployed.list(alarm, "metric_query").stream()
                                                        .filter(
                                                                query ->
                                                                        !Deployed.list(
                                                                                        query,
                                                                                        "metric")
                                                                                .isEmpty()))
                                        .hasSizeLessThanOrEqualTo(MAX_METRICS));
    }

    @Test
    void dead_letters_are_watched_of_each_function_and_a_backlog_of_each_queue() {
        assertThat(watched("dead-letters")).isEqualTo(ids(LambdaFunction.delivered()));
        assertThat(watched("backlog"))
                .isEqualTo(ids(deployed.each("aws_sqs_queue", "work").keySet()));
    }

    @Test
    void errors_and_throttles_are_those_of_every_function_that_a_queue_starts() {
        Set<String> names = new TreeSet<>();
        for (String queue : deployed.each("aws_sqs_queue", "work").keySet()) {
            names.add(queue);
            names.add(queue + "-given-up");
        }
        for (String alarm : List.of("errors", "throttles")) {
            assertThat(watched(alarm)).isEqualTo(ids(names));
        }
    }

    private static Set<String> ids(Set<String> names) {
        return names.stream()
                .map(name -> name.replace('-', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> watched(String alarm) {
        return Deployed.list(Objects.requireNonNull(alarms.get(alarm)), "metric_query").stream()
                .filter(query -> !Deployed.list(query, "metric").isEmpty())
                .map(query -> String.valueOf(query.get("id")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void failing_scans_are_dead_letters_before_they_are_overdue() {
        Map<?, ?> queue = deployed.one("aws_sqs_queue", "work", "fleet-scan");
        int attempts = Deployed.number(Deployed.json(queue, "redrive_policy"), "maxReceiveCount");
        int givenUp = attempts * Deployed.number(queue, "visibility_timeout_seconds");
        Map<?, ?> overdue = Objects.requireNonNull(alarms.get("scan-overdue"));
        assertThat(givenUp).isLessThan(Deployed.number(overdue, "evaluation_periods") * 3600);
    }
}
