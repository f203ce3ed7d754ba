package io.muster.cli.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.cli.fixture.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestCommandTest {

    private static final Path GUESTS =
            Path.of("../readiness/src/test/resources/guests").toAbsolutePath().normalize();

    @TempDir private Path folder;

    @Test
    void this_machine_is_probed_and_judged() throws IOException {
        Run run = Run.of("guest");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("Kernel     Linux " + System.getProperty("os.version"))
                .contains("File systems", "Listening beyond this machine", "Checklist");
    }

    @Test
    void the_elasticsearch_data_node_shows_its_disks() {
        Run run = Run.of("guest", "--root", GUESTS.resolve("elasticsearch-data-node").toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsPattern("/ +ext4 +29\\.4 GiB +31%")
                .containsPattern("/data/main +xfs +999\\.5 GiB +63%")
                .containsPattern("/data/sub +xfs +2,047\\.0 GiB +16%");
    }

    @Test
    void the_foreign_program_on_the_arm64_host_is_caught() throws IOException {
        Run run =
                Run.of(
                        "guest",
                        "--root",
                        GUESTS.resolve("amazon-linux-2-arm64").resolve("probe.out").toString(),
                        "--output",
                        "json");

        Map<String, Object> result = JSON.std.mapFrom(run.out());
        assertThat((List<?>) result.get("findings"))
                .anySatisfy(
                        finding ->
                                assertThat(String.valueOf(finding))
                                        .contains("foreign-architecture", "NOT_READY")
                                        .contains("node_exporter"));
    }

    @Test
    void the_script_is_printed_for_other_hosts() {
        assertThat(Run.of("guest", "--script").out()).startsWith("#!/bin/sh");
    }

    @Test
    void a_recording_that_is_not_there_is_said_by_name() {
        Run run = Run.of("guest", "--root", "/nonexistent");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("there is no recording /nonexistent", "--script");
    }

    @Test
    void what_is_no_recording_is_refused() throws IOException {
        Path noise = Files.writeString(folder.resolve("probe.out"), "not a probe's answer\n");

        Run run = Run.of("guest", "--root", noise.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("the probe's answer cannot be read");
    }
}
