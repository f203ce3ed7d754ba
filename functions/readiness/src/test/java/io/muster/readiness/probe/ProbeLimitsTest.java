package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.DirectorySize;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.ForeignPrograms;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.probe.ProbeOutput.Section;
import io.muster.readiness.probe.ProbeOutput.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The probe in guests that have too much of something, or in which something hangs: it comes to its
 * end in time, and what was not looked at is not taken for nothing.
 */
@Tag("slow")
@ExtendWith(OneProbeAtATime.class)
@Isolated("looks for directories that a run of the probe left")
class ProbeLimitsTest {

    private static final Path OWN_ROOT = Shell.here("src/test/sh/own-root.sh");

    /** Far above what a run takes, far below what it takes to wait for what hangs. */
    private static final Duration MOST = Duration.ofSeconds(75);

    /** How often a cost is measured before it counts as too high. */
    private static final int MAX_RUNS = 3;

    /**
     * Whether nothing runs beside it: the probe has the lowest priority, and waits for all else.
     */
    private static final boolean ALONE = Boolean.getBoolean("muster.alone");

    /** The CPU of 1,000 started programs where the documentation's figures were measured. */
    private static final double STARTS_SECONDS = 0.5;

    private static final boolean NIGHTLY = Boolean.getBoolean("muster.nightly");

    @TempDir private Path directory;

