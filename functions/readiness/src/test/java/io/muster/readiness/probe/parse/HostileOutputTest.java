package io.muster.readiness.probe.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeOutput;
import io.muster.readiness.scan.GuestFleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser against texts that nobody meant: no exception leaves it, and what it makes of them
 * is bounded. The number of texts for each parser is {@code muster.fuzz.inputs}, the seed {@code
 * muster.fuzz.seed}; a failure names both.
 */
class HostileOutputTest {

    /** With 51 parsers more than 100,000 texts in each build. */
    private static final int INPUTS = Integer.getInteger("muster.fuzz.inputs", 2_400);

    private static final long SEED = Long.getLong("muster.fuzz.seed", 20_260_101L);

    private static final int MEGABYTE = 1 << 20;

    private static final Instant PROBED = Instant.parse("2024-01-02T12:00:00Z");

    /**
     * A parser with what its tool really prints.
     *
     * @param parser the whole of it, so that nothing before it can soften a text
     */
    record Subject(String name, Function<String, Fact<?>> parser, List<String> samples) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Subject> subjects() {
        return Stream.of(identity(), storage(), network(), logs(), software())
                .flatMap(List::stream);
    }

    private static Subject subject(
            String name, Function<String, Fact<?>> parser, String... samples) {
        return new Subject(name, parser, List.of(samples));
    }

    private static List<Subject> identity() {
        return List.of(
                subject("uname", Uname::parse, IdentityTest.UNAME_RMPO, IdentityTest.UNAME_A),
                subject("proc-version", ProcVersion::parse, IdentityTest.PROC_VERSION),
                subject(
                        "os-release",
                        OsRelease::parse,
                        IdentityTest.AMAZON_LINUX_2023,
                        IdentityTest.ROCKY_9,
                        IdentityTest.DEBIAN_SID),
                subject("release-file", ReleaseFile::parse, IdentityTest.CENTOS_6),
                subject(
                        "hostnamectl",
                        Hostnamectl::parse,
                        IdentityTest.HOSTNAMECTL_AL2,
                        IdentityTest.HOSTNAMECTL_UBUNTU_24),
                subject(
                        "lscpu",
                        Lscpu::parse,
                        IdentityTest.LSCPU_GRAVITON,
                        IdentityTest.LSCPU_INDENTED),
                subject(
                        "cpuinfo",
                        CpuInfo::parse,
                        IdentityTest.CPUINFO_ARM,
                        IdentityTest.CPUINFO_X86),
                subject(
                        "timedatectl",
                        Timedatectl::parse,
                        ClockAndMemoryTest.TIMEDATECTL_AL2,
                        ClockAndMemoryTest.TIMEDATECTL_UBUNTU,
                        ClockAndMemoryTest.TIMEDATECTL_SHOW),
                subject(
                        "chronyc",
                        Chronyc::parse,
                        ClockAndMemoryTest.CHRONYC,
                        ClockAndMemoryTest.CHRONYC_LOST),
                subject("ntpq", Ntpq::parse, ClockAndMemoryTest.NTPQ),
                subject("adjtimex", Adjtimex::parse, ClockAndMemoryTest.ADJTIMEX),
                subject("meminfo", MemInfo::parse, ClockAndMemoryTest.MEMINFO),
                subject("ps", text -> Ps.parse(text, false), ClockAndMemoryTest.PS),
                subject("ps-busybox", text -> Ps.parse(text, true), ClockAndMemoryTest.PS_BUSYBOX));
    }

