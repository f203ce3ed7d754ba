package io.muster.aws.store;

import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same of several scopes, a few at a time, because reading is mostly waiting. */
final class SideBySide {

    /** More at a time need more memory. */
    private static final int AT_A_TIME = 8;

    private SideBySide() {}

    /**
     * Reads something of each scope.
     *
     * @param table named if the thread is interrupted
     * @return in the order of the scopes
     */
    static <V> Map<Scope, V> read(Collection<Scope> scopes, Function<Scope, V> read, String table) {
        Map<Scope, V> all = new LinkedHashMap<>();
        if (scopes.size() <= 1) {
            scopes.forEach(scope -> all.put(scope, read.apply(scope)));
            return all;
        }
        List<Scope> order = new ArrayList<>(scopes);
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        Math.min(order.size(), AT_A_TIME),
                        Thread.ofPlatform().daemon().name("table-reader-", 0).factory())) {
            List<Future<V>> reads =
                    order.stream().map(scope -> threads.submit(() -> read.apply(scope))).toList();
            try {
                for (int i = 0; i < order.size(); i++) {
                    all.put(order.get(i), reads.get(i).get());
                }
            } catch (ExecutionException failure) {
                throw failure.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failure.getCause());
            } finally {
                // After a failure or an interruption, those that have not begun; else none is left.
                reads.forEach(each -> each.cancel(false));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StoreException.Failed(
                    Message.of("screen.table-interrupted").with("table", table), Message.EMPTY);
        }
        return all;
    }
}
