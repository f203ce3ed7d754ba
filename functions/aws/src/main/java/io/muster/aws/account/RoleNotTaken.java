package io.muster.aws.account;

/** Another account's role cannot be assumed; the message names it, the cause and the next step. */
public final class RoleNotTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RoleNotTaken(String message, Throwable cause) {
        super(message, cause);
    }
}
