package io.muster.deployment.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.deployment.Deployed;
import io.muster.deployment.Deployments;
import io.muster.deployment.incident.AlarmRule.Firing;
import io.muster.deployment.incident.AlarmRule.NoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One alarm at most for whatever goes wrong: every row of the runbook's table is played through
 * what is deployed, and its alarms judge what CloudWatch would have been told.
 */
@ExtendWith(Deployments.Once.class)
class IncidentsTest {

    private static final Path RUNBOOK =
            Path.of(System.getProperty("muster.infrastructure"), "../docs/runbook.md");

    private static final Pattern ROW =
            Pattern.compile("^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

    /** Minutes of ordinary work before a fault, and after it. */
    private static final int WARM = 12 * 60;

    /**
     * How an incident comes.
     *
     * @param begins when what the schedules ask for is done, or just before they ask again
     * @param eventEvery minutes from one change of an instance to the next; 0 for none
     */
    private record Course(int begins, int eventEvery) {}

    private static final List<Course> COURSES =
            List.of(new Course(WARM + 5, 0), new Course(WARM + 59, 0), new Course(WARM + 5, 7));

    private final Deployed deployed;
    private final List<AlarmRule> alarms;

    IncidentsTest(Deployments deployments) {
        this.deployed = deployments.alone();
        this.alarms = deployed.alarms().values().stream().map(AlarmRule::of).toList();
    }

    /**
     * A row of the runbook.
     *
     * @param alarm an alarm's name without the deployment's, or {@code nothing}
     * @param within the longest time until it fires
     */
    private record Row(String alarm, String within) {}

    @Test
    void every_incident_fires_one_alarm_as_the_runbook_says_and_is_over_when_it_is_mended()
            throws IOException {
        Map<String, Row> found = new LinkedHashMap<>();
        Incident.all().forEach((row, incident) -> found.put(row, played(row, incident)));
        assertThat(found).containsExactlyEntriesOf(runbook());
    }

    /** Two quiet days before anything has ever gone wrong: most metrics have no data at all. */
    @Test
    void where_nothing_is_wrong_no_alarm_fires_whatever_fill_does_with_a_metric_without_data() {
        Telemetry telemetry =
                new SimulatedAccount(deployed, 4 * WARM, 0, 0).work(Fault.NONE, 0, 0, List.of());
        for (NoData noData : NoData.values()) {
            assertThat(firings(telemetry, noData)).isEmpty();
        }
    }

    @Test
    void a_disabled_key_of_the_table_silences_no_alarm() {
        Object alarms = deployed.one("aws_sns_topic", "alarms", "").get("kms_master_key_id");
        Object table =
                Deployed.block(deployed.only("aws_dynamodb_table"), "server_side_encryption")
                        .get("kms_key_arn");
        assertThat(alarms).isNotNull().isNotEqualTo(table);
    }

    private Row played(String row, Incident incident) {
        Set<String> fired = new TreeSet<>();
        int longest = 0;
        for (Course course : COURSES) {
            List<Firing> firings = firings(row, incident, course.begins(), course.eventEvery());
            fired.add(firings.isEmpty() ? "nothing" : firings.getFirst().alarm());
            for (Firing firing : firings) {
                longest = Math.max(longest, firing.began() - course.begins());
            }
        }
        assertThat(fired).as("fires alike, however it comes: %s", row).hasSize(1);
        return new Row(
                fired.iterator().next().replaceFirst("^muster-", ""),
                longest == 0 ? "-" : words(longest));
    }

    /** The alarm that fires, in a list; empty where none does. */
    private List<Firing> firings(String row, Incident incident, int begins, int eventEvery) {
        int mended = begins + incident.lasts();
        // When it is mended, and when what was under way then has come out.
        List<Integer> redrives = List.of(mended + 15, mended + 120);
        int minutes = mended + WARM;
        Telemetry telemetry =
                new SimulatedAccount(deployed, minutes, eventEvery, eventEvery)
                        .work(incident.fault(), begins, mended, redrives);
        List<Firing> firings = firings(telemetry, NoData.IS_FILLED);
        String of = "%s, begun in minute %d: %s".formatted(row, begins, firings);
        assertThat(firings).as("fires once: %s", of).hasSizeLessThanOrEqualTo(1);
        assertThat(firings)
                .as("fires after it began, and is over in the end: %s", of)
                .allMatch(firing -> firing.began() > begins && firing.ended() < minutes);
        if (eventEvery == 0 && begins == WARM + 5) {
            // Where little happens most metrics have no data.
            assertThat(firings(telemetry, NoData.STAYS_EMPTY)).as(of).isEqualTo(firings);
        }
        return firings;
    }

    private List<Firing> firings(Telemetry telemetry, NoData noData) {
        return alarms.stream()
                .flatMap(alarm -> alarm.firings(telemetry, WARM / 2, noData).stream())
                .toList();
    }

    private static String words(int minutes) {
        return minutes < 100
                ? "%d minutes".formatted(minutes)
                : String.format(Locale.ROOT, "%.1f hours", minutes / 60.0).replace(".0 ", " ");
    }

    private static Map<String, Row> runbook() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        String text = Files.readString(RUNBOOK);
        String section = text.substring(text.indexOf("## Alarms"), text.indexOf("\n### "));
        ROW.matcher(section)
                .results()
                .skip(1)
                .filter(row -> !row.group(1).startsWith("---"))
                .forEach(
                        row ->
                                rows.put(
                                        row.group(1).strip(),
                                        new Row(row.group(2).strip(), row.group(3).strip())));
        return rows;
    }
}
