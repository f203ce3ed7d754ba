package io.muster.readiness.text;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a person can do something about. Its own message says what is wrong and what to do
 * in English, as logs have it.
 */
public abstract class ExplainedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Message whatIsWrong;
    private final transient Message next;

    /**
     * @param whatIsWrong the cause and the thing concerned
     * @param next what to do; empty where the first says it, or there is nothing to do
     */
    protected ExplainedException(Message whatIsWrong, Message next, @Nullable Throwable cause) {
        super(english(whatIsWrong, next), cause);
        this.whatIsWrong = whatIsWrong;
        this.next = next;
    }

    public Message whatIsWrong() {
        return whatIsWrong;
    }

    public Message next() {
        return next;
    }

    private static String english(Message whatIsWrong, Message next) {
        return next.isEmpty()
                ? whatIsWrong.english()
                : whatIsWrong.english() + ". " + next.english().replace("\n", " ");
    }
}
