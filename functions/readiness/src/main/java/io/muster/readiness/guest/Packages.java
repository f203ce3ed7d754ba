package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * The installed packages.
 *
 * @param manager {@code dpkg}, {@code rpm} or {@code apk}
 * @param count all of them
 * @param builtForMachine those that are built for one machine; packages without machine code are
 *     not among them
 */
public record Packages(String manager, long count, Listing<Installed> builtForMachine) {

    /** The same, as part of an output that ended early. */
    public Packages asCut() {
        return new Packages(manager, count, builtForMachine.asCut());
    }

    /**
     * A package.
     *
     * @param version told where it matters for a move, and of packages that the distribution did
     *     not make; else null
     * @param architecture in the manager's words
     * @param vendor null where it is the distribution, or where the manager does not tell
     */
    public record Installed(
            String name, @Nullable String version, String architecture, @Nullable String vendor) {

        public Machine machine() {
            return Machine.ofName(architecture);
        }
    }
}
