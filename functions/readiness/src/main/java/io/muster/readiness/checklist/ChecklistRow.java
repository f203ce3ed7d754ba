package io.muster.readiness.checklist;

import io.muster.readiness.text.Message;

/** The fifteen rows of the production checklist, in its order. */
public enum ChecklistRow {
    INSTALL,
    CONFIGURE,
    PROVISION,
    DEPLOY,
    HIGH_AVAILABILITY,
    SCALABILITY,
    PERFORMANCE,
    NETWORKING,
    SECURITY,
    METRICS,
    LOGS,
    BACKUP_AND_RESTORE,
    COST_OPTIMIZATION,
    DOCUMENTATION,
    TESTS;

    /** Its name for a person. */
    public Message title() {
        return switch (this) {
            case INSTALL -> Message.of("common.row-install");
            case CONFIGURE -> Message.of("common.row-configure");
            case PROVISION -> Message.of("common.row-provision");
            case DEPLOY -> Message.of("common.row-deploy");
            case HIGH_AVAILABILITY -> Message.of("common.row-high-availability");
            case SCALABILITY -> Message.of("common.row-scalability");
            case PERFORMANCE -> Message.of("common.row-performance");
            case NETWORKING -> Message.of("common.row-networking");
            case SECURITY -> Message.of("common.row-security");
            case METRICS -> Message.of("common.row-metrics");
            case LOGS -> Message.of("common.row-logs");
            case BACKUP_AND_RESTORE -> Message.of("common.row-backup-and-restore");
            case COST_OPTIMIZATION -> Message.of("common.row-cost-optimization");
            case DOCUMENTATION -> Message.of("common.row-documentation");
            case TESTS -> Message.of("common.row-tests");
        };
    }

    /** What is true of an instance that is ready in this row, without a full stop. */
    public Message meaning() {
        return switch (this) {
            case INSTALL -> Message.of("common.row-install-meaning");
            case CONFIGURE -> Message.of("common.row-configure-meaning");
            case PROVISION -> Message.of("common.row-provision-meaning");
            case DEPLOY -> Message.of("common.row-deploy-meaning");
            case HIGH_AVAILABILITY -> Message.of("common.row-high-availability-meaning");
            case SCALABILITY -> Message.of("common.row-scalability-meaning");
            case PERFORMANCE -> Message.of("common.row-performance-meaning");
            case NETWORKING -> Message.of("common.row-networking-meaning");
            case SECURITY -> Message.of("common.row-security-meaning");
            case METRICS -> Message.of("common.row-metrics-meaning");
            case LOGS -> Message.of("common.row-logs-meaning");
            case BACKUP_AND_RESTORE -> Message.of("common.row-backup-and-restore-meaning");
            case COST_OPTIMIZATION -> Message.of("common.row-cost-optimization-meaning");
            case DOCUMENTATION -> Message.of("common.row-documentation-meaning");
            case TESTS -> Message.of("common.row-tests-meaning");
        };
    }
}
