package io.muster.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs commands without a result, so that the launcher can archive the classes that they load:
 * those of short commands, or those of a scan, of an account without anything in it.
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
                    List.of("--version"),
                    List.of("checks"),
                    List.of("checks", "imdsv2-required"));

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");

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
        HttpServer server = emptyAccount();
        server.start();
        try {
            String endpoint = "http://localhost:" + server.getAddress().getPort();
            return Main.run(
                    List.of("scan", "--region", "us-east-1", "--endpoint-url", endpoint),
                    session());
        } finally {
            server.stop(0);
        }
    }

    private static Session session() {
        return Session.of(
                Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                Terminal.none(),
                Clock.systemUTC(),
                () -> "priming");
    }

    private static HttpServer emptyAccount() {
        try {
            InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpServer server = HttpServer.create(free, 0);
            server.createContext("/", PrimingRun::reply);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void reply(HttpExchange call) throws IOException {
        byte[] question = call.getRequestBody().readAllBytes();
        String words = answer(new String(question, StandardCharsets.UTF_8));
        byte[] answer = words.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "text/xml");
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    private static String answer(String question) {
        Matcher action = ACTION.matcher(question);
        String name = action.find() ? action.group(1) : "Unknown";
        String identity =
                "<Arn>arn:aws:iam::123456789012:user/priming</Arn><Account>123456789012</Account>";
        return "<%1$sResponse><%1$sResult>%2$s</%1$sResult><requestId>0</requestId></%1$sResponse>"
                .formatted(name, name.equals("GetCallerIdentity") ? identity : "");
    }
}
