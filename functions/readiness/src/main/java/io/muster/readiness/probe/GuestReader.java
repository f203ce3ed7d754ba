package io.muster.readiness.probe;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.ClockSync;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.EbsDisk;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.ForeignPrograms;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.Login;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.Mount;
import io.muster.readiness.guest.NameResolution;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Packages;
import io.muster.readiness.guest.Processes;
import io.muster.readiness.guest.Processor;
import io.muster.readiness.guest.Route;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.probe.ProbeOutput.Section;
import io.muster.readiness.probe.ProbeOutput.State;
import io.muster.readiness.probe.parse.Adjtimex;
import io.muster.readiness.probe.parse.Chronyc;
import io.muster.readiness.probe.parse.ContainerInspect;
import io.muster.readiness.probe.parse.CpuInfo;
import io.muster.readiness.probe.parse.CrictlJson;
import io.muster.readiness.probe.parse.Df;
import io.muster.readiness.probe.parse.DfInodes;
import io.muster.readiness.probe.parse.Dmesg;
import io.muster.readiness.probe.parse.Du;
import io.muster.readiness.probe.parse.FailedSsh;
import io.muster.readiness.probe.parse.ForeignElf;
import io.muster.readiness.probe.parse.Getent;
import io.muster.readiness.probe.parse.HostAddresses;
import io.muster.readiness.probe.parse.Hostnamectl;
import io.muster.readiness.probe.parse.Ifconfig;
import io.muster.readiness.probe.parse.IpJson;
import io.muster.readiness.probe.parse.IpOneline;
import io.muster.readiness.probe.parse.IpRoute;
import io.muster.readiness.probe.parse.JournalJson;
import io.muster.readiness.probe.parse.Last;
import io.muster.readiness.probe.parse.Lastlog;
import io.muster.readiness.probe.parse.LogFiles;
import io.muster.readiness.probe.parse.LogrotateConf;
import io.muster.readiness.probe.parse.LogrotateState;
import io.muster.readiness.probe.parse.Lsblk;
import io.muster.readiness.probe.parse.LsblkPairs;
import io.muster.readiness.probe.parse.LsblkTree;
import io.muster.readiness.probe.parse.Lscpu;
import io.muster.readiness.probe.parse.MemInfo;
import io.muster.readiness.probe.parse.NativeLibraries;
import io.muster.readiness.probe.parse.Netstat;
import io.muster.readiness.probe.parse.Nslookup;
import io.muster.readiness.probe.parse.Ntpq;
import io.muster.readiness.probe.parse.NvmeSerials;
import io.muster.readiness.probe.parse.OsRelease;
import io.muster.readiness.probe.parse.PackageList;
import io.muster.readiness.probe.parse.ProcModules;
import io.muster.readiness.probe.parse.ProcMounts;
import io.muster.readiness.probe.parse.ProcNetRoute;
import io.muster.readiness.probe.parse.ProcNetTcp;
import io.muster.readiness.probe.parse.ProcVersion;
import io.muster.readiness.probe.parse.Ps;
import io.muster.readiness.probe.parse.ReleaseFile;
import io.muster.readiness.probe.parse.ResolvConf;
import io.muster.readiness.probe.parse.RunningFiles;
import io.muster.readiness.probe.parse.Ss;
import io.muster.readiness.probe.parse.SysBlock;
import io.muster.readiness.probe.parse.Syslog;
import io.muster.readiness.probe.parse.Timedatectl;
import io.muster.readiness.probe.parse.Uname;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a probe's answer: each section with the parser of the tool that printed it, and then joins
 * what several sections say of one thing.
 */
public final class GuestReader {

    /** The probe tells this many lines of failed log-ins, the newest, and no more. */
    private static final int TOLD_FAILED_LOGINS = 80;

    private final ProbeOutput output;

    private GuestReader(ProbeOutput output) {
        this.output = output;
    }

