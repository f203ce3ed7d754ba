package io.muster.readiness.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.scorecard.Levels.Assigned;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LevelsTest {

    private static final Level TEST = new Level(Map.of(ChecklistRow.SECURITY, Severity.HIGH));
    private static final Level STAGE = new Level(Map.of(ChecklistRow.LOGS, Severity.CRITICAL));
    private static final Level PRODUCTION =
            new Level(
                    Map.of(
                            ChecklistRow.SECURITY, Severity.LOW,
                            ChecklistRow.TESTS, Severity.MEDIUM));
    private static final Levels LEVELS =
            new Levels(
                    new TreeMap<>(Map.of("test", TEST, "stage", STAGE, "production", PRODUCTION)));

    @Test
    void a_workload_in_one_environment_is_held_to_its_level() {
        assertThat(LEVELS.of(Map.of("test", 3)).level()).isEqualTo(TEST);
    }

    @Test
    void a_workload_in_several_is_held_to_the_strictest_of_them() {
        Assigned assigned = LEVELS.of(Map.of("test", 3, "stage", 1));

        assertThat(assigned.environments()).containsExactly("stage", "test");
        assertThat(assigned.level().required())
                .containsOnly(
                        Map.entry(ChecklistRow.SECURITY, Severity.HIGH),
                        Map.entry(ChecklistRow.LOGS, Severity.CRITICAL));
    }

    @Test
    void an_instance_in_no_environment_is_held_to_the_strictest_of_all() {
        Assigned assigned = LEVELS.of(Map.of("test", 3, "", 1, "qa", 2));

        assertThat(assigned.unassigned()).isEqualTo(3);
        assertThat(assigned.level().required())
                .containsEntry(ChecklistRow.SECURITY, Severity.LOW)
                .containsKeys(ChecklistRow.TESTS, ChecklistRow.LOGS);
    }

    @Test
    void a_workload_of_which_no_environment_is_known_is_held_to_the_strictest() {
        assertThat(LEVELS.of(Map.of()).level().required())
                .containsEntry(ChecklistRow.SECURITY, Severity.LOW);
    }

    @Test
    void without_levels_nothing_is_asked_for() {
        assertThat(Levels.NONE.of(Map.of("test", 1)).level().required()).isEmpty();
    }
}
