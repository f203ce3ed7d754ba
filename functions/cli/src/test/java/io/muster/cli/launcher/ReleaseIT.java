package io.muster.cli.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive as a person gets it: unpacked, and run with a Java and the tools of POSIX alone. */
class ReleaseIT {

    private static final Path ARCHIVE =
            Path.of(Objects.requireNonNull(System.getProperty("muster.release")));

    @TempDir private static Path folder = Path.of("");

    private static Path home = folder;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        Process tar =
                new ProcessBuilder("tar", "-xzf", ARCHIVE.toString(), "-C", folder.toString())
                        .inheritIO()
                        .start();
        assertThat(tar.waitFor()).isZero();
        home = folder.resolve(ARCHIVE.getFileName().toString().replace(".tar.gz", ""));
        PosixTools.in(folder);
    }

    @Test
    void it_runs_without_maven() throws IOException, InterruptedException {
        assertThat(said("--version")).startsWith("muster ");
        assertThat(said("checks", "imdsv2-required")).contains("imdsv2-required");
    }

    @Test
    void the_demo_needs_nothing_but_java() throws IOException, InterruptedException {
        Path page = folder.resolve("findings.html");

        String said = said("demo", "--page", page.toString());

        assertThat(said)
                .contains("Admin ports should not be open to the internet")
                .contains("30 instances", "probe results from 7 of 8 instances");
        assertThat(Files.readString(page)).contains("<html");
    }

    @Test
    void all_of_its_classes_come_from_the_archive_that_the_first_start_made()
            throws IOException, InterruptedException {
        Path log = folder.resolve("classes");
        said("--version");

        said(Map.of("MUSTER_JAVA_OPTS", "-Xlog:class+load:file=" + log), "--version");

        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" picocli."))
                .isNotEmpty()
                .allMatch(line -> line.contains("shared objects file"));
    }

    /** To open one takes Java half a millisecond, and a search for what no jar holds opens all. */
    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "scan --help"})
    void what_is_told_without_aws_opens_none_of_its_jars(String command)
            throws IOException, InterruptedException {
        Path log = folder.resolve("initialised");
        String[] words = command.split(" ");
        said(words);

        said(Map.of("MUSTER_JAVA_OPTS", "-Xlog:class+init=info:file=" + log), words);

        assertThat(Files.readString(log))
                .contains("'io/muster/cli/MusterCommand'")
                .doesNotContain("'jdk/internal/loader/URLClassPath$JarLoader'");
    }

    @Test
    void its_folder_stays_as_it_was_unpacked() throws IOException, InterruptedException {
        Set<String> before = files("");

        said("--version");

        assertThat(files("")).isEqualTo(before);
    }

    @Test
    void it_holds_what_the_demo_invokes_and_a_script_for_each_shell() throws IOException {
        assertThat(files("events")).contains("fleet-scan.json", "decisions.yaml");
        assertThat(files("completions"))
                .containsExactly("muster.bash", "muster.fish", "muster.zsh");
        assertThat(Files.readString(home.resolve("completions/muster.fish"))).contains("-a 'scan'");
        assertThat(Files.readString(home.resolve("LICENSE"))).contains("Apache License");
    }

    @Test
    void its_class_path_is_what_it_holds() throws IOException {
        try (JarFile jar = new JarFile(home.resolve("muster-cli.jar").toFile())) {
            String path =
                    jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            assertThat(List.of(path.split(" ", -1)))
                    .containsExactlyInAnyOrderElementsOf(
                            files("lib").stream().map(name -> "lib/" + name).toList());
        }
    }

    @Test
    void the_bill_of_materials_names_each_jar() throws IOException {
        Map<String, Object> bill =
                JSON.std.mapFrom(Files.readString(home.resolve("muster.cdx.json")));
        Set<String> named = new TreeSet<>();
        for (Object each : (List<?>) Objects.requireNonNull(bill.get("components"))) {
            Map<?, ?> component = (Map<?, ?>) each;
            named.add("%s-%s.jar".formatted(component.get("name"), component.get("version")));
        }
        assertThat(named).isEqualTo(files("lib"));
    }

    @Test
    void each_library_stands_with_its_licence() throws IOException {
        List<String> lines =
                Files.readString(home.resolve("THIRD-PARTY.txt"))
                        .lines()
                        .filter(line -> line.startsWith("     ("))
                        .toList();
        assertThat(lines)
                .hasSize(
                        (int)
                                files("lib").stream()
                                        .filter(jar -> !jar.startsWith("muster-"))
                                        .count())
                .allMatch(line -> line.matches(" +\\((Apache-2.0|MIT|MIT-0|BSD-2-Clause)\\) .*"));
    }

    private static Set<String> files(String within) throws IOException {
        Path start = home.resolve(within);
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> start.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String said(String... words) throws IOException, InterruptedException {
        return said(Map.of(), words);
    }

    private static String said(Map<String, String> variables, String... words)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Stream.concat(
                                        Stream.of(home.resolve("muster").toString()),
                                        Stream.of(words))
                                .toList());
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().putAll(variables);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
