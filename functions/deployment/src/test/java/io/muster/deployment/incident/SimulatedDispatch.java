package io.muster.deployment.incident;

import io.muster.deployment.Deployed;
import io.muster.deployment.incident.SimulatedQueue.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The function that schedules start, asynchronously: Lambda tries again what broke, a minute and
 * then two minutes later, and for longer what it had no concurrency for.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
 *     How Lambda handles errors and retries with asynchronous invocation</a>
 */
final class SimulatedDispatch {

    private static final String NAME = "dispatch";

    private final LambdaTelemetry told;
    private final DeadLetters deadLetters;
    private final int retries;
    private final int oldest;
    private final int schedulerMaxAge;
    private List<Started> waiting = new ArrayList<>();

    /**
     * A start that is not done with.
     *
     * @param attempts that were made
     */
    private record Started(String work, int asked, int attempts, int due) {}

    SimulatedDispatch(Deployed deployed, Telemetry telemetry) {
        Map<?, ?> asynchronous = deployed.of(NAME, "aws_lambda_function_event_invoke_config");
        this.told = new LambdaTelemetry(deployed, NAME, telemetry);
        this.deadLetters =
                new DeadLetters(deployed.one("aws_sqs_queue", "dead_letters", NAME), telemetry);
        this.retries = Deployed.number(asynchronous, "maximum_retry_attempts");
        this.oldest = Deployed.number(asynchronous, "maximum_event_age_in_seconds");
        Map<?, ?> target =
                Deployed.block(
                        deployed.one("aws_scheduler_schedule", "work", "fleet-scan"), "target");
        this.schedulerMaxAge =
                Deployed.number(
                        Deployed.block(target, "retry_policy"), "maximum_event_age_in_seconds");
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    void schedule(String work, int now, Fault fault) {
        if (fault.start() != Fault.Start.NEVER) {
            waiting.add(new Started(work, now, 0, now));
        }
    }

    /**
     * Does what is due.
     *
     * @param send puts a message for each scope into the queue of a work
     */
    void step(int now, Fault fault, Consumer<String> send) {
        List<Started> still = new ArrayList<>();
        for (Started started : waiting) {
            if (started.due > now) {
                still.add(started);
            } else if (fault.start() == Fault.Start.REFUSED) {
                // Scheduler's own attempts; when they come does not matter.
                again(started, started.attempts, schedulerMaxAge, now, still);
            } else {
                attempt(started, now, fault, send, still);
            }
        }
        waiting = still;
    }

    private void attempt(
            Started started, int now, Fault fault, Consumer<String> send, List<Started> still) {
        int minute = now / 60;
        Fault.Run run = fault.run(NAME, SimulatedAccount.EVENT, started.attempts + 1);
        if (run == Fault.Run.THROTTLED) {
            told.throttled(minute);
            again(started, started.attempts, oldest, now, still);
            return;
        }
        // It has no messages to name in an answer: what fails, breaks.
        boolean broken = run != Fault.Run.DONE || fault.refuses(started.work);
        told.ran(minute, broken);
        if (!broken) {
            send.accept(started.work);
        } else if (started.attempts < retries) {
            int pause = 60 * (started.attempts + 1);
            still.add(new Started(started.work, started.asked, started.attempts + 1, now + pause));
        } else {
            deadLetters.add(SimulatedAccount.EVENT, now, now);
        }
    }

    /** In five minutes, unless it is too old by then. */
    private void again(Started started, int attempts, int maxAge, int now, List<Started> still) {
        if (now + 300 - started.asked > maxAge) {
            deadLetters.add(SimulatedAccount.EVENT, now, now);
        } else {
            still.add(new Started(started.work, started.asked, attempts, now + 300));
        }
    }
}
