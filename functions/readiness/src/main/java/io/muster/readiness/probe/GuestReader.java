package io.muster.readiness.probe;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.EbsDisk;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Mount;
import io.muster.readiness.guest.NameResolution;
import io.muster.readiness.probe.ProbeOutput.Section;
import io.muster.readiness.probe.ProbeOutput.State;
import io.muster.readiness.probe.parse.DfInodes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the sections of a probe's answer, and joins what several of them say of one thing. */
public final class GuestReader {

    private final ProbeOutput output;

    private GuestReader(ProbeOutput output) {
        this.output = output;
    }

    /** The facts of an answer, or why it has none: inflates it and parses it. */
    public static Fact<GuestFacts> facts(ProbeAnswer answer) {
        return answer.read().map(GuestReader::read);
    }

    public static GuestFacts read(ProbeOutput output) {
        return new GuestReader(output).facts();
    }

    private <T> Fact<T> fact(ProbeSection<T> section) {
        return section.of(output);
    }

    private GuestFacts facts() {
        return new GuestFacts(
                new GuestFacts.Run(output.at(), output.userId() == 0, output.complete()),
                new GuestFacts.Identity(
                        kernel(),
                        fact(ProbeSection.OS_RELEASE),
                        fact(ProbeSection.HOSTNAMECTL),
                        fact(ProbeSection.LSCPU)),
                storage(),
                new GuestFacts.Network(
                        fact(ProbeSection.ADDRESSES),
                        fact(ProbeSection.HOST_ADDRESSES),
                        fact(ProbeSection.LISTENERS),
                        fact(ProbeSection.ROUTES),
                        fact(ProbeSection.RESOLV_CONF),
                        nameResolution()),
                new GuestFacts.Vitals(
                        fact(ProbeSection.CLOCK),
                        fact(ProbeSection.MEMINFO),
                        fact(ProbeSection.PROCESSES),
                        fact(ProbeSection.REBOOT_REQUIRED),
                        fact(ProbeSection.FAILED_UNITS),
                        fact(ProbeSection.UNIT_RESTARTS),
                        fact(ProbeSection.USER_DATA)),
                new GuestFacts.Logs(
                        fact(ProbeSection.LOGINS),
                        fact(ProbeSection.FAILED_LOGINS),
                        fact(ProbeSection.JOURNAL),
                        fact(ProbeSection.SYSLOG),
                        fact(ProbeSection.KERNEL),
                        fact(ProbeSection.LOGROTATE_CONF),
                        fact(ProbeSection.LOGROTATE_STATE),
                        fact(ProbeSection.LOG_SIZES)),
                new GuestFacts.Software(
                        fact(ProbeSection.EXECUTABLES),
                        fact(ProbeSection.ELF_FOREIGN),
                        fact(ProbeSection.PACKAGES),
                        fact(ProbeSection.LIBRARIES),
                        fact(ProbeSection.CONTAINERS),
                        fact(ProbeSection.MODULES)));
    }

    private Fact<Kernel> kernel() {
        Fact<Kernel> uname = fact(ProbeSection.UNAME);
        return uname instanceof Fact.Known<Kernel> ? uname : fact(ProbeSection.PROC_VERSION);
    }

    private GuestFacts.Storage storage() {
        Fact<Listing<Mount>> mounts = fact(ProbeSection.MOUNTS);
        return new GuestFacts.Storage(
                fact(ProbeSection.FILESYSTEMS)
                        .map(listing -> withInodes(listing, fact(ProbeSection.INODES)))
                        .map(listing -> withMounts(listing, mounts)),
                mounts,
                fact(ProbeSection.BLOCKS)
                        .map(listing -> withVolumes(listing, fact(ProbeSection.EBS_SERIALS))),
                fact(ProbeSection.BIG_DIRECTORIES));
    }

    /**
     * That a name does not resolve is an answer, though the tool calls it a failure; so is a
     * resolver that stays silent until the time is up. That no tool could be asked is none.
     */
    private Fact<NameResolution> nameResolution() {
        Section section = output.sections().get(ProbeSection.NAME_RESOLUTION.name());
        boolean unresolved =
                section != null
                        && ProbeSection.NAME_RESOLUTION.tools().contains(section.tool())
                        && (section.state() == State.FAILED || section.exitCode() != 0);
        return unresolved
                ? Fact.known(new NameResolution(null, List.of()))
                : fact(ProbeSection.NAME_RESOLUTION);
    }

    private static Listing<FileSystem> withInodes(
            Listing<FileSystem> fileSystems, Fact<Listing<DfInodes.Mounted>> inodes) {
        Map<String, FileSystem.Inodes> byMountPoint = new HashMap<>();
        for (DfInodes.Mounted mounted : inodes.orElse(Listing.of(List.of()))) {
            byMountPoint.put(mounted.mountPoint(), mounted.inodes());
        }
        return fileSystems.each(
                fileSystem -> fileSystem.withInodes(byMountPoint.get(fileSystem.mountPoint())));
    }

    /** Of several mounts at one place the last is the one that is seen. */
    private static Listing<FileSystem> withMounts(
            Listing<FileSystem> fileSystems, Fact<Listing<Mount>> mounts) {
        Map<String, Mount> byMountPoint = new HashMap<>();
        Set<String> writable = new HashSet<>();
        for (Mount mount : mounts.orElse(Listing.of(List.of()))) {
            byMountPoint.put(mount.mountPoint(), mount);
            if (!mount.readOnly()) {
                writable.add(mount.device());
            }
        }
        return fileSystems.each(
                fileSystem -> {
                    Mount mount = byMountPoint.get(fileSystem.mountPoint());
                    return mount == null
                            ? fileSystem
                            : fileSystem.withMount(mount, writable.contains(mount.device()));
                });
    }

    /** What lsblk did not tell of the disks' serials, the kernel may. */
    private static Listing<BlockDevice> withVolumes(
            Listing<BlockDevice> devices, Fact<Listing<EbsDisk>> serials) {
        Map<String, @Nullable String> byDevice = new HashMap<>();
        for (EbsDisk disk : serials.orElse(Listing.of(List.of()))) {
            byDevice.put(disk.device(), disk.volumeId());
        }
        return devices.each(
                device ->
                        device.volumeId() == null
                                ? device.withVolumeId(byDevice.get(device.name()))
                                : device);
    }
}
