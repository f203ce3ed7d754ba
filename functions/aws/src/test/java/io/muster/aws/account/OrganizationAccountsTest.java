package io.muster.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationAccountsTest {

    private static final String LIST = "ListAccounts";

    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = QuickClients.of(aws.endpoint());

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void active_accounts_come_sorted_from_all_pages_and_an_empty_page_is_not_the_last() {
        aws.answers(
                LIST,
                call ->
                        switch (String.valueOf(call.parameter("NextToken"))) {
                            case "null" -> page("two", account("222222222222", "State", "ACTIVE"));
                            case "two" -> page("three");
                            default ->
                                    page(
                                            null,
                                            account("111111111111", "Status", "ACTIVE"),
                                            account("333333333333", "State", "CLOSED"),
                                            account("444444444444", "Status", "SUSPENDED"),
                                            account("555555555555", "State", "PENDING_CLOSURE"));
                        });
        assertThat(known(accounts())).containsExactly("111111111111", "222222222222");
        assertThat(aws.calls(LIST)).hasSize(3);
    }

    @Test
    void a_state_counts_more_than_a_status_which_aws_retired() {
        aws.answers(
                LIST,
                call ->
                        page(
                                null,
                                "{\"Id\":\"111111111111\",\"State\":\"SUSPENDED\",\"Status\":\"ACTIVE\"}"));
        assertThat(known(accounts())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_DENIED, was denied, 1",
        "EXPIRED_TOKEN, have expired, 1",
        "THROTTLING, throttled, 4",
        "INTERNAL_ERROR, organizations:ListAccounts, 4",
        "HTML_503, no AWS error, 4",
        "EMPTY_BODY, the answer is empty, 4",
        "CONNECTION_CLOSED, got no response, 4"
    })
    void a_list_that_cannot_be_read_is_missing_in_words(Fault fault, String words, int tries) {
        aws.fails(LIST, fault);
        assertThat(missing(accounts())).contains(words);
        assertThat(aws.calls(LIST)).hasSize(tries);
    }

    @Test
    void a_denial_says_who_may_ask_and_what_else_can_be_done() {
        aws.fails(LIST, Fault.ACCESS_DENIED);
        assertThat(missing(accounts())).contains("management account", "MUSTER_ACCOUNTS");
    }

    @Test
    void half_a_list_is_no_list() {
        aws.answers(LIST, call -> page("again", account("111111111111", "State", "ACTIVE")));
        assertThat(missing(accounts())).contains("does not end");
        aws.answers(LIST, call -> page(null, "{\"Name\":\"nobody\"}"));
        assertThat(missing(accounts())).contains("without an ID");
    }

    private Fact<SortedSet<String>> accounts() {
        return new OrganizationAccounts(clients).active();
    }

    private static SortedSet<String> known(Fact<SortedSet<String>> accounts) {
        return switch (accounts) {
            case Known<SortedSet<String>> known -> known.value();
            case Missing<SortedSet<String>> missing -> throw new AssertionError(missing);
        };
    }

    private static String missing(Fact<SortedSet<String>> accounts) {
        return switch (accounts) {
            case Known<SortedSet<String>> known -> throw new AssertionError(known);
            case Missing<SortedSet<String>> missing -> missing.detail().english();
        };
    }

    private static String account(String id, String member, String value) {
        return "{\"Id\":\"%s\",\"%s\":\"%s\"}".formatted(id, member, value);
    }

    private static String page(@Nullable String next, String... accounts) {
        String token = next == null ? "" : ",\"NextToken\":\"%s\"".formatted(next);
        return "{\"Accounts\":[%s]%s}".formatted(String.join(",", accounts), token);
    }
}
