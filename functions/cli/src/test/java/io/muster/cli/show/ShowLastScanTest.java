package io.muster.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeAws;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings of a scan that wrote no table. */
class ShowLastScanTest {

    @TempDir private Path home;
    private FakeAws aws = ThreeHosts.in(new FakeAws());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void a_number_of_the_screen_is_the_finding_that_it_stood_before() {
        Run screen = scan();
        Run second = run("show", "2");

        assertThat(second.exit()).as(second.err()).isZero();
        String title = second.out().lines().skip(1).findFirst().orElseThrow();
        assertThat(screen.out().lines())
                .anyMatch(line -> line.startsWith(" 2 ") && line.contains(title));
        assertThat(second.out()).contains("by the scan of 2026-11-22 12:00 UTC");
    }

    @Test
    void a_resource_is_shown_by_its_worst_finding() {
        scan();

        assertThat(run("show", "i-0bbbbbbbbbbbbbbbb").out())
                .contains("i-0bbbbbbbbbbbbbbbb", "HIGH", "Other open findings");
    }

    @Test
    void a_page_fits_a_narrow_terminal_but_for_what_is_there_to_be_copied() {
        scan();

        assertThat(run("show", "i-0bbbbbbbbbbbbbbbb").out().lines())
                .filteredOn(line -> !line.startsWith("  ") && !line.matches("(Console|ID) .*"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void what_is_kept_is_read_by_its_owner_alone() throws IOException {
        scan();

        try (Stream<Path> kept = Files.list(home.resolve(".cache/muster"))) {
            List<Path> files = kept.toList();
            assertThat(files).hasSize(2);
            for (Path file : files) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void before_any_scan_it_says_what_to_do() {
        assertThat(run("show", "1").err())
                .contains("no command has shown numbers yet", "./muster scan");
        assertThat(run("show", "i-0bbbbbbbbbbbbbbbb").err())
                .contains("no scan to show yet", "--table");
    }

    @Test
    void what_is_kept_and_spoiled_is_told() throws IOException {
        scan();
        Files.writeString(home.resolve(".cache/muster/scan.json.gz"), "no JSON");

        Run run = run("show", "i-0bbbbbbbbbbbbbbbb");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("could not be read", "Run ./muster scan");
    }

    private Run scan() {
        return run("scan", "--region", "us-east-1", "--endpoint-url", aws.endpoint().toString());
    }

    private Run run(String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        return Run.in(Map.of("HOME", home.toString()), all.toArray(String[]::new));
    }
}
