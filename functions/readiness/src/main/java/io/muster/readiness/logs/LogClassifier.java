package io.muster.readiness.logs;

import io.muster.readiness.text.LiteralSieve;
import io.muster.readiness.text.Redaction;
import io.muster.readiness.text.Untrusted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the signatures in log lines as they stream by.
 *
 * <p>Each byte costs one table look-up; only a line that holds a signature's literal is decoded and
 * matched. Memory is bounded by the number of signatures, not of lines: a line that does not fit
 * the buffer is read in overlapping pieces, and counts each signature once.
 */
public final class LogClassifier {

    private static final int BUFFER = 1 << 20;

    private static final int MAX_EXAMPLE = 500;
    private static final int TOP = 5;

    /** A cause within so many lines of the same error is taken as part of its stack trace. */
    private static final int MAX_TRACE = 200;

    /** In so many lines one fault is told; what follows later is another one. */
    private static final int MAX_FAULT_LINES = 10;

    private final LineMatcher matcher;
    private final LiteralSieve sieve;
    private final Tally[] tallies;

    private long lines;
    private long bytes;
    private long requests;
    private long serverErrors;

    /** The signatures already counted in the stack trace that the last line belongs to, as bits. */
    private long inTrace;

    private final SshConnections<Placed> connections = new SshConnections<>(this::add);

    /** What the last line told that told anything. */
    private final List<Placed> lastTold = new ArrayList<>();

    public LogClassifier(List<Signature> signatures) {
        this(new LineMatcher(signatures));
    }

