package io.muster.aws.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The whole items that an index names, loaded a batch at a time. */
final class LoadedItems implements Iterator<Map<String, AttributeValue>> {

    private final BatchLoader loader;
    private final Iterator<Map<String, AttributeValue>> named;
    private Iterator<Map<String, AttributeValue>> batch = Collections.emptyIterator();

    /**
     * @param named items with at least their keys
     */
    LoadedItems(BatchLoader loader, Iterator<Map<String, AttributeValue>> named) {
        this.loader = loader;
        this.named = named;
    }

    @Override
    public boolean hasNext() {
        while (!batch.hasNext() && named.hasNext()) {
            List<Map<String, AttributeValue>> keys = new ArrayList<>(BatchLoader.MAX_KEYS);
            while (named.hasNext() && keys.size() < BatchLoader.MAX_KEYS) {
                keys.add(BatchLoader.keyOf(named.next()));
            }
            batch = loader.load(keys).iterator();
        }
        return batch.hasNext();
    }

    @Override
    public Map<String, AttributeValue> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.next();
    }
}
