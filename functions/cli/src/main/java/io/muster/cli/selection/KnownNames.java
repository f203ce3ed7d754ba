package io.muster.cli.selection;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.util.Collection;
import java.util.Set;

/**
 * The names that are there to choose from: one that is not among them is a slip, and not a reason
 * to say that nothing was found.
 *
 * @param instances ids and Names
 * @param where what holds them, such as a table
 */
public record KnownNames(Set<String> instances, Set<String> workloads, Message where) {

    /** What a name is of. */
    public enum Kind {
        INSTANCE,
        RESOURCE,
        SCOPE,
        WORKLOAD
    }

    /**
     * Holds the instances and workloads of a selection to what is there.
     *
     * @throws CommandFailure for the first that is not, with the nearest that is
     */
    public void require(Selection selection) {
        for (String instance : selection.instances()) {
            if (!instances.contains(instance)) {
                throw unknown(Kind.INSTANCE, instance, instances, where);
            }
        }
        for (String workload : selection.workloads()) {
            if (!workloads.contains(workload)) {
                throw unknown(Kind.WORKLOAD, workload, workloads, where);
            }
        }
    }

    /** The names of a table. */
    public static Message inTable(String table) {
        return Message.of("screen.in-table").with("table", table);
    }

    /** What to say of a name that is none of those known. */
    public static CommandFailure unknown(
            Kind kind, String given, Collection<String> known, Message where) {
        Message cause =
                switch (kind) {
                    case INSTANCE -> Message.of("screen.unknown-instance");
                    case RESOURCE -> Message.of("screen.unknown-resource");
                    case SCOPE -> Message.of("screen.unknown-scope");
                    case WORKLOAD -> Message.of("screen.unknown-workload");
                };
        return CommandFailure.error(
                cause.with("name", given).with("where", where),
                Nearest.to(given, known)
                        .map(near -> Message.of("screen.did-you-mean").with("name", near))
                        .orElseGet(() -> some(known)));
    }

    private static Message some(Collection<String> known) {
        return known.stream()
                .sorted()
                .findFirst()
                .map(
                        first ->
                                Message.of("screen.some-known")
                                        .with("count", known.size())
                                        .with("name", first))
                .orElse(Message.of("screen.none-known"));
    }
}
