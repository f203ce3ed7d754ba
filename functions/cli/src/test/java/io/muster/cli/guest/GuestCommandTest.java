package io.muster.cli.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.cli.fixture.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
                .containsPattern("Kernel +Linux " + Pattern.quote(System.getProperty("os.version")))
                .contains("File systems", "Disks", "Largest directories")
                .contains(
                        "Listening on external addresses",
                        "Last logins",
                        "Log rotation",
                        "Checklist")
                .contains("  /  ");
    }

    @Test
    void the_elasticsearch_data_node_shows_its_disks() {
        Run run = Run.of("guest", "--root", GUESTS.resolve("elasticsearch-data-node").toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsPattern("/ +ext4 +29\\.4 GiB +20\\.5 GiB +31% ")
                .containsPattern("/data/main +xfs +999\\.5 GiB +371\\.5 GiB +63% ")
                .containsPattern("/data/sub +xfs +2\\.0 TiB +1\\.7 TiB +16% ")
                .containsPattern(
                        "nvme1n1 +1000\\.0 GiB +disk +xfs +/data/main vol-0fedcba9876543210")
                .containsPattern("1\\.1 GiB +/home/ec2-user/elasticsearch-7\\.3\\.2")
                .containsPattern("ec2-user +2026-11-21 09:14 +from 198\\.51\\.100\\.23");
    }

    @Test
    void the_rotation_of_nginx_is_told_in_its_words() {
        Run run = Run.of("guest", "--root", GUESTS.resolve("amazon-linux-2023-arm64").toString());

        assertThat(run.out())
                .containsPattern(
                        "/var/log/nginx/\\*\\.?log +daily, 52 kept, compressed, postrotate");
    }

    @Test
    void a_remedy_opens_a_shell_here_and_not_through_aws() {
        Run run = Run.of("guest", "--root", GUESTS.resolve("elasticsearch-data-node").toString());

        assertThat(run.out())
                .contains("What to do:", "# This is the instance itself, so no session is needed.")
                .doesNotContain("aws ssm start-session", "sudo -i", "--region us-east-1");
        assertThat(run.out()).doesNotContain("no check was run", "--limit");
    }

    @Test
    void no_line_is_wider_than_the_terminal_but_what_is_to_be_pasted() {
        Run run = Run.of("guest", "--root", GUESTS.resolve("elasticsearch-data-node").toString());

        assertThat(run.out().lines())
                .filteredOn(line -> !line.startsWith("      "))
                .allSatisfy(
                        line ->
                                assertThat(line.codePointCount(0, line.length()))
                                        .isLessThanOrEqualTo(120));
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
        assertThat(run.err()).contains("there is no probe result '/nonexistent'", "--script");
    }

    @Test
    void what_is_no_recording_is_refused() throws IOException {
        Path noise = Files.writeString(folder.resolve("probe.out"), "not a probe's answer\n");

        Run run = Run.of("guest", "--root", noise.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("the probe result could not be read");
    }
}
