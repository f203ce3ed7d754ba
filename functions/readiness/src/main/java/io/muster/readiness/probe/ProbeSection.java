package io.muster.readiness.probe;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.ClockSync;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.DirectorySize;
import io.muster.readiness.guest.EbsDisk;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.ForeignPrograms;
import io.muster.readiness.guest.GuestFacts.PendingReboot;
import io.muster.readiness.guest.Host;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.guest.Login;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.Memory;
import io.muster.readiness.guest.Mount;
import io.muster.readiness.guest.NameResolution;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Packages;
import io.muster.readiness.guest.Processes;
import io.muster.readiness.guest.Processor;
import io.muster.readiness.guest.ResolverSettings;
import io.muster.readiness.guest.RotationMark;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.Route;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.UnitRestarts;
import io.muster.readiness.guest.UserData;
import io.muster.readiness.probe.ProbeOutput.Section;
import io.muster.readiness.probe.ProbeOutput.State;
import io.muster.readiness.probe.parse.Adjtimex;
import io.muster.readiness.probe.parse.Chronyc;
import io.muster.readiness.probe.parse.CloudInit;
import io.muster.readiness.probe.parse.ContainerInspect;
import io.muster.readiness.probe.parse.CpuInfo;
import io.muster.readiness.probe.parse.CrictlJson;
import io.muster.readiness.probe.parse.Df;
import io.muster.readiness.probe.parse.DfInodes;
import io.muster.readiness.probe.parse.Dmesg;
import io.muster.readiness.probe.parse.Du;
import io.muster.readiness.probe.parse.FailedSsh;
import io.muster.readiness.probe.parse.FailedUnits;
import io.muster.readiness.probe.parse.ForeignElf;
import io.muster.readiness.probe.parse.Getent;
import io.muster.readiness.probe.parse.HostAddresses;
import io.muster.readiness.probe.parse.HostFiles;
import io.muster.readiness.probe.parse.Hostnamectl;
import io.muster.readiness.probe.parse.Ifconfig;
import io.muster.readiness.probe.parse.IpJson;
import io.muster.readiness.probe.parse.IpOneline;
import io.muster.readiness.probe.parse.IpRoute;
import io.muster.readiness.probe.parse.JournalJson;
import io.muster.readiness.probe.parse.Last;
import io.muster.readiness.probe.parse.Lastlog;
import io.muster.readiness.probe.parse.LogFiles;
import io.muster.readiness.probe.parse.LogSearch;
import io.muster.readiness.probe.parse.LogrotateConf;
import io.muster.readiness.probe.parse.LogrotateState;
import io.muster.readiness.probe.parse.Lsblk;
import io.muster.readiness.probe.parse.LsblkPairs;
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
import io.muster.readiness.probe.parse.RebootMarks;
import io.muster.readiness.probe.parse.ReleaseFile;
import io.muster.readiness.probe.parse.ResolvConf;
import io.muster.readiness.probe.parse.RunningFiles;
import io.muster.readiness.probe.parse.ServiceRestarts;
import io.muster.readiness.probe.parse.Ss;
import io.muster.readiness.probe.parse.SysBlock;
import io.muster.readiness.probe.parse.Syslog;
import io.muster.readiness.probe.parse.TimeServices;
import io.muster.readiness.probe.parse.Timedatectl;
import io.muster.readiness.probe.parse.Timesync;
import io.muster.readiness.probe.parse.Uname;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A section of the probe: what it may cost, which tools answer it, and the parser of each.
 *
 * <p>This is the one list of sections. A test holds probe.sh and docs/sections.md to it; the tests
 * with hostile outputs iterate it.
 *
 * @param <T> what its tools tell
 */
public final class ProbeSection<T> {

    private static final List<ProbeSection<?>> SECTIONS = new ArrayList<>();

    /** Earlier probes tell this many lines of failed log-ins, the newest, and no more. */
    private static final int TOLD_FAILED_LOGINS = 80;

