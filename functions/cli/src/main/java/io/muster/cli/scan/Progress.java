package io.muster.cli.scan;

import io.muster.aws.client.CallLedger;
import io.muster.aws.client.CallsUnderWay.Waiting;
import io.muster.cli.session.Session;
import io.muster.cli.text.Printable;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One line on the standard error that says how far the scan is, rewritten in place. Only a terminal
 * sees it; it is wiped before the result comes, and when the scan is stopped by Ctrl-C. A call that
 * gets no answer for long is told without a terminal, too, once.
 */
public final class Progress implements AutoCloseable {

    private static final String WIPE = "\r\u001b[K";
    private static final long MILLISECONDS_BETWEEN = 150;

    /** From when on a call counts as one that gets no answer. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Session session;
    private final PrintStream err;
    private final Clock clock;
    private final int columns;
    private final Instant startedAt;
    private final int all;
    private final Map<String, CallLedger> regions = new ConcurrentSkipListMap<>();
    private final CallLedger calls = new CallLedger();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private final boolean shown;
    private final Thread stopped = new Thread(this::wipe);

    /**
     * @param all how many regions are scanned
     */
    public Progress(Session session, int all) {
        this(session, all, session.terminal().errors());
    }

    private Progress(Session session, int all, boolean shown) {
        this.session = session;
        this.err = session.err();
        this.clock = session.clock();
        this.columns = session.terminal().errorColumns();
        this.startedAt = clock.instant();
        this.all = all;
        this.shown = shown;
        var unused =
                timer.scheduleAtFixedRate(
                        shown ? this::show : this::tell,
                        MILLISECONDS_BETWEEN,
                        MILLISECONDS_BETWEEN,
                        TimeUnit.MILLISECONDS);
        if (shown) {
            Runtime.getRuntime().addShutdownHook(stopped);
        }
    }

    /**
     * Tells of a call that gets no answer, and of nothing else: for what is shown while it is read.
     */
    public static Progress untilSilent(Session session, String region) {
        Progress progress = new Progress(session, 1, false);
        progress.watch(region, progress.calls);
        return progress;
    }

    /** Gets the counts of the calls of {@link #untilSilent}. */
    public CallLedger calls() {
        return calls;
    }

    /** Begins to count the calls of a region. */
    void watch(String region, CallLedger ledger) {
        regions.put(region, ledger);
    }

    /** Counts a region as read. */
    void done(String region) {
        done.add(region);
    }

    private void show() {
        // A question that waits for its answer holds it meanwhile.
        synchronized (err) {
            err.print(WIPE + DisplayWidth.cut(Printable.line(line()), columns - 1));
            err.flush();
        }
    }

    private void tell() {
        silent().filter(silence -> told.add(silence.place()))
                .ifPresent(silence -> session.tell(silence.told()));
    }

    String line() {
        return session.text(silent().map(Silence::told).orElseGet(this::far));
    }

    private Message far() {
        long calls =
                regions.values().stream()
                        .flatMap(ledger -> ledger.counts().values().stream())
                        .mapToLong(CallCount::calls)
                        .sum();
        return Message.of("screen.progress")
                .with("regions", read())
                .with("calls", calls)
                .with("seconds", Duration.between(startedAt, clock.instant()).toSeconds());
    }

    private Message read() {
        if (all > 1) {
            return Message.of("screen.progress-regions")
                    .with("done", done.size())
                    .with("count", all);
        }
        return regions.isEmpty()
                ? Message.of("screen.progress-begin")
                : Message.literal(String.join("", regions.keySet()));
    }

    /** A call that gets no answer. */
    private record Silence(String region, Waiting call) {
        String place() {
            return call.operation() + " in " + region;
        }

        Message told() {
            return Message.of("screen.waiting")
                    .with("seconds", call.since().toSeconds())
                    .with("operation", call.operation())
                    .with("region", region);
        }
    }

    private Optional<Silence> silent() {
        return regions.entrySet().stream()
                .flatMap(
                        region ->
                                region.getValue().underWay().longest().stream()
                                        .map(call -> new Silence(region.getKey(), call)))
                .filter(silence -> silence.call().since().compareTo(SILENCE) >= 0)
                .max(Comparator.comparing(silence -> silence.call().since()));
    }

    private void wipe() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (shown) {
            err.print(WIPE);
            err.flush();
        }
    }

    @Override
    public void close() {
        wipe();
        if (shown) {
            try {
                Runtime.getRuntime().removeShutdownHook(stopped);
            } catch (IllegalStateException ending) {
                // The machine shuts down already, and has run it.
            }
        }
    }
}
