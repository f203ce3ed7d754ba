package io.muster.cli.benchmark;

import io.muster.cli.session.CommandFailure;
import io.muster.local.replay.ReplayServer;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A clone or a release of Muster whose scans are measured as its user runs them: by its own
 * launcher, which gives Java its options.
 *
 * @param name what the table calls it
 */
record MeasuredBuild(String name, Path home) {

    /**
     * The build that runs this.
     *
     * @throws CommandFailure where it was not started by the launcher
     */
    static MeasuredBuild own() {
        return in("this", Path.of(System.getProperty("muster.home", ".")));
    }

    /**
     * Another one.
     *
     * @throws CommandFailure where there is no launcher
     */
    static MeasuredBuild in(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        return in(home.getNameCount() == 0 ? "against" : home.getFileName().toString(), home);
    }

    private static MeasuredBuild in(String name, Path home) {
        if (!Files.isExecutable(home.resolve("muster"))) {
            throw CommandFailure.usage(
                    Message.of("screen.benchmark-no-build").with("folder", home.toString()),
                    Message.of("screen.benchmark-no-build-next"));
        }
        return new MeasuredBuild(name, home);
    }

    /**
     * Scans what a server answers.
     *
     * @param options further ones of {@code scan}
     * @param heap the most that Java's heap may grow to; null for what the launcher says
     * @param folder of this benchmark: where scans keep what they keep, and run
     * @throws CommandFailure when the scan fails, with its last error
     */
    Measurement scan(ReplayServer server, List<String> options, @Nullable String heap, Path folder)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("muster").toAbsolutePath().toString());
        command.addAll(List.of("scan", "--output", "json", "--region", "us-east-1"));
        command.addAll(List.of("--endpoint-url", server.endpoint().toString()));
        command.addAll(options);
        long before = server.requests();
        MeasuredProcess.Ended ended =
                MeasuredProcess.run(command, environment(heap, folder), folder);
        if (ended.exitCode() != 0) {
            throw CommandFailure.error(
                    Message.of("screen.benchmark-failed")
                            .with("code", ended.exitCode())
                            .with("why", ended.lastError()),
                    Message.of("screen.benchmark-failed-next"));
        }
        Measurement took = ended.took();
        return new Measurement(
                server.requests() - before,
                took.wallSeconds(),
                took.cpuSeconds(),
                took.residentMebibytes());
    }

    /** A user's, without what would lead the scan to another AWS or to a file of the user's. */
    private static Map<String, String> environment(@Nullable String heap, Path folder) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(
                        name ->
                                name.startsWith("AWS_")
                                        || (name.startsWith("MUSTER_")
                                                && !name.equals("MUSTER_JAVA_OPTS")));
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
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
}
