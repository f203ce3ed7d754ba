package io.muster.aws.store;

import io.muster.readiness.finding.FindingChange;
import io.muster.readiness.finding.FindingChange.Changed;
import io.muster.readiness.finding.FindingChange.Obscured;
import io.muster.readiness.finding.FindingChange.Opened;
import io.muster.readiness.finding.FindingChange.Refiled;
import io.muster.readiness.finding.FindingChange.Reopened;
import io.muster.readiness.finding.FindingChange.Resolved;
import io.muster.readiness.finding.FindingChange.Rewritten;
import io.muster.readiness.finding.FindingChange.Settled;
import io.muster.readiness.text.Message;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes, several at a time, and counts them.
 *
 * <p>It takes the next change only when one of its writers is free, so that a first scan of a large
 * fleet holds a handful of changes and not all of them. After a failure it takes no more. Its
 * caller is one thread; call {@link #finish} to wait for the last write.
 */
public final class FindingWriter implements Consumer<FindingChange>, AutoCloseable {

    /** A write takes about 5 ms, so this is about 3,000 a second: more than one partition takes. */
    static final int WRITERS = 16;

    private final FindingTable table;
    private final ExecutorService writers;
    private final Semaphore free = new Semaphore(WRITERS);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger changed = new AtomicInteger();
    private final AtomicInteger reopened = new AtomicInteger();
    private final AtomicInteger resolved = new AtomicInteger();
    private final AtomicInteger superseded = new AtomicInteger();

    public FindingWriter(FindingTable table) {
        this.table = table;
        // Platform threads: on JDK 21 a virtual thread that waits inside the SDK's monitors would
        // hold its carrier, of which a small Lambda has one or two. An unchanged fleet starts none.
        this.writers =
                Executors.newFixedThreadPool(
                        WRITERS, Thread.ofPlatform().daemon().name("finding-writer-", 0).factory());
    }

    /**
     * Takes a change to write, and waits while all writers are busy.
     *
     * @throws StoreException if an earlier change could not be written
     */
    @Override
    public void accept(FindingChange change) {
        acquire(1);
        try {
            throwFailure();
            writers.execute(() -> write(change));
        } catch (RuntimeException notTaken) {
            free.release();
            throw notTaken;
        }
    }

    /**
     * Waits until everything taken is written.
     *
     * @throws StoreException if something could not be written
     */
    public ChangeCounts finish() {
        awaitAll();
        throwFailure();
        return counts();
    }

    /** What has been written so far. */
    public ChangeCounts counts() {
        return new ChangeCounts(
                opened.get(), changed.get(), reopened.get(), resolved.get(), superseded.get());
    }

    /** Waits for the writes that are under way; nothing that was taken is dropped. */
    @Override
    public void close() {
        writers.close();
    }

    private void write(FindingChange change) {
        try {
            if (failure.get() == null) {
                boolean written = table.write(change);
                (written ? counter(change) : superseded).incrementAndGet();
            }
        } catch (RuntimeException | Error e) {
            // An error too: a writer that ran out of memory has written nothing.
            failure.compareAndSet(null, e);
        } finally {
            free.release();
        }
    }

    private AtomicInteger counter(FindingChange change) {
        return switch (change) {
            case Opened unused -> opened;
            case Changed unused -> changed;
            case Obscured unused -> changed;
            case Rewritten unused -> changed;
            case Refiled unused -> changed;
            case Settled unused -> changed;
            case Reopened unused -> reopened;
            case Resolved unused -> resolved;
        };
    }

    private void throwFailure() {
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void awaitAll() {
        acquire(WRITERS);
        free.release(WRITERS);
    }

    private void acquire(int permits) {
        try {
            free.acquire(permits);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StoreException.Failed(
                    Message.of("screen.table-interrupted").with("table", table.name()),
                    Message.EMPTY);
        }
    }
}
