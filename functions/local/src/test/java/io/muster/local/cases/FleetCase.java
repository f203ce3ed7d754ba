package io.muster.local.cases;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fleet and what is right about it.
 *
 * @param name begins with the letter and number of its kind; those that end in {@code own} are of
 *     the same kind with other values
 * @param fleet makes it, and names what is judged: an instance, a volume, a snapshot or a security
 *     group; of checks of workloads the group's is meant
 * @param severity of the check; null where it does not matter
 * @param says parts of what the finding says, or of its evidence
 */
record FleetCase(
        String name,
        Function<CaseFleet, String> fleet,
        String check,
        Status status,
        @Nullable Severity severity,
        List<String> says) {

    FleetCase(
            String name,
            Function<CaseFleet, String> fleet,
            String check,
            Status status,
            String... says) {
        this(name, fleet, check, status, null, List.of(says));
    }

    /** One whose severity matters. */
    FleetCase of(Severity right) {
        return new FleetCase(name, fleet, check, status, right, says);
    }

    @Override
    public String toString() {
        return name + ": " + check + " " + status;
    }
}
