package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * What processes run, by the ELF headers of the files they mapped: the machine is what the file
 * holds, whatever its name says.
 *
 * @param kernel what the kernel is built for
 * @param files programs; and libraries, but of those that a package of the host brought only the
 *     ones for another machine
 * @param ownedLibraries how many libraries are not among the files, because a package brought them
 */
public record RunningCode(Machine kernel, Listing<Executable> files, long ownedLibraries) {

    /** The same, as part of an output that ended early. */
    public RunningCode asCut() {
        return new RunningCode(kernel, files.asCut(), ownedLibraries);
    }

    public enum Kind {
        PROGRAM,
        LIBRARY
    }

    /**
     * A file that processes run code from.
     *
     * @param processes how many run it
     * @param pid of one of them
     * @param packageName the package that brought it; null for none, and in containers
     * @param container the first twelve digits of the container's id; null on the host
     */
    public record Executable(
            Kind kind,
            Machine machine,
            int processes,
            int pid,
            @Nullable String packageName,
            @Nullable String container,
            String path) {

        /**
         * Whether it came with neither a package nor a container, so that its origin is unknown.
         */
        public boolean handInstalled() {
            return packageName == null && container == null;
        }
    }
}
