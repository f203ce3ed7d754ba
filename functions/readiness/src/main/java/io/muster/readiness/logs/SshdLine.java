package io.muster.readiness.logs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What sshd says of one connection, in a guest's own log as in one that was shipped.
 *
 * <p>One connection makes several lines: {@code Invalid user}, {@code Failed password} once for
 * each try, {@code Failed publickey} once for each key that is offered, {@code Connection closed by
 * authenticating user}. An attempt is a failed try, an offered key of a connection that was never
 * accepted, or a connection that ended without either.
 *
 * <p>The address is the word before the last {@code port}: a user name is chosen by the attacker,
 * and comes before it. So is what a certificate calls itself, which comes after it and is left out.
 *
 * @param source an address, or a name where sshd looks names up
 * @param port of the source
 * @param times how often the line was said
 */
public record SshdLine(Kind kind, String source, String port, long times) {

    private static final long MAX_TIMES = 1_000_000;

    private static final Pattern REPEATED =
            Pattern.compile("message repeated (\\d{1,9}) times: \\[ (.*)", Pattern.DOTALL);

    private static final Pattern CERTIFICATE = Pattern.compile(" ssh2: \\S{1,64}-CERT ");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,64}(?:%\\S{1,32})?");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** How the lines begin that end a connection, or open it without a user. */
    private static final List<String> WITHOUT_TRY =
            List.of(
                    "Invalid user ",
                    "Illegal user ",
                    "Connection closed by authenticating user ",
                    "Connection closed by invalid user ",
                    "Connection reset by authenticating user ",
                    "Connection reset by invalid user ",
                    "Disconnected from authenticating user ",
                    "Disconnected from invalid user ",
                    "Disconnecting authenticating user ",
                    "Disconnecting invalid user ",
                    "error: maximum authentication attempts exceeded for ");

    /** What happened. */
    public enum Kind {
        /** A try that failed. */
        TRIED,
        /** A key was offered and not taken, which happens before the right one is. */
        OFFERED_KEY,
        /** The connection ended, or opened, without a try. */
        ENDED,
        /** The log-in succeeded. */
        ACCEPTED
    }

    /**
     * Reads a message.
     *
     * @param message what sshd said, without its own name in front
     * @return empty for what is about no log-in, or names no source
     */
    public static Optional<SshdLine> of(String message) {
        String said = message.strip();
        long times = 1;
        Matcher repeated = REPEATED.matcher(said);
        if (said.startsWith("message repeated ") && repeated.matches()) {
            times = Math.min(MAX_TIMES, Long.parseLong(repeated.group(1)));
            said = repeated.group(2);
        }
        Kind kind = kind(said);
        if (kind == null) {
            return Optional.empty();
        }
        Matcher certificate = CERTIFICATE.matcher(said);
        String bare = certificate.find() ? said.substring(0, certificate.start()) : said;
        List<String> words = Arrays.asList(BLANKS.split(bare.strip()));
        int port = words.lastIndexOf("port");
        return port < 2 || port + 1 >= words.size() || !origin(words, port)
                ? Optional.empty()
                : Optional.of(new SshdLine(kind, words.get(port - 1), words.get(port + 1), times));
    }

    private static @Nullable Kind kind(String said) {
        if (said.startsWith("Accepted ")) {
            return Kind.ACCEPTED;
        }
        if (said.startsWith("Failed ") && said.contains(" for ")) {
            return said.startsWith("Failed publickey ") ? Kind.OFFERED_KEY : Kind.TRIED;
        }
        // A stream costs a tenth of reading the log.
        for (String beginning : WITHOUT_TRY) {
            if (said.startsWith(beginning)) {
                return Kind.ENDED;
            }
        }
        return null;
    }

    /** sshd may be told to look up names, which then stand for addresses. */
    private static boolean origin(List<String> words, int port) {
        return ADDRESS.matcher(words.get(port - 1)).matches() || words.get(port - 2).equals("from");
    }
}
