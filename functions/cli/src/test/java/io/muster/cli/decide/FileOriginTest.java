package io.muster.cli.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.muster.readiness.decision.Made.Way;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git itself says. */
class FileOriginTest {

    @TempDir private Path folder;

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "git",
                                "-c",
                                "user.name=a",
                                "-c",
                                "user.email=a@example.com",
                                "-c",
                                "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        Process git =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(git.exitValue()).as(said).isZero();
        return said.strip();
    }

    private static boolean hasGit() {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Skips a test where there is no git; on a build server, which can install it, it fails. */
    private static void needsGit() {
        String advice = "git is not on this machine: apt-get install git";
        if (!hasGit()) {
            assertThat(System.getenv("CI")).as(advice).isNotEqualTo("true");
            abort(advice);
        }
    }

    private Path file(String text) throws IOException {
        Path file = folder.resolve("ops/decisions.yaml");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void a_committed_file_has_its_newest_commit_and_its_name_in_the_repository()
            throws IOException, InterruptedException {
        needsGit();
        Path file = file("decisions: []\n");
        git("init", "-q");
        git("add", "-A");
        git("commit", "-q", "-m", "one");
        String commit = git("rev-parse", "HEAD");
        Files.writeString(folder.resolve("other"), "later");
        git("add", "-A");
        git("commit", "-q", "-m", "two");

        assertThat(FileOrigin.of(file))
                .isEqualTo(new FileOrigin(new Way.File("ops/decisions.yaml", commit), false));
    }

    @Test
    void a_changed_file_has_no_commit() throws IOException, InterruptedException {
        needsGit();
        Path file = file("decisions: []\n");
        git("init", "-q");
        git("add", "-A");
        git("commit", "-q", "-m", "one");
        Files.writeString(file, "# changed\n");

        assertThat(FileOrigin.of(file))
                .isEqualTo(new FileOrigin(new Way.File("ops/decisions.yaml", null), true));
    }

    @Test
    void a_file_outside_a_repository_has_its_own_name() throws IOException {
        assertThat(FileOrigin.of(file("decisions: []\n")).way())
                .isEqualTo(new Way.File("decisions.yaml", null));
    }
}
