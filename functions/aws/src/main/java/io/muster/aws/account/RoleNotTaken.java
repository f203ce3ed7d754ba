package io.muster.aws.account;

/** Another account's role cannot be assumed; the message names it, the cause and the next step. */
public final class RoleNotTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String account;
    private final String role;
    private final String detail;
    private final boolean denied;

    /**
     * @param role the ARN
     * @param detail AWS's reason, in English
     * @param denied whether AWS denies it, as it does for a role that does not exist
     */
    RoleNotTaken(String account, String role, String detail, boolean denied, Throwable cause) {
        super(
                ("the role %s cannot be assumed: %s. Apply infra-terraform/modules/spoke in"
                                + " account %s; its trust must name this function's role")
                        .formatted(role, detail, account),
                cause);
        this.account = account;
        this.role = role;
        this.detail = detail;
        this.denied = denied;
    }

    public String account() {
        return account;
    }

    /** The role's ARN. */
    public String role() {
        return role;
    }

    /** AWS's reason, in English. */
    public String detail() {
        return detail;
    }

    /**
     * Whether AWS denies it, as it does for a role that does not exist: trying again does not help.
     */
    public boolean denied() {
        return denied;
    }
}
