package io.muster.deployment.incident;

import io.muster.deployment.Deployed;
import io.muster.deployment.incident.SimulatedQueue.DeadLetters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * The function that the table's stream starts: in order, so that what fails holds up what comes
 * after it, until it is sent to the dead-letter queue.
 */
final class SimulatedNotify {

    private static final String NAME = "notify";

    /** DynamoDB's, for a stream. */
    private static final int RETENTION = 24 * 3600;

    /** A run takes ten seconds. */
    private static final int RUNS_A_MINUTE = 6;

    private final LambdaTelemetry told;
    private final DeadLetters deadLetters;
    private final int batch;
    private final int retries;
    private final int oldest;
    private final Deque<Integer> written = new ArrayDeque<>();
    private int attempts;

    SimulatedNotify(Deployed deployed, Telemetry telemetry) {
        Map<?, ?> mapping = deployed.one("aws_lambda_event_source_mapping", "stream", "");
        this.told = new LambdaTelemetry(deployed, NAME, telemetry);
        this.deadLetters =
                new DeadLetters(deployed.one("aws_sqs_queue", "dead_letters", NAME), telemetry);
        this.batch = Deployed.number(mapping, "batch_size");
        this.retries = Deployed.number(mapping, "maximum_retry_attempts");
        this.oldest = Deployed.number(mapping, "maximum_record_age_in_seconds");
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    /** A scan was recorded: its summary, and the findings that it changed. */
    void scanned(int changes, int now) {
        for (int record = 0; record <= changes; record++) {
            written.add(now);
        }
    }

    void step(int now, Fault fault) {
        while (!written.isEmpty() && now - written.getFirst() >= RETENTION) {
            written.removeFirst();
        }
        for (int run = 0; run < RUNS_A_MINUTE && !written.isEmpty() && fault.takes(NAME); run++) {
            if (!run(now, fault.run(NAME, SimulatedAccount.EVENT, attempts + 1))) {
                return;
            }
        }
    }

    /** Whether it goes on at once. */
    private boolean run(int now, Fault.Run run) {
        int minute = now / 60;
        int age = now - written.getFirst();
        if (run == Fault.Run.THROTTLED) {
            told.throttled(minute);
            layAside(age > oldest, now);
            return false;
        }
        told.read(minute, age);
        told.ran(minute, run == Fault.Run.BREAKS);
        if (run == Fault.Run.DONE) {
            attempts = 0;
            for (int record = 0; record < batch && !written.isEmpty(); record++) {
                written.removeFirst();
            }
            return true;
        }
        attempts++;
        layAside(attempts > retries || age > oldest, now);
        return false;
    }

    private void layAside(boolean givenUp, int now) {
        if (givenUp) {
            attempts = 0;
            deadLetters.add(SimulatedAccount.EVENT, written.removeFirst(), now);
        }
    }
}
