package io.muster.aws.store;

import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The findings of some resources of a scope, in the order of their keys, read consistently.
 *
 * <p>A query goes on from the first resource that is left to the last, and passes over what lies
 * between: a change of a whole fleet takes a call for each megabyte and not for each resource, and
 * resources that have no findings yet take none. Where most of what a page holds was not asked for,
 * the next is short and begins at the next resource, so that no more than {@link #FIRST_PAGE} items
 * a resource are read in vain. The last {@link #MAX_SINGLY} are asked for one by one.
 */
final class FindingsOfResources implements Iterator<Map<String, AttributeValue>> {

    /** So many, or fewer, are asked for by a query each, which reads nothing else. */
    static final int MAX_SINGLY = 10;

    /** In items: a little more than the findings that an instance has. */
    static final int FIRST_PAGE = 64;

    /** By how much the next page is longer where half of this one was asked for. */
    private static final int GROWTH = 4;

    /** DynamoDB ends a page at a megabyte, far before so many items. */
    private static final int MAX_PAGE = 16_384;

    /** Sorts after whatever follows the prefix in a key. */
    private static final char LAST = '\uffff';

    private final TableCalls calls;
    private final Scope scope;
    private final List<String> prefixes;
    private final Set<String> wanted;

    /** The first of the prefixes whose items are not all read. */
    private int at;

    /** The last key that was read of that prefix; empty before its first. */
    private String after = "";

    private int limit = FIRST_PAGE;
    private Iterator<Map<String, AttributeValue>> page = Collections.emptyIterator();

    FindingsOfResources(TableCalls calls, Scope scope, Collection<ResourceRef> resources) {
        this.calls = calls;
        this.scope = scope;
        this.prefixes =
                resources.stream()
                        .map(Keys::findingsOf)
                        .distinct()
                        .sorted(ResourceRef.KEY_ORDER)
                        .toList();
        this.wanted = new HashSet<>(prefixes);
    }

    /** The items one by one; a page is asked for when the stream comes to it. */
    Stream<Map<String, AttributeValue>> stream() {
        return QueryItems.stream(this);
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && at < prefixes.size()) {
            page = nextPage();
        }
        return page.hasNext();
    }

    @Override
    public Map<String, AttributeValue> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    private Iterator<Map<String, AttributeValue>> nextPage() {
        boolean singly = prefixes.size() - at <= MAX_SINGLY;
        String from = prefixes.get(at);
        QueryResponse answer = ask(from, singly ? from : prefixes.getLast(), singly);
        List<Map<String, AttributeValue>> asked = new ArrayList<>();
        for (Map<String, AttributeValue> item : answer.items()) {
            if (wanted.contains(prefix(item))) {
                asked.add(item);
            }
        }
        limit =
                asked.size() * 2 >= answer.items().size()
                        ? Math.min(MAX_PAGE, limit * GROWTH)
                        : FIRST_PAGE;
        if (answer.hasLastEvaluatedKey() && !answer.lastEvaluatedKey().isEmpty()) {
            goOnAfter(answer.lastEvaluatedKey());
        } else {
            at = singly ? at + 1 : prefixes.size();
            after = "";
        }
        return asked.iterator();
    }

    /** What sorts before the last key that was read, is read. */
    private void goOnAfter(Map<String, AttributeValue> last) {
        String prefix = prefix(last);
        while (at < prefixes.size()
                && ResourceRef.KEY_ORDER.compare(prefixes.get(at), prefix) < 0) {
            at++;
        }
        after = at < prefixes.size() && prefixes.get(at).equals(prefix) ? key(last) : "";
    }

    private QueryResponse ask(String from, String to, boolean singly) {
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(calls.table())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                        .expressionAttributeValues(
                                Map.of(
                                        ":pk", Attributes.of(Keys.scope(scope)),
                                        ":from", Attributes.of(from),
                                        ":to", Attributes.of(to + LAST)));
        if (!after.isEmpty()) {
            query.exclusiveStartKey(Keys.in(scope, after));
        }
        if (!singly) {
            query.limit(limit);
        }
        QueryResponse answer = calls.call("Query", client -> client.query(query.build()));
        if (!answer.hasItems()) {
            throw StoreException.withoutItems("Query", calls.table());
        }
        return answer;
    }

    private static String key(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get(Keys.SK)).s();
    }

    /** A key without the check, which is the last part of it. */
    private static String prefix(Map<String, AttributeValue> item) {
        String key = key(item);
        return key.substring(0, key.lastIndexOf('#') + 1);
    }
}
