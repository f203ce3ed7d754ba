package io.muster.aws.store;

import io.muster.aws.client.AwsClients;
import java.time.Clock;
import java.util.function.Consumer;

/** The facts that come by other ways than a scan's own calls, and are kept in the table. */
public record StoredFacts(GuestStore guests, LogStore logs, DecisionTable decisions) {

    /** Those in a table that may not exist yet. */
    public static StoredFacts of(AwsClients clients, String table) {
        return new StoredFacts(
                GuestStore.of(clients, table),
                LogStore.of(clients, table),
                new DecisionTable(clients.dynamoDb(), table));
    }

    /**
     * As above.
     *
     * @param clock tells which stored times lie ahead of now and are overwritten
     * @param problems gets a message for each of those
     */
    public static StoredFacts of(
            AwsClients clients, String table, Clock clock, Consumer<String> problems) {
        return new StoredFacts(
                GuestStore.of(clients, table, clock, problems),
                LogStore.of(clients, table, clock, problems),
                new DecisionTable(clients.dynamoDb(), table));
    }
}