    public static GuestFacts read(ProbeOutput output) {
        return new GuestReader(output).facts();
    }

    private GuestFacts facts() {
        return new GuestFacts(
                output.at(),
                output.userId() == 0,
                output.complete(),
                identity(),
                storage(),
                network(),
                new GuestFacts.Vitals(
                        one("clock", this::clock),
                        one("meminfo", section -> MemInfo.parse(section.text())),
                        one("processes", this::processes)),
                logs(),
                software());
    }

    private GuestFacts.Identity identity() {
        Fact<Kernel> uname = one("uname", section -> Uname.parse(section.text()));
        return new GuestFacts.Identity(
                switch (uname) {
                    case Fact.Known<Kernel> known -> known;
                    case Fact.Missing<Kernel> missing ->
                            one("proc-version", section -> ProcVersion.parse(section.text()));
                },
                one("os-release", this::operatingSystem),
                one("hostnamectl", section -> Hostnamectl.parse(section.text())),
                one("lscpu", this::processor));
    }

    private GuestFacts.Storage storage() {
        Fact<Listing<Mount>> mounts = list("mounts", section -> ProcMounts.parse(section.text()));
        Fact<Listing<DfInodes.Mounted>> inodes =
                list("inodes", section -> DfInodes.parse(section.text()));
        Fact<Listing<EbsDisk>> serials =
                list("ebs-serials", section -> NvmeSerials.parse(section.text()));
        return new GuestFacts.Storage(
                list("filesystems", section -> Df.parse(section.text()))
                        .map(listing -> withInodes(listing, inodes))
                        .map(listing -> withMounts(listing, mounts)),
                mounts,
                list("blocks", this::blocks).map(listing -> withVolumes(listing, serials)),
                list("big-directories", section -> Du.parse(section.text())));
    }

    private GuestFacts.Network network() {
        return new GuestFacts.Network(
                list("addresses", this::interfaces),
                list("host-addresses", section -> HostAddresses.parse(section.text())),
                list("listeners", this::listeners),
                list("routes", this::routes),
                one("resolv-conf", section -> ResolvConf.parse(section.text())),
                nameResolution());
    }

    private GuestFacts.Logs logs() {
        return new GuestFacts.Logs(
                list("logins", this::logins),
                one("failed-logins", GuestReader::failedLogins),
                list("journal", section -> JournalJson.parse(section.text())),
                list("syslog", section -> Syslog.parse(section.text(), output.at())),
                list("kernel", this::kernelMessages),
                list("logrotate-conf", section -> LogrotateConf.parse(section.text())),
                list("logrotate-state", section -> LogrotateState.parse(section.text())),
                one("log-sizes", section -> LogFiles.parse(section.text()))
                        .map(
                                sizes ->
                                        broken("log-sizes")
                                                ? new LogSizes(
                                                        sizes.totalBytes(), sizes.files().asCut())
                                                : sizes));
    }

    private GuestFacts.Software software() {
        return new GuestFacts.Software(
                one("executables", section -> RunningFiles.parse(section.text()))
                        .map(
                                code ->
                                        broken("executables")
                                                ? new RunningCode(
                                                        code.kernel(),
                                                        code.files().asCut(),
                                                        code.ownedLibraries())
                                                : code),
                one("elf-foreign", section -> ForeignElf.parse(section.text()))
                        .map(
                                programs ->
                                        broken("elf-foreign")
                                                ? new ForeignPrograms(
                                                        programs.kernel(),
                                                        programs.programs().asCut(),
                                                        programs.scanned(),
                                                        programs.partial())
                                                : programs),
                one("packages", this::packages),
                list("libraries", section -> NativeLibraries.parse(section.text())),
                list("containers", this::containers),
                one("modules", section -> ProcModules.parse(section.text())));
    }

    /** The section as its parser reads it. */
    private <T> Fact<T> one(String name, Function<Section, Fact<T>> parser) {
        return output.section(name).flatMap(parser);
    }

