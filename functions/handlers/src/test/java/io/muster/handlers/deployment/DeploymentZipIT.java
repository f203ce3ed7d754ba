package io.muster.handlers.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The zip that goes to Lambda, looked at from outside. */
class DeploymentZipIT {

    /** Lambda's limit for a zip that is uploaded directly, in bytes. */
    private static final long LARGEST = 50L * 1024 * 1024;

    private static final Path ZIP =
            Path.of(Objects.requireNonNull(System.getProperty("muster.zip")));

    @Test
    void it_can_be_uploaded() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(LARGEST);
    }

    @Test
    void the_handler_stands_where_lambda_looks_for_it() throws IOException {
        assertThat(names())
                .contains(
                        "io/muster/handlers/scan/FleetScanHandler.class",
                        "io/muster/handlers/guest/GuestProbeHandler.class",
                        "io/muster/handlers/guest/GuestResultsHandler.class");
        assertThat(names()).anyMatch(name -> name.matches("lib/muster-readiness-.*\\.jar"));
        assertThat(names()).anyMatch(name -> name.matches("lib/muster-aws-.*\\.jar"));
        assertThat(names()).anyMatch(name -> name.matches("lib/ec2-.*\\.jar"));
        assertThat(names()).anyMatch(name -> name.matches("lib/ssm-.*\\.jar"));
        assertThat(names()).anyMatch(name -> name.matches("lib/url-connection-client-.*\\.jar"));
    }

    @Test
    void it_holds_nothing_that_only_tests_or_other_modules_need() throws IOException {
        assertThat(names())
                .noneMatch(name -> name.matches(".*(Test|IT)(\\$.*)?\\.class"))
                .noneMatch(name -> name.matches("lib/.*(-tests|junit|assertj|DynamoDBLocal).*"))
                .noneMatch(name -> name.matches("lib/(netty|apache-client|httpclient|log4j).*"))
                .noneMatch(name -> name.matches("lib/(picocli|testcontainers|muster-local).*"));
    }

    @Test
    void two_builds_of_one_commit_are_alike_because_no_entry_has_a_time_of_its_own()
            throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
        }
    }

    private static List<String> names() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
