package io.muster.console.state;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.scorecard.Related.LogPlace;
import io.muster.readiness.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an instance's hardware, disks, ports and logs.
 *
 * @param architecture null where it was not read
 * @param logs where its log events are; null where that is not known
 */
public record MachineFacts(
        @Nullable Architecture architecture,
        Disks disks,
        Ports ports,
        @Nullable List<LogPlace> logs) {

    /** Nothing is known. */
    public static final MachineFacts NONE =
            new MachineFacts(null, Disks.NONE, new Ports(notKept(), notKept()), null);

    public MachineFacts {
        logs = logs == null ? null : List.copyOf(logs);
    }

    /** What was not kept of the instance. */
    public static <T> Fact<T> notKept() {
        return Fact.missing(Why.NOT_COLLECTED, Message.of("console.not-kept"));
    }

    /**
     * Its disks.
     *
     * @param volumes attached EBS volumes; empty where they were not read
     * @param fileSystems those on local disks, as the guest told; empty where it told none
     * @param history how full these were
     */
    public record Disks(
            List<AttachedVolume> volumes, List<FileSystem> fileSystems, DiskHistory history) {

        static final Disks NONE = new Disks(List.of(), List.of(), DiskHistory.NONE);

        public Disks {
            volumes = List.copyOf(volumes);
            fileSystems = List.copyOf(fileSystems);
        }
    }

    /**
     * What listens in it, and what its security groups let in.
     *
     * @param listeners as the guest told
     * @param groups with their rules
     */
    public record Ports(Fact<Listing<Listener>> listeners, Fact<List<SecurityGroup>> groups) {}
}
