package io.muster.readiness.guest;

import io.muster.readiness.fact.Fact;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the probe learned of the inside of one instance, by theme. Each part is known or
 * missing by itself: a guest without lsblk still tells what listens.
 *
 * <p>Every text in here came from the guest. It is bounded and holds no control characters, and
 * still it may be HTML, a shell's or a spreadsheet's formula.
 */
public record GuestFacts(
        Run run,
        Identity identity,
        Storage storage,
        Network network,
        Vitals vitals,
        Logs logs,
        Software software) {

    /**
     * The run of the probe that saw all this.
     *
     * @param probedAt when the probe began, by the guest's clock, which may be wrong
     * @param asRoot whether the probe ran as root; it learns less otherwise
     * @param complete whether the probe came to its end
     */
    public record Run(Instant probedAt, boolean asRoot, boolean complete) {}

    /** What the machine is. */
    public record Identity(
            Fact<Kernel> kernel,
            Fact<OperatingSystem> operatingSystem,
            Fact<Host> host,
            Fact<Processor> processor) {}

    /**
     * Disks, what lies on them and what fills them.
     *
     * @param fileSystems as df tells, with inodes and read-only where these are known
     * @param mounts the kernel's table, without those of containers
     * @param blockDevices disks with what lies on them, with their EBS volumes where these are
     *     known
     * @param bigDirectories the biggest on each local file system, biggest first
     */
    public record Storage(
            Fact<Listing<FileSystem>> fileSystems,
            Fact<Listing<Mount>> mounts,
            Fact<Listing<BlockDevice>> blockDevices,
            Fact<Listing<DirectorySize>> bigDirectories) {

        /**
         * The disk on which a file system lies, through partitions, LVM and RAID; of several the
         * first. Empty where it lies on none, or where block devices are not known.
         */
        public Optional<BlockDevice> diskOf(FileSystem fileSystem) {
            return blockDevices.orElse(Listing.of(List.of())).stream()
                    .filter(disk -> disk.tree().anyMatch(on -> holds(on, fileSystem)))
                    .findFirst();
        }

        private static boolean holds(BlockDevice device, FileSystem fileSystem) {
            return device.isAt(fileSystem.device())
                    || (fileSystem.onDisk()
                            && device.mountPoints().contains(fileSystem.mountPoint()));
        }
    }

    /**
     * Addresses, sockets, routes, names.
     *
     * @param addresses what the host calls its own, without loopback and link-local ones
     * @param nameResolution of a public name that everything that reaches AWS can resolve
     */
    public record Network(
            Fact<Listing<NetworkInterface>> interfaces,
            Fact<Listing<String>> addresses,
            Fact<Listing<Listener>> listeners,
            Fact<Listing<Route>> routes,
            Fact<ResolverSettings> resolver,
            Fact<NameResolution> nameResolution) {}

    /**
     * How the machine is doing.
     *
     * @param failedUnits the units of systemd that are in the state failed
     * @param restarts the services that systemd started again
     * @param userData what cloud-init made of it
     */
    public record Vitals(
            Fact<ClockSync> clock,
            Fact<Memory> memory,
            Fact<Processes> processes,
            Fact<PendingReboot> reboot,
            Fact<Listing<String>> failedUnits,
            Fact<Listing<UnitRestarts>> restarts,
            Fact<UserData> userData) {}

    /**
     * Updates that only a reboot brings into use.
     *
     * @param pending null where nothing on the guest knows
     * @param reasons kernels and packages that wait for it, some of them
     */
    public record PendingReboot(@Nullable Boolean pending, SortedSet<String> reasons) {

        public PendingReboot {
            reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        }

        /** The same, as part of an output that ended early: what waits may stand in the rest. */
        public PendingReboot asCut() {
            return new PendingReboot(Boolean.TRUE.equals(pending) ? true : null, reasons);
        }
    }

    /**
     * What was written down, and how the books are kept.
     *
     * @param journalErrors what services wrote in this boot that may tell of a known error, and the
     *     newest other errors
     * @param syslogTrouble likewise of the system's log; journals repeat it
     * @param kernelMessages likewise of the kernel, with what it finds critical; an ordinary user
     *     may not read them
     * @param failedLogins of a day where there is a journal; at least so many, where the listing of
     *     sources is cut
     */
    public record Logs(
            Fact<Listing<Login>> logins,
            Fact<LoginFailures> failedLogins,
            Fact<LogWindow> journalErrors,
            Fact<LogWindow> syslogTrouble,
            Fact<LogWindow> kernelMessages,
            Fact<Listing<RotationPolicy>> rotationPolicies,
            Fact<Listing<RotationMark>> rotationMarks,
            Fact<LogSizes> sizes) {}

    /** What would have to move to another architecture. */
    public record Software(
            Fact<RunningCode> running,
            Fact<ForeignPrograms> foreignPrograms,
            Fact<Packages> packages,
            Fact<Listing<NativeLibrary>> nativeLibraries,
            Fact<Listing<Container>> containers,
            Fact<Listing<KernelModule>> modules) {}
}
