package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.probe.ProbeOutput.Section;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the probe for real. What walks through the disk runs in mounts of its own, so that it does
 * not depend on what else this machine holds.
 */
@Tag("slow")
@ExtendWith(OneProbeAtATime.class)
@Isolated("looks for directories that a run of the probe left")
class ProbeTest {

    /** Sections that may wait for a name server, or walk through the disk. */
    private static final Set<String> SLOW =
            Set.of("big-directories", "name-resolution", "elf-foreign", "libraries");

    /** Sections whose answer is the same a moment later. */
    private static final Set<String> STEADY =
            Set.of(
                    "uname",
                    "proc-version",
                    "hostnamectl",
                    "os-release",
                    "mounts",
                    "blocks",
                    "ebs-serials",
                    "host-addresses",
                    "routes",
                    "resolv-conf",
                    "failed-logins",
                    "syslog",
                    "logrotate-conf",
                    "logrotate-state",
                    "log-sizes",
                    "elf-foreign",
                    "packages",
                    "libraries",
                    "reboot-required");

    /** Sections of which a moment later the numbers are others. */
    private static final Set<String> NUMBERS =
            Set.of(
                    "lscpu",
                    "filesystems",
                    "inodes",
                    "addresses",
                    "executables",
                    "modules",
                    "processes",
                    "meminfo");

