package io.muster.cli.decide;

import io.muster.readiness.decision.Made;
import io.muster.readiness.text.Untrusted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What git says of a file: its name from the root of the repository, and its newest commit.
 *
 * @param way as decisions record it
 * @param uncommitted whether it has changes that no commit holds; then no commit is recorded
 */
record FileOrigin(Made.Way.File way, boolean uncommitted) {

    private static final long MAX_SECONDS = 10;

    /** {@code user@host:path}, which has no scheme. */
    private static final Pattern SCP = Pattern.compile("^(?:[^/@:]+@)?([^/@:]+):(?!//)/*");

    private static final int MAX_OUTPUT = 10_000;

    /** Where git does not answer, the name is that of the file alone. */
    static FileOrigin of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Path last = absolute.getFileName();
        if (folder == null || last == null) {
            return new FileOrigin(new Made.Way.File(file.toString(), null), false);
        }
        String name = last.toString();
        Optional<String> prefix = git(folder, "rev-parse", "--show-prefix");
        String repository =
                git(folder, "config", "--get", "remote.origin.url")
                        .flatMap(FileOrigin::repository)
                        .orElse(null);
        Optional<String> commit = git(folder, "log", "-1", "--format=%H", "--", name);
        if (prefix.isEmpty() || commit.isEmpty() || commit.get().isBlank()) {
            return new FileOrigin(
                    new Made.Way.File(prefix.orElse("") + name, null, repository),
                    prefix.isPresent());
        }
        boolean uncommitted =
                !git(folder, "status", "--porcelain", "--", name).orElse("?").isBlank();
        return new FileOrigin(
                new Made.Way.File(
                        prefix.get() + name, uncommitted ? null : commit.get(), repository),
                uncommitted);
    }

    /**
     * A remote's address as the name of a repository, the same by whatever protocol and user it is
     * reached: {@code git@github.com:acme/infra.git} is {@code github.com/acme/infra}. Empty where
     * nothing is left of it.
     */
    static Optional<String> repository(String remote) {
        String place =
                SCP.matcher(Untrusted.line(remote, MAX_OUTPUT).strip())
                        .replaceFirst("$1/")
                        .replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://", "")
                        .replaceFirst("^[^/]*@", "")
                        .replaceFirst("^([^/:]+):\\d+/", "$1/")
                        .replaceFirst("/+$", "")
                        .replaceFirst("\\.git$", "");
        return place.isEmpty() ? Optional.empty() : Optional.of(place.toLowerCase(Locale.ROOT));
    }

    /** What git prints, without the line feed; empty where it fails or there is none. */
    private static Optional<String> git(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false"));
        command.addAll(List.of(arguments));
        try {
            Process git =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            git.getOutputStream().close();
            // What it prints is a line or two, for which a pipe has room.
            if (!git.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                git.destroy();
                return Optional.empty();
            }
            String said =
                    new String(git.getInputStream().readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
            return git.exitValue() == 0 ? Optional.of(said.stripTrailing()) : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