    public static final ProbeSection<Kernel> UNAME =
            single(line("uname", 5, 512), by(Uname::parse, "uname", "uname-a"));
    public static final ProbeSection<Kernel> PROC_VERSION =
            single(line("proc-version", 2, 512), by(ProcVersion::parse, "cat"));
    public static final ProbeSection<Host> HOSTNAMECTL =
            single(
                    line("hostnamectl", 5, 2_048),
                    by(HostFiles::parse, "host-files"),
                    by(Hostnamectl::parse, "hostnamectl"));
    public static final ProbeSection<Processor> LSCPU =
            single(
                    line("lscpu", 7, 4_096),
                    by(Lscpu::parse, "lscpu"),
                    by(CpuInfo::parse, "cpuinfo"));
    public static final ProbeSection<OperatingSystem> OS_RELEASE =
            single(
                    line("os-release", 2, 2_048),
                    by(OsRelease::parse, "os-release"),
                    by(ReleaseFile::parse, "release-file"));
    public static final ProbeSection<Listing<FileSystem>> FILESYSTEMS =
            list(line("filesystems", 12, 12_288), by(Df::parse, "df-PTk", "df-Pk"));
    public static final ProbeSection<Listing<DfInodes.Mounted>> INODES =
            list(line("inodes", 10, 8_192), by(DfInodes::parse, "df-Pi"));
    public static final ProbeSection<Listing<Mount>> MOUNTS =
            list(line("mounts", 3, 12_288), by(ProcMounts::parse, "proc-mounts"));
    public static final ProbeSection<Listing<BlockDevice>> BLOCKS =
            list(
                    line("blocks", 9, 16_384),
                    by(Lsblk::parse, "lsblk-json"),
                    by(LsblkPairs::parse, "lsblk-pairs"),
                    by(SysBlock::parse, "sys-block"));
    public static final ProbeSection<Listing<EbsDisk>> EBS_SERIALS =
            list(line("ebs-serials", 3, 8_192), by(NvmeSerials::parse, "sys-nvme"));
    public static final ProbeSection<Listing<DirectorySize>> BIG_DIRECTORIES =
            list(line("big-directories", 12, 8_192), by(Du::parse, "du-xk"));
    public static final ProbeSection<Listing<NetworkInterface>> ADDRESSES =
            list(
                    line("addresses", 7, 12_288),
                    by(IpJson::parse, "ip-json"),
                    by(IpOneline::parse, "ip-o"),
                    by(Ifconfig::parse, "ifconfig"));
    public static final ProbeSection<Listing<String>> HOST_ADDRESSES =
            list(
                    line("host-addresses", 6, 2_048),
                    by(HostAddresses::parse, "hostname-I", "hostname-i"));
    public static final ProbeSection<Listing<Listener>> LISTENERS =
            list(
                    line("listeners", 9, 16_384),
                    by(Ss::parse, "ss"),
                    by(Netstat::parse, "netstat"),
                    by(ProcNetTcp::parse, "proc-net-tcp"));
    public static final ProbeSection<Listing<Route>> ROUTES =
            list(
                    line("routes", 3, 4_096),
                    by(ProcNetRoute::parse, "proc-net-route"),
                    by(IpRoute::parse, "ip-route"));
    public static final ProbeSection<ResolverSettings> RESOLV_CONF =
            single(line("resolv-conf", 2, 2_048), by(ResolvConf::parse, "cat"));
    public static final ProbeSection<NameResolution> NAME_RESOLUTION =
            single(
                    line("name-resolution", 7, 2_048),
                    by(Getent::parse, "getent"),
                    by(Nslookup::parse, "nslookup"));
    public static final ProbeSection<ClockSync> CLOCK =
            single(
                    line("clock", 8, 2_048),
                    dated(Chronyc::parse, "chronyc"),
                    by(Ntpq::parse, "ntpq"),
                    dated(Timesync::parse, "timesync"),
                    by(Adjtimex::parse, "adjtimex"),
                    by(TimeServices::parse, "time-services"),
                    by(Timedatectl::parse, "timedatectl"));
    public static final ProbeSection<Listing<Login>> LOGINS =
            list(
                    line("logins", 9, 4_096),
                    by(Lastlog::parse, "lastlog", "lastlog2"),
                    dated(Last::parse, "last"));
    public static final ProbeSection<LoginFailures> FAILED_LOGINS =
            cuttable(
                    line("failed-logins", 7, 10_240),
                    LoginFailures::asCut,
                    new Reader<>(
                            List.of("journalctl-sshd", "auth-log"),
                            (section, probedAt) -> failedLogins(section)));
    public static final ProbeSection<LogWindow> JOURNAL =
            cuttable(
                    line("journal", 8, 32_768),
                    LogWindow::asCut,
                    dated(LogSearch::services, "journalctl-short"),
                    by(text -> newest(JournalJson.parse(text), 200), "journalctl-json"));
    public static final ProbeSection<Listing<String>> FAILED_UNITS =
            list(line("failed-units", 4, 4_096), by(FailedUnits::parse, "systemctl"));
    public static final ProbeSection<Listing<UnitRestarts>> UNIT_RESTARTS =
            list(line("unit-restarts", 4, 4_096), by(ServiceRestarts::parse, "systemctl-show"));
    public static final ProbeSection<LogWindow> SYSLOG =
            cuttable(
                    line("syslog", 4, 10_240),
                    LogWindow::asCut,
                    dated(
                            (text, probedAt) -> LogSearch.system("syslog", text, probedAt),
                            "grep-syslog",
                            "grep-messages"),
                    dated(
                            (text, probedAt) -> newest(Syslog.parse(text, probedAt), 50),
                            "tail-syslog",
                            "tail-messages"));
    public static final ProbeSection<LogWindow> KERNEL =
            cuttable(
                    line("kernel", 8, 12_288),
                    LogWindow::asCut,
                    dated(
                            (text, probedAt) -> LogSearch.system("dmesg", text, probedAt),
                            "dmesg-r",
                            "journalctl-kernel"),
                    by(text -> newest(Dmesg.parse(text, null), 100), "dmesg"),
                    dated(
                            (text, probedAt) -> newest(Syslog.parse(text, probedAt), 100),
                            "journalctl-k"));
    public static final ProbeSection<Listing<RotationPolicy>> LOGROTATE_CONF =
            list(line("logrotate-conf", 3, 16_384), by(LogrotateConf::parse, "head-v"));
    public static final ProbeSection<Listing<RotationMark>> LOGROTATE_STATE =
            list(line("logrotate-state", 2, 8_192), by(LogrotateState::parse, "cat"));
    public static final ProbeSection<LogSizes> LOG_SIZES =
            cuttable(
                    line("log-sizes", 6, 6_144),
                    LogSizes::asCut,
                    by(LogFiles::parse, "stat", "ls-ln"));
    public static final ProbeSection<RunningCode> EXECUTABLES =
            cuttable(
                    line("executables", 9, 32_768),
                    RunningCode::asCut,
                    by(RunningFiles::parse, "proc-maps"));
    public static final ProbeSection<ForeignPrograms> ELF_FOREIGN =
            cuttable(
                    line("elf-foreign", 14, 8_192),
                    ForeignPrograms::asCut,
                    by(ForeignElf::parse, "elf-header"));
    public static final ProbeSection<Packages> PACKAGES =
            cuttable(
                    line("packages", 8, 24_576),
                    Packages::asCut,
                    by(text -> PackageList.parse(text, "dpkg"), "dpkg-query"),
                    by(text -> PackageList.parse(text, "rpm"), "rpm"),
                    by(text -> PackageList.parse(text, "apk"), "apk-db"));
    public static final ProbeSection<Listing<NativeLibrary>> LIBRARIES =
            list(line("libraries", 8, 16_384), by(NativeLibraries::parse, "names"));
    public static final ProbeSection<Listing<Container>> CONTAINERS =
            list(
                    line("containers", 8, 8_192),
                    by(ContainerInspect::parse, "docker", "podman", "nerdctl"),
                    by(CrictlJson::parse, "crictl-json"),
                    by(ContainerInspect::parse, "proc-cgroup"));
    public static final ProbeSection<Listing<KernelModule>> MODULES =
            list(line("modules", 3, 4_096), by(ProcModules::parse, "proc-modules"));
    public static final ProbeSection<Processes> PROCESSES =
            cuttable(
                    line("processes", 5, 6_144),
                    Processes::asCut,
                    by(text -> Ps.parse(text, false), "ps"),
                    by(text -> Ps.parse(text, true), "ps-busybox"));
    public static final ProbeSection<Memory> MEMINFO =
            single(line("meminfo", 2, 2_048), by(MemInfo::parse, "proc-meminfo"));
    public static final ProbeSection<PendingReboot> REBOOT_REQUIRED =
            cuttable(
                    line("reboot-required", 5, 4_096),
                    PendingReboot::asCut,
                    by(RebootMarks::parse, "marks", "rpm"));
    public static final ProbeSection<UserData> USER_DATA =
            cuttable(
                    line("user-data", 3, 4_096),
                    UserData::asCut,
                    by(CloudInit::parse, "cloud-init-status"));

