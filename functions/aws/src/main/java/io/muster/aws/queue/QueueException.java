package io.muster.aws.queue;

import org.jspecify.annotations.Nullable;

/** Messages could not be sent; the message names the queue, the cause and what to do. */
public final class QueueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueueException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
