package io.muster.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.aws.fixture.TableFixture;
import io.muster.cli.fixture.Arguments;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The migration plan of a table and of a scan; what is in a plan is tested where it is made. */
class MigrationReportTest {

    @RegisterExtension static final TableFixture FIXTURE = TableFixture.kept();

    /** A group whose name attacks a shell, a page and a spreadsheet. */
    private static final String HOSTILE = "=x'y\"$(>pwned)`>pwned```|<script>alert(1)</script>";

    private FakeAws aws = ThreeHosts.in(new FakeAws());

    @BeforeEach
    void scan() {
        aws.holds(
                        Operation.INSTANCES,
                        SmallFleet.reservation(
                                host("i-0aaaaaaaaaaaaaaaa", "shop"),
                                host("i-0bbbbbbbbbbbbbbbb", "shop"),
                                host("i-0cccccccccccccccc", "cart"),
                                SmallFleet.instance("i-0dddddddddddddddd")))
                .holds(
                        Operation.GROUPS,
                        group(HOSTILE, "i-0aaaaaaaaaaaaaaaa", "i-0bbbbbbbbbbbbbbbb"))
                .holds(
                        Operation.INSTANCE_TYPES,
                        call ->
                                call.filter("instance-type").isEmpty()
                                        ? List.of(type("m7g.large", "arm64"))
                                        : List.of(type("m5.large", "x86_64")));
        FIXTURE.proxy().others(aws.endpoint());
        FIXTURE.fill(() -> assertThat(run("scan", "--table", TableFixture.TABLE).exit()).isZero());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private static String host(String id, String workload) {
        return SmallFleet.instance(id)
                + """
                <architecture>x86_64</architecture>
                <placement><availabilityZone>us-east-1a</availabilityZone>
                <tenancy>default</tenancy></placement>
                <tagSet><item><key>workload</key><value>%s</value></item></tagSet>"""
                        .formatted(workload);
    }

    private static String type(String name, String architecture) {
        return SmallFleet.type(name, architecture)
                + """
                <currentGeneration>true</currentGeneration>
                <vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo>
                <memoryInfo><sizeInMiB>8192</sizeInMiB></memoryInfo>""";
    }

    private static String group(String name, String... members) {
        StringBuilder xml = new StringBuilder(SmallFleet.group(xml(name)));
        xml.append(
                "<LaunchTemplate><LaunchTemplateId>lt-0a</LaunchTemplateId>"
                        + "<Version>$Latest</Version></LaunchTemplate><Instances>");
        for (String member : members) {
            xml.append("<member><InstanceId>").append(member).append("</InstanceId></member>");
        }
        return xml.append("</Instances>").toString();
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Test
    void the_fleet_is_rolled_up_by_workload() {
        Run run = report();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("4 instances: 0 can move, 0 blocked, 4 unknown")
                .contains("| shop | 2 | 0 | 0 | 2 | 0.00 | 21.02 |")
                .contains("| cart | 1 | 0 | 0 | 1 | 0.00 | 10.51 |")
                .contains("| (no workload) | 1 | 0 | 0 | 1 | 0.00 | 0.00 |")
                .doesNotContain("## 1.");
        assertThat(run.out().indexOf("| shop |")).isLessThan(run.out().indexOf("| cart |"));
    }

    @Test
    void a_workload_has_its_plan() {
        Run run = report("--workload", "shop");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("# Migration of shop to Graviton")
                .contains("2 × m5.large | m7g.large | -21.02 | unknown")
                .contains("### Canary: one arm64 instance beside the others")
                .contains("\"InstanceType\":\"m7g.large\"")
                .contains("### Roll back")
                .contains("Not everything was seen");
    }

    @Test
    void a_scan_of_now_gives_the_same_plan_and_says_what_it_lacks() {
        Run scanned = Run.of(args("report", "--part", "migration", "--workload", "shop", "--scan"));

        assertThat(scanned.exit()).as(scanned.err()).isZero();
        assertThat(scanned.out()).contains("What is inside the instances is not known");
        assertThat(order(scanned.out()))
                .isNotEmpty()
                .isEqualTo(order(report("--workload", "shop").out()));
        Run both =
                Run.of(
                        args(
                                "report",
                                "--part",
                                "migration",
                                "--scan",
                                "--table",
                                TableFixture.TABLE));
        assertThat(both.exit()).as(both.err()).isZero();
        assertThat(both.out()).contains("with what the table " + TableFixture.TABLE + " knows");
    }

    private static List<String> order(String page) {
        return page.lines().filter(line -> line.startsWith("| 1 |")).toList();
    }

    @Test
    void json_has_the_order_the_types_and_the_steps() throws IOException {
        Map<String, Object> shop = workload(report("--workload", "shop", "--output", "json"));

        Map<String, Object> move = list(shop, "moves").getFirst();
        assertThat(move)
                .containsEntry("number", 1)
                .containsEntry("canary", false)
                .containsEntry("group", HOSTILE)
                .containsEntry("verdict", "UNKNOWN")
                .containsEntry("target", "m7g.large")
                .containsEntry("monthlyDeltaUsd", -21.02);
        assertThat(list(move, "instances"))
                .extracting(instance -> instance.get("id"))
                .containsExactly("i-0aaaaaaaaaaaaaaaa", "i-0bbbbbbbbbbbbbbbb");
        assertThat(list(move, "steps"))
                .extracting(step -> step.get("step"))
                .containsExactly("MEASURE", "FIND_IMAGE", "CANARY", "REST");
    }

    @Test
    void csv_has_a_line_for_each_instance_that_moves() {
        Run run = report("--output", "csv");
        assertThat(run.out().lines()).hasSize(1 + 4);
        assertThat(run.out()).contains("shop,1,false,", ",i-0aaaaaaaaaaaaaaaa,");
        assertThat(run.out()).contains(",\"'=x").doesNotContain("\n=", ",=", "\"=");
    }

    @Test
    void csv_has_what_stays_without_a_number_and_with_its_reason() {
        aws.holds(
                Operation.INSTANCES,
                SmallFleet.reservation(
                        host("i-0eeeeeeeeeeeeeeee", "shop").replace("x86_64", "arm64")));

        assertThat(report("--scan", "--output", "csv").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("shop,,false,,i-0eeeeeeeeeeeeeeee,")
                .endsWith(",runs on arm64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"markdown", "html"})
    void names_that_attack_the_reader_are_text(String format) {
        Run run = report("--workload", "shop", "--output", format);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(outsideOfCode(run.out())).contains("m7g.large").doesNotContain("<script");
        assertThat(run.out()).contains("pwned");
    }

    /** The lines that no fence of Markdown encloses; in HTML, all. */
    private static String outsideOfCode(String page) {
        StringBuilder outside = new StringBuilder();
        String fence = "";
        for (String line : page.lines().toList()) {
            if (fence.isEmpty() && line.matches("`{3,}sh")) {
                fence = line.substring(0, line.length() - 2);
            } else if (line.equals(fence)) {
                fence = "";
            } else if (fence.isEmpty()) {
                outside.append(line).append('\n');
            }
        }
        assertThat(fence).as("a fence without an end").isEmpty();
        return outside.toString();
    }

    @Test
    void all_parts_come_in_their_order_in_one_document() throws IOException {
        String page = all("--workload", "shop").out();
        assertThat(page.indexOf("Production checklist of shop"))
                .isNotNegative()
                .isLessThan(page.indexOf("Migration of shop to Graviton"));
        assertThat(all("--workload", "shop", "--output", "html").out())
                .containsOnlyOnce("<html")
                .containsOnlyOnce("</html>");
        assertThat(JSON.std.mapFrom(all("--output", "json").out()))
                .containsOnlyKeys("checklist", "migration");
    }

    @Test
    void csv_of_several_parts_and_a_scan_of_other_parts_are_refused() {
        Run csv = all("--output", "csv");
        assertThat(csv.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(csv.err()).contains("--part");
        Run scan = Run.of(args("report", "--scan"));
        assertThat(scan.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scan.err()).contains("--part migration");
    }

    @Test
    void a_workload_that_is_not_there_is_answered_with_the_nearest() {
        Run run = report("--workload", "shpo");
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("Did you mean shop?");
    }

    @Test
    void a_scan_that_is_out_of_date_makes_nothing_movable() {
        Run run =
                Run.at(
                        Run.NOW.plus(Duration.ofDays(1)),
                        args(
                                "report",
                                "--part",
                                "migration",
                                "--workload",
                                "shop",
                                "--table",
                                TableFixture.TABLE));
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains("Not scanned recently", "the instance was not scanned");
    }

    @Test
    void instances_that_cannot_be_read_are_no_empty_fleet() {
        aws.fails("DescribeInstances", Fault.ACCESS_DENIED);
        Run run = Run.of(args("report", "--part", "migration", "--scan"));
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains("Instances could not be read: 123456789012/us-east-1");
    }

    private static Run report(String... more) {
        return all(join(List.of("--part", "migration"), more));
    }

    private static Run all(String... more) {
        return run(join(List.of("report", "--table", TableFixture.TABLE), more));
    }

    private static String[] join(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private static Run run(String... args) {
        return Run.of(args(args));
    }

    private static String[] args(String... some) {
        return Arguments.at(FIXTURE.proxy().endpoint(), some);
    }

    private static Map<String, Object> workload(Run run) throws IOException {
        return list(JSON.std.mapFrom(run.out()), "workloads").getFirst();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> from, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(from.get(name), name);
    }
}
