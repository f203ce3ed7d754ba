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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void a_file_has_the_repository_that_its_remote_names()
            throws IOException, InterruptedException {
        needsGit();
        Path file = file("decisions: []\n");
        git("init", "-q");
        git("remote", "add", "origin", "https://token:secret@github.com/acme/infra.git");

        assertThat(FileOrigin.of(file).way().title())
                .isEqualTo("github.com/acme/infra/ops/decisions.yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "git@github.com:Acme/infra.git, github.com/acme/infra",
        "https://x-access-token:ghs_a@github.com/acme/infra, github.com/acme/infra",
        "https://github.com/acme/infra.git/, github.com/acme/infra",
        "ssh://git@git.example.com:2222/acme/infra.git, git.example.com/acme/infra",
        "git.example.com:acme/infra, git.example.com/acme/infra",
        "git@git.example.com:/srv/infra.git, git.example.com/srv/infra",
        "ssh://git@git.example.com/srv/infra.git, git.example.com/srv/infra",
        "/srv/git/infra.git, /srv/git/infra"
    })
    void a_repository_is_named_alike_by_whatever_way_it_is_reached(String remote, String name) {
        assertThat(FileOrigin.repository(remote)).contains(name);
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
