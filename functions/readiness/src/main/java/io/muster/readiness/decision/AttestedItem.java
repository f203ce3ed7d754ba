package io.muster.readiness.decision;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Untrusted;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of the checklist that no API can tell and a person attests.
 *
 * @param id as decisions name it; it does not change
 * @param days how long an attestation of it holds where it says nothing else
 * @param own what a team says of an item that it added; null for one of Muster
 */
public record AttestedItem(String id, ChecklistRow row, int days, @Nullable Own own) {

    /**
     * What the ids of a team's own items begin with, so that none of a later Muster is the same.
     */
    public static final String OWN_PREFIX = "own-";

    /** The pattern of their ids. */
    public static final String OWN_ID = OWN_PREFIX + "[a-z0-9-]{1,60}";

    /** The longest text of an item that a team adds, in characters. */
    public static final int MAX_TEXT = 200;

    /**
     * What a team says of its item.
     *
     * @param title its name
     * @param evidence what is asked for
     */
    public record Own(String title, String evidence) {
        public Own {
            title = Untrusted.line(title, MAX_TEXT);
            evidence = Untrusted.line(evidence, MAX_TEXT);
        }
    }

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

    private static AttestedItem item(String id, ChecklistRow row, int days) {
        return new AttestedItem(id, row, days, null);
    }

    /** Every item, in the order of the rows. */
    public static List<AttestedItem> all() {
        return ALL;
    }

    /** How long an attestation of it holds where it says nothing else. */
    public Period validity() {
        return Period.ofDays(days);
    }

    /** Its name for a person. */
    public Message title() {
        return own == null
                ? Message.of("decision.item." + id + ".title")
                : Message.literal(own.title());
    }

    /** What an attestation of it says, a sentence without a full stop. */
    public Message meaning() {
        return own == null
                ? Message.of("decision.item." + id + ".meaning")
                : Message.literal(own.title());
    }

    /** The evidence that is asked for. */
    public Message evidence() {
        return own == null
                ? Message.of("decision.item." + id + ".evidence")
                : Message.literal(own.evidence());
    }
}
