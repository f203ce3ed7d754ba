package io.muster.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.TableFixture;
import io.muster.cli.fixture.Arguments;
import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import io.muster.console.fixture.PageText;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.decision.Attestation;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.RowState;
import io.muster.readiness.scorecard.TrendPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The written checklist of a scan's workloads, with decisions of each kind. */
class ReportCommandTest {

    @RegisterExtension static final TableFixture FIXTURE = new TableFixture();

    private static final Path DOCS = Golden.repository().resolve("docs");
    private static final LocalDate LATER = LocalDate.of(2027, 3, 31);
    private static final LocalDate OVER = LocalDate.of(2026, 10, 31);
    private static final String HOW =
            " is not what is rendered. Write it again with: mvn test -pl functions/cli -am"
                    + " -Dtest=ReportCommandTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dmuster.docs.write=true";

    @TempDir private Path folder;

    private FakeAws aws = ThreeHosts.in(new FakeAws());

    @BeforeEach
    void scanAndDecide() {
        FIXTURE.proxy().others(aws.endpoint());
        assertThat(run("scan", "--table", TableFixture.TABLE).exit()).isZero();
        earlier();
        waive("row/cost-optimization/shop", LATER);
        waive("row/high-availability/shop", OVER);
        FIXTURE.table()
                .decisions()
                .decide(
                        new Attestation(
                                new Target.OfItem("infrastructure-tests", "shop"),
                                "https://wiki.example.com/tests",
                                "",
                                "shop-team",
                                LATER,
                                made()),
                        null);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private static Made made() {
        return new Made(
                "arn:aws:iam::123456789012:user/anna",
                Run.NOW.minus(Duration.ofDays(60)),
                new Made.Way.File("decisions.yaml", "0123456789abcdef0123456789abcdef01234567"));
    }

    private static void waive(String target, LocalDate until) {
        FIXTURE.table()
                .decisions()
                .decide(
                        new Waiver(
                                Target.parse(target).orElseThrow(),
                                ReasonCode.BUSINESS_PRIORITIES,
                                "replaced in March",
                                "shop-team",
                                until,
                                null,
                                made()),
                        null);
    }

    private static Run report(String... more) {
        List<String> words = new ArrayList<>(List.of("report", "--part", "checklist"));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"en, checklist-example.md", "ko, checklist-example.ko.md"})
    void the_example_of_the_documentation_is_what_is_rendered(String language, String name)
            throws IOException {
        Run run = report("--workload", "shop", "--language", language);
        assertThat(run.exit()).as(run.err()).isZero();
        Path page = DOCS.resolve(name);
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(page, run.out());
        }
        assertThat(Files.readString(page)).as(page + HOW).isEqualTo(run.out());
    }

    @Test
    void the_example_has_decided_expired_and_open_rows() throws IOException {
        Set<RowState> states = EnumSet.noneOf(RowState.class);
        for (Map<String, Object> row : rows()) {
            states.add(RowState.valueOf(String.valueOf(row.get("state"))));
        }

        assertThat(states)
                .contains(
                        RowState.NOT_READY,
                        RowState.WAIVED,
                        RowState.ATTESTED,
                        RowState.EXPIRED,
                        RowState.UNKNOWN);
    }

    @Test
    void json_has_fifteen_rows_with_their_decisions() throws IOException {
        List<Map<String, Object>> rows = rows();

        assertThat(rows)
                .extracting(row -> row.get("row"))
                .containsExactlyElementsOf(
                        Arrays.stream(ChecklistRow.values()).map(Enum::name).toList());
        assertThat(rows)
                .filteredOn(row -> "TESTS".equals(row.get("row")))
                .singleElement()
                .asString()
                .contains("state=ATTESTED", "item/infrastructure-tests/shop", "user/anna");
    }

    @Test
    void csv_has_a_line_for_each_row_of_each_workload() {
        Run run = report("--output", "csv");

        assertThat(run.out().lines()).hasSize(1 + 5 * ChecklistRow.values().length);
        assertThat(run.out()).contains("shop,COST_OPTIMIZATION,WAIVED,0,");
    }

    @ParameterizedTest
    @CsvSource({"markdown", "html"})
    void names_that_attack_the_reader_are_text(String format) {
        Run run = report("--output", format);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains(ThreeHosts.PAYMENT).doesNotContain("\u202E", "<script");
    }

    @Test
    void a_page_of_the_table_has_its_decisions_and_scorecards() {
        Run run =
                run("report", "--part", "page", "--output", "html", "--table", TableFixture.TABLE);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(PageText.problems(run.out())).isEmpty();
        assertThat(PageText.brokenAnchors(run.out())).isEmpty();
        assertThat(run.out())
                .contains("row/cost-optimization/shop", "item/infrastructure-tests/shop", "waiver")
                .contains("class=\"mstr-workload\"", ThreeHosts.PAYMENT)
                .doesNotContain("\u202E");
    }

    @Test
    void a_page_of_a_scan_that_is_out_of_date_says_so() {
        Run run =
                Run.at(
                        Run.NOW.plus(Duration.ofDays(1)),
                        args(
                                "report",
                                "--part",
                                "page",
                                "--output",
                                "html",
                                "--table",
                                TableFixture.TABLE));

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains("which is too long ago", "<b>0</b> <span>of 3 instances");
    }

    @Test
    void hours_are_those_that_a_team_sets() {
        String few = report("--workload", "shop", "--output", "csv", "--effort", "logs=7").out();

        assertThat(few.lines().filter(line -> line.startsWith("shop,LOGS,")))
                .singleElement()
                .asString()
                .contains(",7,");
        Run wrong = report("--effort", "logs=many");
        assertThat(wrong.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("ROW=HOURS");
    }

    private Path policy(String text) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), text);
    }

    @Test
    void a_workload_below_the_level_of_its_environment_is_told() throws IOException {
        Path policy = policy("environments: {production: {all: LOW}, test: {tests: LOW}}\n");
        String[] words = {"--workload", "shop", "--policy", policy.toString(), "--output"};

        Run markdown = report(append(words, "markdown"));

        assertThat(markdown.exit()).as(markdown.err()).isZero();
        assertThat(markdown.out())
                .contains("Below the level of the strictest environment: ")
                .contains("in no environment of the policy");
        assertThat(report(append(words, "json")).out())
                .contains("\"level\":{\"environments\":[],\"unassigned\":");
        assertThat(report(append(words, "csv")).out().lines())
                .anyMatch(line -> line.startsWith("shop,TESTS,ATTESTED") && line.endsWith(",false"))
                .anyMatch(line -> line.startsWith("shop,") && line.endsWith(",true"));
    }

    /** Two months before and one, when more was not ready. */
    private static void earlier() {
        Scope scope = Scope.of("123456789012", "us-east-1");
        LocalDate today = LocalDate.ofInstant(Run.NOW, ZoneOffset.UTC);
        FIXTURE.table()
                .writeTrend(
                        scope,
                        today.minusDays(60),
                        new TreeMap<>(Map.of("shop", new TrendPoint(1, 40, 30, 0))));
        FIXTURE.table()
                .writeTrend(
                        scope,
                        today.minusDays(30),
                        new TreeMap<>(Map.of("shop", new TrendPoint(2, 31, 30, 1))));
    }

    @Test
    void a_trend_is_a_table_and_in_html_a_chart_with_text() {
        String markdown = report("--workload", "shop").out();
        String html = report("--workload", "shop", "--output", "html").out();

        assertThat(markdown)
                .contains("## Trend", "| 2026-09-23 | 1 | 40 | 30 | 0 |", "| 2026-10-23 | 2 | 31 ")
                .doesNotContain("<svg");
        assertThat(html)
                .contains("<svg ", "<title>Trend</title><desc>", "Not ready: from 40 to ")
                .contains("<td>2026-09-23</td>");
    }

    @Test
    void a_trend_of_the_fleet_is_that_of_the_schedules() {
        FIXTURE.table()
                .mark(FIXTURE.table().summaries(), List.of(), Run.NOW.minus(Duration.ofDays(1)));
        FIXTURE.table().mark(FIXTURE.table().summaries(), List.of(), Run.NOW);

        assertThat(report().out()).contains("Trend", "Instances ready", "| 2026-11-21 | ");
    }

    @Test
    void an_item_of_the_team_is_asked_for() throws IOException {
        Path policy =
                policy(
                        "items: [{id: own-rota, row: logs, title: Rota, evidence: its address,"
                                + " days: 9}]\n");

        assertThat(report("--workload", "shop", "--policy", policy.toString()).out())
                .contains("Rota: attest own-rota, with its address (asked for by the policy)");
    }

    @Test
    void a_policy_with_a_fault_is_refused_with_line_and_column() throws IOException {
        Path policy = policy("effort:\n  tets: 1\n");

        Run run = report("--policy", policy.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("policy.yaml:2:3: ", "Did you mean tests?", "1 fault");
    }

    private static String[] append(String[] words, String last) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }

    @Test
    void a_workload_that_is_not_there_is_answered_with_the_nearest() {
        Run run = report("--workload", "shpo");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("Did you mean shop?");
    }

    @Test
    void a_scan_that_is_out_of_date_makes_no_row_ready() {
        Run run =
                Run.at(
                        Run.NOW.plus(Duration.ofDays(1)),
                        args("report", "--part", "checklist", "--output", "csv"));

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains(",UNKNOWN,").doesNotContain(",READY,", ",NOT_READY,");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows() throws IOException {
        Map<String, Object> document =
                JSON.std.mapFrom(report("--workload", "shop", "--output", "json").out());
        List<Map<String, Object>> workloads =
                (List<Map<String, Object>>) Objects.requireNonNull(document.get("workloads"));
        return (List<Map<String, Object>>) Objects.requireNonNull(workloads.getFirst().get("rows"));
    }

    private static Run run(String... args) {
        return Run.of(args(args));
    }

    private static String[] args(String... some) {
        return Arguments.at(FIXTURE.proxy().endpoint(), some);
    }
}
