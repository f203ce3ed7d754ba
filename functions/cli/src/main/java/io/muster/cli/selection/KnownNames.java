package io.muster.cli.selection;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.text.Nearest;
import java.util.Collection;
import java.util.Set;

/**
 * The names that are there to choose from: one that is not among them is a slip, and not a reason
 * to say that nothing was found.
 *
 * @param instances ids and Names
 * @param where such as {@code in table muster}
 */
public record KnownNames(Set<String> instances, Set<String> workloads, String where) {

    /**
     * Holds the instances and workloads of a selection to what is there.
     *
     * @throws CommandFailure for the first that is not, with the nearest that is
     */
    public void require(Selection selection) {
        for (String instance : selection.instances()) {
            if (!instances.contains(instance)) {
                throw unknown("instance", instance, instances, where);
            }
        }
        for (String workload : selection.workloads()) {
            if (!workloads.contains(workload)) {
                throw unknown("workload", workload, workloads, where);
            }
        }
    }

    /** What to say of a name that is none of those known. */
    public static CommandFailure unknown(
            String what, String given, Collection<String> known, String where) {
        return CommandFailure.error(
                "no %s '%s' is known %s".formatted(what, given, where),
                Nearest.to(given, known)
                        .map("Did you mean %s?"::formatted)
                        .orElseGet(() -> some(what, known)));
    }

    private static String some(String what, Collection<String> known) {
        return known.isEmpty()
                ? "None is known there at all."
                : "There are %,d, such as %s. A list: --by %s"
                        .formatted(
                                known.size(),
                                known.stream().sorted().findFirst().orElseThrow(),
                                what.equals("workload") ? "workload" : "instance");
    }
}
