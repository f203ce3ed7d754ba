package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.ClockSync;
import io.muster.readiness.probe.ProbeOutput.Section;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the probe leaves as it is: databases whose readers hold locks, and services and directories
 * that a tool would start or make in order to answer. Each run has mounts and processes of its own.
 */
@Tag("slow")
@ExtendWith(OneProbeAtATime.class)
@Isolated("measures what the probe waits for")
class HarmlessProbeTest {

    private static final Path DATABASE = Shell.here("src/test/resources/rpm/berkeley-db.tar.gz");

    /** Programs that note that they were called, where the probe looks for programs first. */
    private static final String NOTING =
            """
            mkdir -p /srv/up /srv/sbin
            cp -a /usr/sbin/. /srv/sbin
            for name in docker podman nerdctl crictl hostnamectl timedatectl; do
                rm -f /srv/sbin/$name
                printf '#!/bin/sh\\necho %s >>/srv/asked\\n' $name >/srv/sbin/$name
                chmod 755 /srv/sbin/$name
            done
            mount --bind /srv/sbin /usr/sbin
            : >/srv/asked
            """;

    /** A process of this name, until the test's processes are ended. */
    private static final String RUNNING =
            """
            running() { cp /bin/sleep /srv/up/$1; /srv/up/$1 60 </dev/null >/dev/null 2>&1 & sleep .2; }
            """;

    /** The one that hangs starts no process: a forked one is counted as rpm until it is another. */
    @Test
    void an_rpm_that_hangs_is_asked_to_end_and_never_killed() {
        needs("busybox ash", "rpmbuild");
        String here =
                """
                mkdir -p /var/lib/rpm
                mkfifo /srv/silent
                cat >/srv/hangs <<'HANGS'
                #!/bin/sh
                trap 'echo asked >>/srv/said' TERM
                echo started >>/srv/said
                while :; do read -r never <>/srv/silent; done
                HANGS
                chmod 755 /srv/hangs
                mount --bind /srv/hangs /usr/bin/rpm
                """;
        List<String> sections = List.of("reboot-required");
        String after = "cat /proc/[0-9]*/comm | grep -c -x rpm; uniq /srv/said";

        CompletableFuture<Ran> beside =
                CompletableFuture.supplyAsync(() -> run("busybox ash", here, sections, after));
        Ran ran = run("sh", here, sections, after);
        Ran busybox = beside.join();

        for (Ran each : List.of(ran, busybox)) {
            assertThat(each.section("reboot-required"))
                    .extracting(Section::tool, Section::exitCode)
                    .containsExactly("rpm", Section.TIME_WAS_UP);
            assertThat(each.after()).isEqualTo("1\nstarted\nasked\n");
        }
    }

    @Test
    void what_an_rpm_said_before_it_was_asked_to_end_is_partial() {
        needs("sh", "rpmbuild");
        String here =
                """
                mount -t tmpfs tmpfs /var/lib/dpkg
                mkdir -p /var/lib/rpm
                printf '#!/bin/sh\\nprintf "a\\\\t1\\\\tx86_64\\\\tV\\\\n"\\nexec /srv/rpm-waits 60\\n' >/srv/slow
                chmod 755 /srv/slow
                cp /bin/sleep /srv/rpm-waits
                mount --bind /srv/slow /usr/bin/rpm
                """;

        Ran ran =
                run(
                        "sh",
                        here,
                        List.of("packages"),
                        "cat /proc/[0-9]*/comm | grep -c -x rpm-waits");

        assertThat(ran.section("packages").exitCode()).isEqualTo(Section.TIME_WAS_UP);
        assertThat(ran.section("packages").text()).contains("a\t-\tx86_64");
        assertThat(ran.after()).isEqualTo("0\n");
    }

    /** Berkeley DB's readers lock in files beside it, which here must not come to be. */
    @Test
    void the_old_database_of_rpm_is_read_through_links() {
        needs("sh", "rpmbuild");
        String here =
                """
                mount -t tmpfs tmpfs /var/lib/dpkg
                mkdir -p /var/lib/rpm
                mount -t tmpfs tmpfs /var/lib/rpm
                tar xzf '%s' -C /var/lib/rpm
                ls -lA --time-style=full-iso /var/lib/rpm >/srv/before
                mkdir /srv/rpm
                cp /bin/sleep '/srv/rpm/sleeper one'
                cp /bin/sleep '/srv/rpm/sleeper two'
                '/srv/rpm/sleeper one' 60 </dev/null >/dev/null 2>&1 &
                '/srv/rpm/sleeper two' 60 </dev/null >/dev/null 2>&1 &
                """
                        .formatted(DATABASE.toAbsolutePath());

        Ran ran =
                run(
                        "sh",
                        here,
                        List.of("executables", "packages"),
                        "ls -lA --time-style=full-iso /var/lib/rpm | cmp - /srv/before && echo same");

        assertThat(ran.section("packages").text()).startsWith("count\t1\nsleeper\t");
        assertThat(ran.section("executables").text())
                .containsPattern("\tsleeper\t-\t/srv/rpm/sleeper one\n")
                .containsPattern("\t-\t-\t/srv/rpm/sleeper two\n");
        assertThat(ran.after()).isEqualTo("same\n");
    }

