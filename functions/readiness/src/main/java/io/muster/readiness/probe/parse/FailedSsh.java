package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.LoginFailures.Source;
import io.muster.readiness.logs.Rfc5424;
import io.muster.readiness.logs.SshdLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What sshd says of log-ins that failed: counted by source, as the probe does it, or its own lines,
 * in the auth log (RFC 3164 or 5424), in the journal (JSON, short or {@code -o cat}). What is an
 * attempt, {@link SshdLine} says.
 */
public final class FailedSsh {

    private static final int MAX_SOURCES = 200;
    private static final long MAX_COUNTED = 1_000_000_000_000L;
    private static final int MAX_REST = 1_000_000_000;

    /**
     * The probe's own lines: attempts and address; attempts and number of further sources. Earlier
     * probes add names of users.
     */
    private static final String COUNTED = "source\t";

    private static final String REST = "rest\t";

    /** The probe's own line, too: how many lines that name sshd have a form that it cannot read. */
    private static final String UNREAD = "unread\t";

    /** With its process ID and without, and by its parts since OpenSSH 9.8. */
    private static final Pattern PROGRAM = Pattern.compile(" sshd[^ ]*: ");

    private final Map<String, Attempts> bySource = new HashMap<>();
    private long restAttempts;
    private int restSources;
    private int unreadable;

    private FailedSsh() {}

    private static final class Attempts {
        private final Map<String, Connection> byPort = new HashMap<>();
        private long counted;

        long total() {
            return counted + byPort.values().stream().mapToLong(Connection::attempts).sum();
        }
    }

    /** What was said of one connection. */
    private static final class Connection {
        private long tries;
        private long keys;
        private boolean ended;
        private boolean accepted;

        long attempts() {
            long attempts = tries + (accepted ? 0 : keys);
            return attempts == 0 && ended && !accepted ? 1 : attempts;
        }

        void add(SshdLine line) {
            switch (line.kind()) {
                case TRIED -> tries += line.times();
                case OFFERED_KEY -> keys += line.times();
                case ENDED -> ended = true;
                case ACCEPTED -> accepted = true;
            }
        }
    }

    public static Fact<LoginFailures> parse(String output) {
        return new FailedSsh().read(output);
    }

    private Fact<LoginFailures> read(String output) {
        Lines lines = Lines.of(output);
        for (String line : lines.all()) {
            if (line.startsWith(COUNTED) || line.startsWith(REST) || line.startsWith(UNREAD)) {
                counted(Field.tabbed(line, 4));
                continue;
            }
            String message = message(line);
            if (message != null) {
                SshdLine.of(message).ifPresent(this::add);
            }
        }
        List<Source> sources = new ArrayList<>();
        bySource.forEach(
                (address, attempts) -> {
                    if (attempts.total() > 0) {
                        sources.add(new Source(address, attempts.total()));
                    }
                });
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
        if (fields.getFirst().equals("unread")) {
            Integer lines = fields.size() < 2 ? null : Numbers.small(fields.get(1));
            unreadable += lines == null ? 1 : Math.min(MAX_REST, lines);
            return;
        }
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
        String plain = Rfc5424.plain(line);
        String classic = plain == null ? line : " " + plain;
        Matcher told = PROGRAM.matcher(classic);
        return told.find() ? classic.substring(told.end()) : classic;
    }

    private void add(SshdLine line) {
        bySource.computeIfAbsent(Field.text(line.source()), key -> new Attempts())
                .byPort
                .computeIfAbsent(line.port(), key -> new Connection())
                .add(line);
    }
}