    private final Line line;
    private final UnaryOperator<T> cut;
    private final List<Reader<T>> readers;

    private ProbeSection(Line line, UnaryOperator<T> cut, List<Reader<T>> readers) {
        this.line = line;
        this.cut = cut;
        this.readers = readers;
        SECTIONS.add(this);
    }

    /** What probe.sh says of a section: how many seconds it may take and bytes it may print. */
    private record Line(String name, int seconds, int bytes) {}

    /** Reads what one of a section's tools printed. */
    @FunctionalInterface
    public interface Parser<T> {

        /**
         * The fact in a section's text.
         *
         * @param probedAt by the guest's clock, for tools that leave out the year
         */
        Fact<T> parse(Section section, Instant probedAt);
    }

    /** A parser with the tools that print what it reads. */
    public record Reader<T>(List<String> tools, Parser<T> parser) {}

    /** All sections, in the probe's order. */
    public static List<ProbeSection<?>> all() {
        return Collections.unmodifiableList(SECTIONS);
    }

    public String name() {
        return line.name();
    }

    /** How long it may take, in seconds. */
    public int seconds() {
        return line.seconds();
    }

    /** How much of its output is kept. */
    public int bytes() {
        return line.bytes();
    }

    /** The tools that may answer it. */
    public List<String> tools() {
        return readers.stream().flatMap(reader -> reader.tools().stream()).toList();
    }

