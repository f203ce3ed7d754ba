package io.muster.aws.account;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.AwsFailure;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;

/** The accounts of the organisation that Muster's own account belongs to. */
public record OrganizationAccounts(AwsClients clients) {

    private static final String ACTIVE = "ACTIVE";
    private static final String ACTION = "organizations:ListAccounts";
    private static final Pattern ID = Pattern.compile("\\d{12}");

    /** AWS gives at most 20 accounts a page, and the largest organisations have 50,000. */
    private static final int MAX_PAGES = 5_000;

    /** The IAM actions that it needs; they take no resource. */
    public static Set<String> actions() {
        return Set.of(ACTION);
    }

    /** The ids of all active accounts, sorted; missing if they could not all be read. */
    public Fact<SortedSet<String>> active() {
        try {
            return read();
        } catch (SdkException failure) {
            AwsFailure words = AwsFailure.of(ACTION, failure);
            return Fact.missing(
                    words.why(),
                    words.why() == Why.DENIED || words.why() == Why.FAILED
                            ? Message.of("facts.organization-denied").with("reason", words.detail())
                            : words.detail());
        }
    }

    private Fact<SortedSet<String>> read() {
        SortedSet<String> active = new TreeSet<>();
        Set<String> tokens = new HashSet<>();
        String token = null;
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            String next = token;
            ListAccountsResponse page =
                    clients.organizations().listAccounts(request -> request.nextToken(next));
            for (Account account : page.accounts()) {
                if (account.id() == null || !ID.matcher(account.id()).matches()) {
                    return Fact.missing(
                            Why.FAILED,
                            Message.of("facts.account-without-id").with("operation", ACTION));
                }
                if (isActive(account)) {
                    active.add(account.id());
                }
            }
            // A page may be empty and still not be the last.
            token = page.nextToken();
            if (token == null || token.isEmpty()) {
                return Fact.known(active);
            }
            if (!tokens.add(token)) {
                break;
            }
        }
        return Fact.missing(Why.FAILED, Message.of("facts.endless-list").with("operation", ACTION));
    }

    /** AWS retired the status in favour of the state, and emulators know the status alone. */
    private static boolean isActive(Account account) {
        String state = account.stateAsString();
        return ACTIVE.equals(state == null ? account.statusAsString() : state);
    }
}
