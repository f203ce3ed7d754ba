package io.muster.deployment.incident;

import io.muster.deployment.incident.Fault.Run;
import io.muster.deployment.incident.Fault.Start;
import io.muster.handlers.runtime.LambdaFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An incident of which the runbook says which alarm fires.
 *
 * @param fault what it does to queues and functions
 * @param lasts minutes
 */
record Incident(Fault fault, int lasts) {

    private static final int LONG = 18 * 60;

    /** What a single message is about that breaks its function. */
    private static final int POISON = -2;

    /** Those that ask AWS about scopes and write to the table. */
    private static final Set<String> SCOPE_FUNCTIONS =
            Stream.of(LambdaFunction.values())
                    .filter(LambdaFunction::hasQueue)
                    .map(LambdaFunction::functionName)
                    .collect(Collectors.toUnmodifiableSet());

    /** All of them, by their rows in the runbook. */
    static Map<String, Incident> all() {
        Map<String, Incident> all = new LinkedHashMap<>();
        all.put(
                "a scope cannot be scanned, whatever is tried",
                lasting((function, scope, receives) -> scope == 0 ? Run.FAILS : Run.DONE));
        all.put(
                "AWS throttles calls, returns 5xx or does not respond, in every scope, for twenty minutes",
                passing(20, onScopes(Run.FAILS)));
        all.put("the same, for hours", lasting(onScopes(Run.FAILS)));
        all.put("the table is deleted, or its KMS key is disabled", lasting(onScopes(Run.FAILS)));
        all.put(
                "an invocation crashes, fails or times out, once",
                passing(60, atFirst(Run.BREAKS)));
        all.put(
                "invocations fail hour after hour, and succeed only when retried",
                lasting(atFirst(Run.BREAKS)));
        all.put(
                "a new version fails on every message",
                lasting((function, scope, receives) -> Run.BREAKS));
        all.put(
                "a new version fails on scans only, or scans run out of time or memory",
                lasting(only("fleet-scan", Run.BREAKS)));
        all.put("a single message makes its function fail", new Incident(poison(), LONG));
        all.put(
                "dispatch cannot list the organization's accounts",
                lasting(only("dispatch", Run.FAILS)));
        all.put("messages cannot be sent to the queues", new Incident(fullQueues(), LONG));
        all.put(
                "EventBridge Scheduler is not allowed to invoke dispatch",
                new Incident(starting(Start.REFUSED), LONG));
        all.put(
                "the schedules are disabled, or their role is missing",
                new Incident(starting(Start.NEVER), LONG));
        all.put(
                "scan messages are not received: event source mapping disabled, or the function's role missing",
                new Incident(notTaking(Set.of("fleet-scan")), LONG));
        all.put(
                "no messages are received from any queue",
                new Incident(notTaking(SCOPE_FUNCTIONS), LONG));
        all.put("twice as many scans are due as can be completed", new Incident(tooMuch(), LONG));
        all.put(
                "the account has no concurrency left, for twenty minutes",
                passing(20, (function, scope, receives) -> Run.THROTTLED));
        all.put(
                "the account has no concurrency left, for hours",
                lasting((function, scope, receives) -> Run.THROTTLED));
        all.put(
                "invocations are throttled hour after hour, and succeed only when retried",
                lasting(atFirst(Run.THROTTLED)));
        all.put(
                "the topic or the event bus rejects notices",
                new Incident(changing(30, only("notify", Run.FAILS)), LONG));
        all.put(
                "the stream does not start notify: event source mapping disabled, or its role missing",
                new Incident(notTaking(Set.of("notify")), LONG));
        all.put(
                "a third more findings change than notify can process",
                new Incident(changing(24_000, (function, scope, receives) -> Run.DONE), LONG));
        all.put(
                "a first scan opens fifty thousand findings",
                new Incident(changing(25_000, (function, scope, receives) -> Run.DONE), 30));
        all.put("a thousand instances start or stop in a minute", new Incident(crowd(), LONG));
        all.put(
                "an instance is terminated while it is evaluated; a clock is wrong",
                new Incident(Fault.NONE, LONG));
        return all;
    }

    /** What becomes of runs. */
    @FunctionalInterface
    private interface Runs {
        Run run(String function, int scope, int receives);
    }

    private static Incident lasting(Runs runs) {
        return passing(LONG, runs);
    }

    private static Incident passing(int minutes, Runs runs) {
        return new Incident(changing(0, runs), minutes);
    }

    private static Runs only(String name, Run run) {
        return (function, scope, receives) -> function.equals(name) ? run : Run.DONE;
    }

    private static Runs atFirst(Run run) {
        return (function, scope, receives) ->
                SCOPE_FUNCTIONS.contains(function) && receives == 1 ? run : Run.DONE;
    }

    private static Runs onScopes(Run run) {
        return (function, scope, receives) -> SCOPE_FUNCTIONS.contains(function) ? run : Run.DONE;
    }

    /**
     * Runs go wrong.
     *
     * @param changes findings that a scan changes; 0 for as many as usual
     */
    private static Fault changing(int changes, Runs runs) {
        return new Fault() {
            @Override
            public Run run(String function, int scope, int receives) {
                return runs.run(function, scope, receives);
            }

            @Override
            public int changes(int usual) {
                return changes == 0 ? usual : changes;
            }
        };
    }

    private static Fault poison() {
        return new Fault() {
            @Override
            public Run run(String function, int scope, int receives) {
                return scope == POISON ? Run.BREAKS : Run.DONE;
            }

            @Override
            public void begin(SimulatedAccount account) {
                account.send("fleet-scan", POISON);
            }
        };
    }

    private static Fault fullQueues() {
        return new Fault() {
            @Override
            public boolean refuses(String queue) {
                return true;
            }
        };
    }

    private static Fault starting(Start start) {
        return new Fault() {
            @Override
            public Start start() {
                return start;
            }
        };
    }

    private static Fault notTaking(Set<String> functions) {
        return new Fault() {
            @Override
            public boolean takes(String function) {
                return !functions.contains(function);
            }
        };
    }

    /** Of 120 scopes an hour, ten at a time take ten minutes each. */
    private static Fault tooMuch() {
        return new Fault() {
            @Override
            public int scopes() {
                return 120;
            }

            @Override
            public int minutes(String function) {
                return function.equals("fleet-scan") ? 10 : 1;
            }
        };
    }

    private static Fault crowd() {
        return new Fault() {
            @Override
            public void begin(SimulatedAccount account) {
                for (int change = 0; change < 1000; change++) {
                    account.send("instance-change", SimulatedAccount.EVENT);
                }
            }
        };
    }
}