    private static List<Subject> storage() {
        return List.of(
                subject(
                        "df",
                        Df::parse,
                        DfTest.AMAZON_LINUX_2_HUMAN,
                        DfTest.DEBIAN_12,
                        DfTest.ALPINE,
                        DfTest.BUSYBOX_WRAPPED,
                        DfTest.AWKWARD),
                subject("df-i", DfInodes::parse, DfTest.INODES_UBUNTU, DfTest.INODES_BUSYBOX),
                subject("mounts", ProcMounts::parse, BlockDevicesTest.MOUNTS),
                subject(
                        "lsblk-json",
                        Lsblk::parse,
                        BlockDevicesTest.AMAZON_LINUX_2,
                        BlockDevicesTest.RHEL_9_LVM),
                subject("lsblk-pairs", LsblkPairs::parse, BlockDevicesTest.RHEL_7_PAIRS),
                subject(
                        "lsblk",
                        LsblkTree::parse,
                        BlockDevicesTest.TREE,
                        BlockDevicesTest.TREE_WITH_FILE_SYSTEMS),
                subject("sys-block", SysBlock::parse, BlockDevicesTest.SYS),
                subject("nvme", NvmeSerials::parse, BlockDevicesTest.SERIALS),
                subject("du", Du::parse, BlockDevicesTest.DU_HUMAN, BlockDevicesTest.DU_BLOCKS));
    }

    private static List<Subject> network() {
        return List.of(
                subject("ip-json", IpJson::parse, NetworkTest.IP_JSON),
                subject("ip-o", IpOneline::parse, NetworkTest.IP_ONELINE),
                subject(
                        "ifconfig",
                        Ifconfig::parse,
                        NetworkTest.IFCONFIG_NEW,
                        NetworkTest.IFCONFIG_BUSYBOX),
                subject("hostname-I", HostAddresses::parse, "172.31.5.9 fd00::2 \n"),
                subject("ss", Ss::parse, NetworkTest.SS, NetworkTest.SS_WITH_HEADING),
                subject("netstat", Netstat::parse, NetworkTest.NETSTAT),
                subject("proc-net-tcp", ProcNetTcp::parse, NetworkTest.PROC_NET_TCP),
                subject("proc-net-route", ProcNetRoute::parse, NetworkTest.PROC_NET_ROUTE),
                subject("ip-route", IpRoute::parse, NetworkTest.IP_ROUTE),
                subject("resolv-conf", ResolvConf::parse, NetworkTest.RESOLV_CONF),
                subject("getent", Getent::parse, NetworkTest.GETENT),
                subject(
                        "nslookup",
                        Nslookup::parse,
                        NetworkTest.NSLOOKUP_BUSYBOX,
                        NetworkTest.NSLOOKUP_OLD_BUSYBOX,
                        NetworkTest.NSLOOKUP_UNKNOWN));
    }

    private static List<Subject> logs() {
        return List.of(
                subject("lastlog", Lastlog::parse, LogsTest.LASTLOG, LogsTest.LASTLOG2),
                subject(
                        "last",
                        text -> Last.parse(text, PROBED),
                        LogsTest.LAST,
                        LogsTest.LAST_FULL,
                        LogsTest.LAST_BUSYBOX),
                subject(
                        "sshd",
                        FailedSsh::parse,
                        LogsTest.AUTH_LOG,
                        LogsTest.SSHD_JOURNAL,
                        LogsTest.COUNTED_SOURCES),
                subject("journal", JournalJson::parse, LogsTest.JOURNAL),
                subject("syslog", text -> Syslog.parse(text, PROBED), LogsTest.SYSLOG),
                subject("dmesg", text -> Dmesg.parse(text, PROBED), LogsTest.DMESG),
                subject("log-sizes", LogFiles::parse, LogsTest.LOG_FILES, LogsTest.LOG_FILES_LS),
                subject("logrotate-conf", LogrotateConf::parse, LogrotateTest.CONF),
                subject(
                        "logrotate-state",
                        LogrotateState::parse,
                        LogrotateTest.STATE,
                        LogrotateTest.STATE_1));
    }

