package io.muster.cli.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.muster.cli.fixture.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher under real shells, with a Java and a Maven that only say how they were called. */
class LauncherTest {

    private static final String NO_ANSWER = "";

    @TempDir private Path folder = Path.of(NO_ANSWER);
    private Path house = folder;
    private Path jdk = folder;
    private Path bin = folder;

    @BeforeEach
    void layOutAClone() throws IOException {
        house = Files.createDirectories(folder.resolve("a clone"));
        Files.copy(Golden.repository().resolve("muster"), house.resolve("muster"));
        assertThat(house.resolve("muster").toFile().setExecutable(true)).isTrue();
        Files.createDirectories(house.resolve("functions/cli/src/main"));
        Files.writeString(house.resolve("pom.xml"), "<project/>");
        Files.writeString(house.resolve("functions/cli/pom.xml"), "<project/>");
        bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool :
                List.of(
                        "sh",
                        "cksum",
                        "ls",
                        "readlink",
                        "sed",
                        "head",
                        "tail",
                        "find",
                        "mkdir",
                        "rm",
                        "mv",
                        "touch",
                        "cat",
                        "stty",
                        "sleep",
                        "uname")) {
            link(tool);
        }
        jdk = java("jdk", "21.0.4");
        program(
                bin.resolve("mvn"),
                """
                echo "mvn $*" >>"$LOG"
                echo "JAVA_HOME=$JAVA_HOME" >>"$LOG"
                [ -z "${MVN_FAILS:-}" ] || { echo 'cannot find symbol'; exit 1; }
                mkdir -p functions/cli/target
                : >functions/cli/target/muster-cli.jar
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "zsh"})
    void a_fresh_clone_is_built_once_and_then_only_run(String shell)
            throws IOException, InterruptedException {
        if (which(shell).isEmpty()) {
            String advice = "%1$s is not on this machine: apt-get install %1$s".formatted(shell);
            assertThat(System.getenv("CI")).as(advice).isNotEqualTo("true");
            abort(advice);
        }

        Said first = muster(shell, Map.of("JAVA_HOME", jdk.toString()), "checks", "a b", "결제");
        Said second = muster(shell, Map.of("JAVA_HOME", jdk.toString()), "checks");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).contains("building");
        assertThat(first.out()).contains("<checks><a b><결제>");
        assertThat(first.log())
                .contains("package -pl functions/cli -am")
                .contains("JAVA_HOME=" + jdk);
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("<checks>");
        assertThat(second.log()).isEqualTo(first.log());
    }

    @Test
    void a_newer_source_is_built_again() throws IOException, InterruptedException {
        muster("sh", Map.of("JAVA_HOME", jdk.toString()));
        Path source = house.resolve("functions/cli/src/main/New.java");
        Files.writeString(source, "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        Said again = muster("sh", Map.of("JAVA_HOME", jdk.toString()));

        assertThat(again.err()).contains("building");
    }

    @Test
    void the_exit_code_is_that_of_the_command() throws IOException, InterruptedException {
        assertThat(muster("sh", Map.of("JAVA_HOME", jdk.toString(), "JAVA_EXITS", "3")).exit())
                .isEqualTo(3);
    }

    @Test
    void a_symbolic_link_elsewhere_leads_home() throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("m"), Path.of("../a clone/muster"));

        Said said =
                run(List.of(link.toString(), "x"), elsewhere, Map.of("JAVA_HOME", jdk.toString()));

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).contains("-Dmuster.home=" + house.toRealPath());
    }

    @Test
    void an_old_java_home_is_passed_over_for_the_one_on_the_path()
            throws IOException, InterruptedException {
        Path old = java("old", "17.0.9");
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));

        Said said = muster("sh", Map.of("JAVA_HOME", old.toString()), "x");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).contains("java of jdk ");
    }

    @Test
    void a_jre_cannot_build_and_says_what_to_install() throws IOException, InterruptedException {
        Files.delete(jdk.resolve("bin/javac"));

        Said said = muster("sh", Map.of("JAVA_HOME", jdk.toString()));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("has no compiler").contains("Install a JDK");
    }

    @Test
    void without_maven_it_says_how_to_get_it() throws IOException, InterruptedException {
        Files.delete(bin.resolve("mvn"));

        Said said = muster("sh", Map.of("JAVA_HOME", jdk.toString()));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .contains("Maven (mvn) was not found in PATH")
                .contains("apt-get install maven");
    }

    @Test
    void a_build_that_fails_shows_why_and_leaves_no_lock()
            throws IOException, InterruptedException {
        Said said = muster("sh", Map.of("JAVA_HOME", jdk.toString(), "MVN_FAILS", "1"));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("cannot find symbol").contains("the build failed");
        assertThat(house.resolve("functions/cli/target/muster.lock")).doesNotExist();
        assertThat(muster("sh", Map.of("JAVA_HOME", jdk.toString())).exit()).isZero();
    }

    @Test
    void a_release_is_run_without_a_compiler_and_keeps_nothing_in_its_folder()
            throws IOException, InterruptedException {
        Files.delete(jdk.resolve("bin/javac"));
        Files.delete(bin.resolve("mvn"));
        Files.delete(house.resolve("pom.xml"));
        Files.writeString(house.resolve("muster-cli.jar"), "");
        Path caches = folder.resolve("caches");

        Said said =
                muster(
                        "sh",
                        Map.of("JAVA_HOME", jdk.toString(), "XDG_CACHE_HOME", caches.toString()),
                        "checks");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("<-jar><" + house.resolve("muster-cli.jar"))
                .contains(
                        "<-XX:SharedArchiveFile=" + caches.resolve("a clone/muster-short-21.jsa"));
        assertThat(house.resolve("functions/cli/target")).doesNotExist();
    }

    @Test
    void a_scan_has_an_archive_of_its_own() throws IOException, InterruptedException {
        Map<String, String> java = Map.of("JAVA_HOME", jdk.toString());

        assertThat(muster("sh", java, "checks").out()).contains("/muster-short-21.jsa>");
        assertThat(muster("sh", java, "scan").out()).contains("/muster-long-21.jsa>");
        assertThat(muster("sh", java, "scan", "--help").out()).contains("/muster-short-21.jsa>");
    }

    @Test
    void a_java_of_25_keeps_classes_linked_and_one_of_21_is_not_asked_to()
            throws IOException, InterruptedException {
        Path newer = java("newer", "25.0.1");

        assertThat(muster("sh", Map.of("JAVA_HOME", newer.toString()), "checks").out())
                .contains("/muster-short-25.aot>", "<-XX:AOTCache=")
                .doesNotContain("SharedArchiveFile");
        assertThat(muster("sh", Map.of("JAVA_HOME", jdk.toString()), "checks").out())
                .contains("<-XX:SharedArchiveFile=")
                .doesNotContain("AOTCache", "CompactObjectHeaders");
    }

    /**
     * Half as many lines a second come out of code that is compiled by what the archive says, and a
     * small scan takes a seventh more.
     */
    @Test
    void the_profiles_of_an_archive_of_25_are_left_where_they_mislead()
            throws IOException, InterruptedException {
        Map<String, String> newer = Map.of("JAVA_HOME", java("newer", "25.0.1").toString());

        assertThat(muster("sh", newer, "logs").out())
                .contains("<-XX:TieredStopAtLevel=4><-XX:+Unlock", "<-XX:-AOTReplayTraining>");
        assertThat(muster("sh", newer, "scan").out())
                .contains("<-XX:TieredStopAtLevel=1>", "<-XX:+Unlock", "<-XX:-AOTReplayTraining>");
        assertThat(muster("sh", Map.of("JAVA_HOME", jdk.toString()), "logs").out())
                .contains("<-XX:TieredStopAtLevel=4>")
                .doesNotContain("AOTReplayTraining");
    }

    @Test
    void an_archive_is_made_once() throws IOException, InterruptedException {
        Map<String, String> java = Map.of("JAVA_HOME", jdk.toString());

        assertThat(archivesMade(muster("sh", java, "checks"))).isEqualTo(1);
        assertThat(archivesMade(muster("sh", java, "checks"))).isEqualTo(1);
    }

    @Test
    void the_archive_of_another_java_of_the_same_version_is_not_used()
            throws IOException, InterruptedException {
        Path other = java("other", "21.0.4");
        muster("sh", Map.of("JAVA_HOME", jdk.toString()), "checks");

        Said said = muster("sh", Map.of("JAVA_HOME", other.toString()), "checks");

        assertThat(archivesMade(said)).isEqualTo(2);
        assertThat(said.log()).contains("other makes an archive");
    }

    @Test
    void the_archive_of_another_jar_is_not_used() throws IOException, InterruptedException {
        Map<String, String> java = Map.of("JAVA_HOME", jdk.toString());
        Path jar = house.resolve("functions/cli/target/muster-cli.jar");
        muster("sh", java, "checks");
        FileTime time = Files.getLastModifiedTime(jar);
        Files.writeString(jar, "another");
        Files.setLastModifiedTime(jar, time);

        assertThat(archivesMade(muster("sh", java, "checks"))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"a newer jar, 60, same", "another jar of the same time, 0, another"})
    void the_archive_of_other_libraries_is_not_used(String what, int seconds, String content)
            throws IOException, InterruptedException {
        Map<String, String> java = Map.of("JAVA_HOME", jdk.toString());
        muster("sh", java, "checks");
        Path library = house.resolve("functions/cli/target/lib/library.jar");
        Files.createDirectories(library.getParent());
        Files.writeString(library, "same");
        Files.setLastModifiedTime(library, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(library.getParent(), FileTime.from(Instant.EPOCH));
        long before = archivesMade(muster("sh", java, "checks"));

        Files.writeString(library, content.equals("same") ? content : content.repeat(10_000));
        Files.setLastModifiedTime(
                library,
                seconds == 0
                        ? FileTime.from(Instant.EPOCH)
                        : FileTime.from(Instant.now().plusSeconds(seconds)));

        assertThat(archivesMade(muster("sh", java, "checks"))).as(what).isEqualTo(before + 1);
    }

    @Test
    void an_archive_that_cannot_be_made_is_neither_used_nor_tried_again()
            throws IOException, InterruptedException {
        Map<String, String> java = Map.of("JAVA_HOME", jdk.toString(), "PRIMING_FAILS", "1");
        muster("sh", java, "checks");

        Said again = muster("sh", java, "checks");

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.out()).contains("<checks>").doesNotContain("SharedArchiveFile");
        assertThat(archivesMade(again)).isEqualTo(1);
    }

    @Test
    void where_nothing_can_be_kept_it_runs_without_an_archive()
            throws IOException, InterruptedException {
        Files.writeString(house.resolve("muster-cli.jar"), "");
        Path noFolder = Files.writeString(folder.resolve("file"), "");

        Said said =
                muster(
                        "sh",
                        Map.of("JAVA_HOME", jdk.toString(), "XDG_CACHE_HOME", noFolder.toString()),
                        "checks");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("<checks>").doesNotContain("SharedArchiveFile");
    }

    private static long archivesMade(Said said) {
        return said.log().lines().filter(line -> line.contains("makes an archive")).count();
    }

    @Test
    void in_the_c_locale_arguments_stay_whole_and_signs_become_ascii()
            throws IOException, InterruptedException {
        Said said = muster("sh", Map.of("JAVA_HOME", jdk.toString(), "LC_ALL", "C"), "결제");

        assertThat(said.out())
                .contains("LC_ALL=C.UTF-8")
                .contains("-Dmuster.terminal.unicode=false");
    }

    private record Said(int exit, String out, String err, String log) {}

    private Said muster(String shell, Map<String, String> variables, String... args)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(which(shell), house.resolve("muster").toString()));
        command.addAll(Arrays.asList(args));
        return run(command, folder, variables);
    }

    private Said run(List<String> command, Path from, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Path log = folder.resolve("log");
        ProcessBuilder process =
                new ProcessBuilder(command)
                        .directory(from.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        process.environment().clear();
        process.environment().put("PATH", bin.toString());
        process.environment().put("HOME", folder.resolve("home").toString());
        process.environment().put("LANG", "C.UTF-8");
        process.environment().put("LOG", log.toString());
        process.environment().putAll(variables);
        Process running = process.start();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(running.exitValue(), read(out), read(err), read(log));
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, UTF_8) : "";
    }

    private Path java(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        program(
                home.resolve("bin/java"),
                """
                for word in "$@"; do
                    case $word in
                        -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*)
                            echo "NAME makes an archive: $*" >>"$LOG"
                            [ -z "${PRIMING_FAILS:-}" ] || exit 1
                            : >"${word#*=}"
                            ;;
                    esac
                done
                printf 'java of %s ' "NAME"
                for word in "$@"; do printf '<%%s>' "$word"; done
                printf ' LC_ALL=%%s %%s\\n' "${LC_ALL:-}" "$*"
                exit "${JAVA_EXITS:-0}"
                """
                        .replace("%s ' \"NAME\"", name + " '")
                        .replace("NAME", name)
                        .replace("%%", "%"));
        program(home.resolve("bin/javac"), "exit 0\n");
        return home;
    }

    private void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!" + which("sh") + "\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void link(String tool) throws IOException {
        Path there = path(tool);
        if (there != null) {
            Files.createSymbolicLink(bin.resolve(tool), there);
        }
    }

    private static String which(String tool) {
        Path there = path(tool);
        return there == null ? NO_ANSWER : there.toString();
    }

    private static @Nullable Path path(String tool) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