    /** The same for a list, which is not whole where the section is not. */
    private <T> Fact<Listing<T>> list(String name, Function<Section, Fact<Listing<T>>> parser) {
        return one(name, parser).map(listing -> broken(name) ? listing.asCut() : listing);
    }

    /**
     * Whether the section ends early. An exit code other than that of the time limit does not say
     * so: df ends with 1 when one mount of a user's own cannot be asked.
     */
    private boolean broken(String name) {
        Section section = output.sections().get(name);
        return section == null
                || section.state() != State.OK
                || section.exitCode() == Section.TIME_WAS_UP;
    }

    private static <T> Fact<T> unknownTool(Section section) {
        return Fact.missing(
                Why.NOT_SUPPORTED,
                "the section %s was printed by %s, which this version of Muster cannot read"
                        .formatted(section.name(), section.tool()));
    }

    private Fact<OperatingSystem> operatingSystem(Section section) {
        return switch (section.tool()) {
            case "os-release" -> OsRelease.parse(section.text());
            case "release-file" -> ReleaseFile.parse(section.text());
            default -> unknownTool(section);
        };
    }

    private Fact<Processor> processor(Section section) {
        return switch (section.tool()) {
            case "lscpu" -> Lscpu.parse(section.text());
            case "cpuinfo" -> CpuInfo.parse(section.text());
            default -> unknownTool(section);
        };
    }

    private Fact<Listing<BlockDevice>> blocks(Section section) {
        return switch (section.tool()) {
            case "lsblk-json" -> Lsblk.parse(section.text());
            case "lsblk-pairs" -> LsblkPairs.parse(section.text());
            case "lsblk" -> LsblkTree.parse(section.text());
            case "sys-block" -> SysBlock.parse(section.text());
            default -> unknownTool(section);
        };
    }

    private Fact<Listing<NetworkInterface>> interfaces(Section section) {
        return switch (section.tool()) {
            case "ip-json" -> IpJson.parse(section.text());
            case "ip-o" -> IpOneline.parse(section.text());
            case "ifconfig" -> Ifconfig.parse(section.text());
            default -> unknownTool(section);
        };
    }

    private Fact<Listing<Listener>> listeners(Section section) {
        return switch (section.tool()) {
            case "ss" -> Ss.parse(section.text());
            case "netstat" -> Netstat.parse(section.text());
            case "proc-net-tcp" -> ProcNetTcp.parse(section.text());
            default -> unknownTool(section);
        };
    }

    private Fact<Listing<Route>> routes(Section section) {
        return switch (section.tool()) {
            case "proc-net-route" -> ProcNetRoute.parse(section.text());
            case "ip-route" -> IpRoute.parse(section.text());
            default -> unknownTool(section);
        };
    }

    /**
     * That a name does not resolve is an answer, though the tool calls it a failure; so is a
     * resolver that stays silent until the time is up. That no tool could be asked is none.
     */
    private Fact<NameResolution> nameResolution() {
        Section section = output.sections().get("name-resolution");
        boolean asked =
                section != null
                        && (section.tool().equals("getent") || section.tool().equals("nslookup"));
        if (section == null || !asked) {
            return one("name-resolution", GuestReader::unknownTool);
        }
        boolean failed = section.state() == State.FAILED || section.exitCode() != 0;
        if (failed) {
            return Fact.known(new NameResolution(null, List.of()));
        }
        return section.tool().equals("getent")
                ? Getent.parse(section.text())
                : Nslookup.parse(section.text());
    }

    private Fact<ClockSync> clock(Section section) {
        return switch (section.tool()) {
            case "timedatectl" -> Timedatectl.parse(section.text());
            case "chronyc" -> Chronyc.parse(section.text());
            case "ntpq" -> Ntpq.parse(section.text());
            case "adjtimex" -> Adjtimex.parse(section.text());
            default -> unknownTool(section);
        };
    }

