package io.muster.local.ssm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command and how it stands on each of its nodes. */
final class SimulatedCommand {

    private final String id;
    private final String region;
    private final CommandDocument document;
    private final Map<String, String> parameters;
    private final Instant requestedAt;
    private final Map<String, Invocation> invocations = new LinkedHashMap<>();
    private int looks;

    /** How it stands on one node. */
    record Invocation(String instanceId, String status, String details, List<StepResult> steps) {

        Invocation {
            steps = List.copyOf(steps);
        }

        boolean open() {
            return status.equals("Pending") || status.equals("InProgress");
        }
    }

    SimulatedCommand(
            String id,
            String region,
            CommandDocument document,
            Map<String, String> parameters,
            List<String> instances,
            Instant requestedAt) {
        this.id = id;
        this.region = region;
        this.document = document;
        this.parameters = Map.copyOf(parameters);
        this.requestedAt = requestedAt;
        instances.forEach(
                instance ->
                        invocations.put(
                                instance,
                                new Invocation(instance, "Pending", "Pending", List.of())));
    }

    String id() {
        return id;
    }

    String region() {
        return region;
    }

    CommandDocument document() {
        return document;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    synchronized void set(Invocation invocation) {
        invocations.put(invocation.instanceId(), invocation);
    }

    synchronized List<Invocation> invocations() {
        return new ArrayList<>(invocations.values());
    }

    synchronized boolean ended() {
        return invocations.values().stream().noneMatch(Invocation::open);
    }

    /** What the command as a whole has come to, once it has ended. */
    synchronized String status() {
        if (!ended()) {
            return "InProgress";
        }
        return invocations.values().stream()
                .map(Invocation::status)
                .filter(status -> !status.equals("Success"))
                .findFirst()
                .orElse("Success");
    }

    /** Counts a look at it, and says how many there were before. */
    synchronized int look() {
        return looks++;
    }

    synchronized int looks() {
        return looks;
    }
}
