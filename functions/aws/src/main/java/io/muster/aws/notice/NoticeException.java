package io.muster.aws.notice;

/** A notice could not be published; the message names where, the cause and what to do. */
public final class NoticeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoticeException(String message) {
        super(message);
    }

    NoticeException(String message, Throwable cause) {
        super(message, cause);
    }
}
