package io.muster.cli.benchmark;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A clone or a release of Muster whose scans are measured as its user runs them: by its own
 * launcher, which gives Java its options.
 *
 * @param options further ones of {@code scan}
 * @param heap the most that Java's heap may grow to; null for what the launcher says
 */
record MeasuredBuild(String name, Path home, List<String> options, @Nullable String heap)
        implements Measured {

    MeasuredBuild {
        options = List.copyOf(options);
    }

    /**
     * The build that runs this.
     *
     * @throws CommandFailure where it was not started by the launcher
     */
    static MeasuredBuild own(List<String> options, @Nullable String heap) {
        return in("this", Path.of(System.getProperty("muster.home", ".")), options, heap);
    }

    /** Another one, with the options of this one. */
    MeasuredBuild against(Path folder) {
        Path other = folder.toAbsolutePath().normalize();
        String called = other.getNameCount() == 0 ? "against" : other.getFileName().toString();
        return in(called, other, options, heap);
    }

    private static MeasuredBuild in(
            String name, Path home, List<String> options, @Nullable String heap) {
        if (!Files.isExecutable(home.resolve("muster"))) {
            throw CommandFailure.usage(
                    Message.of("screen.benchmark-no-build").with("folder", home.toString()),
                    Message.of("screen.benchmark-no-build-next"));
        }
        return new MeasuredBuild(name, home, options, heap);
    }

    @Override
    public List<String> command(URI endpoint) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("muster").toAbsolutePath().toString());
        command.addAll(List.of("scan", "--output", "json", "--region", "us-east-1"));
        command.addAll(List.of("--endpoint-url", endpoint.toString()));
        command.addAll(options);
        return command;
    }

    /** Without what would lead the scan to a file of the user's. */
    @Override
    public Map<String, String> environment(URI endpoint, Path folder) {
        Map<String, String> environment = Measured.usersVariables();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("MUSTER_") && !name.equals("MUSTER_JAVA_OPTS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("XDG_CACHE_HOME", folder.toString());
        if (heap != null) {
            environment.merge(
                    "MUSTER_JAVA_OPTS",
                    "-Xmx" + heap + " -XX:+ExitOnOutOfMemoryError",
                    (given, more) -> given + " " + more);
        }
        return environment;
    }

    @Override
    public CommandFailure failure(MeasuredProcess.Ended ended) {
        return CommandFailure.error(
                Message.of("screen.benchmark-failed")
                        .with("code", ended.exitCode())
                        .with("why", ended.lastError()),
                Message.of("screen.benchmark-failed-next"));
    }
}
