package io.muster.aws.fleet;

import io.muster.readiness.text.Message;

/** An answer that came, but from which the facts cannot be read. */
final class UnreadableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Not for serialization: the message of the exception says the same. */
    private final transient Message detail;

    /**
     * @param detail what cannot be read
     */
    UnreadableAnswer(Message detail) {
        super(detail.english());
        this.detail = detail;
    }

    static UnreadableAnswer withoutList(String action) {
        return new UnreadableAnswer(Message.of("facts.no-list").with("operation", action));
    }

    Message detail() {
        return detail;
    }
}
