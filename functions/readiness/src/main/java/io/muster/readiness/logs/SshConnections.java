package io.muster.readiness.logs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts attempts of SSH connections by what sshd says of them, in any order: a try at once, an
 * offered key and an end when it is certain that they are attempts. Memory is bounded: the
 * connection of which nothing was heard for longest is taken as over.
 *
 * @param <T> what a line is counted as
 */
final class SshConnections<T> {

    /** More than one sshd serves at once. */
    private static final int MAX_OPEN = 10_000;

    /** Lines that wait for the end of their connection. */
    private static final int MAX_HELD = 10_000;

    /** sshd's MaxAuthTries is 6; what is offered beyond so many counts at once. */
    private static final int MAX_KEYS = 32;

    private final Map<String, Connection<T>> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Consumer<T> attempts;
    private int held;

    /**
     * @param attempts gets each line that is an attempt
     */
    SshConnections(Consumer<T> attempts) {
        this.attempts = attempts;
    }

    private static final class Connection<T> {
        private final List<T> keys = new ArrayList<>(1);
        private @Nullable T end;
        private boolean tried;
        private boolean accepted;
    }

    /**
     * Takes a line.
     *
     * @param log that it stands in
     */
    void take(String log, SshdLine line, T told) {
        String key = log + ' ' + line.source() + ' ' + line.port();
        Connection<T> connection = open.computeIfAbsent(key, unused -> new Connection<>());
        switch (line.kind()) {
            case TRIED -> {
                connection.tried = true;
                attempts.accept(told);
            }
            case OFFERED_KEY -> offered(connection, told);
            case ENDED -> ended(connection, told);
            case ACCEPTED -> connection.accepted = true;
        }
        while (open.size() > MAX_OPEN || held > MAX_HELD) {
            over(open.remove(open.keySet().iterator().next()));
        }
    }

    private void ended(Connection<T> connection, T told) {
        if (connection.end == null) {
            connection.end = told;
            held++;
        }
    }

    private void offered(Connection<T> connection, T told) {
        if (connection.keys.size() < MAX_KEYS) {
            connection.keys.add(told);
            held++;
        } else if (!connection.accepted) {
            attempts.accept(told);
        }
    }

    /** Takes all connections as over. */
    void close() {
        List<Connection<T>> all = List.copyOf(open.values());
        open.clear();
        all.forEach(this::over);
    }

    private void over(@Nullable Connection<T> connection) {
        if (connection == null) {
            return;
        }
        held -= connection.keys.size() + (connection.end == null ? 0 : 1);
        if (connection.accepted) {
            return;
        }
        connection.keys.forEach(attempts);
        if (connection.end != null && connection.keys.isEmpty() && !connection.tried) {
            attempts.accept(connection.end);
        }
    }
}
