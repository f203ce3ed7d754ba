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
import io.muster.readiness.probe.ProbeOutput.Section;
import io.muster.readiness.probe.ProbeOutput.State;
import io.muster.readiness.probe.ProbeSection;
import io.muster.readiness.scan.GuestFleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** With 54 parsers more than 100,000 texts in each build. */
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

    /** What each section's tools really print, by the section and the parser's first tool. */
    private static final Map<String, List<String>> SAMPLES =
            Map.ofEntries(
                    entry("uname/uname", IdentityTest.UNAME_RMPO, IdentityTest.UNAME_A),
                    entry("proc-version/cat", IdentityTest.PROC_VERSION),
                    entry(
                            "hostnamectl/hostnamectl",
                            IdentityTest.HOSTNAMECTL_AL2,
                            IdentityTest.HOSTNAMECTL_UBUNTU_24),
                    entry("lscpu/lscpu", IdentityTest.LSCPU_GRAVITON, IdentityTest.LSCPU_INDENTED),
                    entry("lscpu/cpuinfo", IdentityTest.CPUINFO_ARM, IdentityTest.CPUINFO_X86),
                    entry(
                            "os-release/os-release",
                            IdentityTest.AMAZON_LINUX_2023,
                            IdentityTest.ROCKY_9,
                            IdentityTest.DEBIAN_SID),
                    entry("os-release/release-file", IdentityTest.CENTOS_6),
                    entry(
                            "filesystems/df-PTk",
                            DfTest.AMAZON_LINUX_2_HUMAN,
                            DfTest.DEBIAN_12,
                            DfTest.ALPINE,
                            DfTest.BUSYBOX_WRAPPED,
                            DfTest.AWKWARD),
                    entry("inodes/df-Pi", DfTest.INODES_UBUNTU, DfTest.INODES_BUSYBOX),
                    entry("mounts/proc-mounts", BlockDevicesTest.MOUNTS),
                    entry(
                            "blocks/lsblk-json",
                            BlockDevicesTest.AMAZON_LINUX_2,
                            BlockDevicesTest.RHEL_9_LVM),
                    entry("blocks/lsblk-pairs", BlockDevicesTest.RHEL_7_PAIRS),
                    entry("blocks/sys-block", BlockDevicesTest.SYS),
                    entry("ebs-serials/sys-nvme", BlockDevicesTest.SERIALS),
                    entry(
                            "big-directories/du-xk",
                            BlockDevicesTest.DU_HUMAN,
                            BlockDevicesTest.DU_BLOCKS),
                    entry("addresses/ip-json", NetworkTest.IP_JSON),
                    entry("addresses/ip-o", NetworkTest.IP_ONELINE),
                    entry(
                            "addresses/ifconfig",
                            NetworkTest.IFCONFIG_NEW,
                            NetworkTest.IFCONFIG_BUSYBOX),
                    entry("host-addresses/hostname-I", "172.31.5.9 fd00::2 \n"),
                    entry("listeners/ss", NetworkTest.SS, NetworkTest.SS_WITH_HEADING),
                    entry("listeners/netstat", NetworkTest.NETSTAT),
                    entry("listeners/proc-net-tcp", NetworkTest.PROC_NET_TCP),
                    entry("routes/proc-net-route", NetworkTest.PROC_NET_ROUTE),
                    entry("routes/ip-route", NetworkTest.IP_ROUTE),
                    entry("resolv-conf/cat", NetworkTest.RESOLV_CONF),
                    entry("name-resolution/getent", NetworkTest.GETENT),
                    entry(
                            "name-resolution/nslookup",
                            NetworkTest.NSLOOKUP_BUSYBOX,
                            NetworkTest.NSLOOKUP_OLD_BUSYBOX,
                            NetworkTest.NSLOOKUP_UNKNOWN),
                    entry(
                            "clock/timedatectl",
                            ClockAndMemoryTest.TIMEDATECTL_AL2,
                            ClockAndMemoryTest.TIMEDATECTL_UBUNTU,
                            ClockAndMemoryTest.TIMEDATECTL_SHOW),
                    entry(
                            "clock/chronyc",
                            ClockAndMemoryTest.CHRONYC,
                            ClockAndMemoryTest.CHRONYC_LOST),
                    entry("clock/ntpq", ClockAndMemoryTest.NTPQ),
                    entry("clock/adjtimex", ClockAndMemoryTest.ADJTIMEX),
                    entry("logins/lastlog", LogsTest.LASTLOG, LogsTest.LASTLOG2),
                    entry("logins/last", LogsTest.LAST, LogsTest.LAST_FULL, LogsTest.LAST_BUSYBOX),
                    entry(
                            "failed-logins/journalctl-sshd",
                            LogsTest.AUTH_LOG,
                            LogsTest.SSHD_JOURNAL,
                            LogsTest.COUNTED_SOURCES),
                    entry("journal/journalctl-json", LogsTest.JOURNAL),
                    entry("syslog/tail-syslog", LogsTest.SYSLOG),
                    entry("kernel/dmesg", LogsTest.DMESG),
                    entry("kernel/journalctl-k", LogsTest.SYSLOG),
                    entry("logrotate-conf/head-v", LogrotateTest.CONF),
                    entry("logrotate-state/cat", LogrotateTest.STATE, LogrotateTest.STATE_1),
                    entry("log-sizes/stat", LogsTest.LOG_FILES, LogsTest.LOG_FILES_LS),
                    entry("executables/proc-maps", SoftwareTest.RUNNING),
                    entry("elf-foreign/elf-header", SoftwareTest.FOREIGN),
                    entry("packages/dpkg-query", "dpkg", SoftwareTest.PACKAGES),
                    entry("packages/rpm", "dpkg", SoftwareTest.PACKAGES),
                    entry("packages/apk-db", "dpkg", SoftwareTest.PACKAGES),
                    entry("libraries/names", SoftwareTest.LIBRARIES),
                    entry("containers/docker", SoftwareTest.DOCKER),
                    entry("containers/crictl-json", SoftwareTest.CRICTL),
                    entry("containers/proc-cgroup", SoftwareTest.DOCKER),
                    entry("modules/proc-modules", SoftwareTest.MODULES),
                    entry("processes/ps", ClockAndMemoryTest.PS),
                    entry("processes/ps-busybox", ClockAndMemoryTest.PS_BUSYBOX),
                    entry("meminfo/proc-meminfo", ClockAndMemoryTest.MEMINFO));

    private static Map.Entry<String, List<String>> entry(String tool, String... samples) {
        return Map.entry(tool, List.of(samples));
    }

    static Stream<Subject> subjects() {
        return ProbeSection.all().stream().flatMap(HostileOutputTest::subjects);
    }

    private static <T> Stream<Subject> subjects(ProbeSection<T> section) {
        return section.readers().stream()
                .map(
                        reader -> {
                            String tool = reader.tools().getFirst();
                            String name = section.name() + "/" + tool;
                            return new Subject(
                                    name,
                                    text ->
                                            reader.parser()
                                                    .parse(printed(section, tool, text), PROBED),
                                    SAMPLES.getOrDefault(name, List.of()));
                        });
    }

    /** The whole of a text, so that nothing before a parser can soften it. */
    private static Section printed(ProbeSection<?> section, String tool, String text) {
        return new Section(section.name(), tool, 0, text.length(), State.OK, text);
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
        assertThat(SAMPLES.keySet()).containsExactlyInAnyOrderElementsOf(names);
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
