package io.muster.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.readiness.check.SettingType.Range;
import io.muster.readiness.fact.LogGroup.LogClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {

    static List<Setting<?>> all() {
        return Setting.all();
    }

    static Stream<Setting<?>> withARange() {
        return all().stream().filter(setting -> setting.type().range().isPresent());
    }

    @Test
    void a_setting_is_called_as_its_constant_is() {
        assertThat(Setting.MINIMUM_ZONES.variable()).isEqualTo("MUSTER_MINIMUM_ZONES");
        assertThat(all()).startsWith(Setting.WORKLOAD_TAG_KEY).contains(Setting.LOG_QUERIES);
        assertThat(all()).extracting(Setting::name).doesNotContain("null").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void its_default_is_one_of_its_values(Setting<?> setting) {
        assertThat(setting.in(Map.of()))
                .isEqualTo(setting.in(Map.of(setting.variable(), setting.type().defaultValue())));
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_empty_value_is_refused_by_name(Setting<?> setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.in(Map.of(setting.variable(), " ")))
                .withMessage(setting.variable() + " is empty; it takes: " + setting.type().unit());
    }

    @ParameterizedTest
    @MethodSource("withARange")
    void what_is_just_outside_its_range_is_refused_and_what_is_just_inside_is_not(
            Setting<?> setting) {
        Range range = setting.type().range().orElseThrow();
        for (int inside : List.of(range.least(), range.greatest())) {
            assertThatCode(() -> in(setting, Integer.toString(inside))).doesNotThrowAnyException();
        }
        for (String outside :
                List.of(
                        Integer.toString(range.least() - 1),
                        Integer.toString(range.greatest() + 1),
                        range.least() + ".5",
                        "99999999999",
                        "soon")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> in(setting, outside))
                    .withMessageContaining(setting.variable())
                    .withMessageContaining("'" + outside + "'; it takes ")
                    .withMessageContaining(setting.type().unit());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MUSTER_IMAGE_MAXIMUM_AGE_DAYS, soon, a whole number of days from 1 to 3650",
        "MUSTER_MINIMUM_ZONES, 0, a whole number of zones from 1 to 10",
        "MUSTER_STOPPED_MAXIMUM_DAYS, -1, a whole number of days from 0 to 3650",
        "MUSTER_LOG_SILENCE_HOURS, 1, a whole number of hours from 2 to 8760",
        "MUSTER_LOG_SCAN_MAXIMUM_GIB, 100001, a whole number of GiB from 1 to 100000",
        "MUSTER_PROBE_CONCURRENCY, 51, a whole number of instances from 1 to 50",
        "MUSTER_ADMIN_PORTS, 22;23, 'TCP ports, comma-separated'",
        "MUSTER_LOG_INSTANCE_PATTERN, web, a regular expression with a group (?<instance>...)",
        "MUSTER_LOG_INSTANCE_PATTERN, (?<instance>, a regular expression with a group (?<instance>...)"
    })
    void a_refusal_says_what_it_takes(String variable, String value, String takes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> in(called(variable), value))
                .withMessage("%s is '%s'; it takes %s".formatted(variable, value, takes));
    }

    @Test
    void a_class_of_log_groups_that_there_is_not_is_refused_by_its_word() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> in(Setting.LOG_GROUP_CLASSES, "STANDARD, COLD"))
                .withMessage(
                        "MUSTER_LOG_GROUP_CLASSES has 'COLD'; it takes STANDARD, INFREQUENT_ACCESS and DELIVERY");
    }

    @Test
    void a_value_is_read_as_what_it_is() {
        assertThat(in(Setting.IMAGE_MAXIMUM_AGE_DAYS, " 3 ")).isEqualTo(Duration.ofDays(3));
        assertThat(in(Setting.LOG_SILENCE_HOURS, "3")).isEqualTo(Duration.ofHours(3));
        assertThat(in(Setting.CLOCK_OFFSET_MAXIMUM_MILLISECONDS, "3"))
                .isEqualTo(Duration.ofMillis(3));
        assertThat(in(Setting.LOG_FILE_MAXIMUM_MIB, "1048576")).isEqualTo(1_048_576L * 1_048_576);
        assertThat(in(Setting.LOG_SCAN_MAXIMUM_GIB, "3")).isEqualTo(3_221_225_472L);
        assertThat(in(Setting.ADMIN_PORTS, "22, 2222")).isEqualTo(List.of(22, 2222));
        assertThat(in(Setting.LOG_GROUP_PREFIXES, "/a, ,/b")).isEqualTo(List.of("/a", "/b"));
        assertThat(Setting.LOG_GROUP_CLASSES.in(Map.of()))
                .containsExactlyInAnyOrder(LogClass.STANDARD, LogClass.INFREQUENT_ACCESS);
    }

    private static Object in(Setting<?> setting, String value) {
        return setting.in(Map.of(setting.variable(), value));
    }

    private static Setting<?> called(String variable) {
        return all().stream()
                .filter(setting -> setting.variable().equals(variable))
                .findFirst()
                .orElseThrow();
    }
}
