package io.muster.aws.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Items in the batches that an operation takes. */
public final class Batches {

    private Batches() {}

    /**
     * Batches in the order of their items, each as large as it may be; a larger item is alone.
     *
     * @param mostItems of a batch
     * @param mostBytes of a batch, by the sum of its items
     */
    public static <T> List<List<T>> of(
            List<T> items, ToIntFunction<T> bytesOf, int mostItems, int mostBytes) {
        List<List<T>> batches = new ArrayList<>();
        int bytes = 0;
        for (T item : items) {
            int more = bytesOf.applyAsInt(item);
            boolean full = batches.isEmpty() || batches.getLast().size() == mostItems;
            if (full || bytes + more > mostBytes) {
                batches.add(new ArrayList<>());
                bytes = 0;
            }
            batches.getLast().add(item);
            bytes += more;
        }
        return batches;
    }
}
