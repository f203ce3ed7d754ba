package io.muster.cli.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.cli.fixture.Arguments;
import io.muster.cli.fixture.Run;
import io.muster.cli.fixture.ThreeHosts;
import io.muster.cli.session.ExitCode;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.WorkloadTally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions on DynamoDB's own engine, over findings of a scan. */
class DecideCommandTest {

    @RegisterExtension static final TableFixture FIXTURE = TableFixture.kept();

    private static final String PAYMENT = ThreeHosts.PAYMENT;
    private static final String IMDS =
            "imdsv2-required/123456789012/us-east-1/instance/i-0bbbbbbbbbbbbbbbb";
    private static final Instant AFTER = Instant.parse("2027-04-01T00:00:00Z");

    @TempDir private Path folder;

    private FakeAws aws = ThreeHosts.in(new FakeAws());

    @BeforeEach
    void fill() {
        FIXTURE.proxy().others(aws.endpoint());
        FIXTURE.fill(() -> assertThat(run("scan", "--table", TableFixture.TABLE).exit()).isZero());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private static Run waive(String target, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "decide",
                                "waive",
                                target,
                                "--reason",
                                "business-priorities",
                                "--text",
                                "replaced in March",
                                "--owner",
                                "shop team",
                                "--until",
                                "2027-03-31"));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private static String open(String... more) {
        List<String> words = new ArrayList<>(List.of("findings", "--output", "csv"));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new)).out();
    }

    @Test
    void a_waived_finding_leaves_the_list_and_stays_visible() {
        Run waive = waive(IMDS);

        assertThat(waive.exit()).as(waive.err()).isZero();
        assertThat(waive.out()).contains("+ " + IMDS, "1 new");
        assertThat(open()).doesNotContain(IMDS).contains("imdsv2-required/");
        assertThat(open("--state", "waived")).contains(IMDS);
        assertThat(run("findings").out()).contains("1 waived");
    }

    @Test
    void a_waived_finding_comes_back_when_its_last_day_is_over() {
        waive(IMDS);

        assertThat(at(AFTER.minusMillis(1), "findings", "--state", "waived").out())
                .contains("imdsv2-required", "i-0bbbbbbbbbbbbbbbb");
        assertThat(at(AFTER, "findings", "--output", "csv").out()).contains(IMDS);
        assertThat(at(AFTER, "decide", "list").out()).contains("EXPIRED");
    }

    @Test
    void a_decision_that_ends_soon_is_told_with_the_findings() {
        waive(IMDS);

        assertThat(run("findings").err()).doesNotContain("within 14 days");
        assertThat(at(AFTER.minus(Duration.ofDays(14)), "findings").err())
                .contains("1 decision ends within 14 days");
    }

    @Test
    void fail_on_ignores_what_is_waived() {
        String[] watch = {"findings", "--check", "imdsv2-required", "--fail-on", "high"};
        assertThat(run(watch).exit()).isEqualTo(ExitCode.FINDINGS);

        waive("check/imdsv2-required/" + PAYMENT);
        assertThat(run(watch).err()).contains("i-0cccccccccccccccc");
        waive(IMDS.replace('b', 'c'));

        assertThat(run(watch).exit()).isZero();
    }

    @Test
    void a_decision_says_who_made_it() throws IOException {
        waive(IMDS);

        Map<String, Object> decision = listed().getFirst();
        assertThat(decision)
                .containsEntry("decidedBy", "arn:aws:iam::123456789012:user/nobody")
                .containsEntry("decidedAt", Run.NOW.toString())
                .containsEntry("reason", "BUSINESS_PRIORITIES")
                .containsEntry("workload", PAYMENT)
                .containsEntry("standing", "IN_FORCE")
                .containsEntry("present", true);
    }

    @Test
    void a_decision_over_another_says_whose_it_replaces_and_both_are_kept() {
        waive(IMDS);
        Run second = waive(IMDS, "--output", "table");
        Run history = run("decide", "list", IMDS);

        assertThat(second.out()).contains("~ " + IMDS, "takes the place of", "user/nobody");
        assertThat(history.out().lines().filter(line -> line.equals(IMDS))).hasSize(2);
    }

    @Test
    void a_withdrawn_decision_holds_no_more() {
        waive(IMDS);
        Run withdraw = run("decide", "withdraw", IMDS);

        assertThat(withdraw.out()).contains("- " + IMDS, "1 withdrawn");
        assertThat(open()).contains(IMDS);
        assertThat(run("decide", "list").out()).contains("No decisions");
        assertThat(run("decide", "list", IMDS).out()).contains("Withdrawn by");
        assertThat(run("decide", "withdraw", IMDS).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void an_attestation_holds_as_long_as_its_item_says() throws IOException {
        Run attest =
                run(
                        "decide",
                        "attest",
                        "item/restore-drill/shop",
                        "--evidence",
                        "https://wiki.example.com/drill",
                        "--owner",
                        "shop team");

        assertThat(attest.exit()).as(attest.err()).isZero();
        assertThat(listed().getFirst())
                .containsEntry("kind", "ATTESTATION")
                .containsEntry("until", "2027-05-21");
    }

    @Test
    void waive_is_another_name_of_the_command() {
        Run run =
                run(
                        "waive",
                        IMDS,
                        "--reason",
                        "other",
                        "--text",
                        "a",
                        "--owner",
                        "b",
                        "--until",
                        "2027-03-31");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(open()).doesNotContain(IMDS);
    }

    @Test
    void a_dry_run_writes_nothing() {
        Map<String, ?> before = FIXTURE.items();
        Run run = waive(IMDS, "--dry-run");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Dry run", "1 new");
        assertThat(FIXTURE.items()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "check/imdsv2-requird/shop, Did you mean imdsv2-required?, 2",
        "check/imdsv2-required/shpo, Did you mean shop?, 1",
        "row/secruity/shop, Did you mean security?, 2",
        "imdsv2-required/123456789012/us-east-1/instance/i-0aaaaaaaaaaaaaaaa, Did you mean imds, 1",
        "web, A target is, 2",
        "item/restore-drill/shop, is attested, 2"
    })
    void what_cannot_be_waived_is_refused_with_the_next_step(String target, String next, int exit) {
        Run run = waive(target);

        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).contains(next);
        assertThat(FIXTURE.items().keySet()).noneMatch(key -> key.startsWith("DECISIONS"));
    }

    @Test
    void of_two_at_once_the_later_is_told_of_the_earlier() {
        FIXTURE.proxy()
                .fault(
                        call -> {
                            // Another decides after this run has looked, and before it writes.
                            if (call.action().equals("PutItem")) {
                                FIXTURE.proxy().heal();
                                FIXTURE.table().decisions().decide(other(), null);
                            }
                            return Optional.empty();
                        });
        Run run = waive("check/imdsv2-required/shop");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("user/ben", "the first reason", "decided meanwhile");
        assertThat(run("decide", "list").out()).contains("the first reason");
    }

    private static Waiver other() {
        return new Waiver(
                new Target.OfCheck("imdsv2-required", "shop"),
                ReasonCode.OTHER,
                "the first reason",
                "ben",
                LocalDate.of(2027, 1, 31),
                null,
                new Made("arn:aws:iam::123456789012:user/ben", Run.NOW, new Made.Way.Command()));
    }

    @Test
    void a_file_applied_twice_changes_nothing_and_a_removed_line_is_withdrawn() throws IOException {
        Path file = file(line("check/imdsv2-required/shop") + line("row/security/" + PAYMENT));

        Run first = run("decide", "--file", file.toString());
        Map<String, ?> after = FIXTURE.items();
        Run again = run("decide", "--file", file.toString());

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).contains("2 new");
        assertThat(again.out()).contains("0 new, 0 changed, 0 withdrawn, 2 unchanged");
        assertThat(FIXTURE.items()).isEqualTo(after);

        file(line("row/security/" + PAYMENT));
        Run dry = run("decide", "--file", file.toString(), "--dry-run");
        assertThat(dry.out()).contains("- check/imdsv2-required/shop", "Dry run");
        assertThat(FIXTURE.items()).isEqualTo(after);
        assertThat(run("decide", "--file", file.toString()).out()).contains("1 withdrawn");
        assertThat(listed())
                .extracting(each -> each.get("target"))
                .containsExactly("row/security/" + PAYMENT);
    }

    @Test
    void a_file_leaves_what_the_command_decided() throws IOException {
        waive(IMDS);
        Path file = file(line("check/imdsv2-required/shop"));
        run("decide", "--file", file.toString());
        file("");

        assertThat(run("decide", "--file", file.toString()).out()).contains("1 withdrawn");
        assertThat(listed()).extracting(each -> each.get("target")).containsExactly(IMDS);
    }

    @Test
    void a_line_that_has_expired_stays_as_it_is() throws IOException {
        Path file = file(line("check/imdsv2-required/shop"));
        run("decide", "--file", file.toString());

        Run later = at(AFTER.plus(Duration.ofDays(1)), "decide", "--file", file.toString());

        assertThat(later.exit()).as(later.err()).isZero();
        assertThat(later.out()).contains("1 unchanged");
    }

    @Test
    void a_file_with_faults_is_not_applied_and_names_line_and_column() throws IOException {
        Path file =
                file(
                        line("check/imdsv2-required/shop")
                                + line("check/imdsv2-requird/shop")
                                + line("check/imdsv2-required/shpo")
                                + line("row/tests/shop").replace("2027-03-31", "2026-01-01"));

        Run run = run("decide", "--file", file.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("decisions.yaml:7:13: there is no check", "Did you mean imdsv2-required?")
                .contains("decisions.yaml:12:13: there is no workload", "Did you mean shop?")
                .contains("decisions.yaml:21:12: 2026-01-01 is before today")
                .contains("3 faults; nothing was written");
        assertThat(listed()).isEmpty();
    }

    @Test
    void a_workload_that_vanished_is_told_with_its_decisions() throws IOException {
        assertThat(waive("check/imdsv2-required/shop").exit()).isZero();
        Scope scope = Scope.of("123456789012", "us-east-1");
        List<WorkloadTally> others =
                FIXTURE.table().workloads(scope).stream()
                        .filter(tally -> !tally.workload().equals("shop"))
                        .toList();
        FIXTURE.table().write(scope, Run.NOW.plusSeconds(1), others);

        assertThat(listed().getFirst()).containsEntry("present", false);
        assertThat(waive("row/tests/shop").err()).contains("there is no workload 'shop'");
    }

    @Test
    void what_a_waived_cause_hides_leaves_the_counts() {
        int hidden =
                FIXTURE.table().workloads(Scope.of("123456789012", "us-east-1")).stream()
                        .filter(tally -> tally.workload().equals("shop"))
                        .flatMap(tally -> tally.checks().values().stream())
                        .mapToInt(check -> check.unknownFor(Cause.Kind.GUEST_UNMANAGED))
                        .sum();
        int before = hidden();

        assertThat(waive("cause/guest-unmanaged/shop").exit()).isZero();

        assertThat(hidden).isPositive();
        assertThat(hidden()).isEqualTo(before - hidden);
    }

    /** How many answers unmanaged guests hide, as the findings count them. */
    private static int hidden() {
        Matcher counted =
                Pattern.compile("\"guest-unmanaged\":(\\d+)")
                        .matcher(run("findings", "--output", "json").out());
        return counted.find() ? Integer.parseInt(counted.group(1)) : 0;
    }

    @Test
    void findings_of_many_decisions_are_read_a_hundred_at_a_time() {
        waive(IMDS);
        waive(IMDS.replace('b', 'c'));
        FIXTURE.proxy().forget();

        assertThat(run("decide", "list").exit()).isZero();
        assertThat(FIXTURE.proxy().asked("BatchGetItem")).isEqualTo(1);
    }

    @Test
    void deciding_calls_what_its_policy_allows() throws IOException {
        FIXTURE.proxy().forget();
        waive(IMDS);
        waive(IMDS, "--text", "again");
        run("decide", "--file", file(line("check/imdsv2-required/shop")).toString());
        run("decide", "list");
        run("decide", "list", IMDS);
        run("decide", "withdraw", IMDS);

        String policy = Run.of("permissions", "decide", "--table", TableFixture.TABLE).out();
        assertThat(FIXTURE.proxy().calls())
                .extracting(Call::action)
                // STS is asked in another protocol, without a name in the header.
                .filteredOn(action -> !action.isEmpty())
                .isNotEmpty()
                .allSatisfy(action -> assertThat(policy).contains("\"dynamodb:" + action + "\""));
        assertThat(FIXTURE.proxy().calls())
                .filteredOn(call -> call.action().equals("PutItem"))
                .allMatch(call -> call.body().contains("\"pk\":{\"S\":\"DECISIONS\"}"));
        assertThat(policy).contains("dynamodb:LeadingKeys", "\"DECISIONS\"");
    }

    @Test
    void ten_thousand_faulty_lines_are_told_in_a_screenful() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            lines.append(
                    line("imdsv2-required/123456789012/us-east-1/instance/i-%017x".formatted(i)));
        }
        Path file = file(lines.toString());

        Run run = run("decide", "--file", file.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines()).hasSizeLessThan(50);
        assertThat(run.err()).contains("decisions.yaml:2:13: ", "10000 faults");
        assertThat(listed()).isEmpty();
    }

    @Test
    void items_are_listed_without_a_table() {
        Run run = Run.of("decide", "items");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("restore-drill", "Evidence:");
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("decisions.yaml"), "decisions:\n" + lines);
    }

    private static String line(String target) {
        return """
                 - target: %s
                   reason: OTHER
                   text: replaced in March
                   owner: shop team
                   until: 2027-03-31
               """
                .formatted(target);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> listed() throws IOException {
        Object decisions =
                JSON.std.mapFrom(run("decide", "list", "--output", "json").out()).get("decisions");
        return (List<Map<String, Object>>) Objects.requireNonNull(decisions);
    }

    private static Run at(Instant now, String... args) {
        return Run.at(now, args(args));
    }

    private static Run run(String... args) {
        return Run.of(args(args));
    }

    private static String[] args(String... some) {
        return Arguments.at(FIXTURE.proxy().endpoint(), some);
    }
}
