package io.muster.aws.store;

import io.muster.aws.client.AwsClients;

/** The facts that come by other ways than a scan's own calls, and are kept in the table. */
public record StoredFacts(GuestStore guests, LogStore logs) {

    /** Those in a table that may not exist yet. */
    public static StoredFacts of(AwsClients clients, String table) {
        return new StoredFacts(GuestStore.of(clients, table), LogStore.of(clients, table));
    }
}
