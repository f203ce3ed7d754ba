package io.muster.cli.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.cli.fixture.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clone that was built: with a JDK, Maven and the tools of POSIX there is nothing else to have.
 */
class BuiltCloneIT {

    /** What the build has just made. */
    private static final Path TARGET =
            Objects.requireNonNull(
                    Path.of(Objects.requireNonNull(System.getProperty("muster.release")))
                            .getParent());

    @TempDir private Path folder = Path.of("");

    @Test
    void the_demo_needs_a_jdk_and_maven_alone() throws IOException, InterruptedException {
        Path clone = builtClone();
        Path bin = PosixTools.in(folder);
        // Looked for where there is something to build, and never run here.
        Files.writeString(bin.resolve("mvn"), "#!/bin/false\n");
        assertThat(bin.resolve("mvn").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(
                bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        Path page = folder.resolve("findings.html");
        ProcessBuilder builder =
                new ProcessBuilder(
                        clone.resolve("muster").toString(), "demo", "--page", page.toString());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().put("LANG", "C.UTF-8");

        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said)
                .contains("Admin ports should not be open to the internet")
                .contains("30 instances", "probe results from 7 of 8 instances")
                .doesNotContain("building");
        assertThat(Files.readString(page)).contains("<html");
    }

    /** The launcher, the events and what was built, as if it had been built there. */
    private Path builtClone() throws IOException {
        Path repository = Golden.repository();
        Path clone = Files.createDirectories(folder.resolve("clone"));
        Path target = Files.createDirectories(clone.resolve("functions/cli/target"));
        Files.copy(repository.resolve("muster"), clone.resolve("muster"));
        assertThat(clone.resolve("muster").toFile().setExecutable(true)).isTrue();
        Files.copy(repository.resolve("pom.xml"), clone.resolve("pom.xml"));
        Files.createSymbolicLink(clone.resolve("events"), repository.resolve("events"));
        Files.copy(TARGET.resolve("muster-cli.jar"), target.resolve("muster-cli.jar"));
        Files.createSymbolicLink(target.resolve("lib"), TARGET.resolve("lib"));
        Files.createFile(target.resolve("muster.stamp"));
        return clone;
    }
}
