package io.muster.cli.permissions;

/** What is to be allowed. */
public enum Purpose {
    /** {@code ./muster scan}. */
    SCAN,
    /** {@code terraform apply} of infra-terraform. */
    DEPLOY,
    /** What the hub's functions do in another account. */
    SPOKE,
    /** {@code ./muster decide}. */
    DECIDE
}
