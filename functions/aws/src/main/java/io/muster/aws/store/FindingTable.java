package io.muster.aws.store;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.Backoff;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange;
import io.muster.readiness.finding.FindingChange.Opened;
import io.muster.readiness.finding.StoredFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
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
 * <tr><td>summary</td><td>{@code SCOPES}</td><td>{@code 123456789012#us-east-1}</td></tr>
 * </table>
 *
 * <table>
 * <caption>Its indexes</caption>
 * <tr><th>index</th><th>partition</th><th>order</th><th>holds</th></tr>
 * <tr><td>{@code open-by-severity}</td><td>{@code OPEN#HIGH#3}, one of eight by a hash of the
 *     finding's id</td><td>first seen, oldest first</td><td>open findings only</td></tr>
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
 * on the layout's version, so that what a newer Muster wrote is never overwritten. Times are kept
 * to the millisecond. Thread-safe.
 */
public final class FindingTable {

    private final TableCalls calls;
    private final BatchLoader loader;

    /** The table may not exist yet: every method says so in its {@link StoreException}. */
    public FindingTable(DynamoDbClient client, String name) {
        this(client, name, Backoff.jittered());
    }

    FindingTable(DynamoDbClient client, String name, Backoff backoff) {
        this.calls = new TableCalls(client, name);
        this.loader = new BatchLoader(calls, backoff);
    }

    /** The table in the clients' region. */
    public static FindingTable of(AwsClients clients, String name) {
        return new FindingTable(clients.dynamoDb(), name);
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
     * All findings of a scope about some resources, in the order of their keys; one query a
     * resource, each made when the iteration comes to it.
     */
    public Iterator<StoredFinding> findings(Scope scope, Collection<ResourceRef> resources) {
        return resources.stream()
                .map(Keys::findingsOf)
                .sorted(ResourceRef.KEY_ORDER)
                .flatMap(prefix -> calls.inPartition(scope, prefix))
                .map(item -> FindingItem.read(name(), item))
                .iterator();
    }

    /**
     * The open findings of a severity in all scopes, the oldest first. The index may lag behind the
     * table by a moment; what it names is loaded as it is now, and left out if it was resolved.
     */
    public Iterator<StoredFinding> open(Severity severity) {
        List<Iterator<Map<String, AttributeValue>>> shards = new ArrayList<>();
        for (int shard = 0; shard < Keys.SHARDS; shard++) {
            shards.add(index(Keys.OPEN_INDEX, Keys.OPEN_PK, Keys.open(severity, shard)));
        }
        Comparator<Map<String, AttributeValue>> oldestFirst =
                Comparator.comparing(item -> text(item, Keys.OPEN_SK), ResourceRef.KEY_ORDER);
        return new LoadedFindings(
                loader, name(), new MergedItems(shards, oldestFirst), StoredFinding::open);
    }

    /** Every finding, open or resolved, about the resources with an id, in the order of checks. */
    public Iterator<StoredFinding> ofResource(String id) {
        return loaded(index(Keys.RESOURCE_INDEX, Keys.RESOURCE_KEY, ResourceRef.keyOf(id)));
    }

    /** Every finding, open or resolved, about a workload and its members, in all scopes. */
    public Iterator<StoredFinding> ofWorkload(String workload) {
        return loaded(index(Keys.WORKLOAD_INDEX, Keys.WORKLOAD_KEY, ResourceRef.keyOf(workload)));
    }

    private Iterator<StoredFinding> loaded(Iterator<Map<String, AttributeValue>> named) {
        return new LoadedFindings(loader, name(), named, finding -> true);
    }

    /**
     * The newest scan of every scope that was ever recorded, ordered by account and region. With
     * {@link #findings} this lists the whole table without a scan of it.
     */
    public List<ScopeSummary> summaries() {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Attributes.of(Keys.SCOPES)))
                        .build();
        return new QueryItems(calls, query)
                .stream().map(item -> SummaryItem.read(name(), item)).toList();
    }

    /** The newest scan of a scope; empty if none was recorded. */
    public Optional<ScopeSummary> summary(Scope scope) {
        return calls.get(SummaryItem.key(scope)).map(item -> SummaryItem.read(name(), item));
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
        PutItemRequest put =
                PutItemRequest.builder()
                        .tableName(name())
                        .item(SummaryItem.write(summary))
                        .conditionExpression(
                                "attribute_not_exists(pk)"
                                        + " OR (observedAt <= :observedAt AND v <= :v)")
                        .expressionAttributeValues(
                                Map.of(
                                        ":observedAt", Attributes.of(summary.report().startedAt()),
                                        ":v", Attributes.of(Item.VERSION)))
                        .build();
        try {
            calls.call("PutItem", client -> client.putItem(put));
            return true;
        } catch (ConditionalCheckFailedException lost) {
            // Read for its version: a summary of a newer Muster is an error, a newer scan is not.
            summary(summary.report().scope());
            return false;
        }
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
        calls.call("UpdateItem", client -> client.updateItem(update.request(name())));
    }

    /** What stands where a change was to be written: DynamoDB sends it along with its refusal. */
    private Optional<StoredFinding> stored(ConditionalCheckFailedException lost) {
        return lost.hasItem() && !lost.item().isEmpty()
                ? Optional.of(FindingItem.read(name(), lost.item()))
                : Optional.empty();
    }

    private Iterator<Map<String, AttributeValue>> index(
            String index, String attribute, String value) {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(name())
                        .indexName(index)
                        .keyConditionExpression("#key = :key")
                        .expressionAttributeNames(Map.of("#key", attribute))
                        .expressionAttributeValues(Map.of(":key", Attributes.of(value)))
                        .build();
        return new QueryItems(calls, query);
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null || value.s() == null ? "" : value.s();
    }
}
