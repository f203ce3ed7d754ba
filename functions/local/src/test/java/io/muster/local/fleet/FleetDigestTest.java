package io.muster.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.local.Engine;
import io.muster.local.LocalCloud;
import io.muster.local.recorded.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetDigestTest {

    private static final SampleRegion VIRGINIA = SampleFleet.region("us-east-1");

    private static SampleRegion without(SampleHost host) {
        List<SampleHost> hosts = new ArrayList<>(VIRGINIA.hosts());
        hosts.remove(host);
        return new SampleRegion(
                VIRGINIA.name(),
                VIRGINIA.templates(),
                VIRGINIA.groups(),
                hosts,
                VIRGINIA.leftovers(),
                VIRGINIA.alarms(),
                VIRGINIA.logGroups());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ap-northeast-2", "us-east-1"})
    void the_fleet_is_the_one_that_was_recorded(String region) {
        assertThat(Recording.of(region).orElseThrow().fleet())
                .as("the sample fleet was changed: SampleRecordingTest says how to record it")
                .isEqualTo(FleetDigest.of(SampleFleet.region(region)));
    }

    @Test
    void a_fleet_with_another_host_is_another_fleet() {
        SampleRegion other = without(VIRGINIA.hosts().getFirst());

        assertThat(FleetDigest.of(other)).isNotEqualTo(FleetDigest.of(VIRGINIA));
    }

    @Test
    void a_fleet_that_was_changed_is_not_loaded_from_its_recording() {
        SampleRegion other = without(VIRGINIA.hosts().getFirst());
        try (LocalCloud cloud = Engine.EMBEDDED.start(Map.of(), told -> {})) {
            RecordedLoader loader =
                    new RecordedLoader(
                            cloud, cloud.recorded().orElseThrow(), other, other, Instant.EPOCH);

            assertThatThrownBy(loader::load)
                    .isInstanceOf(OutdatedRecordingException.class)
                    .hasMessageContaining("us-east-1")
                    .hasMessageContaining("--emulator moto");
        }
    }
}