    /** An engine that has not worked since the start would make its storage or be started. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing runs          | :",
                "docker                | running dockerd",
                "podman                | mkdir -p /run/libpod",
                "nerdctl               | mkdir -p /var/lib/nerdctl",
                "crictl                | running crio",
            })
    void only_an_engine_with_containers_is_asked(String asked, String state) {
        needs("sh", "unshare");
        String here =
                """
                mount -t tmpfs tmpfs /var/lib
                """;

        Ran ran =
                run(
                        "sh",
                        NOTING + RUNNING + here + state + "\n",
                        List.of("containers"),
                        "sort -u /srv/asked");

        assertThat(ran.after()).isEqualTo(asked.equals("nothing runs") ? "" : asked + "\n");
    }

    @Test
    void services_that_are_started_to_answer_are_not_asked() {
        needs("sh", "unshare");

        Ran ran = run("sh", NOTING, List.of("hostnamectl", "clock"), "cat /srv/asked");

        assertThat(ran.after()).isEmpty();
        assertThat(ran.section("hostnamectl").text()).contains("machine:", "PRETTY_NAME=");
    }

    @Test
    void without_a_time_service_nothing_keeps_the_clock_right() {
        needs("sh", "unshare");

        Ran ran = run("sh", NO_CLOCK, List.of("clock"), "");

        assertThat(ran.fact(ProbeSection.CLOCK)).isEqualTo(new ClockSync(false, null, null, false));
    }

    @Test
    void a_time_service_that_says_nothing_is_unknown() {
        needs("sh", "unshare");

        Ran ran = run("sh", NO_CLOCK + RUNNING + "running phc2sys\n", List.of("clock"), "");

        assertThat(ran.output().section("clock")).isInstanceOf(Fact.Missing.class);
    }

    @Test
    void timesyncd_says_by_a_file_when_it_was_answered() {
        needs("sh", "unshare");
        String mark = "mkdir -p /run/systemd/timesync; touch /run/systemd/timesync/synchronized\n";
        String longAgo = "touch -d @1700000000 /run/systemd/timesync/synchronized\n";

        assertThat(run("sh", NO_CLOCK + mark, List.of("clock"), "").fact(ProbeSection.CLOCK))
                .isEqualTo(new ClockSync(true, null, null, true));
        assertThat(
                        run("sh", NO_CLOCK + mark + longAgo, List.of("clock"), "")
                                .fact(ProbeSection.CLOCK))
                .isEqualTo(new ClockSync(false, null, null, true));
    }

    /** Without the tools that would answer first, where they are. */
    private static final String NO_CLOCK =
            """
            for tool in chronyc ntpq adjtimex; do
                at=$(command -v $tool) && mount --bind /bin/false "$at"
            done
            """;

    /** What a run of the probe printed, and a command after it. */
    private record Ran(ProbeOutput output, String after) {

        Section section(String name) {
            return Objects.requireNonNull(output.sections().get(name), name);
        }

        <T> T fact(ProbeSection<T> section) {
            Fact<T> fact = section.of(output);
            assertThat(fact).isInstanceOf(Known.class);
            return ((Known<T>) fact).value();
        }
    }

    private static Ran run(String shell, String here, List<String> sections, String after) {
        String probe =
                ProbeDocument.probe().replace("main \"$@\"", "main " + String.join(" ", sections));
        String script =
                """
                mount -t tmpfs tmpfs /srv
                mount -t tmpfs tmpfs /run
                mkdir -p /srv/up
                cd /
                %s
                cat >/srv/probe.sh <<'PROBE'
                %sPROBE
                %s /srv/probe.sh
                echo '--- after'
                %s
                """
                        .formatted(here, probe, shell, after);
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
        command.addAll(List.of("--kill-child", "--mount-proc", "sh"));
        String[] parts = Shell.run(script, command).text().split("--- after\n", 2);
        Fact<ProbeOutput> output = ProbeOutput.parse(parts[0].getBytes(StandardCharsets.UTF_8));
        assertThat(output).isInstanceOf(Known.class);
        return new Ran(((Known<ProbeOutput>) output).value(), parts[1]);
    }

    private static void needs(String shell, String program) {
        Shell.needs("unshare");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        Shell.needs(shell.split(" ", 2)[0]);
        Shell.needs(program);
    }
}
