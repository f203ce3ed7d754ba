package io.muster.aws.store;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Several sorted runs of items as one. */
final class MergedItems implements Iterator<Map<String, AttributeValue>> {

    private final PriorityQueue<Run> runs;

    MergedItems(
            List<Iterator<Map<String, AttributeValue>>> runs,
            Comparator<Map<String, AttributeValue>> order) {
        this.runs = new PriorityQueue<>(Comparator.comparing(Run::head, order));
        runs.forEach(this::enqueue);
    }

    @Override
    public boolean hasNext() {
        return !runs.isEmpty();
    }

    @Override
    public Map<String, AttributeValue> next() {
        Run least = runs.poll();
        if (least == null) {
            throw new NoSuchElementException();
        }
        enqueue(least.rest());
        return least.head();
    }

    private void enqueue(Iterator<Map<String, AttributeValue>> run) {
        if (run.hasNext()) {
            runs.add(new Run(run.next(), run));
        }
    }

    private record Run(
            Map<String, AttributeValue> head, Iterator<Map<String, AttributeValue>> rest) {}
}
