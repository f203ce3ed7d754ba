package io.muster.local.ssm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A command and how it stands on each of its nodes.
 *
 * @param byInstance how it stands, by the node's id
 * @param looked how many looks at it there were
 */
record SimulatedCommand(
        String id,
        String region,
        CommandDocument document,
        Map<String, String> parameters,
        Instant requestedAt,
        Map<String, Invocation> byInstance,
        AtomicInteger looked) {

    /** How it stands on one node. */
    record Invocation(String instanceId, String status, String details, List<StepResult> steps) {

        Invocation {
            steps = List.copyOf(steps);
        }

        static Invocation pending(String instanceId) {
            return new Invocation(instanceId, "Pending", "Pending", List.of());
        }

        boolean open() {
            return status.equals("Pending") || status.equals("InProgress");
        }
    }

    synchronized void set(Invocation invocation) {
        byInstance.put(invocation.instanceId(), invocation);
    }

    synchronized List<Invocation> invocations() {
        return new ArrayList<>(byInstance.values());
    }

    synchronized boolean ended() {
        return byInstance.values().stream().noneMatch(Invocation::open);
    }

    /** What the command as a whole has come to, once it has ended. */
    synchronized String status() {
        if (!ended()) {
            return "InProgress";
        }
        return byInstance.values().stream()
                .map(Invocation::status)
                .filter(status -> !status.equals("Success"))
                .findFirst()
                .orElse("Success");
    }

    /** Counts a look at it, and says how many there were before. */
    int look() {
        return looked.getAndIncrement();
    }

    int looks() {
        return looked.get();
    }
}
