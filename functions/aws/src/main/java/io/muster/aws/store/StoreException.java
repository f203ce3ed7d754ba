package io.muster.aws.store;

import io.muster.aws.client.AwsFailure;
import io.muster.readiness.text.ExplainedException;
import io.muster.readiness.text.Message;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** The table cannot be read or written; the messages name the thing, the cause and what to do. */
public abstract sealed class StoreException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    private StoreException(Message whatIsWrong, Message next, @Nullable Throwable cause) {
        super(whatIsWrong, next, cause);
    }

    /** The same, as why a fact is missing. */
    public Message detail() {
        return Message.of("facts.stored-unreadable").with("message", whatIsWrong());
    }

    /**
     * DynamoDB always sends the list, be it empty: what lacks it must not pass for an empty one.
     */
    static StoreException withoutItems(String operation, String table) {
        return new Failed(
                Message.of("screen.table-no-items")
                        .with("table", table)
                        .with("operation", operation),
                Message.of("screen.endpoint-next"));
    }

    private static Message failed(String operation, String table, SdkException cause) {
        return Message.of("screen.table-failed")
                .with("table", table)
                .with("why", AwsFailure.of(operation, cause).detail());
    }

    /** A call failed, after the SDK's retries. */
    public static final class Failed extends StoreException {
        private static final long serialVersionUID = 1L;

        Failed(String operation, String table, SdkException cause) {
            this(failed(operation, table, cause), Message.EMPTY, cause);
        }

        /** What went wrong otherwise. */
        Failed(Message whatIsWrong, Message next) {
            this(whatIsWrong, next, null);
        }

        private Failed(Message whatIsWrong, Message next, @Nullable Throwable cause) {
            super(whatIsWrong, next, cause);
        }
    }

    /** There is no such table in the region. */
    public static final class TableMissing extends StoreException {
        private static final long serialVersionUID = 1L;

        TableMissing(String table, String region, Throwable cause) {
            super(
                    Message.of("screen.table-missing").with("table", table).with("region", region),
                    Message.of("screen.table-missing-next"),
                    cause);
        }
    }

    /** The table lacks an index that a newer Muster makes, or is still filling it. */
    static final class IndexNotReady extends StoreException {
        private static final long serialVersionUID = 1L;

        IndexNotReady(String table, SdkException cause) {
            super(failed("dynamodb:Query", table, cause), Message.EMPTY, cause);
        }
    }

    /** There is a table of that name, and it is not Muster's. */
    public static final class ForeignTable extends StoreException {
        private static final long serialVersionUID = 1L;

        ForeignTable(String table, Message difference) {
            super(
                    Message.of("screen.table-foreign")
                            .with("table", table)
                            .with("difference", difference),
                    Message.of("screen.table-foreign-next"),
                    null);
        }
    }

    /** An item was written by a Muster that knows more than this one. Nothing was overwritten. */
    public static final class NewerItem extends StoreException {
        private static final long serialVersionUID = 1L;

        NewerItem(String item, long version, long ours) {
            super(
                    Message.of("screen.item-newer")
                            .with("item", item)
                            .with("version", version)
                            .with("ours", ours),
                    Message.of("screen.item-newer-next"),
                    null);
        }
    }

    /** An item that Muster cannot have written. */
    public static final class CorruptItem extends StoreException {
        private static final long serialVersionUID = 1L;

        CorruptItem(String item, String problem) {
            super(
                    Message.of("screen.item-corrupt").with("item", item).with("problem", problem),
                    Message.of("screen.item-corrupt-next"),
                    null);
        }
    }

    /** A scope's changes were written in part. */
    public static final class WrittenInPart extends StoreException {
        private static final long serialVersionUID = 1L;

        /**
         * @param scope whose changes they are
         * @param written what was written before it failed
         * @param cause a message that says why it failed
         */
        public WrittenInPart(String scope, ChangeCounts written, Throwable cause) {
            super(
                    Message.of("screen.written-in-part")
                            .with("scope", scope)
                            .with("changes", written.told())
                            .with("why", String.valueOf(cause.getMessage())),
                    Message.of("screen.written-in-part-next"),
                    cause);
        }
    }
}
