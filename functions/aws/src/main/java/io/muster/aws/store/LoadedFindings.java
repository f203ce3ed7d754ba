package io.muster.aws.store;

import io.muster.readiness.finding.StoredFinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The whole findings that an index names, loaded a batch at a time. */
final class LoadedFindings implements Iterator<StoredFinding> {

    private final BatchLoader loader;
    private final String table;
    private final Iterator<Map<String, AttributeValue>> named;
    private final Predicate<StoredFinding> wanted;
    private Iterator<StoredFinding> batch = Collections.emptyIterator();

    /**
     * @param named items with at least their keys
     * @param wanted asked of the finding as it is now; the index may be a moment old
     */
    LoadedFindings(
            BatchLoader loader,
            String table,
            Iterator<Map<String, AttributeValue>> named,
            Predicate<StoredFinding> wanted) {
        this.loader = loader;
        this.table = table;
        this.named = named;
        this.wanted = wanted;
    }

    @Override
    public boolean hasNext() {
        while (!batch.hasNext() && named.hasNext()) {
            List<Map<String, AttributeValue>> keys = new ArrayList<>(BatchLoader.MAX_KEYS);
            while (named.hasNext() && keys.size() < BatchLoader.MAX_KEYS) {
                keys.add(BatchLoader.keyOf(named.next()));
            }
            batch =
                    loader.load(keys).stream()
                            .map(item -> FindingItem.read(table, item))
                            .filter(wanted)
                            .iterator();
        }
        return batch.hasNext();
    }

    @Override
    public StoredFinding next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.next();
    }
}