    @BeforeEach
    void reach_all_programs() {
        Shell.needs("unshare");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void a_dead_file_system_costs_what_lies_on_it(String shell) {
        assumeTrue(
                Shell.isRoot() && Shell.canMount() && Files.exists(Path.of("/dev/fuse")),
                "needs root, mounts of its own and /dev/fuse");

        GuestFacts guest =
                guest(
                        within(
                                shell,
                                """
                                dead $root/efs
                                dead $root/srv/app/dead
                                mkdir $root/opt/app
                                head -c 4000000 /dev/zero >$root/opt/app/file
                                """,
                                "filesystems",
                                "inodes",
                                "big-directories",
                                "log-sizes",
                                "executables",
                                "elf-foreign",
                                "libraries"));

        Listing<FileSystem> fileSystems = known(guest.storage().fileSystems());
        assertThat(fileSystems.complete()).isTrue();
        assertThat(fileSystems).extracting(FileSystem::mountPoint).containsExactly("/");
        Listing<DirectorySize> directories = known(guest.storage().bigDirectories());
        assertThat(directories)
                .contains(new DirectorySize("/srv", null))
                .extracting(DirectorySize::path)
                .contains("/opt", "/opt/app")
                .doesNotContain("/efs");
        assertThat(known(guest.logs().sizes()).files().complete()).isTrue();
        assertThat(known(guest.software().running()).files().complete()).isTrue();
        ForeignPrograms foreign = known(guest.software().foreignPrograms());
        assertThat(foreign.partial()).containsExactly("/srv");
        assertThat(foreign.programs().complete()).isFalse();
        assertThat(known(guest.software().nativeLibraries()).complete()).isFalse();
    }

    @Test
    void without_a_timeout_program_it_is_the_same() {
        assumeTrue(
                Shell.isRoot() && Shell.canMount() && Files.exists(Path.of("/dev/fuse")),
                "needs root, mounts of its own and /dev/fuse");

        GuestFacts guest =
                guest(
                        within(
                                "sh",
                                """
                                dead $root/efs
                                printf '#!/bin/sh\\nexit 1\\n' >$root/opt/broken
                                chmod 755 $root/opt/broken
                                mount --bind $root/opt/broken $root/usr/bin/timeout
                                """,
                                "filesystems",
                                "uname"));

        assertThat(known(guest.storage().fileSystems()).complete()).isTrue();
        assertThat(known(guest.identity().kernel()).name()).isEqualTo("Linux");
    }

    @Test
    void a_shell_that_hangs_itself_is_left_behind() {
        assumeTrue(
                Shell.isRoot() && Shell.canMount() && Files.exists(Path.of("/dev/fuse")),
                "needs root, mounts of its own and /dev/fuse");

        ProbeOutput output =
                changed(
                        ProbeDocument.probe()
                                .replace(
                                        "s_routes() {",
                                        "s_routes() {\ntool ip-route\n[ -d /efs/data ]\n"),
                        "sh",
                        "dead $root/efs",
                        "routes",
                        "uname");

        assertThat(output.complete()).isTrue();
        assertThat(output.section("routes")).isNotInstanceOf(Known.class);
        assertThat(known(output.section("uname")).whole()).isTrue();
    }

    @Test
    void what_keeps_a_pipe_open_is_not_waited_for() throws IOException {
        Path fifo = directory.resolve("fifo");
        Shell.run("mkfifo " + fifo, "sh");
        program("lscpu", "setsid sh -c 'read line <%s' &".formatted(fifo));

        ProbeOutput output =
                parsed(Shell.within(MOST, invoking(probe(), "lscpu", "uname"), List.of("sh")));
        // What still waits there ends with this line.
        Files.writeString(fifo, "\n");

        assertThat(known(output.section("uname")).whole()).isTrue();
    }

    @Test
    void a_tool_that_hangs_makes_its_section_part_of_the_whole() throws IOException {
        Path fifo = directory.resolve("fifo");
        Shell.run("mkfifo " + fifo, "sh");
        program(
                "find",
                "case $* in *-20480*) read line <%s ;; *) exec /usr/bin/find \"$@\" ;; esac"
                        .formatted(fifo));

        GuestFacts guest =
                guest(parsed(Shell.within(MOST, invoking(probe(), "log-sizes"), List.of("sh"))));

        assertThat(guest.logs().sizes().map(sizes -> sizes.files().complete()).orElse(false))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void thousands_of_directories_in_the_root_cost_seconds(String shell) {
        needsOwnMounts();

        GuestFacts guest =
                guest(
                        within(
                                shell,
                                """
                                cd $root
                                seq -f dir%g 1 20000 | xargs mkdir
                                mkdir dir777/big
                                head -c 4000000 /dev/zero >dir777/big/file
                                cp /bin/sleep dir12345/program
                                """,
                                "big-directories",
                                "elf-foreign"));

        assertThat(known(guest.storage().bigDirectories()))
                .extracting(DirectorySize::path)
                .contains("/dir777", "/dir777/big");
        ForeignPrograms foreign = known(guest.software().foreignPrograms());
        assertThat(foreign.partial()).isEmpty();
        assertThat(foreign.programs().complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox ash"})
    void a_large_log_stands_before_thousands_of_small_ones(String shell) {
        needsOwnMounts();

        LogSizes sizes =
                known(
                        guest(
                                        within(
                                                shell,
                                                """
                                                mkdir $root/var/log/a $root/var/log/z
                                                cd $root/var/log/a
                                                seq 1 20050 | sed 's/$/ line/' | split -l 1 -a 4 - file
                                                fallocate -l 60M ../z/app.log
                                                fallocate -l 90M ../z/old.log.1
                                                """,
                                                "log-sizes"))
                                .logs()
                                .sizes());

        assertThat(sizes.files().complete()).isTrue();
        assertThat(sizes.files()).hasSize(60);
        assertThat(sizes.files().items().subList(0, 2))
                .extracting(LogSizes.LogFile::path, LogSizes.LogFile::bytes)
                .containsExactly(
                        tuple("/var/log/z/old.log.1", 90L << 20),
                        tuple("/var/log/z/app.log", 60L << 20));
    }

    @Test
    void more_large_logs_than_are_named_are_not_all() {
        needsOwnMounts();

        LogSizes sizes =
                known(
                        guest(
                                        within(
                                                "sh",
                                                """
                                                cd $root/var/log
                                                fallocate -l 11M app.log
                                                for i in $(seq 2 50); do ln app.log app$i.log; done
                                                """,
                                                "log-sizes"))
                                .logs()
                                .sizes());

        assertThat(sizes.files().complete()).isFalse();
    }

    @Test
    void more_containers_than_are_told_are_not_all() {
        needsOwnMounts();

        Listing<Container> containers =
                known(
                        guest(
                                        within(
                                                "sh",
                                                """
                                                cat >$root/usr/bin/docker <<'DOCKER'
                                                #!/bin/sh
                                                case $1 in
                                                ps) seq -f %012.0f 1 101 ;;
                                                inspect) shift 3; for id; do printf 'container\\t%s\\tsha256:%012d\\tapp\\n' "$id" 7; done ;;
                                                esac
                                                DOCKER
                                                chmod 755 $root/usr/bin/docker
                                                cp /bin/sleep $root/usr/bin/dockerd
                                                chroot $root dockerd 300 </dev/null >/dev/null 2>&1 &
                                                until grep -s -q -x dockerd /proc/[0-9]*/comm; do :; done
                                                """,
                                                "containers"))
                                .software()
                                .containers());

        assertThat(containers).hasSize(100);
        assertThat(containers.complete()).isFalse();
    }

    @Test
    void many_processes_of_one_user_hide_no_other() {
        needsOwnMounts();

        RunningCode running =
                known(
                        guest(
                                        within(
                                                "sh",
                                                """
                                                mkdir -p $root/srv/work/base $root/opt/agent
                                                cd $root/srv/work
                                                library=$(find /lib/*/ /lib64/ -name libdl.so.2 | head -n 1)
                                                for k in $(seq 1 31); do cp $library base/$k.so; done
                                                cp /bin/sleep sleep
                                                cp /bin/sleep $root/opt/agent/fluent-bit
                                                for i in $(seq 1 130); do
                                                    cp -rl base $i
                                                    ln sleep sleep$i
                                                    LD_PRELOAD=$(seq -f "/srv/work/$i/%g.so" 1 31 | tr '\\n' ' ') \\
                                                        chroot $root /srv/work/sleep$i 300 </dev/null >/dev/null 2>&1 &
                                                done
                                                chroot $root /opt/agent/fluent-bit 300 </dev/null >/dev/null 2>&1 &
                                                until [ $(ls -l /proc/[0-9]*/exe | grep -c 'srv/work/sleep\\|fluent') -eq 131 ]; do :; done
                                                """,
                                                "executables"))
                                .software()
                                .running());

        assertThat(running.files())
                .extracting(RunningCode.Executable::path)
                .contains("/opt/agent/fluent-bit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox ash"})
    void a_full_workplace_makes_an_answer_part_of_the_whole(String shell) {
        needsOwnMounts();

        ProbeOutput output =
                within(
                        shell,
                        """
                        for place in run tmp dev/shm; do mount -t tmpfs -o size=256k tmpfs $root/$place; done
                        cd $root/var/log
                        seq 1 9000 | sed 's/$/ line/' | split -l 1 -a 4 - file-with-a-long-name-
                        """,
                        "log-sizes",
                        "uname");

        assertThat(known(output.section("uname")).whole()).isTrue();
        assertThat(output.sections().get("log-sizes"))
                .extracting(Section::state, Section::exitCode)
                .containsExactly(State.CUT, Section.TIME_WAS_UP);
    }

    @Test
    void what_a_killed_run_left_is_removed_after_an_hour() {
        needsOwnMounts();

        String listed =
                Shell.within(
                                MOST,
                                script(
                                        ProbeDocument.probe(),
                                        """
                                        mkdir $root/precious $root/run/muster-probe.new $root/run/muster-run.other
                                        for left in run/muster-probe.left tmp/muster-run.left dev/shm/muster-probe.left precious; do
                                            mkdir -p $root/$left
                                            touch $root/$left/file
                                        done
                                        ln -s /precious $root/tmp/muster-probe.link
                                        chown 65534 $root/run/muster-run.other
                                        touch -h -d '2 hours ago' $root/run/* $root/tmp/* $root/dev/shm/* $root/precious
                                        touch $root/run/muster-probe.new
                                        chroot $root sh /probe.sh uname </dev/null >/dev/null
                                        cd $root
                                        ls -d run/* tmp/* dev/shm/* precious/*
                                        exit
                                        """,
                                        "sh"),
                                COMMAND)
                        .text();

        assertThat(listed.lines())
                .containsExactlyInAnyOrder(
                        "run/muster-probe.new",
                        "run/muster-run.other",
                        "tmp/muster-probe.link",
                        "precious/file");
    }

    @Test
    void the_mark_between_records_is_no_argument() {
        needsOwnMounts();
        String probe =
                ProbeDocument.probe()
                        .replace("PATH=/usr/sbin:", "PATH=/opt/spies:/usr/sbin:")
                        .replace(
                                "    tick\n    START=$NOW",
                                "    cat mark mark.hex >/opt/marks\n    tick\n    START=$NOW");

        String[] said =
                Shell.within(
                                MOST,
                                script(
                                        probe,
                                        """
                                        mkdir $root/opt/spies $root/opt/app $root/opt/app/BOOT-INF
                                        for tool in awk grep head xargs tr od sort sed cut tail sh; do
                                            printf '#!/bin/sh\\nprintf "%%s\\\\n" "$*" >>/opt/said\\nexec /bin/%s "$@"\\n' $tool \\
                                                >$root/opt/spies/$tool
                                        done
                                        chmod 755 $root/opt/spies/*
                                        rm -f $root/usr/bin/python*
                                        printf 'PK linux/x86_64/libnative.so\\000PK BOOT-INF/lib/a.jar\\000%64s' '' >$root/opt/app/app.jar
                                        chroot $root sh /probe.sh executables elf-foreign libraries </dev/null >/dev/null
                                        cat $root/opt/marks
                                        echo -----
                                        cat $root/opt/said
                                        exit
                                        """,
                                        "sh"),
                                COMMAND)
                        .text()
                        .split("-----", 2);

        List<String> secrets = said[0].lines().filter(line -> !line.isBlank()).toList();
        assertThat(secrets).hasSize(2);
        assertThat(said[1]).contains("mark", "app.jar", "-q -c 20").doesNotContain(secrets);
    }

    @Test
    void the_first_step_leaves_a_probe_behind_that_hangs_in_the_kernel() {
        assumeTrue(
                Shell.isRoot() && Shell.canMount() && Files.exists(Path.of("/dev/fuse")),
                "needs root, mounts of its own and /dev/fuse");

        String printed =
                Shell.within(
                                MOST,
                                script(
                                        firstStep("echo printed; [ -d /efs/data ]; echo too late")
                                                .replace("72 -", "1 -")
                                                .replace("patience=10", "patience=1"),
                                        """
                                        dead $root/efs
                                        chroot $root sh /probe.sh </dev/null
                                        cat $root/run/muster-run.*/raw
                                        exit
                                        """,
                                        "sh"),
                                COMMAND)
                        .text();

        assertThat(printed).startsWith("muster-transport 1 ").endsWith("\nprinted\n");
    }

    @Test
    void the_probe_runs_at_the_lowest_priority_in_the_first_step() {
        needsOwnMounts();

        String printed =
                Shell.within(
                                MOST,
                                script(
                                        firstStep(
                                                ProbeDocument.probe()
                                                        .replace("main \"$@\"", "main uname")
                                                        .replace(
                                                                "s_uname() {",
                                                                "s_uname() {\ntool uname\nnice\nreturn\n")),
                                        """
                                        chroot $root sh /probe.sh </dev/null >/dev/null
                                        cat $root/run/muster-run.*/raw
                                        exit
                                        """,
                                        "sh"),
                                COMMAND)
                        .text();

        assertThat(printed).contains("begin uname uname\n19\n");
    }

    @Test
    void the_first_step_ends_before_the_agent_ends_it() throws IOException {
        assumeTrue(NIGHTLY, "takes 75 seconds: mvn verify -P nightly");
        Path fifo = directory.resolve("fifo");
        Shell.run("mkfifo " + fifo, "sh");
        String run = "0123456789abcdef".repeat(2);
        Duration most =
                Duration.ofSeconds(ProbeDocument.current().steps().getFirst().timeoutSeconds());

        String printed =
                Shell.within(
                                most.minusSeconds(10),
                                firstStep("trap '' TERM; echo printed; read line <" + fifo),
                                List.of("sh"))
                        .text();
        Shell.run(ProbeDocument.current().steps().getLast().script(run), "sh");

        assertThat(printed).startsWith("muster-transport 1 " + run);
    }

    private static String firstStep(String probe) {
        return ProbeDocument.of(probe).steps().getFirst().script("0123456789abcdef".repeat(2));
    }

    @Test
    void a_last_byte_of_zero_spoils_no_marker() {
        ProbeOutput output =
                parsed(
                        Shell.within(
                                MOST,
                                invoking(
                                        ProbeDocument.probe()
                                                .replace(
                                                        "s_uname() {",
                                                        "s_uname() {\ntool uname\nprintf 'x\\0'\nreturn\n"),
                                        "uname",
                                        "meminfo"),
                                List.of("sh")));

        assertThat(output.sections()).containsOnlyKeys("uname", "meminfo");
    }

    @ParameterizedTest
    @CsvSource({"probe-cost.sh, 3, 30", "probe-crowd.sh, 60, 60"})
    void it_costs_what_the_documentation_says(String script, double maxCpu, double maxWall)
            throws IOException {
        assumeTrue(
                ALONE,
                "measures, and so runs alone: -Dmuster.alone=true, as .ci/run does at its end");
        needsOwnMounts();
        double slowness = slowness();
        double cpuHere = maxCpu * slowness;
        double wallHere = maxWall * slowness;
        List<Cost> costs = new ArrayList<>();
        // What else the machine does can only make it dearer: the cheapest run tells what it costs.
        do {
            costs.add(cost(script));
        } while (costs.size() < MAX_RUNS && !costs.getLast().within(cpuHere, wallHere));

        assertThat(costs)
                .anySatisfy(cost -> assertThat(cost.cpuSeconds()).isLessThan(cpuHere))
                .anySatisfy(cost -> assertThat(cost.wallSeconds()).isLessThan(wallHere))
                .allSatisfy(cost -> assertThat(cost.peakMebibytes()).isLessThanOrEqualTo(30))
                .allSatisfy(cost -> assertThat(cost.answerBytes()).isLessThan(14 * 1024));
    }

    /**
     * How many times the CPU that starting 1,000 programs takes on this machine, of what it takes
     * where the documentation's figures were measured; 1 at least.
     */
    private static double slowness() {
        String times =
                Shell.run(
                                "exec /usr/bin/time -o /dev/stdout -f '%U %S' sh -c"
                                        + " 'i=0; while [ $i -lt 1000 ]; do /bin/true; i=$((i + 1)); done'",
                                "sh")
                        .text();
        double seconds = Stream.of(times.strip().split(" ")).mapToDouble(Double::parseDouble).sum();
        return Math.max(1, seconds / STARTS_SECONDS);
    }

    private record Cost(double cpuSeconds, double wallSeconds, int peakMebibytes, int answerBytes) {

        boolean within(double maxCpu, double maxWall) {
            return cpuSeconds < maxCpu && wallSeconds < maxWall;
        }
    }

    private Cost cost(String script) throws IOException {
        Path sent = Files.writeString(directory.resolve("sent.sh"), ProbeDocument.probe());
        Shell.Answer answer =
                Shell.within(
                        Duration.ofMinutes(5),
                        "",
                        List.of(
                                "env",
                                "PROBE=" + sent,
                                "sh",
                                Shell.here("src/test/sh/" + script).toString()));
        assertThat(answer.exitCode()).isZero();
        Matcher figures =
                Pattern.compile(
                                "CPU: +([0-9.]+) s user, ([0-9.]+) s system\\nwall: +([0-9.]+) s\\n"
                                        + "peak memory: (\\d+) MiB.*\\nanswer: .* compressed (\\d+)\\n")
                        .matcher(answer.text());
        assertThat(figures.find()).as(answer.text()).isTrue();
        return new Cost(
                Double.parseDouble(figures.group(1)) + Double.parseDouble(figures.group(2)),
                Double.parseDouble(figures.group(3)),
                Integer.parseInt(figures.group(4)),
                Integer.parseInt(figures.group(5)));
    }

    /** In a build of the day one shell stands for all where a run takes long. */
    static Stream<String> shells() {
        return NIGHTLY ? Stream.of("sh", "bash", "busybox ash") : Stream.of("sh");
    }

    private static final List<String> COMMAND =
            List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh");

    private static void needsOwnMounts() {
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
    }

    /** Puts a program before the others of its name, for {@link #probe()}. */
    private void program(String name, String script) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String probe() {
        return ProbeDocument.probe()
                .replace("PATH=/usr/sbin:", "PATH=%s:/usr/sbin:".formatted(directory));
    }

    private static ProbeOutput within(String shell, String setUp, String... sections) {
        return changed(ProbeDocument.probe(), shell, setUp, sections);
    }

    private static ProbeOutput changed(
            String probe, String shell, String setUp, String... sections) {
        Shell.needs(shell.split(" ", -1)[0]);
        return parsed(Shell.within(MOST, script(probe, setUp, shell, sections), COMMAND));
    }

    private static String script(String probe, String setUp, String shell, String... sections) {
        try {
            return Files.readString(OWN_ROOT)
                    + "\ncat >$root/probe.sh <<'THE_PROBE'\n"
                    + probe
                    + "\nTHE_PROBE\n"
                    + setUp
                    + "\nprobe "
                    + shell
                    + " /probe.sh "
                    + String.join(" ", sections)
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String invoking(String probe, String... sections) {
        return probe.replace("main \"$@\"", "main " + String.join(" ", sections));
    }

    private static ProbeOutput parsed(Shell.Answer answer) {
        return known(ProbeOutput.parse(answer.text().getBytes(StandardCharsets.UTF_8)));
    }

    private static GuestFacts guest(ProbeOutput output) {
        assertThat(output.complete()).isTrue();
        return GuestReader.read(output);
    }

    private static <T> T known(Fact<T> fact) {
        assertThat(fact).isInstanceOf(Known.class);
        return ((Known<T>) fact).value();
    }
}
