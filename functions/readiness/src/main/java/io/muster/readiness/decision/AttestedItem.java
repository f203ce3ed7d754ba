package io.muster.readiness.decision;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.text.Message;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An item of the checklist that no API can tell and a person attests.
 *
 * @param id as decisions name it; it does not change
 * @param days how long an attestation of it holds where it says nothing else
 */
public record AttestedItem(String id, ChecklistRow row, int days) {

    private static final List<AttestedItem> ALL =
            List.of(
                    item("leader-and-follower", ChecklistRow.CONFIGURE, 365),
                    item("provisioned-from-code", ChecklistRow.PROVISION, 180),
                    item("deploy-after-tests", ChecklistRow.DEPLOY, 365),
                    item("gradual-deployment", ChecklistRow.DEPLOY, 365),
                    item("multi-region-plan", ChecklistRow.HIGH_AVAILABILITY, 365),
                    item("replication-and-sharding", ChecklistRow.SCALABILITY, 365),
                    item("load-test", ChecklistRow.PERFORMANCE, 180),
                    item("profiling-done", ChecklistRow.PERFORMANCE, 365),
                    item("dns-design", ChecklistRow.NETWORKING, 365),
                    item("service-discovery", ChecklistRow.NETWORKING, 365),
                    item("hardening-standard", ChecklistRow.SECURITY, 365),
                    item("secrets-in-vault", ChecklistRow.SECURITY, 180),
                    item("tracing-and-business-metrics", ChecklistRow.METRICS, 365),
                    item("databases-backed-up", ChecklistRow.BACKUP_AND_RESTORE, 90),
                    item("copies-elsewhere", ChecklistRow.BACKUP_AND_RESTORE, 180),
                    item("restore-drill", ChecklistRow.BACKUP_AND_RESTORE, 180),
                    item("architecture-diagram", ChecklistRow.DOCUMENTATION, 180),
                    item("incident-notes", ChecklistRow.DOCUMENTATION, 90),
                    item("infrastructure-tests", ChecklistRow.TESTS, 180));

    private static final Map<String, AttestedItem> BY_ID =
            ALL.stream().collect(Collectors.toMap(AttestedItem::id, Function.identity()));

    private static AttestedItem item(String id, ChecklistRow row, int days) {
        return new AttestedItem(id, row, days);
    }

    /** Every item, in the order of the rows. */
    public static List<AttestedItem> all() {
        return ALL;
    }

    public static Optional<AttestedItem> byId(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** How long an attestation of it holds where it says nothing else. */
    public Period validity() {
        return Period.ofDays(days);
    }

    /** Its name for a person. */
    public Message title() {
        return Message.of("decision.item." + id + ".title");
    }

    /** What an attestation of it says, a sentence without a full stop. */
    public Message meaning() {
        return Message.of("decision.item." + id + ".meaning");
    }

    /** The evidence that is asked for. */
    public Message evidence() {
        return Message.of("decision.item." + id + ".evidence");
    }
}
