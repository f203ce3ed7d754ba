package io.muster.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Style;
import io.muster.readiness.text.DisplayWidth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {

    private static final String[] TWO_CHECKS = {
        "--check", "imdsv2-required", "--check", "volume-encrypted"
    };

    private static final String[] US_EAST = {"--region", "us-east-1"};
    private static final Map<String, String> KOREAN = Map.of("LANG", "ko_KR.UTF-8");

    private static final String[] FINDING = {
        "id",
        "check",
        "row",
        "severity",
        "verdict",
        "resource",
        "account",
        "region",
        "workload",
        "title",
        "expected",
        "actual",
        "reasons",
        "evidence",
        "remedy",
        "owner",
        "hides",
        "monthlySavingUsd",
        "cause"
    };

    private FakeAws aws = new FakeAws();

    @BeforeEach
    void threeHosts() {
        ThreeHosts.in(aws);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void the_table_shows_the_checklist_and_then_the_worst_first() throws IOException {
        Run run = scan(with(TWO_CHECKS, "--full"));

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        Golden.assertSame("scan/table.txt", run.out());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 200})
    void the_screen_fits_its_terminal(int columns) throws IOException {
        Run run = Run.on(width(columns), Map.of(), "", args("--region", "us-east-1"));

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .allSatisfy(
                        line ->
                                assertThat(DisplayWidth.of(line))
                                        .as(line)
                                        .isLessThanOrEqualTo(columns));
        if (columns >= 80) {
            assertThat(run.out().lines()).hasSizeLessThanOrEqualTo(40);
        }
        Golden.assertSame("scan/screen-%d.txt".formatted(columns), run.out());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80})
    void the_screen_in_korean_fits_its_terminal(int columns) throws IOException {
        Run run = Run.on(width(columns), KOREAN, "", args("--region", "us-east-1"));

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .allSatisfy(
                        line ->
                                assertThat(DisplayWidth.of(line))
                                        .as(line)
                                        .isLessThanOrEqualTo(columns));
        Golden.assertSame("scan/screen-%d-ko.txt".formatted(columns), run.out());
    }

    @Test
    void the_whole_table_in_korean_says_all_of_it_in_korean() throws IOException {
        Run run =
                Run.on(
                        Terminal.none(),
                        KOREAN,
                        "",
                        args(with(US_EAST, with(TWO_CHECKS, "--full"))));

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        Golden.assertSame("scan/table-ko.txt", run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv"})
    void what_programs_read_is_english_in_every_language(String format) {
        String[] args = args("--region", "us-east-1", "--output", format, "--severity", "high");

        assertThat(Run.in(KOREAN, args).out()).isEqualTo(Run.of(args).out());
    }

    @Test
    void times_are_the_readers_on_the_screen_and_utc_for_programs() {
        Clock seoul = Clock.fixed(Run.NOW, ZoneId.of("Asia/Seoul"));
        String[] args = args("--region", "us-east-1", "--severity", "high");

        assertThat(Run.at(seoul, args).out()).contains("scanned 2026-11-22 21:00 KST");
        String[] json = with(args, "--output", "json");
        assertThat(Run.at(seoul, json).out()).isEqualTo(Run.of(json).out());
    }

    @Test
    void a_language_that_is_none_is_refused_with_those_that_there_are() {
        Run run = scan("--language", "fr");

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--language is 'fr'", "en, ko");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void the_option_names_the_language_before_the_environment() {
        Run run = Run.in(KOREAN, args("--region", "us-east-1", "--language", "en", "--quiet"));

        assertThat(run.out()).contains("0 of 3 instances ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "instance", "workload", "remedy"})
    void a_list_is_grouped_by_what_is_asked_for(String by) throws IOException {
        Run run =
                Run.on(
                        width(80),
                        Map.of(),
                        "",
                        args("--region", "us-east-1", "--severity", "high", "--by", by));

        assertThat(run.exit()).isZero();
        Golden.assertSame("scan/by-%s.txt".formatted(by), run.out());
    }

    @Test
    void unknown_tells_each_cause_and_what_hangs_on_it() throws IOException {
        aws.fails("DescribeInstanceStatus", Fault.ACCESS_DENIED);

        Run run = Run.on(width(80), Map.of(), "", args("--region", "us-east-1", "--unknown"));

        assertThat(run.exit()).isZero();
        Golden.assertSame("scan/unknown.txt", run.out());
    }

    @Test
    void json_has_the_cause_of_what_is_told_elsewhere_on_request() throws IOException {
        aws.fails("DescribeVolumes", Fault.ACCESS_DENIED);
        aws.fails("DescribeInstanceStatus", Fault.ACCESS_DENIED);

        Run run =
                scan("--row", "configure", "--row", "high-availability", "-o", "json", "--unknown");

        assertThat(run.out())
                .contains("\"cause\":\"denied(ec2:DescribeInstanceStatus)\"")
                .contains("\"hides\":{\"checks\":");
        Golden.assertSame("scan/unknown.json", run.out());
    }

    @Test
    void what_another_finding_tells_is_listed_on_request_alone() {
        aws.fails("DescribeInstanceStatus", Fault.ACCESS_DENIED);

        String check = "instance-status-ok,";
        assertThat(scan("--output", "csv").out()).doesNotContain(check).contains("scope-readable");
        assertThat(scan("--output", "csv", "--unknown").out()).contains(check);
    }

    @Test
    void quiet_says_one_line_and_nothing_else() {
        aws.fails("DescribeVolumes", Fault.ACCESS_DENIED);

        Run run = scan("--quiet");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .contains("0 of 3 instances ready", "some facts could not be read");
    }

    @Test
    void several_outputs_go_to_their_files_and_the_terminal(@TempDir Path folder)
            throws IOException {
        Path json = folder.resolve("fleet.json");

        Run run = scan(with(TWO_CHECKS, "-o", "json=" + json, "-o", "csv", "--all"));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("id,check,");
        assertThat(Files.readString(json))
                .isEqualTo(scan(with(TWO_CHECKS, "--output", "json", "--all")).out());
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(json);
        }
    }

    @Test
    void two_outputs_for_the_same_place_are_refused() {
        Run run = scan("-o", "json", "-o", "csv");

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("two outputs go to the standard output", "json=");
    }

    @Test
    void a_file_that_cannot_be_written_is_said_before_the_scan(@TempDir Path folder) {
        Run run = scan("-o", "json=" + folder.resolve("nowhere/fleet.json"));

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("nowhere", "could not be written");
        assertThat(aws.calls("DescribeInstances")).isEmpty();
    }

    @Test
    void a_scan_that_fails_leaves_no_file(@TempDir Path folder) throws IOException {
        aws.fails("GetCallerIdentity", Fault.EXPIRED_TOKEN);

        Run run = scan("-o", "json=" + folder.resolve("fleet.json"));

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void color_is_written_or_left_out_as_asked() {
        assertThat(scan("--color", "always").out()).contains("\u001b[");
        assertThat(
                        Run.on(
                                        new Terminal(
                                                true,
                                                false,
                                                80,
                                                new Style(true, true),
                                                new Style(true, true)),
                                        Map.of(),
                                        "",
                                        args("--region", "us-east-1", "--color", "never"))
                                .out())
                .doesNotContain("\u001b[");
    }

    @Test
    void an_unknown_workload_is_no_all_clear() {
        Run run = scan("--workload", "shpo");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("no workload 'shpo'", "Did you mean shop?");
    }

    @Test
    void a_workload_an_instance_or_a_tag_narrows_what_counts() {
        for (String[] narrow :
                List.of(
                        new String[] {"--workload", "shop"},
                        new String[] {"--instance", "i-0aaaaaaaaaaaaaaaa"},
                        new String[] {"--tag", "workload=shop"})) {
            assertThat(scan(with(narrow, "--output", "csv")).out())
                    .contains("i-0aaaaaaaaaaaaaaaa")
                    .doesNotContain("i-0bbbbbbbbbbbbbbbb");
            assertThat(scan(with(narrow, "--quiet")).out()).contains("of 1 instance ready");
        }
    }

    @Test
    void a_check_can_be_left_out() {
        assertThat(scan("--exclude-check", "imdsv2-required", "--output", "csv").out())
                .contains("volume-encrypted")
                .doesNotContain("imdsv2-required");
    }

    @Test
    void a_list_of_severities_is_exactly_these() {
        String out = scan("--severity", "high,low", "--output", "csv").out();

        assertThat(out).contains(",HIGH,").contains(",LOW,").doesNotContain(",MEDIUM,");
    }

    @Test
    void a_fail_on_that_cannot_be_reached_is_said() {
        Run run = scan("--check", "volume-encrypted", "--fail-on", "critical");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("--fail-on critical has no effect");
    }

    @Test
    void instances_that_could_not_be_read_fail_the_scan() {
        aws.fails("DescribeInstances", Fault.ACCESS_DENIED);

        Run run = scan();

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err().lines()).singleElement().asString().contains("instances of us-east-1");
    }

    @Test
    void a_source_that_is_denied_leaves_its_rows_unknown() {
        aws.fails("DescribeVolumes", Fault.ACCESS_DENIED);

        Run run = scan("--check", "volume-encrypted", "--full");

        assertThat(run.out()).containsPattern("\\? Security +0 +1 +0");
    }

    @Test
    void a_narrow_terminal_in_colour_gets_no_line_that_is_too_wide() throws IOException {
        Terminal narrow =
                new Terminal(true, false, 60, new Style(true, false), new Style(false, false));

        Run run = Run.on(narrow, Map.of(), "", args("--region", "us-east-1", "--full"));

        assertThat(run.exit()).isZero();
        String plain = run.out().replaceAll("\u001b\\[[0-9;]*m", "");
        assertThat(plain).doesNotContain("\u001b").doesNotContain("\u202e");
        assertThat(plain.lines())
                .allSatisfy(
                        line -> assertThat(DisplayWidth.of(line)).as(line).isLessThanOrEqualTo(60));
        Golden.assertSame("scan/narrow-colour.txt", scanTwoChecksOn(narrow).out());
    }

    @Test
    void the_same_fleet_gives_the_same_bytes_of_json() throws IOException {
        Run run = scan(with(TWO_CHECKS, "--output", "json", "--all"));

        assertThat(run.exit()).isZero();
        Golden.assertSame("scan/scan.json", run.out());
    }

    @Test
    void csv_is_quoted_and_runs_no_formula() throws IOException {
        Run run = scan(with(TWO_CHECKS, "--output", "csv"));

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains(",'" + ThreeHosts.FORMULA);
        Golden.assertSame("scan/scan.csv", run.out());
    }

    @Test
    void markdown_takes_no_mark_up_from_tags() throws IOException {
        Run run = scan(with(TWO_CHECKS, "--output", "markdown"));

        assertThat(run.exit()).isZero();
        Golden.assertSame("scan/scan.md", run.out());
    }

    @Test
    void json_has_the_field_names_of_the_contract() throws IOException {
        Run run = scan("--output", "json", "--all");

        Map<String, Object> document = JSON.std.mapFrom(run.out());
        assertThat(document)
                .containsOnlyKeys(
                        "schemaVersion", "tool", "scan", "findings", "instances", "totals");
        Map<?, ?> scan = object(document.get("scan"));
        assertThat(names(scan)).containsExactly("id", "startedAt", "finishedAt", "scopes");
        Map<?, ?> scope = object(list(scan.get("scopes")).get(0));
        assertThat(names(scope))
                .containsExactly(
                        "account", "region", "instances", "volumes", "apiCalls", "unknown");
        assertThat(names(object(scope.get("apiCalls"))))
                .contains("ec2:DescribeInstances", "sts:GetCallerIdentity");
        List<?> findings = list(document.get("findings"));
        assertThat(findings).isNotEmpty();
        for (Object each : findings) {
            Map<?, ?> finding = object(each);
            assertThat(names(finding)).containsExactly(FINDING);
            assertThat(names(object(finding.get("resource"))))
                    .containsExactly("type", "id", "arn", "name");
        }
    }

    @Test
    void a_denied_operation_is_in_the_json_and_its_count_is_null() throws IOException {
        aws.fails("DescribeVolumes", Fault.ACCESS_DENIED);

        Run run = scan("--output", "json");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("\"volumes\":null");
        assertThat(run.out()).contains("{\"fact\":\"volumes\",\"why\":\"DENIED\",\"detail\":\"");
    }

    @ParameterizedTest
    @CsvSource({
        "imdsv2-required, critical, 0",
        "imdsv2-required, high, 3",
        "imdsv2-required, low, 3",
        "volume-encrypted, high, 0",
        "volume-encrypted, MEDIUM, 3"
    })
    void fail_on_exits_3_for_what_is_not_ready_at_or_above_it(
            String check, String severity, int exit) {
        assertThat(scan("--check", check, "--fail-on", severity).exit()).isEqualTo(exit);
    }

    @Test
    void what_is_hidden_by_severity_still_counts_for_fail_on() {
        Run run = scan("--check", "imdsv2-required", "--severity", "critical", "--fail-on", "low");

        assertThat(run.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).contains("Not shown: 2 below critical");
        assertThat(run.err())
                .contains(
                        "exit code 3: 2 findings are not ready at severity low or above", "imdsv2");
    }

    @Test
    void unknown_does_not_trip_fail_on_but_facts_that_could_not_be_read_fail_the_scan() {
        aws.fails("DescribeVolumes", Fault.ACCESS_DENIED);

        Run run = scan("--check", "volume-encrypted", "--fail-on", "low");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err())
                .contains("some facts could not be read")
                .contains("volumes of us-east-1");
    }

    @Test
    void an_operation_that_the_endpoint_does_not_offer_does_not_fail_the_scan() {
        aws.fails("DescribeAlarms", Fault.HTML_500);

        Run run = scan("--check", "alarm-covers-instance", "--fail-on", "high");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Not evaluated").contains("alarms");
    }

    @Test
    void csv_has_no_room_for_what_was_not_seen_so_that_it_is_said_beside_it() {
        aws.fails("DescribeVolumes", Fault.ACCESS_DENIED);

        Run run = scan("--check", "volume-encrypted", "--output", "csv");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("volumes of us-east-1");
    }

    @Test
    void one_check_asks_for_what_it_looks_at_and_no_more() {
        Run run = scan("--check", "imdsv2-required");

        assertThat(run.out()).contains("HttpTokens is optional").doesNotContain("Graviton");
        assertThat(aws.calls())
                .extracting(FakeAws.Call::action)
                .containsExactlyInAnyOrder(
                        "GetCallerIdentity", "DescribeInstances", "GetInstanceMetadataDefaults");
    }

    @Test
    void rows_checks_severities_and_verdicts_narrow_the_result() {
        assertThat(scan("--row", "security", "--output", "csv").out())
                .contains("volume-encrypted")
                .doesNotContain("imdsv2-required");
        assertThat(scan("--severity", "HIGH", "--output", "csv").out())
                .contains("imdsv2-required")
                .doesNotContain("volume-encrypted");
        assertThat(scan(with(TWO_CHECKS, "--verdict", "ready", "--output", "csv")).out())
                .contains("i-0aaaaaaaaaaaaaaaa")
                .doesNotContain("i-0bbbbbbbbbbbbbbbb");
        assertThat(scan(with(TWO_CHECKS, "--output", "csv")).out())
                .doesNotContain("i-0aaaaaaaaaaaaaaaa");
    }

    @Test
    void several_regions_are_scanned_and_come_in_the_order_of_their_names() {
        Run run =
                Run.of(
                        args(
                                "--region",
                                "us-east-1",
                                "--region",
                                "ap-northeast-2",
                                "--region",
                                "us-east-1",
                                "--check",
                                "imdsv2-required",
                                "--output",
                                "json"));

        assertThat(run.exit()).isZero();
        assertThat(run.out().indexOf("\"region\":\"ap-northeast-2\""))
                .isPositive()
                .isLessThan(run.out().indexOf("\"region\":\"us-east-1\""));
        assertThat(aws.calls("GetCallerIdentity")).hasSize(1);
        assertThat(aws.calls("DescribeInstances")).hasSize(2);
    }

    @Test
    void all_regions_are_those_that_the_account_has_enabled() {
        aws.answers(
                "DescribeRegions",
                call ->
                        "<DescribeRegionsResponse><regionInfo>"
                                + "<item><regionName>eu-west-1</regionName></item>"
                                + "<item><regionName>sa-east-1</regionName></item>"
                                + "</regionInfo></DescribeRegionsResponse>");

        Run run = Run.of(args("--all-regions", "--output", "json"));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"eu-west-1\"", "\"sa-east-1\"");
    }

    @Test
    void the_region_comes_from_the_environment() {
        Run run = Run.in(Map.of("AWS_DEFAULT_REGION", "eu-north-1"), args("--output", "json"));

        assertThat(run.out()).contains("\"region\":\"eu-north-1\"");
    }

    @Test
    void a_reader_that_has_seen_enough_ends_the_scan_quietly() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exit =
                Run.run(
                        Terminal.none(),
                        Map.of(),
                        "",
                        new OutputStream() {
                            @Override
                            public void write(int octet) throws IOException {
                                throw new IOException("Broken pipe");
                            }
                        },
                        err,
                        args("--region", "us-east-1", "--output", "json"));

        assertThat(exit).isEqualTo(ExitCode.BROKEN_PIPE);
        assertThat(err.size()).isZero();
    }

    @Test
    void a_full_disk_is_said() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exit =
                Run.run(
                        Terminal.none(),
                        Map.of(),
                        "",
                        new OutputStream() {
                            @Override
                            public void write(int octet) throws IOException {
                                throw new IOException("No space left on device");
                            }
                        },
                        err,
                        args("--region", "us-east-1"));

        assertThat(exit).isEqualTo(ExitCode.ERROR);
        assertThat(err.toString(UTF_8)).contains("No space left on device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan --help", "--help", "findings --help", "invoke --help", "demo -h"})
    void help_shows_examples(String args) {
        Run run = Run.of(args.split(" "));

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Examples:").contains("./muster");
        assertThat(run.err()).isEmpty();
    }

    private Run scan(String... more) {
        return Run.of(args(with(new String[] {"--region", "us-east-1"}, more)));
    }

    private Run scanTwoChecksOn(Terminal terminal) {
        return Run.on(
                terminal,
                Map.of(),
                "",
                args(with(with(new String[] {"--region", "us-east-1"}, TWO_CHECKS), "--full")));
    }

    private static Terminal width(int columns) {
        return new Terminal(true, false, columns, Style.PLAIN, Style.PLAIN);
    }

    private String[] args(String... more) {
        return with(new String[] {"scan", "--endpoint-url", aws.endpoint().toString()}, more);
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(some));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private static List<String> names(Map<?, ?> object) {
        return object.keySet().stream().map(String::valueOf).toList();
    }

    private static Map<?, ?> object(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return value instanceof Map<?, ?> object ? object : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        assertThat(value).isInstanceOf(List.class);
        return value instanceof List<?> list ? list : List.of();
    }
}
