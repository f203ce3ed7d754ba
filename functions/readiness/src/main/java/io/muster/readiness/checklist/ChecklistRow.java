package io.muster.readiness.checklist;

/** The fifteen rows of the production checklist, in its order. */
public enum ChecklistRow {
    INSTALL("The software on the host is known, supported and installable on arm64"),
    CONFIGURE("The host is configured as production asks"),
    PROVISION("The host came from a template that can make it again"),
    DEPLOY("A new version can replace the host without hands"),
    HIGH_AVAILABILITY("The loss of a host or a zone does not stop the workload"),
    SCALABILITY("The workload grows and shrinks with its load"),
    PERFORMANCE("The host's type and disks carry its load"),
    NETWORKING("What should be reached can be, and nothing else"),
    SECURITY("Data and credentials are protected"),
    METRICS("A failure raises an alarm that is delivered"),
    LOGS("What happened can be read afterwards"),
    BACKUP_AND_RESTORE("What is lost can be brought back"),
    COST_OPTIMIZATION("Nothing is paid for that is not needed"),
    DOCUMENTATION("An owner and a runbook are on record"),
    TESTS("It was proved to work as production needs");

    private final String meaning;

    ChecklistRow(String meaning) {
        this.meaning = meaning;
    }

    /** What the row asks, in a sentence without its full stop. */
    public String meaning() {
        return meaning;
    }
}