    LogClassifier(LineMatcher matcher) {
        this.matcher = matcher;
        this.sieve = matcher.sieve();
        this.tallies = new Tally[matcher.signatures().size()];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new Tally();
        }
    }

    /** Reads a stream to its end, as one log. */
    public void read(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int kept = 0;
        long counted = 0;
        boolean within = false;
        for (int read = fill(in, buffer, kept); read > 0; read = fill(in, buffer, kept)) {
            bytes += read;
            int end = kept + read;
            int lineStart = wholeLines(buffer, end, counted);
            if (lineStart > 0) {
                counted = 0;
                within = false;
            }
            if (lineStart == 0 && end == buffer.length) {
                counted |= line(buffer, 0, end, counted);
                lineStart = end - LineMatcher.OVERLAP;
                within = true;
            }
            kept = end - lineStart;
            System.arraycopy(buffer, lineStart, buffer, 0, kept);
        }
        if (kept > (within ? LineMatcher.OVERLAP : 0)) {
            lines++;
            line(buffer, 0, kept, counted);
        } else if (within) {
            lines++;
        }
        inTrace = 0;
    }

    /** Classifies one line that came by itself, such as an event of a log group. */
    public void line(String text) {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        lines++;
        bytes += line.length;
        line(line, 0, line.length, 0);
    }

    /**
     * What was found so far.
     *
     * @param now the time of asking, for dates without a year
     */
    public LogSummary summary(Instant now) {
        connections.close();
        List<LogSummary.Found> found = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            if (tallies[i].count > 0) {
                found.add(tallies[i].found(matcher.signatures().get(i), now));
            }
        }
        found.sort(
                Comparator.comparing((LogSummary.Found one) -> one.signature().rule().severity())
                        .reversed()
                        .thenComparing(Comparator.comparingLong(LogSummary.Found::count).reversed())
                        .thenComparing(one -> one.signature().id()));
        return new LogSummary(lines, bytes, requests, serverErrors, found);
    }

    /** Reads until the buffer is full or the stream ends; 0 at the end. */
    private static int fill(InputStream in, byte[] buffer, int kept) throws IOException {
        return in.readNBytes(buffer, kept, buffer.length - kept);
    }

    /**
     * Classifies every line of the buffer that ends in it.
     *
     * @param counted the signatures already counted in the first line, which began in an earlier
     *     one
     * @return where the line begins that does not end in the buffer
     */
    private int wholeLines(byte[] buffer, int end, long counted) {
        int lineStart = 0;
        int state = LiteralSieve.START;
        long hits = 0;
        long before = counted;
        for (int i = 0; i < end; i++) {
            byte b = buffer[i];
            if (b == '\n') {
                lines++;
                if (hits != 0 || inTrace != 0) {
                    endTraceUnless(continues(buffer, lineStart, i));
                    if (hits != 0) {
                        match(buffer, lineStart, i, hits & ~before);
                    }
                }
                lineStart = i + 1;
                state = LiteralSieve.START;
                hits = 0;
                before = 0;
                continue;
            }
            state = sieve.step(state, b);
            if (state < 0) {
                hits |= sieve.endingAt(state);
            }
        }
        return lineStart;
    }

    /** Classifies one line or piece of a line; returns what it counted, as bits. */
    private long line(byte[] buffer, int from, int to, long counted) {
        long hits = matcher.sift(buffer, from, to);
        endTraceUnless(continues(buffer, from, to));
        return hits == 0 ? 0 : match(buffer, from, to, hits & ~counted);
    }

    private long match(byte[] buffer, int from, int to, long hits) {
        long counted = 0;
        if ((hits & matcher.accessOwner()) != 0) {
            int status = AccessLine.statusClass(buffer, from, to);
            if (status != AccessLine.NONE) {
                counted |= matcher.accessOwner();
                requests++;
                serverErrors += status == 5 ? 1 : 0;
            }
        }
        if ((hits & matcher.repeatedOwner()) != 0) {
            repeated(LineMatcher.repeated(buffer, from, to));
        }
        return counted | matcher.match(buffer, from, to, hits, this::count);
    }

    /** Counts the line before once more for each time that it was said again. */
    private void repeated(long times) {
        List<Placed> before = List.copyOf(lastTold);
        for (Placed told : before) {
            if (times > 0 && told.line() == lines - 1) {
                add(new Placed(told.index(), told.told().times(times), lines));
            }
        }
    }

    private void count(LineMatcher.Hit hit) {
        long bit = 1L << hit.index();
        Tally tally = tallies[hit.index()];
        boolean causeOfTheSame =
                hit.cause() && tally.count > 0 && lines - tally.lastLine <= MAX_TRACE;
        if ((inTrace & bit) == 0 && !causeOfTheSame) {
            told(hit, tally);
        }
        inTrace |= bit;
    }

    private void told(LineMatcher.Hit hit, Tally tally) {
        Placed placed = new Placed(hit.index(), Told.of(hit), lines);
        if (!lastTold.isEmpty() && lastTold.getLast().line() != lines) {
            lastTold.clear();
        }
        lastTold.add(placed);
        switch (hit.signature().telling().counted()) {
            case LINES -> add(placed);
            case FAULTS -> {
                if (tally.another(hit.form(), lines)) {
                    add(placed);
                }
            }
            case CONNECTIONS -> {
                Optional<SshdLine> said = hit.sshd();
                if (said.isPresent()) {
                    connections.take("", said.get(), placed);
                } else {
                    add(placed);
                }
            }
        }
    }

    private void add(Placed placed) {
        tallies[placed.index()].add(placed.told(), placed.line());
    }

    private void endTraceUnless(boolean continues) {
        if (!continues) {
            inTrace = 0;
        }
    }

    /** Whether a line goes on with the stack trace above it: indented, or a cause. */
    private static boolean continues(byte[] buffer, int from, int to) {
        if (from >= to) {
            return false;
        }
        return switch (buffer[from]) {
            case ' ', '\t' -> true;
            case 'C' -> startsWith(buffer, from, to, "Caused by:");
            case 'S' -> startsWith(buffer, from, to, "Suppressed:");
            default -> false;
        };
    }

    private static boolean startsWith(byte[] buffer, int from, int to, String ascii) {
        if (to - from < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (buffer[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** What was told, by which of the signatures and in which line. */
    private record Placed(int index, Told told, long line) {}

    /** One signature's occurrences so far. */
    private static final class Tally {
        private long count;
        private long firstLine;
        private long lastLine;
        private long faultLine;
        private long forms;
        private String firstText = "";
        private String lastText = "";
        private final BoundedCounts details = new BoundedCounts();
        private final BoundedCounts sources = new BoundedCounts();

        private void add(Told told, long line) {
            if (count == 0 || line < firstLine) {
                firstText = told.text();
                firstLine = line;
            }
            if (line >= lastLine) {
                lastText = told.text();
                lastLine = line;
            }
            count += told.times();
            note(details, told.detail(), told.times());
            note(sources, told.source(), told.times());
        }

        /** Whether a line is about another fault than the lines just before it, in other words. */
        private boolean another(int form, long line) {
            boolean another =
                    forms == 0 || line - faultLine > MAX_FAULT_LINES || (forms & (1L << form)) != 0;
            forms = (another ? 0 : forms) | (1L << form);
            faultLine = another ? line : faultLine;
            return another;
        }

        private LogSummary.Found found(Signature signature, Instant now) {
            Optional<Instant> one = LogTime.of(firstText, now);
            Optional<Instant> other = LogTime.of(lastText, now);
            return new LogSummary.Found(
                    signature,
                    count,
                    one.orElse(null),
                    other.orElse(null),
                    Untrusted.line(Redaction.of(firstText), MAX_EXAMPLE).strip(),
                    details.top(TOP),
                    sources.top(TOP),
                    sources.names());
        }

        private static void note(BoundedCounts counts, @Nullable String name, long times) {
            if (name != null) {
                counts.add(name, times);
            }
        }
    }
}
