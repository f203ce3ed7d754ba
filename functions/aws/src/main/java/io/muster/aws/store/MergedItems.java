package io.muster.aws.store;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several sorted runs as one. */
final class MergedItems<T> implements Iterator<T> {

    private final PriorityQueue<Run<T>> runs;

    MergedItems(List<Iterator<T>> runs, Comparator<T> order) {
        this.runs = new PriorityQueue<>(Comparator.comparing(Run::head, order));
        runs.forEach(this::enqueue);
    }

    @Override
    public boolean hasNext() {
        return !runs.isEmpty();
    }

    @Override
    public T next() {
        Run<T> least = runs.poll();
        if (least == null) {
            throw new NoSuchElementException();
        }
        enqueue(least.rest());
        return least.head();
    }

    private void enqueue(Iterator<T> run) {
        if (run.hasNext()) {
            runs.add(new Run<>(run.next(), run));
        }
    }

    private record Run<T>(T head, Iterator<T> rest) {}
}
