package io.muster.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {

    @Test
    void an_empty_environment_gives_the_defaults() {
        Thresholds thresholds = Thresholds.from(Map.of());

        assertThat(thresholds.get(Setting.IMAGE_MAXIMUM_AGE_DAYS)).isEqualTo(Duration.ofDays(180));
        assertThat(thresholds.get(Setting.ADMIN_PORTS)).containsExactly(22, 3389, 5985, 5986);
        assertThat(thresholds.get(Setting.OWNER_TAG_KEY)).isEqualTo("owner");
    }

    @Test
    void a_variable_overrides_its_default() {
        Map<String, String> environment =
                Map.of("MUSTER_MINIMUM_ZONES", " 3 ", "MUSTER_ADMIN_PORTS", "22, 2222");

        assertThat(Thresholds.from(environment).get(Setting.MINIMUM_ZONES)).isEqualTo(3);
        assertThat(Thresholds.from(environment).get(Setting.ADMIN_PORTS)).containsExactly(22, 2222);
    }

    @ParameterizedTest
    @CsvSource({
        "MUSTER_IMAGE_MAXIMUM_AGE_DAYS, soon, a whole number of days from 1 to 3650",
        "MUSTER_IMAGE_MAXIMUM_AGE_DAYS, 0, a whole number of days from 1 to 3650",
        "MUSTER_MINIMUM_ZONES, 99999999999, a whole number of zones from 1 to 10",
        "MUSTER_ADMIN_PORTS, 22;23, TCP ports",
        "MUSTER_ADMIN_PORTS, 70000, TCP ports"
    })
    void a_wrong_value_is_refused_by_name(String variable, String value, String takes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thresholds.from(Map.of(variable, value)))
                .withMessageContaining(variable)
                .withMessageContaining("'" + value + "'")
                .withMessageContaining(takes);
    }
}
