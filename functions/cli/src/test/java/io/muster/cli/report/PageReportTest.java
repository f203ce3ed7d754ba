package io.muster.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.cli.fixture.Arguments;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import io.muster.console.fixture.PageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a scan that is made for it; that of a table is in {@link ReportCommandTest}. */
class PageReportTest {

    private final FakeAws aws = ThreeHosts.in(new FakeAws());

    @AfterEach
    void stop() {
        aws.close();
    }

    private Run page(String... more) {
        return Run.of(Arguments.at(aws.endpoint(), report(more)));
    }

    private static String[] report(String... more) {
        return Stream.concat(Stream.of("report", "--part", "page"), Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void a_scan_becomes_one_page_that_asks_nothing() {
        Run run = page("--output", "html");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("<!DOCTYPE html>").contains(ThreeHosts.PAYMENT);
        assertThat(run.out()).contains("<span>of 3 instances</span>");
        assertThat(PageText.problems(run.out())).isEmpty();
        assertThat(PageText.brokenAnchors(run.out())).isEmpty();
        assertThat(run.out()).doesNotContain("\u202E");
    }

    @Test
    void a_page_of_what_could_not_be_read_says_so_and_fails() {
        aws.fails("DescribeInstances", Fault.ACCESS_DENIED);

        Run run = page("--output", "html");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains("<span>of 0 instances</span>");
    }

    @Test
    void rows_of_volumes_that_could_not_be_listed_are_not_ready() {
        aws.fails("DescribeVolumes", Fault.ACCESS_DENIED);

        String rows = page("--output", "html").out().replaceAll("\\s+", " ");

        assertThat(rows)
                .containsPattern(
                        "Backup and restore</th> <td[^>]*><span[^>]*></span><span[^>]*>not evaluated");
    }

    @Test
    void a_page_of_a_scan_leads_to_scans() {
        Run run = page("--scan", "--output", "html");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("./muster findings");
        assertThat(page("--scan", "--table", "muster", "--output", "html").exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void the_region_of_the_table_is_none_that_a_page_scans(@TempDir Path folder)
            throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("muster.yaml"),
                        "regions: [us-east-1]\ntable_region: eu-west-1\n");

        Run run =
                Run.in(
                        Map.of("MUSTER_CONFIG", file.toString(), "AWS_REGION", ""),
                        report("--output", "html", "--endpoint-url", aws.endpoint().toString()));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("123456789012/us-east-1").doesNotContain("eu-west-1");
    }

    @Test
    void a_page_is_in_the_reader_s_language() {
        assertThat(page("--output", "html", "--language", "ko").out())
                .contains("<html lang=\"ko\">", "EC2 플릿 준비 상태", "먼저 조치할 항목");
    }

    @ParameterizedTest
    @ValueSource(strings = {"markdown", "json", "csv"})
    void a_page_is_html_alone(String format) {
        Run run = page("--output", format);

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--part page --output html");
    }

    @Test
    void a_page_is_no_part_of_another_document() {
        assertThat(page("--part", "checklist", "--output", "html").exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(page("--workload", "shop", "--output", "html").exit()).isEqualTo(ExitCode.USAGE);
    }
}
