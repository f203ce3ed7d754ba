package io.muster.deployment;

import io.muster.local.front.Call;
import io.muster.local.front.Fault;
import io.muster.local.front.Fault.Kind;
import io.muster.local.front.Faults;
import io.muster.local.front.Front;
import java.util.HashSet;
import java.util.Set;

/** What can be wrong with every operation that a function was seen to call. */
final class Faulty {

    private Faulty() {}

    /**
     * Each operation breaks once, and then is not answered once.
     *
     * <p>None is throttled: a client that was makes one call in two seconds for the rest of a run.
     * And not the one that is not tried again because its guests would be asked twice.
     */
    static void thatPasses(Front front) {
        for (Operation operation : operations(front)) {
            if (!operation.name.equals("SendCommand")) {
                Faults.of(front).add(once(operation, 1, Kind.INTERNAL_ERROR));
                Faults.of(front).add(once(operation, 2, Kind.NO_ANSWER));
            }
        }
    }

    private static Fault once(Operation operation, int nth, Kind kind) {
        return Fault.once(operation.service, operation.name, nth, kind);
    }

    /** Each operation is throttled until the fault is cleared. */
    static void thatLasts(Front front) {
        always(front, Kind.THROTTLED);
    }

    /** No operation is allowed any more, because the credentials have expired. */
    static void expired(Front front) {
        always(front, Kind.EXPIRED_TOKEN);
    }

    private static void always(Front front, Kind kind) {
        operations(front)
                .forEach(
                        operation ->
                                Faults.of(front)
                                        .add(
                                                Fault.always(
                                                        operation.service, operation.name, kind)));
    }

    private record Operation(String service, String name) {}

    private static Set<Operation> operations(Front front) {
        Set<Operation> operations = new HashSet<>();
        for (Call call : front.log().calls()) {
            operations.add(new Operation(call.service(), call.operation()));
        }
        return operations;
    }
}
