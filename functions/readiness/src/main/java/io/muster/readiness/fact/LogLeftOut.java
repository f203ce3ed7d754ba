package io.muster.readiness.fact;

import io.muster.readiness.text.Message;
import java.time.Instant;

/**
 * A time of a log group that was not read, or not kept whole, and why.
 *
 * @param from inclusive
 * @param to exclusive; not before {@code from}
 * @param detail what was asked and what came back
 */
public record LogLeftOut(Instant from, Instant to, Reason reason, Message detail) {

    private static final int MAX_DETAIL_LENGTH = 1_000;

    public LogLeftOut {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("left out from %s to %s".formatted(from, to));
        }
        String english = detail.english();
        if (english.length() > MAX_DETAIL_LENGTH) {
            detail = Message.literal(english.substring(0, MAX_DETAIL_LENGTH - 1) + "…");
        }
    }

    /** The reason with its detail. */
    public Message why() {
        return reason.with(detail);
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
        TOO_MANY;

        /**
         * What a person reads.
         *
         * @param detail what was asked and what came back; empty where the reason says all
         */
        public Message with(Message detail) {
            return detail.isEmpty()
                    ? text()
                    : Message.of("facts.unread-because")
                            .with("reason", text())
                            .with("detail", detail);
        }

        private Message text() {
            return switch (this) {
                case BUDGET -> Message.of("facts.unread-budget");
                case QUERY_LIMIT -> Message.of("facts.unread-query-limit");
                case QUERY_FAILED -> Message.of("facts.unread-query-failed");
                case QUERY_TIMED_OUT -> Message.of("facts.unread-query-timed-out");
                case DENIED -> Message.of("facts.unread-denied");
                case GROUP_DELETED -> Message.of("facts.unread-group-deleted");
                case NOT_QUERYABLE -> Message.of("facts.unread-not-queryable");
                case NOT_CHOSEN -> Message.of("facts.unread-excluded");
                case NEVER_ASKED -> Message.of("facts.unread-never-asked");
                case TOO_MANY -> Message.of("facts.unread-too-many");
            };
        }
    }
}
