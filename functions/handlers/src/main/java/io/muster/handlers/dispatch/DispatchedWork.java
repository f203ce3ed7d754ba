package io.muster.handlers.dispatch;

import io.muster.handlers.runtime.FunctionEnvironment;
import java.util.Optional;
import java.util.stream.Stream;

/** Work that is done scope by scope, by a function with a queue of its own. */
enum DispatchedWork {
    FLEET_SCAN("fleet-scan", FunctionEnvironment.FLEET_SCAN_QUEUE_VARIABLE),
    GUEST_PROBE("guest-probe", "MUSTER_QUEUE_GUEST_PROBE"),
    LOG_ANALYSIS("log-analysis", "MUSTER_QUEUE_LOG_ANALYSIS");

    private final String function;
    private final String queueVariable;

    DispatchedWork(String function, String queueVariable) {
        this.function = function;
        this.queueVariable = queueVariable;
    }

    /** The function that does it. */
    String function() {
        return function;
    }

    /** The environment variable that holds the URL of its queue. */
    String queueVariable() {
        return queueVariable;
    }

    /** The work of a function; empty if it has none. */
    static Optional<DispatchedWork> of(String function) {
        return Stream.of(values()).filter(work -> work.function.equals(function)).findFirst();
    }
}
