package io.muster.readiness.fact;

import java.time.Instant;

/**
 * A time of a log group that was not read, or not kept whole, and why.
 *
 * @param from inclusive
 * @param to exclusive; not before {@code from}
 * @param detail what was asked and what came back, fit to be shown to a person
 */
public record LogLeftOut(Instant from, Instant to, Reason reason, String detail) {

    private static final int MAX_DETAIL_LENGTH = 300;

    public LogLeftOut {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("left out from %s to %s".formatted(from, to));
        }
        detail =
                detail.length() <= MAX_DETAIL_LENGTH
                        ? detail
                        : detail.substring(0, MAX_DETAIL_LENGTH - 1) + "…";
    }

    /** Why a time was not read. */
    public enum Reason {
        /** The run had scanned as many bytes as it may, or had no time left. */
        BUDGET,
        /** The account runs as many queries as it may, some of them others'. */
        QUERY_LIMIT,
        /** CloudWatch Logs answered with an error, or the query failed. */
        QUERY_FAILED,
        /** The query took longer than it may, or was cancelled. */
        QUERY_TIMED_OUT,
        /** The credentials do not allow it. */
        DENIED,
        /** The group was gone when it was asked. */
        GROUP_DELETED,
        /** Its class allows no queries. */
        NOT_QUERYABLE,
        /** The settings leave the group out. */
        NOT_CHOSEN,
        /** No run looked for so long that the time passed out of reach. */
        NEVER_ASKED,
        /** It was read, and told of more faults than are kept. */
        TOO_MANY
    }
}
