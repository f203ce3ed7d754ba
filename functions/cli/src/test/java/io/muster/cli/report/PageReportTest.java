package io.muster.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeAws;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import io.muster.console.fixture.PageText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "report",
                                "--part",
                                "page",
                                "--region",
                                "us-east-1",
                                "--endpoint-url",
                                aws.endpoint().toString()));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
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
