package io.muster.cli.scan;

import io.muster.aws.client.CallLedger;
import io.muster.cli.session.Session;
import io.muster.cli.text.DisplayWidth;
import io.muster.readiness.scan.CallCount;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One line on the standard error that says how far the scan is, rewritten in place. Only a terminal
 * sees it; it is wiped before the result comes.
 */
final class Progress implements AutoCloseable {

    private static final String WIPE = "\r\u001b[K";
    private static final long MILLISECONDS_BETWEEN = 150;

    private final PrintStream err;
    private final Clock clock;
    private final int columns;
    private final Instant startedAt;
    private final Map<String, CallLedger> regions = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private final boolean shown;

    Progress(Session session) {
        this.err = session.err();
        this.clock = session.clock();
        this.columns = session.terminal().columns();
        this.startedAt = clock.instant();
        this.shown = session.terminal().errors();
        if (shown) {
            var unused =
                    timer.scheduleAtFixedRate(
                            this::show,
                            MILLISECONDS_BETWEEN,
                            MILLISECONDS_BETWEEN,
                            TimeUnit.MILLISECONDS);
        }
    }

    /** Begins to count the calls of a region. */
    void watch(String region, CallLedger ledger) {
        regions.put(region, ledger);
    }

    private void show() {
        err.print(WIPE + DisplayWidth.cut(line(), columns - 1));
        err.flush();
    }

    String line() {
        String counts =
                regions.entrySet().stream()
                        .map(region -> region.getKey() + " " + calls(region.getValue()))
                        .collect(Collectors.joining(", "));
        return "%d s, API calls so far: %s"
                .formatted(
                        Duration.between(startedAt, clock.instant()).toSeconds(),
                        counts.isEmpty() ? "none" : counts);
    }

    private static long calls(CallLedger ledger) {
        return ledger.counts().values().stream().mapToLong(CallCount::calls).sum();
    }

    @Override
    public void close() {
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
}
