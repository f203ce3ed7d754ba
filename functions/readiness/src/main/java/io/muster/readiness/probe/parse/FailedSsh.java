package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.LoginFailures.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sshd says of log-ins that failed: counted by source, as the probe does it, or its own lines,
 * in the auth log, in the journal (JSON, short or {@code -o cat}).
 *
 * <p>One connection makes several lines: {@code Invalid user}, {@code Failed password} once for
 * each try, {@code Connection closed by authenticating user}. An attempt is therefore a failed try,
 * or a connection that ended without one. The address is the word before the last {@code port}: a
 * user name is chosen by the attacker, and comes before it.
 */
public final class FailedSsh {

    private static final int MAX_SOURCES = 200;
    private static final long MAX_REPEATED = 1_000_000;
    private static final long MAX_COUNTED = 1_000_000_000_000L;
    private static final int MAX_REST = 1_000_000_000;

    /**
     * The probe's own lines: attempts and address; attempts and number of further sources. Earlier
     * probes add names of users.
     */
    private static final String COUNTED = "source\t";

    private static final String REST = "rest\t";

    private static final String REPEATED = "message repeated ";

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

    private final Map<String, Attempts> bySource = new HashMap<>();
    private long restAttempts;
    private int restSources;
    private int unreadable;

    private FailedSsh() {}

    private static final class Attempts {
        private final Map<String, Long> triesByPort = new HashMap<>();
        private long counted;

        long total() {
            return counted
                    + triesByPort.values().stream().mapToLong(tries -> Math.max(1, tries)).sum();
        }
    }

    public static Fact<LoginFailures> parse(String output) {
        return new FailedSsh().read(output);
    }

    private Fact<LoginFailures> read(String output) {
        Lines lines = Lines.of(output);
        for (String line : lines.all()) {
            if (line.startsWith(COUNTED) || line.startsWith(REST)) {
                counted(Field.tabbed(line, 4));
                continue;
            }
            String message = message(line);
            if (message != null) {
                count(message);
            }
        }
        List<Source> sources = new ArrayList<>();
        bySource.forEach((address, attempts) -> sources.add(new Source(address, attempts.total())));
        sources.sort(
                Comparator.comparingLong(Source::attempts)
                        .reversed()
                        .thenComparing(Source::address));
        int kept = Math.min(MAX_SOURCES, sources.size());
        return Fact.known(
                new LoginFailures(
                        restAttempts + sources.stream().mapToLong(Source::attempts).sum(),
                        new Listing<>(
                                sources.subList(0, kept),
                                sources.size() - kept + restSources,
                                unreadable,
                                lines.cut())));
    }

    /** A line of the probe's: nothing in it is the guest's word but the address. */
    private void counted(List<String> fields) {
        Long number = fields.size() < 3 ? null : Numbers.count(fields.get(1));
        if (number == null || number > MAX_COUNTED) {
            unreadable++;
            return;
        }
        if (fields.get(0).equals("rest")) {
            Integer sources = Numbers.small(fields.get(2));
            restAttempts = Math.max(restAttempts, number);
            restSources = Math.max(restSources, sources == null ? 1 : Math.min(MAX_REST, sources));
            return;
        }
        Attempts attempts =
                bySource.computeIfAbsent(Field.text(fields.get(2)), key -> new Attempts());
        attempts.counted = Math.max(attempts.counted, number);
    }

    /** What sshd said; null for the line of another program. */
    private static @Nullable String message(String line) {
        if (line.startsWith("{")) {
            Map<?, ?> json = Json.object(Json.read(line));
            String program = json == null ? null : Json.text(json.get("SYSLOG_IDENTIFIER"));
            boolean sshd = program == null || program.startsWith("sshd");
            return json == null || !sshd ? null : Json.text(json.get("MESSAGE"));
        }
        int tag = line.indexOf(" sshd");
        int colon = tag < 0 ? -1 : line.indexOf(": ", tag);
        return colon < 0 ? line : line.substring(colon + 2);
    }

    private void count(String raw) {
        String message = raw.strip();
        long times = 1;
        if (message.startsWith(REPEATED)) {
            List<String> words = Field.words(message);
            Long repeated = words.size() > 2 ? Numbers.count(words.get(2)) : null;
            times = repeated == null ? 1 : Math.min(MAX_REPEATED, repeated);
            int open = message.indexOf("[ ");
            message = open < 0 ? "" : message.substring(open + 2);
        }
        boolean tried = message.startsWith("Failed ") && message.contains(" for ");
        if (tried || WITHOUT_TRY.stream().anyMatch(message::startsWith)) {
            add(Field.words(message), tried ? times : 0);
        }
    }

    private void add(List<String> words, long tries) {
        int port = words.lastIndexOf("port");
        if (port < 2 || port + 1 >= words.size() || !origin(words, port)) {
            return;
        }
        Attempts attempts =
                bySource.computeIfAbsent(Field.text(words.get(port - 1)), key -> new Attempts());
        attempts.triesByPort.merge(words.get(port + 1), tries, Long::sum);
    }

    /** sshd may be told to look up names, which then stand for addresses. */
    private static boolean origin(List<String> words, int port) {
        return Addresses.isAddress(words.get(port - 1)) || words.get(port - 2).equals("from");
    }
}