    /** Its parsers, each with its tools. */
    public List<Reader<T>> readers() {
        return readers;
    }

    /** What a guest answered, read by the parser of the tool that printed it. */
    public Fact<T> of(ProbeOutput output) {
        return output.section(name())
                .flatMap(
                        section ->
                                read(section, output.at())
                                        .map(fact -> broken(section) ? cut.apply(fact) : fact))
                .because(new Cause(Cause.Kind.GUEST_PARTIAL, name()));
    }

    private Fact<T> read(Section section, Instant probedAt) {
        return readers.stream()
                .filter(reader -> reader.tools().contains(section.tool()))
                .findFirst()
                .map(reader -> reader.parser().parse(section, probedAt))
                .orElseGet(
                        () ->
                                Fact.missing(
                                        Why.FAILED,
                                        Message.of("facts.section-other-tool")
                                                .with("section", section.name())
                                                .with("tool", section.tool())));
    }

    /**
     * Whether the section ends early. An exit code other than that of the timeout does not say so:
     * df ends with 1 when one mount of a user's own cannot be asked.
     */
    private static boolean broken(Section section) {
        return section.state() != State.OK || section.exitCode() == Section.TIME_WAS_UP;
    }

    private static Fact<LoginFailures> failedLogins(Section section) {
        boolean counted = section.text().startsWith("source\t");
        boolean all =
                section.whole() && (counted || section.text().lines().count() < TOLD_FAILED_LOGINS);
        return FailedSsh.parse(section.text()).map(failed -> all ? failed : failed.asCut());
    }

    /** What an earlier probe returns: so many of the newest entries at most, and no more. */
    private static Fact<LogWindow> newest(Fact<Listing<LogEntry>> entries, int most) {
        return entries.map(listing -> LogWindow.newest(listing, most));
    }

    /** One fact, which is read whole or not at all. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static <T> ProbeSection<T> single(Line line, Reader<T>... readers) {
        return cuttable(line, UnaryOperator.identity(), readers);
    }

    /** A list, which is not whole where the section is not. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static <T> ProbeSection<Listing<T>> list(Line line, Reader<Listing<T>>... readers) {
        return cuttable(line, Listing::asCut, readers);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static <T> ProbeSection<T> cuttable(
            Line line, UnaryOperator<T> cut, Reader<T>... readers) {
        return new ProbeSection<>(line, cut, Stream.of(readers).toList());
    }

    private static Line line(String name, int seconds, int bytes) {
        return new Line(name, seconds, bytes);
    }

    private static <T> Reader<T> by(Function<String, Fact<T>> parser, String... tools) {
        return new Reader<>(List.of(tools), (section, probedAt) -> parser.apply(section.text()));
    }

    private static <T> Reader<T> dated(
            BiFunction<String, Instant, Fact<T>> parser, String... tools) {
        return new Reader<>(
                List.of(tools), (section, probedAt) -> parser.apply(section.text(), probedAt));
    }
}
