package io.muster.aws.store;

import io.muster.aws.client.AwsFailure;
import io.muster.readiness.text.Message;
import software.amazon.awssdk.core.exception.SdkException;

/** The table cannot be read or written; the message names the thing, the cause and what to do. */
public sealed class StoreException extends RuntimeException {

    private StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    private StoreException(String message) {
        super(message);
    }

    /** The same, as why a fact is missing. */
    public Message detail() {
        return Message.of("facts.stored-unreadable").with("message", String.valueOf(getMessage()));
    }

    /**
     * DynamoDB always sends the list, be it empty: what lacks it must not pass for an empty one.
     */
    static StoreException withoutItems(String operation, String table) {
        return new Failed(
                "table %s: dynamodb:%s returned no items. Check the endpoint"
                        .formatted(table, operation));
    }

    /** A call failed, after the SDK's retries. */
    public static final class Failed extends StoreException {
        Failed(String operation, String table, SdkException cause) {
            super(
                    "table %s: %s"
                            .formatted(table, AwsFailure.of(operation, cause).detail().english()),
                    cause);
        }

        Failed(String message) {
            super(message);
        }
    }

    /** There is no such table in the region. */
    public static final class TableMissing extends StoreException {
        TableMissing(String table, String region, Throwable cause) {
            super(
                    ("there is no table '%s' in %s. Create it with 'terraform apply' in"
                                    + " infra-terraform, or name the table that there is")
                            .formatted(table, region),
                    cause);
        }
    }

    /** The table lacks an index that a newer Muster makes, or is still filling it. */
    static final class IndexNotReady extends StoreException {
        IndexNotReady(String table, SdkException cause) {
            super(
                    "table %s: %s"
                            .formatted(
                                    table,
                                    AwsFailure.of("dynamodb:Query", cause).detail().english()),
                    cause);
        }
    }

    /** There is a table of that name, and it is not Muster's. */
    public static final class ForeignTable extends StoreException {
        ForeignTable(String table, String difference) {
            super(
                    "table '%s' is not one of Muster's: %s. Choose another name"
                            .formatted(table, difference));
        }
    }

    /** An item was written by a Muster that knows more than this one. Nothing was overwritten. */
    public static final class NewerItem extends StoreException {
        NewerItem(String item, long version, long ours) {
            super(
                    ("item %s has version %d and this Muster knows versions up to %d: it was left"
                                    + " as it is. Upgrade Muster")
                            .formatted(item, version, ours));
        }
    }

    /** An item that Muster cannot have written. */
    public static final class CorruptItem extends StoreException {
        CorruptItem(String item, String problem) {
            super(
                    ("item %s cannot be read: %s. Repair or delete it: the next scan writes it"
                                    + " again")
                            .formatted(item, problem));
        }
    }

    /** A scope's changes were written in part. */
    public static final class WrittenInPart extends StoreException {
        /**
         * @param scope whose changes they are
         * @param written what was written before it failed
         * @param cause a message that says why it failed
         */
        public WrittenInPart(String scope, ChangeCounts written, Throwable cause) {
            super(
                    "the changes of %s were written in part (%s): %s; the next scan completes the table"
                            .formatted(scope, written, cause.getMessage()),
                    cause);
        }
    }
}
