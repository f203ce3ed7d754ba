package io.muster.aws.store;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The items that a query finds, a page at a time: the next is asked for when one is used up. */
final class QueryItems implements Iterator<Map<String, AttributeValue>> {

    private final TableCalls calls;
    private QueryRequest next;
    private boolean more = true;
    private Iterator<Map<String, AttributeValue>> page = Collections.emptyIterator();

    QueryItems(TableCalls calls, QueryRequest query) {
        this.calls = calls;
        this.next = query;
    }

    /** The items one by one; a page is asked for when the stream comes to it. */
    Stream<Map<String, AttributeValue>> stream() {
        return stream(this);
    }

    /** What an iterator brings, one by one. */
    static <T> Stream<T> stream(Iterator<T> items) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && more) {
            QueryResponse response = calls.call("Query", client -> client.query(next));
            if (!response.hasItems()) {
                throw StoreException.withoutItems("Query", calls.table());
            }
            page = response.items().iterator();
            more = response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty();
            next = next.toBuilder().exclusiveStartKey(response.lastEvaluatedKey()).build();
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
}
