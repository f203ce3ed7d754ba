package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.FakeQueues;
import io.muster.aws.fixture.TableFixture;
import io.muster.cli.fixture.Arguments;
import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that write and read the table, on DynamoDB's own engine. */
class TableCommandsTest {

    @RegisterExtension static final TableFixture FIXTURE = new TableFixture();

    private FakeAws aws = ThreeHosts.in(new FakeAws());

    @BeforeEach
    void join() {
        FIXTURE.proxy().others(aws.endpoint());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void a_scan_writes_the_table_only_when_asked_to() {
        run("scan", "--output", "csv");

        assertThat(FIXTURE.items()).isEmpty();
    }

    @Test
    void a_second_scan_of_an_unchanged_fleet_changes_nothing() {
        Run first = run("scan", "--table", TableFixture.TABLE, "--output", "csv");
        int items = FIXTURE.items().size();
        Run second = run("scan", "--table", TableFixture.TABLE, "--output", "csv");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err())
                .contains("123456789012/us-east-1 in table muster")
                .contains("opened");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.err()).contains("0 opened, 0 changed");
        assertThat(FIXTURE.items()).hasSize(items);
    }

    @Test
    void findings_shows_what_a_scan_wrote_and_since_when() {
        run("scan", "--table", TableFixture.TABLE);

        Run table = run("findings", "--severity", "high", "--row", "configure", "--full");
        Run json = run("findings", "--output", "json");

        assertThat(table.exit()).as(table.err()).isZero();
        assertThat(table.out())
                .contains("HttpTokens is optional")
                .contains("since 2026-11-22")
                .contains(ThreeHosts.PAYMENT)
                .contains("Checklist");
        assertThat(json.out())
                .contains("\"firstSeen\":\"2026-11-22T12:00:00Z\"")
                .contains("\"resolvedAt\":null")
                .doesNotContain("\"scan\"");
    }

    @Test
    void findings_narrows_by_workload_resource_scope_and_state() {
        run("scan", "--table", TableFixture.TABLE);

        assertThat(run("findings", "--workload", ThreeHosts.PAYMENT, "--output", "csv").out())
                .contains("i-0bbbbbbbbbbbbbbbb")
                .doesNotContain("i-0cccccccccccccccc");
        assertThat(run("findings", "--resource", "vol-0bbbbbbbbbbbbbbbb", "--output", "csv").out())
                .contains("volume-encrypted")
                .doesNotContain("i-0");
        assertThat(run("findings", "--state", "resolved").out()).contains("No findings.");
        assertThat(run("findings", "--scope", "123456789012/us-east-1", "--output", "csv").out())
                .contains("imdsv2-required");
    }

    @Test
    void findings_of_a_table_without_a_scan_is_no_all_clear() {
        Run run = run("findings");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("table 'muster' has no scan yet", "./muster scan");
    }

    @ParameterizedTest
    @CsvSource({
        "--scope, us-west-1, us-east-1",
        "--workload, shpo, shop",
        "--instance, i-0aaaaaaaaaaaaaaab, i-0aaaaaaaaaaaaaaaa",
        "--resource, i-0aaaaaaaaaaaaaaab, i-0aaaaaaaaaaaaaaaa"
    })
    void a_name_that_is_not_there_is_no_all_clear(String option, String given, String meant) {
        run("scan", "--table", TableFixture.TABLE);

        Run run = run("findings", option, given);

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("'" + given + "'", "Did you mean " + meant + "?");
    }

    @Test
    void the_screen_of_a_table_tells_the_same_as_that_of_its_scan() throws IOException {
        run("scan", "--table", TableFixture.TABLE);

        Run run =
                Run.on(
                        new Terminal(true, false, 80, Style.PLAIN, Style.PLAIN),
                        Map.of(),
                        "",
                        args("findings"));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSizeLessThanOrEqualTo(40);
        Golden.assertSame("findings/screen-80.txt", run.out());
    }

    @Test
    void findings_of_a_table_come_as_json_with_instances_and_totals() throws IOException {
        run("scan", "--table", TableFixture.TABLE);

        Run run = run("findings", "--check", "imdsv2-required", "--output", "json");

        // The words of a client that a connection was closed on are no part of the contract.
        Golden.assertSame(
                "findings/findings.json",
                run.out().replaceAll("got no response: [^\"]*", "got no response"));
    }

    @Test
    void findings_fails_on_what_is_open() {
        run("scan", "--table", TableFixture.TABLE);

        Run high = run("findings", "--fail-on", "high");
        Run none = run("findings", "--fail-on", "critical");

        assertThat(high.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(high.err()).contains("exit code 3");
        assertThat(none.exit()).as(none.err()).isZero();
    }

    @Test
    void a_scope_that_was_not_scanned_for_long_counts_as_unknown() {
        run("scan", "--table", TableFixture.TABLE);

        Run table = later("findings");
        Run csv = later("findings", "--output", "csv");
        Run json = later("findings", "--output", "json");
        Run failing = later("findings", "--fail-on", "critical");

        String since = "last scanned 2026-11-22 12:00 UTC";
        assertThat(table.out()).contains(since).contains("3 instances not evaluated");
        assertThat(later("findings", "--output", "markdown").out()).contains(since);
        assertThat(csv.out())
                .contains("notScannedSince")
                .contains(",2026-11-22T12:00:00Z,\"[{\"\"code\"\"");
        assertThat(json.out())
                .contains("\"notScannedSince\":\"2026-11-22T12:00:00Z\"")
                .contains("\"ready\":null");
        assertThat(failing.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(failing.err()).contains("not scanned recently");
    }

    @Test
    void a_scope_is_taken_out_after_a_yes() {
        run("scan", "--table", TableFixture.TABLE);

        Run asked = run("findings", "--retire-scope", "123456789012/us-east-1");
        Run wrong = run("findings", "--retire-scope", "123456789012/us-west-1", "--yes");
        Run done = run("findings", "--retire-scope", "123456789012/us-east-1", "--yes");

        assertThat(asked.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(asked.err()).contains("--yes");
        assertThat(wrong.err()).contains("Did you mean 123456789012/us-east-1?");
        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(done.out()).contains("was removed from table muster");
        assertThat(FIXTURE.items()).isEmpty();
    }

    @Test
    void a_table_keeps_no_tags() {
        assertThat(run("findings", "--tag", "team=shop").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void findings_are_chosen_by_when_they_were_first_seen() {
        run("scan", "--table", TableFixture.TABLE);

        assertThat(run("findings", "--since", "7d", "--output", "csv").out()).contains("imdsv2");
        assertThat(run("findings", "--since", "2026-11-23", "--output", "csv").out())
                .doesNotContain("imdsv2");
        assertThat(run("findings", "--since", "yesterday").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void findings_of_a_table_that_is_not_there_says_so() {
        Run run = run("findings", "--table", "nowhere");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no table 'nowhere' in us-east-1").doesNotContain("\tat ");
    }

    @Test
    void show_takes_the_numbers_of_the_last_screen(@TempDir Path home) {
        run("scan", "--table", TableFixture.TABLE);
        Run screen = at(home, "findings");
        Run first = at(home, "show", "1");

        assertThat(first.exit()).as(first.err()).isZero();
        String title = first.out().lines().skip(1).findFirst().orElseThrow();
        assertThat(screen.out()).containsPattern(" 1 +[A-Z]+ +" + Pattern.quote(title));
        assertThat(first.out())
                .contains(
                        "What to do",
                        "since 2026-11-22 12:00 UTC; last evaluated 2026-11-22 12:00 UTC",
                        "./muster checks ");
        assertThat(at(home, "show", numberOf("Instances should use Instance Met", screen)).out())
                .contains("Console");
        assertThat(at(home, "show", "999").err()).contains("no number 999", "are 1 to");
    }

    @Test
    void show_takes_an_id_its_beginning_and_a_resource() {
        run("scan", "--table", TableFixture.TABLE);
        String id = "imdsv2-required/123456789012/us-east-1/instance/i-0bbbbbbbbbbbbbbbb";

        for (String given : List.of(id, id.substring(0, id.length() - 15))) {
            Run run = run("show", given, "--table", TableFixture.TABLE);
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains(
                            "i-0bbbbbbbbbbbbbbbb",
                            "HttpTokens is optional",
                            "https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1"
                                    + "#InstanceDetails:instanceId=i-0bbbbbbbbbbbbbbbb",
                            "The same finding on other resources: i-0cccccccccccccccc");
        }
        assertThat(run("show", "vol-0bbbbbbbbbbbbbbbb", "--table", TableFixture.TABLE).out())
                .contains("volume vol-0bbbbbbbbbbbbbbbb", "Other open findings");
    }

    @Test
    void show_names_several_that_begin_alike_and_none() {
        run("scan", "--table", TableFixture.TABLE);

        Run several = run("show", "imdsv2-required/", "--table", TableFixture.TABLE);
        Run none = run("show", "i-0bbbbbbbbbbbbbbbx", "--table", TableFixture.TABLE);

        assertThat(several.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(several.err()).contains("several findings", "i-0bbbbbbbbbbbbbbbb");
        assertThat(none.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(none.err()).contains("Did you mean i-0bbbbbbbbbbbbbbbb?");
    }

    @Test
    void show_gives_the_fields_of_json() {
        run("scan", "--table", TableFixture.TABLE);

        Run run = run("show", "i-0bbbbbbbbbbbbbbbb", "--table", TableFixture.TABLE, "-o", "json");

        assertThat(run.out())
                .contains("\"firstSeen\"", "\"console\"", "\"besides\"", "\"elsewhere\"");
    }

    @Test
    void instances_lists_each_with_its_worst_finding() {
        run("scan", "--table", TableFixture.TABLE);

        Run table = run("instances");
        Run json = run("instances", "-o", "json");
        Run csv = run("instances", "-o", "csv", "--workload", ThreeHosts.PAYMENT);

        assertThat(table.exit()).as(table.err()).isZero();
        assertThat(table.out())
                .contains("not ready", "i-0aaaaaaaaaaaaaaaa", "0 of 3 instances ready");
        assertThat(json.out()).contains("\"ready\"", "\"worst\"", "i-0cccccccccccccccc");
        assertThat(csv.out().lines()).hasSize(2);
        assertThat(csv.out()).startsWith("id,name,type").contains("i-0bbbbbbbbbbbbbbbb");
    }

    @Test
    void instances_of_an_unknown_name_or_an_unscanned_table_are_no_empty_list() {
        Run unscanned = run("instances");
        run("scan", "--table", TableFixture.TABLE);
        Run unknown = run("instances", "--workload", "shpo");
        Run tagged = run("instances", "--tag", "a=b");

        assertThat(unscanned.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(unscanned.err()).contains("has no scan yet");
        assertThat(unknown.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(unknown.err()).contains("'shpo'", "Did you mean shop?");
        assertThat(tagged.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(tagged.err()).contains("--scan");
    }

    private static Run at(Path home, String... args) {
        return Run.in(Map.of("HOME", home.toString()), args(args));
    }

    @Test
    void invoke_runs_the_handler_and_a_second_run_changes_nothing() {
        String event = "{\"function\": \"fleet-scan\", \"scopes\": [{\"region\": \"us-east-1\"}]}";

        Run first = invoke(event);
        Map<String, ?> findings = findings();
        Run second = invoke(event);

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(findings).isNotEmpty();
        assertThat(second.exit()).isZero();
        assertThat(second.out()).contains("\"opened\":0");
        assertThat(findings()).isEqualTo(findings);
    }

    @Test
    void invoke_dispatch_sends_the_message_that_invoke_fleet_scan_takes() {
        FakeQueues queues = new FakeQueues();
        FIXTURE.proxy().others(queues::answer, aws.endpoint());

        Run dispatched =
                Run.on(
                        Terminal.none(),
                        Map.of("MUSTER_QUEUE_FLEET_SCAN", "http://127.0.0.1/muster-fleet-scan"),
                        "{\"function\": \"dispatch\", \"work\": \"fleet-scan\"}",
                        args("invoke", "dispatch", "-", "--table", TableFixture.TABLE));
        assertThat(dispatched.exit()).as(dispatched.err()).isZero();
        assertThat(dispatched.out()).contains("\"messages\":1");
        Run scanned = invoke(queues.messages().getFirst().body());

        assertThat(scanned.exit()).as(scanned.err()).isZero();
        assertThat(findings()).isNotEmpty();
    }

    /** The items but for the summary, which every scan writes. */
    private static Map<String, ?> findings() {
        Map<String, ?> findings = new TreeMap<>(FIXTURE.items());
        findings.keySet().removeIf(key -> key.startsWith("SCOPES "));
        return findings;
    }

    private Run invoke(String event) {
        return Run.on(
                Terminal.none(),
                Map.of(),
                event,
                args("invoke", "fleet-scan", "-", "--table", TableFixture.TABLE));
    }

    /** A day after the scan. */
    private Run later(String... args) {
        return Run.at(Run.NOW.plus(Duration.ofDays(1)), args(args));
    }

    private Run run(String... args) {
        return Run.of(args(args));
    }

    private static String numberOf(String title, Run screen) {
        return screen.out()
                .lines()
                .filter(line -> line.contains(title))
                .map(line -> line.strip().split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    private static String[] args(String... some) {
        return Arguments.at(FIXTURE.proxy().endpoint(), some);
    }
}