    private static final List<String> QUICK =
            ProbeSection.all().stream()
                    .map(ProbeSection::name)
                    .filter(name -> !SLOW.contains(name))
                    .toList();

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "busybox ash"})
    void it_answers_in_every_shell(String shell) {
        List<String> command = words(shell);
        Shell.needs(command.getFirst());
        Set<String> before = Shell.leftovers();

        ProbeOutput output = probe(command, QUICK);

        assertThat(output.complete()).isTrue();
        assertThat(output.sections().keySet()).containsExactlyElementsOf(QUICK);
        assertThat(known(output, "uname").text()).startsWith("Linux ");
        assertThat(known(output, "filesystems").text()).contains("Mounted on");
        assertThat(known(output, "executables").text()).containsPattern("exe\t\\d+\t\\d+\t\\d+\t");
        assertThat(known(output, "meminfo").text()).startsWith("MemTotal:");
        assertThat(known(output, "processes").text()).containsPattern("count\t\\d+");
        assertThat(before).containsAll(Shell.leftovers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox ash"})
    void the_one_in_the_document_answers_as_the_readable_one(String shell) {
        Shell.needs("unshare");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        Shell.needs(words(shell).getFirst());
        Shell.needs("python3");
        List<String> sections = new ArrayList<>(QUICK);
        sections.addAll(List.of("elf-foreign", "libraries"));
        String here =
                """
                cd /
                for place in /* /usr/local /var/www /var/log; do
                    case $place in /bin | /boot | /dev | /etc | /lib* | /proc | /sbin | /sys | /tmp | /usr | /var) continue ;; esac
                    [ ! -d $place ] || [ -L $place ] || mount -t tmpfs tmpfs $place || exit 1
                done
                case $(uname -m) in x86_64) other='\\267' ;; *) other='\\076' ;; esac
                elf() {
                    { printf '\\177ELF\\002\\001\\001'; head -c 9 /dev/zero; printf '\\002\\000'"$other"'\\000'; head -c 200 /dev/zero; } >"$1"
                    chmod 755 "$1"
                }
                mkdir -p /opt/app/lib /srv/x-1.dist-info
                elf /opt/app/program
                elf /opt/app/lib/libx.so
                elf /opt/app/addon.node
                printf 'Tag: cp312-cp312-manylinux_2_17_x86_64\\n%64s' '' >/srv/x-1.dist-info/WHEEL
                python3 -c 'import zipfile; zipfile.ZipFile("/opt/app/app.jar", "w").writestr("linux/libnative.so", open("/opt/app/program", "rb").read())'
                now=$(env -u TZ date '+%b %e %H:%M:%S')
                printf "$now web sshd[1]: Failed password for invalid user u%d from 203.0.113.%d port 7 ssh2\\n" \
                    1 1 2 2 3 2 >/var/log/auth.log
                echo 'Nov 30 04:00:00 web app: out of memory' >/var/log/syslog
                touch -d @1700000000 /var/log/* /opt /opt/*
                sleep 60 </dev/null >/dev/null 2>&1 &
                """;
        List<String> command =
                concat(
                        List.of(
                                "unshare",
                                "--mount",
                                "--pid",
                                "--fork",
                                "--kill-child",
                                "--mount-proc"),
                        words(shell));

        CompletableFuture<ProbeOutput> beside =
                CompletableFuture.supplyAsync(
                        () ->
                                parsed(
                                        Shell.run(
                                                here
                                                        + invoking(
                                                                Unhurried.of(ProbeDocument.probe()),
                                                                sections),
                                                command)));
        ProbeOutput sent =
                parsed(
                        Shell.run(
                                here
                                        + invoking(
                                                Unhurried.of(ProbeDocument.sentProbe()) + "\n",
                                                sections),
                                command));
        ProbeOutput readable = beside.join();

        assertThat(sent.complete()).isTrue();
        assertThat(sent.sections().keySet()).isEqualTo(readable.sections().keySet());
        for (Section said : readable.sections().values()) {
            assertThat(sent.sections().get(said.name()))
                    .as(said.name())
                    .extracting(Section::tool, Section::exitCode, Section::state, this::comparable)
                    .containsExactly(said.tool(), said.exitCode(), said.state(), comparable(said));
        }
        assertThat(known(readable, "libraries").text())
                .contains("in\t", "code\t", "wheel\t", "node\t", "native\t");
        assertThat(known(readable, "elf-foreign").text()).contains("/opt/app/program");
        assertThat(known(readable, "failed-logins").text()).contains("source\t2\t203.0.113.2");
    }

    /** What does not change by the moment: all of an answer, how its lines begin, or nothing. */
    private Object comparable(Section section) {
        if (STEADY.contains(section.name())) {
            return section.text();
        }
        if (!NUMBERS.contains(section.name())) {
            return "";
        }
        return section.text()
                .lines()
                .map(line -> line.strip().split("[\\s:=]", 2)[0].replaceAll("\\d+", "0"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void an_ordinary_user_learns_less_and_needs_no_right() {
        Shell.needs("setpriv");
        assumeTrue(Shell.isRoot(), "needs root to become another user");
        List<String> nobody =
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh");
        Set<String> before = Shell.leftovers();

        ProbeOutput output = probe(nobody, QUICK);

        assertThat(output.userId()).isEqualTo(65_534);
        assertThat(output.complete()).isTrue();
        assertThat(known(output, "os-release").whole()).isTrue();
        assertThat(before).containsAll(Shell.leftovers());
    }

    @Test
    void ended_from_outside_it_still_cleans_up() throws Exception {
        Set<String> before = Shell.leftovers();
        Path script = Files.createTempFile("probe", ".sh");
        try {
            Files.writeString(script, ProbeDocument.probe());
            Process process = Shell.start(List.of("sh", script.toString()));
            try (BufferedReader out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(out.readLine()).startsWith("#muster-probe 1 ");
                process.toHandle().destroy();
                out.transferTo(Writer.nullWriter());
            }

            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            Files.delete(script);
        }
        assertThat(before).containsAll(Shell.leftovers());
    }

    @Test
    void a_process_cannot_forge_a_marker_by_its_name(@TempDir Path directory) throws Exception {
        Path evil =
                directory.resolve("x\n@0123456789abcdef end executables 0 0 ok\n' \"$(id)`id`;");
        Files.copy(Path.of("/bin/sleep"), evil);
        Process sleeper = new ProcessBuilder(evil.toString(), "60").start();
        try {
            ProbeOutput output = probe(List.of("sh"), List.of("executables", "processes"));

            assertThat(output.complete()).isTrue();
            assertThat(known(output, "executables").text())
                    .contains("x\\012@0123456789abcdef end executables 0 0 ok\\012' \"$(id)`id`;");
        } finally {
            sleeper.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox ash"})
    void a_program_of_another_architecture_is_known_by_its_header(String shell) {
        Shell.needs("unshare");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        Shell.needs(words(shell).getFirst());
        String here =
                """
                for place in /opt /root /home /usr/local /srv /var/www /data; do
                    [ ! -d $place ] || mount -t tmpfs tmpfs $place || exit 1
                done
                case $(uname -m) in x86_64) other='\\267' ;; *) other='\\076' ;; esac
                elf() {
                    { printf '\\177ELF\\002\\001\\001'; head -c 9 /dev/zero; printf '\\002\\000'"$other"'\\000'; head -c 200 /dev/zero; } >"$1"
                    chmod 755 "$1"
                }
                mkdir -p /opt/node_exporter-1.1.2.linux-amd64 /srv/app
                elf /opt/node_exporter-1.1.2.linux-amd64/node_exporter
                cd /srv/app
                elf ./-rf
                elf "./it's \\"quoted\\" \\$(touch pwned)\\`touch pwned\\`"
                elf './line
                feed'
                printf '#!/bin/sh\\nexit\\n%64s' '' >./script
                printf '\\177ELF' >./short
                chmod 755 ./script ./short
                cd /
                """;

        ProbeOutput output =
                parsed(
                        Shell.run(
                                here + invoking(List.of("elf-foreign", "libraries")),
                                concat(List.of("unshare", "--mount"), words(shell))));

        Section foreign = known(output, "elf-foreign");
        assertThat(foreign.text())
                .containsPattern(
                        "elf\t(62|183)\t/opt/node_exporter-1.1.2.linux-amd64/node_exporter\n")
                .contains("\t/srv/app/-rf\n")
                .contains("\t/srv/app/it's \"quoted\" $(touch pwned)`touch pwned`\n")
                .doesNotContain("feed", "script", "short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox ash"})
    void a_brute_force_of_thousands_is_counted_by_source_within_a_day(String shell) {
        Shell.needs("unshare");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        Shell.needs(words(shell).getFirst());
        String here =
                """
                mount -t tmpfs tmpfs /var/log
                mount -t tmpfs tmpfs /run
                line() { awk -v d="$1" -v n="$2" -v from="$3" 'BEGIN { for (i = 0; i < n; i++)
                    print d " web sshd[1]: Failed password for invalid user u" i " from " from " port " i " ssh2" }'; }
                long_ago=$(env -u TZ date -d @$(($(date +%s) - 400000)) '+%b %e %H:%M:%S')
                just_now=$(env -u TZ date '+%b %e %H:%M:%S')
                { line "$long_ago" 300 198.51.100.9; line "$just_now" 5000 203.0.113.200; } >/var/log/auth.log
                printf '%s web sshd[2]: Failed password for invalid user x from 10.9.9.9 port 1 from 192.0.2.9 port 7 ssh2\\n' \
                    "$just_now" >>/var/log/auth.log
                """;

        ProbeOutput output =
                parsed(
                        Shell.run(
                                here + invoking(List.of("failed-logins")),
                                concat(List.of("unshare", "--mount"), words(shell))));

        assertThat(known(output, "failed-logins").text())
                .isEqualTo(
                        """
                        source\t5000\t203.0.113.200
                        source\t1\t192.0.2.9
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox ash"})
    void what_is_private_does_not_leave_the_guest(String shell) {
        Shell.needs("unshare");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        Shell.needs(words(shell).getFirst());
        String here =
                """
                for place in /var/log /run /srv /mnt; do mount -t tmpfs tmpfs $place || exit 1; done
                mkdir -p /etc/logrotate.d
                mount -t tmpfs -o size=1m tmpfs /etc/logrotate.d
                cat >/etc/logrotate.d/app <<'CONF'
                # PRIVATE comment
                "/var/log/my app.log" /var/log/app/*.log
                {
                    size=100k
                    rotate 5
                    mail PRIVATE@example.com
                    postrotate
                        curl -H 'X-Api-Key: PRIVATE' https://u:PRIVATE@hook.example/?t=PRIVATE
                    endscript
                    compresscmd /opt/zip --key PRIVATE
                }
                CONF
                chmod 600 /etc/logrotate.d/app
                mount -t tmpfs -o size=1m //bob:PRIVATE@nas/share /mnt
                cat >/srv/lsblk <<'LSBLK'
                #!/bin/sh
                case $* in
                *-J*) echo '{"blockdevices": [{"name":"nvme0n1","type":"disk","serial":"vol0123456789abcdef0"},
                    {"name":"nvme1n1","type":"disk","serial":"AWSPRIVATE"}]}' ;;
                esac
                LSBLK
                chmod 755 /srv/lsblk
                mount --bind /srv/lsblk /usr/bin/lsblk
                now=$(env -u TZ date '+%b %e %H:%M:%S')
                echo "$now web sshd[1]: Failed password for invalid user PRIVATE from 203.0.113.7 port 7 ssh2" >/var/log/auth.log
                cat >/var/log/syslog <<LOG
                $now web app[1]: error: login failed: password=PRIVATE token: PRIVATE
                $now web sshd[1]: error: PAM: Authentication failure for PRIVATE from 203.0.113.7
                LOG
                ln -s /etc/hostname /var/log/link
                """;

        ProbeOutput output =
                parsed(
                        Shell.run(
                                here
                                        + invoking(
                                                List.of(
                                                        "filesystems",
                                                        "mounts",
                                                        "blocks",
                                                        "failed-logins",
                                                        "syslog",
                                                        "logrotate-conf",
                                                        "log-sizes")),
                                concat(List.of("unshare", "--mount"), words(shell))));

        assertThat(output.complete()).isTrue();
        assertThat(output.sections().values().stream().map(Section::text))
                .allSatisfy(text -> assertThat(text).doesNotContain("PRIVATE"));
        assertThat(known(output, "mounts").text())
                .containsPattern("(?m)^//nas/share /mnt tmpfs rw,[a-z,]+ 0 0$");
        assertThat(known(output, "filesystems").text()).contains("//nas/share ");
        assertThat(known(output, "blocks").text())
                .contains("\"vol0123456789abcdef0\"", "\"serial\":null");
        assertThat(known(output, "failed-logins").text()).isEqualTo("source\t1\t203.0.113.7\n");
        assertThat(known(output, "syslog").text()).contains("web app[1]: error: login failed: ");
        assertThat(known(output, "logrotate-conf").text())
                .contains(
                        """
                        ==> /etc/logrotate.d/app <==
                        "/var/log/my app.log" /var/log/app/*.log
                        {
                         size=100k
                         rotate 5
                         mail x
                        postrotate
                         endscript
                         compresscmd x x x
                        }
                        """);
        assertThat(known(output, "log-sizes").text()).doesNotContain("/var/log/link");
    }

    @Test
    void rpm_names_the_package_that_brought_a_program() {
        Shell.needs("unshare");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        Shell.needs("rpmbuild");
        String here =
                """
                for place in /var/lib/dpkg /var/lib/rpm /srv /mnt; do mount -t tmpfs tmpfs $place || exit 1; done
                export HOME=/mnt
                cd /mnt
                cat >s.spec <<'SPEC'
                Name: sleeper
                Version: 1.2
                Release: 3
                Summary: sleeps
                License: MIT
                AutoReqProv: no
                %define debug_package %{nil}
                %define __strip /bin/true
                %define _build_id_links none
                %description
                Sleeps.
                %install
                mkdir -p %{buildroot}/srv/rpm
                cp /bin/sleep "%{buildroot}/srv/rpm/sleeper one"
                %files
                "/srv/rpm/sleeper one"
                SPEC
                rpmbuild --define '_topdir /mnt/top' -bb s.spec </dev/null >/dev/null 2>&1 || exit 1
                rpm --initdb </dev/null && rpm -i --nodeps --ignorearch top/RPMS/*/*.rpm </dev/null 2>/dev/null || exit 1
                cp /bin/sleep /srv/byhand
                cd /
                "/srv/rpm/sleeper one" 60 </dev/null >/dev/null 2>&1 &
                /srv/byhand 60 </dev/null >/dev/null 2>&1 &
                """;

        ProbeOutput output =
                parsed(
                        Shell.run(
                                here + invoking(List.of("executables", "packages")),
                                "unshare",
                                "--mount",
                                "--pid",
                                "--fork",
                                "--kill-child",
                                "--mount-proc",
                                "sh"));

        assertThat(known(output, "executables").text())
                .containsPattern("exe\t\\d+\t1\t\\d+\tsleeper\t-\t/srv/rpm/sleeper one\n")
                .containsPattern("exe\t\\d+\t1\t\\d+\t-\t-\t/srv/byhand\n");
        assertThat(known(output, "packages").text()).startsWith("count\t1\nsleeper\t");
    }

    @Test
    void without_a_journal_and_logs_nothing_is_said_to_be_free_of_faults() {
        Shell.needs("unshare");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        String here =
                """
                mount -t tmpfs tmpfs /var/log
                mount -t tmpfs tmpfs /run
                """;

        ProbeOutput output =
                parsed(
                        Shell.run(
                                here + invoking(List.of("failed-logins", "journal", "syslog")),
                                "unshare",
                                "--mount",
                                "sh"));

        for (String section : List.of("failed-logins", "journal", "syslog")) {
            assertThat(output.section(section)).as(section).isInstanceOf(Missing.class);
        }
    }

    @Test
    void a_tool_that_hangs_is_ended_and_gives_way_to_the_next() {
        Shell.needs("lscpu");
        Shell.needs("unshare");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        String here =
                """
                mount -t tmpfs tmpfs /srv
                printf '#!/bin/sh\\nsleep 300\\n' >/srv/slow
                printf '#!/bin/sh\\nexit 1\\n' >/srv/broken
                chmod 755 /srv/slow /srv/broken
                mount --bind /srv/slow /usr/bin/lscpu
                mount --bind /srv/slow /usr/bin/getent
                """;

        CompletableFuture<ProbeOutput> beside =
                CompletableFuture.supplyAsync(
                        () ->
                                parsed(
                                        Shell.run(
                                                here
                                                        + "mount --bind /srv/broken /usr/bin/timeout\n"
                                                        + invoking(List.of("lscpu", "uname")),
                                                "unshare",
                                                "--mount",
                                                "sh")));
        ProbeOutput output =
                parsed(
                        Shell.run(
                                here + invoking(List.of("lscpu", "name-resolution")),
                                "unshare",
                                "--mount",
                                "sh"));
        ProbeOutput watched = beside.join();

        assertThat(known(output, "lscpu").tool()).isEqualTo("cpuinfo");
        assertThat(output.sections().get("name-resolution"))
                .extracting(Section::tool, Section::exitCode)
                .containsExactly("getent", Section.TIME_WAS_UP);
        assertThat(known(watched, "lscpu").tool()).isEqualTo("cpuinfo");
        assertThat(known(watched, "uname").whole()).isTrue();
    }

    private static ProbeOutput probe(List<String> shell, List<String> sections) {
        return parsed(Shell.run(invoking(sections), shell));
    }

    private static String invoking(List<String> sections) {
        return invoking(ProbeDocument.probe(), sections);
    }

    private static String invoking(String probe, List<String> sections) {
        return probe.replace("main \"$@\"", "main " + String.join(" ", sections));
    }

    private static ProbeOutput parsed(Shell.Answer answer) {
        Fact<ProbeOutput> fact = ProbeOutput.parse(answer.text().getBytes(StandardCharsets.UTF_8));
        assertThat(fact).isInstanceOf(Known.class);
        return ((Known<ProbeOutput>) fact).value();
    }

    private static Section known(ProbeOutput output, String name) {
        Fact<Section> section = output.section(name);
        assertThat(section).as(name).isInstanceOf(Known.class);
        return ((Known<Section>) section).value();
    }

    private static List<String> words(String command) {
        return List.of(command.split(" ", -1));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
