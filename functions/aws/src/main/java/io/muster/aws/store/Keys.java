package io.muster.aws.store;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.Target;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the table and its indexes are keyed: words that a person can type into a console. */
final class Keys {

    static final String PK = "pk";
    static final String SK = "sk";

    /** The partition of all summaries: {@code SCOPES}. */
    static final String SCOPES = "SCOPES";

    /** The partition of the accounts whose role could not be assumed. */
    static final String ROLES = "ROLES";

    /** The partition of all prices. */
    static final String PRICES = "PRICES";

    static final String FINDING_PREFIX = "FINDING#";
    static final String GUEST_PREFIX = "GUEST#";
    static final String PROBE_PREFIX = "PROBE#";

    /** The partition of all decisions. */
    static final String DECISIONS = "DECISIONS";

    static final String DECISION_PREFIX = "DECISION#";

    /** What tags waive in a scope; no key of a decision begins so. */
    static final String TAG_WAIVERS_PREFIX = "DECISION-TAGS#";

    /** What the keys of decisions and of what tags waive begin with, and no others. */
    static final String ANY_DECISION_PREFIX = "DECISION";

    /** What was on record of a target before. */
    static final String FORMER_PREFIX = "FORMER#";

    /** What is known of a scope's logs; no other key begins so. */
    static final String LOGS_PREFIX = "LOG";

    static final String LOG_GROUP_PREFIX = "LOG#";

    /** A part of what was found in a log group with many streams; begins otherwise than a group. */
    static final String STREAMS_PREFIX = "STREAMS#";

    /** When the log groups were listed: one item a scope. */
    static final String LOGS_LISTED = "LOGS";

    /** Open findings by severity; both attributes go when the finding is resolved. */
    static final String OPEN_INDEX = "open-by-severity";

    static final String OPEN_PK = "openPk";
    static final String OPEN_SK = "openSk";

    /** Open findings by severity and verdict, in the order of {@link #OPEN_SK}. */
    static final String VERDICT_INDEX = "open-by-verdict";

    static final String VERDICT_PK = "openVerdictPk";

    static final String RESOURCE_INDEX = "by-resource";
    static final String RESOURCE_KEY = "resourceKey";

    static final String WORKLOAD_INDEX = "by-workload";
    static final String WORKLOAD_KEY = "workloadKey";

    /**
     * Over how many partitions one severity's open findings are spread. A partition takes 1,000
     * writes a second; a first scan of a large fleet opens findings faster than that.
     */
    static final int SHARDS = 8;

    /**
     * Over how many partitions the open findings of one severity and verdict are spread: as few as
     * a reader asks for at once. A first scan that opens them faster is slowed by the table.
     */
    static final int VERDICT_SHARDS = 2;

    /** The instances of a scope in short. */
    static final String ROSTER_PREFIX = "ROSTER#";

    /**
     * UTC with exactly three digits of a second, so that the order of the texts is the order of the
     * times. {@link Instant#toString} leaves out zeros, which breaks it.
     */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

    /** What a scan counted in a workload. */
    static final String WORKLOAD_PREFIX = "WORKLOAD#";

    /** What the security groups of a scope let in: one item a scope. */
    static final String SECURITY_GROUPS = "SECURITY-GROUPS";

    /** How the workloads of a scope stood on a day. */
    static final String TREND_PREFIX = "TREND#";

    /** The partition of the fleet as a whole. */
    static final String FLEET = "FLEET";

    static final String FLEET_DAY_PREFIX = "DAY#";

    private Keys() {}

    /** The place of a part of a day's trend. */
    static String trend(LocalDate day, int chunk) {
        return TREND_PREFIX + day + "#%03d".formatted(chunk);
    }

    static String fleetDay(LocalDate day) {
        return FLEET_DAY_PREFIX + day;
    }

    /** The key of an item of a scope. */
    static Map<String, AttributeValue> in(Scope scope, String sortKey) {
        return of(scope(scope), sortKey);
    }

    static Map<String, AttributeValue> of(String partitionKey, String sortKey) {
        return Map.of(PK, Attributes.of(partitionKey), SK, Attributes.of(sortKey));
    }

    static String scope(Scope scope) {
        return "SCOPE#" + scope.account() + "#" + scope.region();
    }

    /** The beginning that the keys of all findings about a resource share, and no others. */
    static String findingsOf(ResourceRef resource) {
        return FINDING_PREFIX + resource.key() + "#";
    }

    static String guest(String instanceId) {
        return GUEST_PREFIX + ResourceRef.keyOf(instanceId);
    }

    static String probe(String commandId) {
        return PROBE_PREFIX + ResourceRef.keyOf(commandId);
    }

    static String logGroup(String name) {
        return LOG_GROUP_PREFIX + ResourceRef.keyOf(name);
    }

    /** The beginning of the keys of all parts of a group that is kept in so many, and no others. */
    static String streams(String group, int parts) {
        return STREAMS_PREFIX + ResourceRef.keyOf(group) + "#%03d#".formatted(parts);
    }

    static String decision(Target target) {
        return DECISION_PREFIX + ResourceRef.keyOf(target.text());
    }

    static String tagWaivers(Scope scope) {
        return TAG_WAIVERS_PREFIX + summary(scope);
    }

    /** The beginning of the keys of all that was on record of a target before, and no others. */
    static String formerDecisions(Target target) {
        return FORMER_PREFIX + ResourceRef.keyOf(target.text()) + "#";
    }

    /** Of the revisions of a target, in their order. */
    static String formerDecision(Target target, int revision) {
        return formerDecisions(target) + "%06d".formatted(revision);
    }

    static String finding(Finding finding) {
        return FINDING_PREFIX + finding.key();
    }

    /** A scope's place among the summaries. */
    static String summary(Scope scope) {
        return scope.account() + "#" + scope.region();
    }

    /** One of the partitions of a severity: {@code OPEN#HIGH#3}. */
    static String open(Severity severity, int shard) {
        return "OPEN#" + severity + "#" + shard;
    }

    static String open(Finding finding) {
        return open(finding.rule().severity(), shard(finding, SHARDS));
    }

    /** One of the partitions of a severity and a verdict: {@code VERDICT#HIGH#NOT_READY#0}. */
    static String verdict(Severity severity, Status verdict, int shard) {
        return "VERDICT#" + severity + "#" + verdict + "#" + shard;
    }

    static String verdict(Finding finding) {
        return verdict(finding.rule().severity(), finding.status(), shard(finding, VERDICT_SHARDS));
    }

    private static int shard(Finding finding, int shards) {
        CRC32 hash = new CRC32();
        hash.update(finding.id().getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % shards);
    }

    /** The place of a region's prices of an operating system: {@code us-east-1#Linux}. */
    static String prices(String region, String operatingSystem) {
        return region + "#" + operatingSystem;
    }

    static String workload(String name) {
        return WORKLOAD_PREFIX + ResourceRef.keyOf(name);
    }

    /** The place of a part of a roster. */
    static String roster(int chunk) {
        return ROSTER_PREFIX + "%03d".formatted(chunk);
    }

    /** The oldest first; then the scope and its key, which make it unique. */
    static String openOrder(Finding finding, Instant firstSeen) {
        Scope scope = finding.scope();
        return String.join("#", time(firstSeen), scope.account(), scope.region(), finding.key());
    }

    /** A time as the table writes it, to the millisecond. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