    private Fact<Processes> processes(Section section) {
        return switch (section.tool()) {
            case "ps" -> Ps.parse(section.text(), false);
            case "ps-busybox" -> Ps.parse(section.text(), true);
            default -> unknownTool(section);
        };
    }

    private Fact<Listing<Login>> logins(Section section) {
        return switch (section.tool()) {
            case "lastlog", "lastlog2" -> Lastlog.parse(section.text());
            case "last" -> Last.parse(section.text(), output.at());
            default -> unknownTool(section);
        };
    }

    private static Fact<LoginFailures> failedLogins(Section section) {
        boolean counted = section.text().startsWith("source\t");
        boolean all =
                section.whole() && (counted || section.text().lines().count() < TOLD_FAILED_LOGINS);
        return FailedSsh.parse(section.text())
                .map(
                        failed ->
                                all
                                        ? failed
                                        : new LoginFailures(
                                                failed.attempts(), failed.sources().asCut()));
    }

    private Fact<Listing<LogEntry>> kernelMessages(Section section) {
        return switch (section.tool()) {
            case "dmesg" -> Dmesg.parse(section.text(), null);
            case "journalctl-k" -> Syslog.parse(section.text(), output.at());
            default -> unknownTool(section);
        };
    }

    private Fact<Packages> packages(Section section) {
        return switch (section.tool()) {
            case "dpkg-query" -> PackageList.parse(section.text(), "dpkg");
            case "rpm" -> PackageList.parse(section.text(), "rpm");
            case "apk-db" -> PackageList.parse(section.text(), "apk");
            default -> unknownTool(section);
        };
    }

    private Fact<Listing<Container>> containers(Section section) {
        return switch (section.tool()) {
            case "docker", "podman", "nerdctl", "proc-cgroup" ->
                    ContainerInspect.parse(section.text());
            case "crictl-json" -> CrictlJson.parse(section.text());
            default -> unknownTool(section);
        };
    }

    private static Listing<FileSystem> withInodes(
            Listing<FileSystem> fileSystems, Fact<Listing<DfInodes.Mounted>> inodes) {
        Map<String, FileSystem.Inodes> byMountPoint = new HashMap<>();
        for (DfInodes.Mounted mounted : items(inodes)) {
            byMountPoint.put(mounted.mountPoint(), mounted.inodes());
        }
        return fileSystems.each(
                fileSystem -> fileSystem.withInodes(byMountPoint.get(fileSystem.mountPoint())));
    }

    /** Of several mounts at one place the last is the one that is seen. */
    private static Listing<FileSystem> withMounts(
            Listing<FileSystem> fileSystems, Fact<Listing<Mount>> mounts) {
        Map<String, Mount> byMountPoint = new HashMap<>();
        for (Mount mount : items(mounts)) {
            byMountPoint.put(mount.mountPoint(), mount);
        }
        return fileSystems.each(
                fileSystem -> {
                    Mount mount = byMountPoint.get(fileSystem.mountPoint());
                    return mount == null ? fileSystem : fileSystem.withMount(mount);
                });
    }

    /** What lsblk did not tell of the disks' serials, the kernel may. */
    private static Listing<BlockDevice> withVolumes(
            Listing<BlockDevice> devices, Fact<Listing<EbsDisk>> serials) {
        Map<String, @Nullable String> byDevice = new HashMap<>();
        for (EbsDisk disk : items(serials)) {
            byDevice.put(disk.device(), disk.volumeId());
        }
        return devices.each(
                device ->
                        device.volumeId() == null
                                ? device.withVolumeId(byDevice.get(device.name()))
                                : device);
    }

    private static <T> List<T> items(Fact<Listing<T>> fact) {
        return switch (fact) {
            case Fact.Known<Listing<T>> known -> known.value().items();
            case Fact.Missing<Listing<T>> missing -> List.of();
        };
    }
}
