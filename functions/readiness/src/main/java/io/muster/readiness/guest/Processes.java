package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * The processes. Their arguments are not asked for, because they hold passwords.
 *
 * @param count all of them; null where the tool did not come to an end
 * @param largest those with the most memory, most first; the probe names sixty
 */
public record Processes(@Nullable Long count, Listing<Running> largest) {

    /** The same, as part of an output that ended early. */
    public Processes asCut() {
        return new Processes(count, largest.asCut());
    }

    /**
     * A process.
     *
     * @param residentBytes the memory it holds now
     * @param cpuPercent of one processor, over its life; null where the tool does not tell
     */
    public record Running(
            int pid,
            int parent,
            String user,
            long residentBytes,
            @Nullable Double cpuPercent,
            String name) {}
}