    private static List<Subject> software() {
        return List.of(
                subject("running", RunningFiles::parse, SoftwareTest.RUNNING),
                subject("foreign", ForeignElf::parse, SoftwareTest.FOREIGN),
                subject("packages", text -> PackageList.parse(text, "dpkg"), SoftwareTest.PACKAGES),
                subject("libraries", NativeLibraries::parse, SoftwareTest.LIBRARIES),
                subject("containers", ContainerInspect::parse, SoftwareTest.DOCKER),
                subject("crictl", CrictlJson::parse, SoftwareTest.CRICTL),
                subject("modules", ProcModules::parse, SoftwareTest.MODULES));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_a_guest_makes_up_becomes_a_bounded_fact_or_none(Subject subject) {
        long seed = SEED + subject.name().hashCode();
        Mutations mutations = new Mutations(seed, subject.samples(), 12_000);
        for (int round = 0; round < INPUTS; round++) {
            read(subject, mutations.next(), "text %d of seed %d".formatted(round, SEED));
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_a_guest_overdoes_stays_bounded(Subject subject) {
        for (String seed :
                List.of(
                        "\n",
                        " ",
                        "\t",
                        "\0",
                        "0",
                        "9",
                        "a ",
                        "[",
                        "{\"a\":",
                        "\"",
                        "\\040",
                        "%",
                        "a\n",
                        "/ ",
                        ": ",
                        "==> x <==\n",
                        "{\n",
                        "1 1 1 1 1% /\n",
                        "漢",
                        "\ud800")) {
            read(subject, seed.repeat(MEGABYTE / seed.length()), "a megabyte of " + seed);
        }
        for (String sample : subject.samples()) {
            int times = MEGABYTE / sample.length();
            read(subject, sample.repeat(times), "a megabyte of samples");
            read(subject, sample.replace("\n", " ").repeat(times), "one line of samples");
        }
    }

    @Test
    void whole_answers_of_a_probe_that_is_lying_are_read_or_refused() {
        List<String> answers =
                RecordedGuestsTest.guests()
                        .map(guest -> new String(RecordedGuestsTest.answer(guest), UTF_8))
                        .toList();
        Mutations mutations = new Mutations(SEED, answers, 200_000);
        for (int round = 0; round < INPUTS / 4; round++) {
            String text = mutations.next();
            Fact<GuestFacts> facts = ProbeOutput.parse(text.getBytes(UTF_8)).map(GuestReader::read);
            String complaint = Bounded.complaint(facts);
            if (complaint != null) {
                fail("answer %d of seed %d: %s", round, SEED, complaint);
            }
            judge(facts, round);
        }
    }

    /**
     * No check may break on what a guest makes up, and none may take it for sound without seeing.
     */
    private static void judge(Fact<GuestFacts> facts, int round) {
        GuestFleet.of(
                        facts,
                        DiskHistory.NONE,
                        PROBED,
                        BuiltInChecks.catalogue(),
                        Thresholds.defaults())
                .judge(
                        judgement -> {
                            Verdict verdict = judgement.verdict();
                            boolean blind =
                                    facts instanceof Fact.Missing<GuestFacts>
                                            && verdict.status() != Status.UNKNOWN;
                            if (blind || verdict.actual().contains("a defect of Muster")) {
                                fail("answer %d of seed %d: %s", round, SEED, verdict);
                            }
                        });
    }

    @Test
    void texts_enough_are_read_in_every_build() {
        List<String> names = new ArrayList<>(subjects().map(Subject::name).toList());
        assertThat(names).doesNotHaveDuplicates();
        assertThat(names.size() * 2_400).isGreaterThan(100_000);
    }

    private static void read(Subject subject, String text, String which) {
        Fact<?> fact;
        try {
            fact = subject.parser().apply(text);
        } catch (RuntimeException | StackOverflowError escaped) {
            throw new AssertionError(
                    "%s, %s: %s".formatted(subject.name(), Field.text(which), Field.text(text)),
                    escaped);
        }
        String complaint = Bounded.complaint(fact);
        if (complaint != null) {
            fail("%s, %s: %s in %s", subject.name(), which, complaint, Field.text(text));
        }
    }
}
