package io.muster.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of costs shows what its script computes, from as many things as are deployed. */
class CostTest {

    private static final Path DOCS =
            Path.of(System.getProperty("muster.infrastructure"), "../docs");

    @Test
    void the_page_shows_what_the_script_prints() throws IOException, InterruptedException {
        Process script =
                new ProcessBuilder("sh", DOCS.resolve("cost.sh").toString(), "1000", "1")
                        .redirectErrorStream(true)
                        .start();
        String table = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertThat(script.waitFor()).as(table).isZero();
        assertThat(Files.readString(DOCS.resolve("cost.md"))).contains(table);
    }

    @Test
    @ExtendWith(Deployments.Once.class)
    void the_script_counts_the_alarms_metrics_and_queues_that_are_deployed(Deployments deployments)
            throws IOException {
        Deployed deployed = deployments.alone();
        long metrics =
                deployed.alarms().values().stream()
                        .mapToLong(
                                alarm ->
                                        Math.max(
                                                1,
                                                Deployed.list(alarm, "metric_query").stream()
                                                        .filter(
                                                                query ->
                                                                        !Deployed.list(
                                                                                        query,
                                                                                        "metric")
                                                                                .isEmpty())
                                                        .count()))
                        .sum();
        assertThat(assigned("alarm_metrics")).isEqualTo(metrics);
        assertThat(assigned("queues")).isEqualTo(deployed.each("aws_sqs_queue", "work").size());
    }

    private static long assigned(String name) throws IOException {
        Matcher assignment =
                Pattern.compile("\\b" + name + " = ([0-9]+);")
                        .matcher(Files.readString(DOCS.resolve("cost.sh")));
        assertThat(assignment.find()).as(name).isTrue();
        return Long.parseLong(assignment.group(1));
    }
}
