package io.muster.cli;

import io.muster.cli.session.Session;
import io.muster.cli.session.SystemClock;
import io.muster.cli.session.Terminal;
import io.muster.local.replay.ReplayServer;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Runs commands without a result, so that the launcher can archive the classes that they load:
 * those of short commands, or those of a scan of a recorded fleet.
 */
final class PrimingRun {

    /**
     * The argument by which the launcher asks for it, before {@link #SHORT} or {@code long}; no
     * command, because it is for the launcher alone.
     */
    static final String ARGUMENT = "--prime";

    private static final String SHORT = "short";

    private static final List<List<String>> SHORT_COMMANDS =
            List.of(
                    List.of("--help"),
                    List.of("scan", "--help"),
                    List.of("--version"),
                    List.of("checks"),
                    List.of("checks", "imdsv2-required"));

    private static final List<List<String>> SCANS =
            List.of(
                    List.of("scan", "--no-cache"),
                    List.of("scan", "--no-cache", "--output", "json"));

    /** All 29 that were recorded, and copies of some. */
    private static final int INSTANCES = 40;

    private PrimingRun() {}

    /**
     * Runs them.
     *
     * @param kind which commands
     * @return an exit code
     */
    static int run(String kind) {
        return kind.equals(SHORT)
                ? SHORT_COMMANDS.stream()
                        .mapToInt(command -> Main.run(command, session()))
                        .max()
                        .orElseThrow()
                : scan();
    }

    private static int scan() {
        try (ReplayServer fleet = ReplayServer.start(INSTANCES)) {
            return SCANS.stream()
                    .map(options -> scan(fleet.endpoint(), options))
                    .mapToInt(command -> Main.run(command, session()))
                    .max()
                    .orElseThrow();
        }
    }

    private static List<String> scan(URI endpoint, List<String> options) {
        List<String> command = new ArrayList<>(options);
        Collections.addAll(command, "--region", "us-east-1", "--endpoint-url", endpoint.toString());
        return command;
    }

    private static Session session() {
        return Session.of(
                Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                Terminal.none(),
                new SystemClock(),
                () -> "priming");
    }
}
