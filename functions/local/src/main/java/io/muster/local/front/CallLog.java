package io.muster.local.front;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The calls that came through the front, in the order of their arrival. */
public final class CallLog {

    /** A demo makes hundreds of calls; what runs for days must not fill the memory. */
    private static final int MAX_KEPT = 100_000;

    private final List<Call> calls = new ArrayList<>();
    private final TreeMap<String, Long> counts = new TreeMap<>();
    private final List<Awaited> awaited = new ArrayList<>();

    private record Awaited(int calls, CompletableFuture<Void> come) {}

    synchronized void add(Call call) {
        if (calls.size() < MAX_KEPT) {
            calls.add(call);
        }
        counts.merge(call.action(), 1L, Long::sum);
        awaited.removeIf(each -> each.calls() <= calls.size() && each.come().complete(null));
    }

    /** Completes as soon as there are so many calls, before the last of them is answered. */
    public synchronized CompletableFuture<Void> reached(int number) {
        CompletableFuture<Void> come = new CompletableFuture<>();
        if (calls.size() >= number) {
            come.complete(null);
        } else {
            awaited.add(new Awaited(number, come));
        }
        return come;
    }

    /** What was called so far, the first 100,000 calls at most. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Number of all calls by action, such as {@code ec2:DescribeInstances}, sorted. */
    public synchronized SortedMap<String, Long> counts() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Starts anew. */
    public synchronized void clear() {
        calls.clear();
        counts.clear();
    }
}
