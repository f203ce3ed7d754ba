package io.muster.readiness.guest;

import java.util.List;

/**
 * Programs and libraries on the disk that the running kernel does not run, by their ELF headers.
 *
 * @param kernel what the kernel is built for
 * @param programs all that were found, or the first of them
 * @param scanned how many ELF files were looked at
 * @param partial where the search did not come to an end
 */
public record ForeignPrograms(
        Machine kernel, Listing<ForeignProgram> programs, long scanned, List<String> partial) {

    public ForeignPrograms {
        partial = List.copyOf(partial);
    }

    /** The same, as part of an output that ended early. */
    public ForeignPrograms asCut() {
        return new ForeignPrograms(kernel, programs.asCut(), scanned, partial);
    }

    public record ForeignProgram(String path, Machine machine) {}
}
