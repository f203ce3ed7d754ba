package io.muster.console.state;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.guest.FileSystem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an instance's hardware and disks.
 *
 * @param architecture null where it was not read
 * @param volumes attached EBS volumes; empty where they were not read
 * @param fileSystems those on local disks, as the guest told; empty where it told none
 */
public record MachineFacts(
        @Nullable Architecture architecture, List<Volume> volumes, List<FileSystem> fileSystems) {

    /** Nothing is known. */
    public static final MachineFacts NONE = new MachineFacts(null, List.of(), List.of());

    public MachineFacts {
        volumes = List.copyOf(volumes);
        fileSystems = List.copyOf(fileSystems);
    }
}
