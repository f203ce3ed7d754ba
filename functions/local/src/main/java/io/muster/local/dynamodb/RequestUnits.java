package io.muster.local.dynamodb;

import java.util.Map;

/**
 * What a table's requests cost: the units that DynamoDB counts on demand.
 *
 * @param read of 4 KB each, half as many where the read need not be consistent
 * @param written of 1 KB each, those of the indexes included
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Read
 *     and write operations</a>
 */
public record RequestUnits(double read, long written) {

    public static final RequestUnits NONE = new RequestUnits(0, 0);

    private static final int READ_BYTES = 4_096;
    private static final int WRITE_BYTES = 1_024;

    public RequestUnits plus(RequestUnits more) {
        return new RequestUnits(read + more.read, written + more.written);
    }

    public RequestUnits minus(RequestUnits fewer) {
        return new RequestUnits(read - fewer.read, written - fewer.written);
    }

    /**
     * Of one item, or of all items together that a page was made of; nothing costs as much as
     * little.
     */
    static RequestUnits ofRead(long bytes, boolean consistent) {
        long units = Math.max(1, Math.ceilDiv(bytes, (long) READ_BYTES));
        return new RequestUnits(consistent ? units : units / 2.0, 0);
    }

    /**
     * Of one item as it was and as it is; either is empty where there is none.
     *
     * @return at least one unit: a write that a condition refuses costs it, too
     */
    static RequestUnits ofWrite(Map<String, Object> before, Map<String, Object> after) {
        long bytes = Math.max(AttributeValues.size(before), AttributeValues.size(after));
        return new RequestUnits(0, Math.max(1, Math.ceilDiv(bytes, (long) WRITE_BYTES)));
    }
}
