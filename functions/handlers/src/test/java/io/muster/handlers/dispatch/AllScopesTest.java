package io.muster.handlers.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeNotices;
import io.muster.aws.fixture.FakeQueues;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.MissingRoles;
import io.muster.aws.store.ScopeSummary;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.handlers.runtime.PrimingRuns;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What dispatch sums up of all scopes, and says in the table of those that left. */
class AllScopesTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Scope HERE = Scope.of("123456789012", "us-east-1");
    private static final Scope SEOUL = Scope.of("123456789012", "ap-northeast-2");

    private final FakeQueues queues = new FakeQueues();
    private final FakeNotices notices = new FakeNotices();
    private final List<String> log = new ArrayList<>();
    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "AWS_REGION",
                            "us-east-1",
                            "MUSTER_REGIONS",
                            "us-east-1",
                            FunctionEnvironment.TABLE_VARIABLE,
                            TableFixture.TABLE,
                            "MUSTER_QUEUE_FLEET_SCAN",
                            "https://sqs.us-east-1.amazonaws.com/123456789012/fleet-scan",
                            "MUSTER_QUEUE_GUEST_PROBE",
                            "https://sqs.us-east-1.amazonaws.com/123456789012/guest-probe",
                            "MUSTER_NOTICE_TOPIC",
                            "arn:aws:sns:us-east-1:123456789012:muster-findings"));

    @BeforeEach
    void two_scopes() {
        fixture.proxy()
                .others(call -> queues.answer(call).or(() -> notices.answer(call)).orElseThrow());
        List.of(HERE, SEOUL).forEach(scope -> fixture.table().write(summary(scope, NOON)));
    }

    private static ScopeSummary summary(Scope scope, Instant at) {
        return new ScopeSummary(
                new ScopeReport(scope, at, at, 1, 1, new TreeMap<>(), List.of(), new Scorecard()),
                ChangeCounts.NONE);
    }

    @Test
    void a_scope_that_is_not_configured_any_more_is_marked_once() throws IOException {
        dispatch("fleet-scan", NOON);
        dispatch("fleet-scan", NOON.plusSeconds(3_600));
        assertThat(left(SEOUL)).isEqualTo(NOON);
        assertThat(left(HERE)).isNull();
        assertThat(log)
                .anyMatch(line -> line.contains("\"left\":[\"123456789012/ap-northeast-2\"]"));
        assertThat(log.getLast()).contains("\"left\":[]");
    }

    @Test
    void priming_marks_no_scope_and_sends_no_message() {
        queues.fails(
                call -> Optional.of(Answer.error(400, "EmptyBatchRequest", "There is no entry.")));
        var before = fixture.items();
        try (PrimingRun run = PrimingRuns.at(fixture.proxy().endpoint(), environment)) {
            DispatchPriming.play(run);
        }
        assertThat(fixture.items()).isEqualTo(before);
        assertThat(queues.messages()).isEmpty();
        assertThat(notices.messages()).isEmpty();
    }

    @Test
    void one_that_is_configured_again_is_unmarked() throws IOException {
        dispatch("fleet-scan", NOON);
        environment.put("MUSTER_REGIONS", "us-east-1,ap-northeast-2");
        dispatch("fleet-scan", NOON.plusSeconds(3_600));
        assertThat(left(SEOUL)).isNull();
        assertThat(log.getLast()).contains("\"back\":[\"123456789012/ap-northeast-2\"]");
    }

    @Test
    void only_the_schedule_of_scans_marks() throws IOException {
        dispatch("guest-probe", NOON);
        assertThat(left(SEOUL)).isNull();
    }

    @Test
    void a_table_that_refuses_is_said_and_the_messages_are_sent() throws IOException {
        fixture.proxy().fails("UpdateItem", Answer.error(400, "AccessDeniedException", "no"));
        dispatch("fleet-scan", NOON);
        assertThat(queues.messages()).hasSize(1);
        assertThat(log.getLast()).contains("\"level\":\"WARN\"", "dynamodb:UpdateItem was denied");
    }

    @Test
    void the_figures_of_all_scopes_are_logged_once_a_run() throws IOException {
        dispatch("fleet-scan", NOON.plusSeconds(3_600));
        assertThat(log.stream().filter(line -> line.contains("ScanAge")))
                .singleElement()
                .asString()
                .contains("\"ScanAge\":3600", "\"Scopes\":1", "\"Dimensions\":[[]]");
        assertThat(log.getLast()).contains("scopes dispatched");
    }

    @Test
    void a_scope_whose_scans_fail_grows_old_in_the_figures() throws IOException {
        environment.put("MUSTER_REGIONS", "us-east-1,ap-northeast-2");
        fixture.table().write(summary(HERE, NOON.plusSeconds(80_000)));
        dispatch("fleet-scan", NOON.plusSeconds(86_400));
        assertThat(log)
                .anyMatch(
                        line -> line.contains("\"ScanAge\":86400,\"Scopes\":2,\"ScopesStale\":1"));
    }

    @Test
    void the_figures_of_a_hundred_scopes_take_the_queries_of_one() throws IOException {
        StringBuilder accounts = new StringBuilder(HERE.account());
        for (int i = 0; i < 100; i++) {
            Scope scope = Scope.of("4%011d".formatted(i), "us-east-1");
            accounts.append(',').append(scope.account());
            fixture.table().write(summary(scope, NOON));
        }
        environment.put("MUSTER_ACCOUNTS", accounts.toString());
        fixture.proxy().forget();
        dispatch("fleet-scan", NOON);
        // The summaries, and the accounts that do not let Muster in.
        assertThat(fixture.proxy().count("Query")).isEqualTo(2);
        assertThat(log).anyMatch(line -> line.contains("\"Scopes\":101"));
    }

    @Test
    void a_run_of_some_scopes_or_of_other_work_logs_no_figures() throws IOException {
        dispatch("guest-probe", NOON);
        send(
                "{\"function\":\"dispatch\",\"work\":\"fleet-scan\",\"scopes\":[{\"region\":\"us-east-1\"}]}",
                NOON);
        assertThat(queues.messages()).hasSize(2);
        assertThat(log).noneMatch(line -> line.contains("ScanAge"));
    }

    @Test
    void a_summary_that_cannot_be_read_is_named_and_the_others_count() throws IOException {
        fixture.strip("SCOPES", "123456789012#ap-northeast-2", "observedAt");
        dispatch("fleet-scan", NOON);
        assertThat(log).anyMatch(line -> line.contains("item not readable"));
        assertThat(log).anyMatch(line -> line.contains("\"Scopes\":1"));
    }

    @Test
    void a_role_that_is_missing_in_two_hundred_accounts_is_one_message_to_people()
            throws IOException {
        accounts(201);
        missing(1, 201, NOON);
        dispatch("fleet-scan", NOON.plusSeconds(3_600));
        assertThat(notices.messages())
                .singleElement()
                .satisfies(
                        mail -> {
                            assertThat(mail.get("Subject"))
                                    .isEqualTo(
                                            "Muster: the role muster-spoke cannot be assumed in 200 accounts");
                            assertThat(mail.get("Message"))
                                    .contains(account(1), account(100), "- and 100 more")
                                    .contains("Reason in account " + account(1) + ": denied")
                                    .contains("infra-terraform/modules/spoke")
                                    .doesNotContain(account(101));
                        });
        assertThat(log.getLast()).contains("\"notLetIn\":200");
    }

    @Test
    void people_are_told_again_only_of_accounts_that_are_new_or_back() throws IOException {
        accounts(10);
        missing(1, 4, NOON);
        dispatch("fleet-scan", NOON.plusSeconds(3_600));
        missing(1, 4, NOON.plusSeconds(3_700));
        dispatch("fleet-scan", NOON.plusSeconds(7_200));
        assertThat(notices.messages()).hasSize(1);

        missing(1, 3, NOON.plusSeconds(7_300));
        missing(7, 8, NOON.plusSeconds(7_300));
        fixture.table().write(summary(Scope.of(account(3), "us-east-1"), NOON.plusSeconds(7_300)));
        dispatch("fleet-scan", NOON.plusSeconds(10_800));
        assertThat(notices.messages()).hasSize(2);
        assertThat(notices.messages().getLast().get("Message"))
                .containsSubsequence(
                        "cannot be assumed in 1 account,",
                        account(7),
                        "can be assumed again in 1 account:",
                        account(3),
                        "still not possible in 2 accounts");
        dispatch("fleet-scan", NOON.plusSeconds(14_400));
        assertThat(notices.messages()).hasSize(2);
    }

    @Test
    void an_account_that_is_not_configured_any_more_is_not_told_of() throws IOException {
        accounts(3);
        missing(5, 9, NOON);
        dispatch("fleet-scan", NOON.plusSeconds(3_600));
        assertThat(notices.messages()).isEmpty();
    }

    @Test
    void what_the_topic_refuses_is_told_by_the_next_run_in_the_language_of_the_team()
            throws IOException {
        accounts(3);
        missing(1, 2, NOON);
        environment.put("MUSTER_NOTICE_LANGUAGE", "ko");
        notices.topicFails(Answer.error(403, "AuthorizationError", "no"));
        dispatch("fleet-scan", NOON.plusSeconds(3_600));
        assertThat(log.getLast()).contains("\"level\":\"WARN\"", "sns:Publish was denied");
        notices.heal();
        dispatch("fleet-scan", NOON.plusSeconds(7_200));
        assertThat(notices.messages())
                .singleElement()
                .satisfies(mail -> assertThat(mail.get("Subject")).contains("계정 1개에서"));
    }

    /** As many accounts are configured. */
    private void accounts(int count) {
        environment.put(
                "MUSTER_ACCOUNTS",
                IntStream.range(0, count)
                        .mapToObj(AllScopesTest::account)
                        .collect(Collectors.joining(",")));
    }

    /** Some of them did not let Muster in. */
    private static void missing(int from, int to, Instant at) {
        for (int i = from; i < to; i++) {
            String role = "arn:aws:iam::%s:role/muster-spoke".formatted(account(i));
            MissingRoles.of(fixture.clients(), TableFixture.TABLE)
                    .record(account(i), role, "denied", at);
        }
    }

    private static String account(int i) {
        return "4%011d".formatted(i);
    }

    private static @Nullable Instant left(Scope scope) {
        return fixture.table().summary(scope).orElseThrow().left();
    }

    private void dispatch(String work, Instant now) throws IOException {
        send("{\"function\":\"dispatch\",\"work\":\"%s\"}".formatted(work), now);
    }

    private void send(String event, Instant now) throws IOException {
        new DispatchHandler(
                        new FunctionEnvironment(
                                environment,
                                region -> TableFixture.clients(region, fixture.proxy().endpoint()),
                                Clock.fixed(now, ZoneOffset.UTC),
                                log::add))
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(UTF_8)),
                        new ByteArrayOutputStream(),
                        LambdaContext.HERE);
    }
}
