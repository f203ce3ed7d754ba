package io.muster.handlers.runtime;

import io.muster.handlers.output.LogLine;
import io.muster.handlers.output.LogLine.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function's path once before Lambda takes the snapshot of it (SnapStart), so that its
 * classes are loaded and its code is warm in each process that is restored.
 *
 * <p>It is done for speed alone. A hook that throws would keep a version from being published, so
 * what goes wrong is logged and the function published without.
 */
public final class Priming implements Resource {

    /** The environment variable by which Lambda says how a process begins. */
    private static final String TYPE_VARIABLE = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private static final String RESTORED_LATER = "snap-start";

    /** Lambda ends loading and hooks after 130 s, or the function's timeout where that is more. */
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    /** What was told to stop has ended after this: no call of priming takes longer. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Held here, because the context of AWS's runtime client holds its resources weakly. */
    private static @Nullable Priming held;

    private final String function;
    private final Supplier<PrimingRun> runs;
    private final Part part;
    private final Consumer<String> log;
    private final Duration timeout;

    Priming(
            String function,
            Supplier<PrimingRun> runs,
            Part part,
            Consumer<String> log,
            Duration timeout) {
        this.function = function;
        this.runs = runs;
        this.part = part;
        this.log = log;
        this.timeout = timeout;
    }

    /** What a function does to be primed. */
    @FunctionalInterface
    public interface Part {
        /**
         * Calls what the function calls, as far as that changes nothing.
         *
         * @throws Exception if something does not work that would not work for an event either
         */
        void play(PrimingRun run) throws Exception;
    }

    /** Has a part played before a snapshot, where Lambda is going to take one. */
    public static synchronized void beforeSnapshot(String function, Part part) {
        if (RESTORED_LATER.equals(System.getenv(TYPE_VARIABLE))) {
            held = new Priming(function, PrimingRun::ofLambda, part, System.out::println, TIMEOUT);
            Core.getGlobalContext().register(held);
        }
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        long begin = System.nanoTime();
        LogLine line = LogLine.info("primed").with("function", function);
        try (PrimingRun run = runs.get()) {
            String failure = played(run);
            if (failure != null) {
                warn(line, failure);
            }
            line.apiCalls(run.calls());
        } catch (RuntimeException failure) {
            warn(line, words(failure));
        }
        line.with("milliseconds", Duration.ofNanos(System.nanoTime() - begin).toMillis());
        log.accept(line.toString());
    }

    /** Nothing is kept that would have to be made anew: see {@link PrimingRun}. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}

    /**
     * Runs the part until its deadline; returns a message that says what went wrong; null if
     * nothing did.
     */
    private @Nullable String played(PrimingRun run) {
        FutureTask<@Nullable Void> task =
                new FutureTask<>(
                        () -> {
                            part.play(run);
                            return null;
                        });
        Thread thread = Thread.ofPlatform().daemon().name("priming").start(task);
        try {
            task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException failure) {
            return words(failure.getCause());
        } catch (TimeoutException late) {
            return "it was not over after " + timeout.toMillis() + " ms";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "it was told to stop";
        } finally {
            end(thread);
        }
    }

    /** A thread that went on in the snapshot would wait for an answer that never comes. */
    private static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(GRACE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void warn(LogLine line, String failure) {
        line.level(Level.WARN)
                .message("not primed")
                .with("error", failure)
                .with(
                        "consequence",
                        "the function works all the same; its first event after a restore takes"
                                + " longer");
    }

    private static String words(@Nullable Throwable failure) {
        return failure == null
                ? "unknown"
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
