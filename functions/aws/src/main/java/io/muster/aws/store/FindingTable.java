package io.muster.aws.store;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.Backoff;
import io.muster.aws.store.ScopeSummary.RosterStamp;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.Target;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange;
import io.muster.readiness.finding.FindingChange.Opened;
import io.muster.readiness.finding.Stored;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.TrendPoint;
import io.muster.readiness.scorecard.WorkloadTally;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The one table: findings by scope, and a summary of each scope's newest scan.
 *
 * <table>
 * <caption>Its keys</caption>
 * <tr><th>item</th><th>pk</th><th>sk</th></tr>
 * <tr><td>finding</td><td>{@code SCOPE#123456789012#us-east-1}</td>
 *     <td>{@code FINDING#instance#i-0abc#imdsv2-required}</td></tr>
 * <tr><td>guest, see {@link GuestStore}</td><td>the same</td><td>{@code GUEST#i-0abc}</td></tr>
 * <tr><td>probe under way</td><td>the same</td><td>{@code PROBE#<command id>}</td></tr>
 * <tr><td>part of the roster of instances</td><td>the same</td><td>{@code ROSTER#000}</td></tr>
 * <tr><td>counts of a workload</td><td>the same</td><td>{@code WORKLOAD#web}</td></tr>
 * <tr><td>security groups and their rules</td><td>the same</td>
 *     <td>{@code SECURITY-GROUPS}</td></tr>
 * <tr><td>decision, see {@link DecisionTable}</td><td>{@code DECISIONS}</td>
 *     <td>{@code DECISION#check/imdsv2-required/web}</td></tr>
 * <tr><td>what tags waive in a scope</td><td>the same</td>
 *     <td>{@code DECISION-TAGS#123456789012#us-east-1}</td></tr>
 * <tr><td>trend of a day's workloads</td><td>{@code SCOPE#123456789012#us-east-1}</td>
 *     <td>{@code TREND#2026-11-30#000}</td></tr>
 * <tr><td>the fleet on a day</td><td>{@code FLEET}</td>
 *     <td>{@code DAY#2026-11-30}</td></tr>
 * <tr><td>summary</td><td>{@code SCOPES}</td><td>{@code 123456789012#us-east-1}</td></tr>
 * </table>
 *
 * <table>
 * <caption>Its indexes</caption>
 * <tr><th>index</th><th>partition</th><th>order</th><th>holds</th></tr>
 * <tr><td>{@code open-by-severity}</td><td>{@code OPEN#HIGH#3}, one of eight by a hash of the
 *     finding's id</td><td>first seen, oldest first</td><td>open findings only</td></tr>
 * <tr><td>{@code open-by-verdict}</td><td>{@code VERDICT#HIGH#NOT_READY#0}, one of two</td><td>the
 *     same</td><td>open findings only</td></tr>
 * <tr><td>{@code by-resource}</td><td>the resource's id</td><td>check</td><td>all findings</td></tr>
 * <tr><td>{@code by-workload}</td><td>the workload's name</td><td>the table's sort key</td><td>all
 *     findings of a workload, in whatever scope</td></tr>
 * </table>
 *
 * <p>Each index holds what a row in DynamoDB's item explorer should show (check, verdict, title
 * and, for open findings, what was seen) and not the long texts (evidence, expectation, remedy): an
 * index is paid for at each write that touches it. Programs that need the whole finding load it by
 * key.
 *
 * <p>Every write is conditional on the time as of which its facts hold, so that late ones lose, and
 * on the layout's version, so that what a newer Muster wrote is never overwritten. A stored time
 * that lies minutes ahead of now is a wrong clock's and is overwritten. Times are kept to the
 * millisecond. Thread-safe.
 */
public final class FindingTable {

    private final TableCalls calls;
    private final BatchLoader loader;
    private final TrustedTime trusted;
    private final RosterItems rosters;
    private final WorkloadItems workloads;
    private final TrendItems trends;
    private final FleetItems fleet;
    private final ScopeRemoval removal;

    /** The table may not exist yet: every method says so in its {@link StoreException}. */
    public FindingTable(DynamoDbClient client, String name) {
        this(client, name, Clock.systemUTC());
    }

    /**
     * As above.
     *
     * @param clock tells which stored times lie ahead of now and are overwritten
     */
    public FindingTable(DynamoDbClient client, String name, Clock clock) {
        this(client, name, Backoff.jittered(), clock, RosterItems.MAX_CHUNK_BYTES);
    }

    FindingTable(DynamoDbClient client, String name, Backoff backoff) {
        this(client, name, backoff, Clock.systemUTC(), RosterItems.MAX_CHUNK_BYTES);
    }

    FindingTable(
            DynamoDbClient client, String name, Backoff backoff, Clock clock, int rosterChunk) {
        this.calls = new TableCalls(client, name);
        this.loader = new BatchLoader(calls, backoff);
        this.trusted = new TrustedTime(clock);
        this.rosters = new RosterItems(calls, backoff, trusted, rosterChunk);
        this.workloads = new WorkloadItems(calls, trusted);
        this.trends = new TrendItems(calls);
        this.fleet = new FleetItems(calls);
        this.removal = new ScopeRemoval(calls, backoff);
    }

    /** The table in the clients' region. */
    public static FindingTable of(AwsClients clients, String name) {
        return new FindingTable(clients.dynamoDb(), name);
    }

    /** As above; see {@link #FindingTable(DynamoDbClient, String, Clock)}. */
    public static FindingTable of(AwsClients clients, String name, Clock clock) {
        return new FindingTable(clients.dynamoDb(), name, clock);
    }

    /** As {@link #create(DynamoDbClient, String)}, in the clients' region. */
    public static List<String> create(AwsClients clients, String name) {
        return create(clients.dynamoDb(), name);
    }

    /**
     * How the table is made: on demand, encrypted with the account's key for DynamoDB, with a
     * stream of old and new images. Point-in-time recovery and expiry are not part of this request:
     * see {@link #create}.
     */
    public static CreateTableRequest schema(String name) {
        return TableSchema.request(name);
    }

    /**
     * Makes the table with everything around it and waits until it can be used; what is there
     * already stays. In AWS Terraform does this; local clouds, tests and trials have no Terraform.
     *
     * @return messages about what the endpoint does not offer; empty in AWS
     * @throws StoreException.ForeignTable if another kind of table has the name
     */
    public static List<String> create(DynamoDbClient client, String name) {
        return TableSchema.create(client, name);
    }

    public String name() {
        return calls.table();
    }

    /** The decisions in the same table. */
    public DecisionTable decisions() {
        return new DecisionTable(calls, trusted);
    }

    /**
     * All findings of a scope, open and resolved, in the order of their keys; read consistently,
     * page by page while it is iterated. Findings written meanwhile behind the iterator's place are
     * not seen.
     */
    public Iterator<StoredFinding> findings(Scope scope) {
        return findings(scope, "");
    }

    /**
     * The findings of a scope that come after a key; see {@link #findings(Scope)}.
     *
     * @param after a finding's key, of which there need be none; empty for all findings
     */
    public Iterator<StoredFinding> findings(Scope scope, String after) {
        return calls.inPartition(
                        scope,
                        Keys.FINDING_PREFIX,
                        after.isEmpty() ? "" : Keys.FINDING_PREFIX + after)
                .map(item -> FindingItem.read(name(), item))
                .iterator();
    }

    /**
     * As {@link #findings(Scope, String)}, with the items that cannot be read, and with times that
     * lie ahead of now set back to now.
     *
     * @param problems gets a message for each such item
     */
    public Iterator<Stored> stored(Scope scope, String after, Consumer<String> problems) {
        return calls.inPartition(
                        scope,
                        Keys.FINDING_PREFIX,
                        after.isEmpty() ? "" : Keys.FINDING_PREFIX + after)
                .map(item -> FindingItem.readOrName(name(), item, trusted, problems))
                .iterator();
    }

    /** As {@link #findings(Scope, Collection)}; see {@link #stored(Scope, String, Consumer)}. */
    public Iterator<Stored> stored(
            Scope scope, Collection<ResourceRef> resources, Consumer<String> problems) {
        return new FindingsOfResources(calls, scope, resources)
                .stream()
                        .map(item -> FindingItem.readOrName(name(), item, trusted, problems))
                        .iterator();
    }

    /**
     * All findings of a scope about some resources, in the order of their keys; each query is made
     * when the iteration comes to it.
     */
    public Iterator<StoredFinding> findings(Scope scope, Collection<ResourceRef> resources) {
        return new FindingsOfResources(calls, scope, resources)
                .stream().map(item -> FindingItem.read(name(), item)).iterator();
    }

    /** The IAM actions of {@link #named}, on the table itself. */
    public static Set<String> actionsToLoad() {
        return Set.of("dynamodb:Query", "dynamodb:BatchGetItem");
    }

    /**
     * The findings that some targets name, open and resolved, by their ids; a hundred a call. What
     * is not there is left out.
     */
    public Map<String, StoredFinding> named(Collection<Target.OfFinding> targets) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        for (Target.OfFinding target : targets) {
            target.place()
                    .ifPresent(
                            place ->
                                    keys.add(
                                            Keys.in(
                                                    place.scope(),
                                                    Keys.findingsOf(place.resource())
                                                            + target.check())));
        }
        Map<String, StoredFinding> named = new HashMap<>();
        for (int from = 0; from < keys.size(); from += BatchLoader.MAX_KEYS) {
            int to = Math.min(keys.size(), from + BatchLoader.MAX_KEYS);
            for (Map<String, AttributeValue> item : loader.load(keys.subList(from, to))) {
                StoredFinding found = FindingItem.read(name(), item);
                named.put(found.finding().id(), found);
            }
        }
        return named;
    }

    /**
     * The open findings of a severity in all scopes, the oldest first. The index may lag behind the
     * table by a moment; what it names is loaded as it is now, and left out if it was resolved.
     */
    public Iterator<StoredFinding> open(Severity severity) {
        return openItems(severity)
                .map(item -> FindingItem.read(name(), item))
                .filter(StoredFinding::open)
                .iterator();
    }

    /**
     * The open findings of a severity and a verdict in all scopes as rows of a screen, the oldest
     * first; no finding is loaded whole where the index {@code open-by-verdict} has them all. The
     * index may lag behind the table by a moment.
     *
     * @param verdict one that is open: NOT_READY or UNKNOWN
     * @param summaries of all scopes, which say whose findings that index has
     * @param unreadable gets a message for each item that cannot be read and is left out
     */
    public Iterator<OpenFinding> openRows(
            Severity severity,
            Status verdict,
            Collection<ScopeSummary> summaries,
            Consumer<String> unreadable) {
        return openRows(OpenSelection.of(severity, verdict), summaries, unreadable);
    }

    /** As above, of some of them and from some place on. */
    public Iterator<OpenFinding> openRows(
            OpenSelection asked, Collection<ScopeSummary> summaries, Consumer<String> unreadable) {
        return new OpenRows(this, unreadable).of(asked, summaries);
    }

    /** What one of the partitions of a severity and a verdict holds of what is asked for. */
    Iterator<Map<String, AttributeValue>> openIndex(OpenSelection asked, int shard) {
        Map<String, String> names = new HashMap<>(Map.of("#key", Keys.VERDICT_PK));
        OpenFindingItem.READ.forEach(each -> names.put("#" + each, each));
        Map<String, AttributeValue> values =
                new HashMap<>(
                        Map.of(
                                ":key",
                                Attributes.of(
                                        Keys.verdict(asked.severity(), asked.verdict(), shard))));
        String key = "#key = :key";
        if (!asked.after().isEmpty()) {
            values.put(":after", Attributes.of(asked.after()));
            key += " AND #" + Keys.OPEN_SK + (asked.newestFirst() ? " < :after" : " > :after");
        }
        List<String> filters = new ArrayList<>();
        filter("row", asked.row() == null ? null : asked.row().name(), filters, values);
        filter("check", asked.check(), filters, values);
        filter(FindingItem.WORKLOAD, asked.workload(), filters, values);
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(name())
                        .indexName(Keys.VERDICT_INDEX)
                        .keyConditionExpression(key)
                        .filterExpression(filters.isEmpty() ? null : String.join(" AND ", filters))
                        .projectionExpression("#" + String.join(", #", OpenFindingItem.READ))
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .scanIndexForward(!asked.newestFirst())
                        .limit(asked.limit() == 0 ? null : asked.limit())
                        .build();
        return new QueryItems(calls, query);
    }

    private static void filter(
            String attribute,
            @Nullable String value,
            List<String> filters,
            Map<String, AttributeValue> values) {
        if (value != null) {
            filters.add("#%1$s = :%1$s".formatted(attribute));
            values.put(":" + attribute, Attributes.of(value));
        }
    }

    /** The items that the index by severity names, whole and as they are now, the oldest first. */
    Stream<Map<String, AttributeValue>> openItems(Severity severity) {
        List<Iterator<Map<String, AttributeValue>>> shards = new ArrayList<>();
        for (int shard = 0; shard < Keys.SHARDS; shard++) {
            shards.add(index(Keys.OPEN_INDEX, Keys.OPEN_PK, Keys.open(severity, shard)));
        }
        Comparator<Map<String, AttributeValue>> oldestFirst =
                Comparator.comparing(item -> text(item, Keys.OPEN_SK), ResourceRef.KEY_ORDER);
        return QueryItems.stream(new LoadedItems(loader, new MergedItems<>(shards, oldestFirst)));
    }

    /** The items of all findings of a scope, in the order of their keys. */
    Stream<Map<String, AttributeValue>> findingItems(Scope scope) {
        return calls.inPartition(scope, Keys.FINDING_PREFIX);
    }

    /** Every finding, open or resolved, about the resources with an id, in the order of checks. */
    public Iterator<StoredFinding> ofResource(String id) {
        return whole(index(Keys.RESOURCE_INDEX, Keys.RESOURCE_KEY, ResourceRef.keyOf(id)));
    }

    /** Every finding, open or resolved, about a workload and its members, in all scopes. */
    public Iterator<StoredFinding> ofWorkload(String workload) {
        return whole(index(Keys.WORKLOAD_INDEX, Keys.WORKLOAD_KEY, ResourceRef.keyOf(workload)));
    }

    /**
     * The newest scan of every scope that was ever recorded, ordered by account and region. With
     * {@link #findings} this lists the whole table without a scan of it.
     */
    public List<ScopeSummary> summaries() {
        return summaries(
                corrupt -> {
                    throw corrupt;
                });
    }

    /**
     * As above.
     *
     * @param unreadable gets each summary that cannot be read, which is left out
     */
    public List<ScopeSummary> summaries(Consumer<StoreException.CorruptItem> unreadable) {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Attributes.of(Keys.SCOPES)))
                        .build();
        List<ScopeSummary> summaries = new ArrayList<>();
        new QueryItems(calls, query)
                .forEachRemaining(
                        item -> {
                            try {
                                summaries.add(SummaryItem.read(name(), item));
                            } catch (StoreException.CorruptItem corrupt) {
                                unreadable.accept(corrupt);
                            }
                        });
        return List.copyOf(summaries);
    }

    /** The newest scan of a scope; empty if none was recorded. */
    public Optional<ScopeSummary> summary(Scope scope) {
        return calls.get(SummaryItem.key(scope)).map(item -> SummaryItem.read(name(), item));
    }

    /**
     * As {@link #summary}, with times that lie ahead of now set back to now.
     *
     * @param problems gets a message if they do
     */
    public Optional<ScopeSummary> trustedSummary(Scope scope, Consumer<String> problems) {
        return summary(scope).map(summary -> trusted(summary, problems));
    }

    private ScopeSummary trusted(ScopeSummary summary, Consumer<String> problems) {
        ScopeReport report = summary.report();
        if (!trusted.ahead(report.startedAt()) && !trusted.ahead(summary.begunAt())) {
            return summary;
        }
        problems.accept(
                trusted.named(
                        "the summary of %s in table %s".formatted(report.scope(), name()),
                        report.startedAt()));
        return summary.asOf(
                trusted.earlier(report.startedAt()), trusted.earlier(summary.begunAt()));
    }

    /**
     * Writes one change.
     *
     * @return whether it was written; false if the table knows something newer
     */
    public boolean write(FindingChange change) {
        try {
            update(FindingUpdate.of(change));
            return true;
        } catch (ConditionalCheckFailedException lost) {
            // Read even where nothing more is to be done: an item of a newer Muster is an error.
            Optional<StoredFinding> there = stored(lost);
            return change instanceof Opened opened
                    && there.isPresent()
                    && openOver(there.get(), opened.finding());
        }
    }

    /**
     * Writes the summary of a scan.
     *
     * @return whether it was written; false if the table has that of a newer scan
     */
    public boolean write(ScopeSummary summary) {
        Map<String, AttributeValue> item = SummaryItem.write(summary);
        return calls.putUnlessNewer(item, summary.report().startedAt(), trusted)
                || writeOverCorrupt(summary.report().scope(), item);
    }

    /** Reads what won: a summary of a newer Muster is an error, a newer scan is not. */
    private boolean writeOverCorrupt(Scope scope, Map<String, AttributeValue> item) {
        try {
            summary(scope);
            return false;
        } catch (StoreException.CorruptItem spoiled) {
            calls.call(
                    "PutItem", client -> client.putItem(put -> put.tableName(name()).item(item)));
            return true;
        }
    }

    /**
     * The instances of a scope in short, as of its newest scan that listed them, in the order of
     * their ids; see {@link ScopeSummary#roster}.
     *
     * @return empty if no scan made one
     * @throws StoreException.CorruptItem if it cannot be read
     */
    public List<InstanceReadiness> roster(Scope scope) {
        return rosters.read(scope);
    }

    /**
     * The same of several scopes, a hundred a call.
     *
     * @param summaries of the scopes, which say over how many items each is spread
     * @return in the order of the scopes; empty for a scope of which no scan made one
     */
    public Map<Scope, List<InstanceReadiness>> rosters(Collection<ScopeSummary> summaries) {
        return rosters.read(summaries, loader);
    }

    /**
     * Writes the instances of a scope in short, before the scope's summary. One that did not change
     * is not written again; against one of newer facts it loses.
     *
     * @param observedAt as of when the facts behind it hold
     * @param before what the summary of the scan before says of it
     * @return what the summary is to say of it
     */
    public RosterStamp write(
            Scope scope,
            Instant observedAt,
            List<InstanceReadiness> roster,
            @Nullable RosterStamp before) {
        RosterText.Packed packed = RosterText.pack(roster);
        if (before == null || !before.digest().equals(packed.digest())) {
            rosters.write(scope, observedAt, packed, before == null ? 0 : before.chunks());
        }
        Map<Readiness, Integer> counts = new EnumMap<>(Readiness.class);
        roster.forEach(instance -> counts.merge(instance.readiness(), 1, Integer::sum));
        GravitonTotals graviton = new GravitonTotals();
        roster.forEach(graviton::add);
        return new RosterStamp(counts, packed.digest(), rosters.chunks(packed), graviton.sum());
    }

    /**
     * What the security groups of a scope let in, by their ids, as of the newest scan that read
     * them; by one query.
     *
     * @return empty where no scan kept them
     * @throws StoreException.CorruptItem if they cannot be read
     */
    public Map<String, SecurityGroup> securityGroups(Scope scope) {
        return calls.inPartition(scope, Keys.SECURITY_GROUPS)
                .findFirst()
                .map(item -> SecurityGroupItem.read(name(), item))
                .orElse(Map.of());
    }

    /**
     * Writes what the security groups of a scope let in, if it changed. Against one of newer facts
     * it loses.
     *
     * @param observedAt as of when the facts behind it hold
     */
    public void writeSecurityGroups(
            Scope scope, Instant observedAt, Collection<SecurityGroup> groups) {
        SdkBytes packed = SecurityGroupItem.pack(groups);
        Map<String, AttributeValue> before =
                calls.get(Keys.in(scope, Keys.SECURITY_GROUPS)).orElse(null);
        boolean none = before == null && groups.isEmpty();
        if (!none && !SecurityGroupItem.holds(before, packed)) {
            calls.putUnlessNewer(
                    SecurityGroupItem.write(scope, observedAt, packed).values(),
                    observedAt,
                    trusted);
        }
    }

    /**
     * What the newest scan of a scope counted in each of its workloads, by one query.
     *
     * @throws StoreException.CorruptItem if it cannot be read
     */
    public List<WorkloadTally> workloads(Scope scope) {
        return workloads.read(scope);
    }

    /**
     * The same of several scopes, a query each, some side by side.
     *
     * @return in the order of the scopes
     * @throws StoreException.CorruptItem if one cannot be read
     */
    public Map<Scope, List<WorkloadTally>> workloads(Collection<Scope> scopes) {
        return SideBySide.read(scopes, workloads::read, name());
    }

    /**
     * Writes what a scan counted in the workloads of a scope: those that changed, and that the
     * others are gone. Against one of newer facts it loses.
     *
     * @param observedAt as of when the facts behind it hold
     * @return how many items were written
     */
    public int write(Scope scope, Instant observedAt, List<WorkloadTally> tallies) {
        return write(scope, observedAt, tallies, true);
    }

    /**
     * As above.
     *
     * @param complete whether all workloads were seen; if not, the others stay as they are
     */
    public int write(
            Scope scope, Instant observedAt, List<WorkloadTally> tallies, boolean complete) {
        return workloads.write(scope, observedAt, tallies, complete);
    }

    /**
     * Writes how the workloads of a scope stood on a day, over what there is of it.
     *
     * @param day in UTC
     */
    public void writeTrend(Scope scope, LocalDate day, SortedMap<String, TrendPoint> points) {
        trends.write(scope, day, points);
    }

    /**
     * How the workloads of a scope stood on each day from one on, by one query.
     *
     * @throws StoreException.CorruptItem if it cannot be read
     */
    public SortedMap<LocalDate, SortedMap<String, TrendPoint>> trend(Scope scope, LocalDate from) {
        return trends.read(scope, from);
    }

    /** All scopes in one on each day from one on, by one query. */
    public SortedMap<LocalDate, FleetSummary> fleetTrend(LocalDate from) {
        return fleet.days(from);
    }

    /**
     * Marks the scopes that are not in the configuration any more, and unmarks those that are
     * again, and writes those that are in it in one. A scope without a summary counts as out of
     * date.
     *
     * @param summaries of all scopes that can be read
     * @param configured every scope that Muster looks at
     */
    public ScopeMarks mark(
            Collection<ScopeSummary> summaries, Collection<Scope> configured, Instant at) {
        ScopeMarks marks = ScopeMarks.write(calls, summaries, Set.copyOf(configured), at);
        fleet.write(FleetSummary.of(summaries, configured, at));
        return marks;
    }

    /**
     * Takes a scope out of the table with all that is known of it. What it does once, it does
     * again: a removal that was cut short is completed by the next.
     *
     * @return how many items were removed
     */
    public int retire(Scope scope) {
        return removal.remove(scope);
    }

    /**
     * Opens what another writer opened since it was looked for, with that one's age. It loses if
     * that one's facts are newer.
     */
    private boolean openOver(StoredFinding there, Finding finding) {
        try {
            update(FindingUpdate.open(finding, there.firstSeen()));
            return true;
        } catch (ConditionalCheckFailedException lostAgain) {
            return false;
        }
    }

    private void update(FindingUpdate update) {
        calls.call(
                "UpdateItem",
                client -> client.updateItem(update.request(name(), trusted.latest())));
    }

    /** What stands where a change was to be written: DynamoDB sends it along with its refusal. */
    private Optional<StoredFinding> stored(ConditionalCheckFailedException lost) {
        return lost.hasItem() && !lost.item().isEmpty()
                ? Optional.of(FindingItem.read(name(), lost.item()))
                : Optional.empty();
    }

    private Iterator<StoredFinding> whole(Iterator<Map<String, AttributeValue>> named) {
        return QueryItems.stream(new LoadedItems(loader, named))
                .map(item -> FindingItem.read(name(), item))
                .iterator();
    }

    /** What an index holds under a key. */
    Iterator<Map<String, AttributeValue>> index(String index, String attribute, String value) {
        return new QueryItems(calls, query(index, attribute, value).build());
    }

    private QueryRequest.Builder query(String index, String attribute, String value) {
        return QueryRequest.builder()
                .tableName(name())
                .indexName(index)
                .keyConditionExpression("#key = :key")
                .expressionAttributeNames(Map.of("#key", attribute))
                .expressionAttributeValues(Map.of(":key", Attributes.of(value)));
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null || value.s() == null ? "" : value.s();
    }
}
